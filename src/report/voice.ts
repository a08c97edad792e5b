/** How a report speaks: words, numbers, dates and ranges of one language. */
import type { Attribution } from '../assess/index.ts'
import { type Catalogue, catalogue, formatDate, formatNumber, type Locale } from '../messages/index.ts'
import { offsetMinutes } from './model/clocks.ts'
import { impersonal } from './model/impersonal.ts'
import type { PersonRange } from './persons.ts'

export class Voice {
  readonly locale: Locale
  readonly zone: string
  readonly messages: Catalogue
  readonly words: Catalogue['documents']

  constructor(locale: Locale, zone: string) {
    this.locale = locale
    this.zone = zone
    this.messages = catalogue(locale)
    this.words = this.messages.documents
  }

  number(value: number): string {
    return formatNumber(value, this.locale)
  }

  /** `2,50`, `2.50` */
  score(value: number): string {
    const text = value.toFixed(2)
    return this.locale === 'fr' ? text.replace('.', ',') : text
  }

  /** `12`, `12 à 20` */
  range({ low, high }: PersonRange): string {
    return low === high ? this.number(low) : this.words.common.between(this.number(low), this.number(high))
  }

  persons(range: PersonRange): string {
    return `${this.range(range)} ${this.words.common.unit.persons(range.high)}`
  }

  records(range: PersonRange): string {
    return `${this.range(range)} ${this.words.common.unit.records(range.high)}`
  }

  findings(count: number): string {
    return `${this.number(count)} ${this.words.common.unit.findings(count)}`
  }

  /** Several things in one line. */
  series(items: readonly string[]): string {
    return items.join(this.words.common.separator)
  }

  /** `YYYY-MM-DD`, or an instant: the day that it was in local time */
  day(date: string): string {
    return formatDate(date, this.locale, this.zone)
  }

  /** `26/08/2026`; in English as ISO 8601 writes it */
  shortDay(date: string): string {
    return this.locale === 'fr' ? date.slice(0, 10).split('-').reverse().join('/') : date.slice(0, 10)
  }

  /** `26 août 2026 à 9 h 15`, for where room is short */
  moment(instant: string): string {
    return this.#at(instant, this.zone)
  }

  /** `26 août 2026 à 9 h 15 (heure de Paris, UTC+2)` */
  local(instant: string): string {
    const { common } = this.words
    const minutes = offsetMinutes(new Date(instant), this.zone)
    const text = this.#at(instant, this.zone)
    return this.zone === 'Europe/Paris'
      ? common.local(text, offsetText(minutes))
      : common.localElsewhere(text, this.zone, offsetText(minutes))
  }

  /** `26 août 2026 à 7 h 15 UTC` */
  utc(instant: string): string {
    return this.words.common.utc(this.#at(instant, 'UTC'))
  }

  population(name: string): string {
    const known: Readonly<Record<string, string>> = this.messages.report.populations
    return known[name] ?? name
  }

  /** For machines: `2026-11-24T10:15:00+01:00`, in local time. */
  iso(instant: string): string {
    const minutes = offsetMinutes(new Date(instant), this.zone)
    const local = new Date(Date.parse(instant) + minutes * 60_000).toISOString().slice(0, 19)
    const two = (value: number) => String(value).padStart(2, '0')
    const size = Math.abs(minutes)
    return `${local}${minutes < 0 ? '-' : '+'}${two(Math.trunc(size / 60))}:${two(size % 60)}`
  }

  attribution(letter: Attribution): string {
    return this.words.common.attribution[letter]
  }

  /** What points at an attribution: `site atteint portail.example`. Numbers are read out of the sign's own words. */
  sign({ sign, words }: { readonly sign: string; readonly words: string }): string {
    const { common } = this.words
    const say = (common.signs as Readonly<Record<string, (what: string) => string>>)[sign]
    const counts = /(\d+) of (\d+)/.exec(words)
    const usual = /usual ([\d.]+) %/.exec(words)?.[1]
    const said = counts === null ? words : common.of(this.number(Number(counts[1])), this.number(Number(counts[2])))
    const what =
      usual === undefined ? said : `${said}, ${common.usual(this.locale === 'fr' ? usual.replace('.', ',') : usual)}`
    return say === undefined ? what : say(what)
  }

  /** A source, or one of its places, as people call it: `Telegram (canaux publics)`. */
  sourceName(name: string): string {
    return this.words.common.sourceName(name)
  }

  /** What a source is asked: `fuites`. */
  question(name: string): string {
    return this.words.common.question(name)
  }

  /** A word for exposed data; one that the vocabulary lacks is quoted as a source's own. */
  dataClass(name: string, unmapped: readonly string[] = []): string {
    if (unmapped.includes(name)) return this.words.common.sourceWord(impersonal(name, 80))
    return this.words.common.dataClass(name)
  }

  /** Each once, in alphabetical order. */
  dataClasses(names: readonly string[], unmapped: readonly string[] = []): string {
    const said = [...new Set(names.map((name) => this.dataClass(name, unmapped)))]
    return said.length === 0
      ? this.words.common.undetermined
      : said.sort((a, b) => a.localeCompare(b, this.locale)).join(', ')
  }

  /** No zero before the hour, in French: `9 h 05`. */
  #at(instant: string, zone: string): string {
    const day = formatDate(instant, this.locale, zone)
    const time = new Date(instant).toLocaleTimeString('sv', { timeZone: zone, hour: '2-digit', minute: '2-digit' })
    const [hour = '', minute = ''] = time.split(':')
    return this.locale === 'fr' ? `${day} à ${Number(hour)}\u00a0h\u00a0${minute}` : `${day} at ${hour}:${minute}`
  }
}

/** `UTC+2`, `UTC+5:30` */
function offsetText(minutes: number): string {
  const [hours, rest] = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  const sign = minutes < 0 ? '−' : '+'
  return `UTC${sign}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`
}
