/**
 * How French and English are set, so that messages can be written with ordinary spaces: in French a no-break space stands
 * before `: ; ? !` and `%` and inside « », the apostrophe is curved, and thousands are parted by a narrow no-break space.
 */
import type { Locale } from './locale.ts'

const noBreak = '\u00a0'
const narrowNoBreak = '\u202f'

/**
 * A French text: fr`Combien ? ${n}`. Only what is written in the source is set; values are left as they are, since a path
 * or a name may hold any sign.
 */
export function fr(parts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return String.raw({ raw: parts.map(setFrench) }, ...values)
}

/** Sets a French text that was written with ordinary spaces and straight apostrophes. */
export function setFrench(text: string): string {
  return text
    .replace(/ (?=[:;?!%»])/g, noBreak)
    .replace(/(?<=«) /g, noBreak)
    .replace(/(?<=\p{L})'(?=\p{L})/gu, '’')
}

/** `1234567` → `1 234 567` (narrow no-break spaces) or `1,234,567`. Whole numbers only. */
export function formatNumber(value: number, locale: Locale): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, locale === 'fr' ? narrowNoBreak : ',')
}

/** A share or score from 0 on, with two decimals: `0,96` or `0.96`. */
export function formatShare(value: number, locale: Locale): string {
  const text = value.toFixed(2)
  return locale === 'fr' ? text.replace('.', ',') : text
}

/** The form that goes with a number: in French 0 and 1 take the singular, in English only 1 does. */
export function plural(value: number, locale: Locale, one: string, other: string): string {
  const single = locale === 'fr' ? Math.abs(value) < 2 : value === 1
  return single ? one : other
}

const months = {
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
} as const satisfies Record<Locale, readonly string[]>

/**
 * A day for people: `24 novembre 2026`, `24 November 2026`. Of an instant, the day it was in `timeZone`.
 * @param date `YYYY-MM-DD`, or an ISO 8601 instant
 */
export function formatDate(date: string, locale: Locale, timeZone = 'Europe/Paris'): string {
  const [year, month, day] = (date.length === 10 ? date : localDay(date, timeZone)).split('-').map(Number)
  const first = locale === 'fr' && day === 1 ? '1er' : String(day)
  return [first, months[locale][month! - 1], year].join(noBreak)
}

function localDay(instant: string, timeZone: string): string {
  // Swedish writes dates as ISO 8601 does
  return new Date(instant).toLocaleDateString('sv', { timeZone })
}

/** `24 novembre 2026 à 14 h 05`, `24 November 2026 at 14:05`, in `timeZone`. */
export function formatInstant(instant: string, locale: Locale, timeZone = 'Europe/Paris'): string {
  const time = new Date(instant).toLocaleTimeString('sv', { timeZone, hour: '2-digit', minute: '2-digit' })
  const day = formatDate(instant, locale, timeZone)
  return locale === 'fr'
    ? `${day} à ${time.replace(/^0(?=\d)/, '').replace(':', `${noBreak}h${noBreak}`)}`
    : `${day} at ${time}`
}
