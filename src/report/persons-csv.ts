/**
 * `persons.csv`: one row for each person who is exposed, or for each selector that no list links to a person. Selectors are
 * not in it: `exposures.csv` has them, under the same names.
 *
 * What its sources took back, and what somebody found to be a false positive or irrelevant, counts for nobody; a person of
 * whom nothing else is told has no row. Domains, names of organisations and canaries are no persons.
 *
 * There may be a million of them: what is held of each is a name and a few numbers.
 */
import { isNobodys, isPersonalKind } from '../domain/index.ts'
import type { ExposureGlance, ExposureState, Qualification, WatchedSelector } from '../store/index.ts'
import type { CsvRow } from './csv.ts'
import { type ResaleWord, resaleWord } from './exposure-lines.ts'
import { instant, type JudgedExposure, type Reading } from './judged-exposures.ts'
import { NameNumbers } from './name-numbers.ts'

/** grows when a column changes its meaning; new columns come at the end and do not count */
const personsSchema = 1

export const personColumns = [
  'schema',
  'person',
  'ref',
  'population',
  'emails',
  'phones',
  'exposures',
  'incidents',
  'new_exposures',
  'data_classes',
  'resale',
  'last_offered',
  'first_seen',
  'last_seen',
] as const

type PersonRow = CsvRow<(typeof personColumns)[number]>

const rowsInBlock = 1_000
const strongestFirst = ['yes', 'likely', 'historical', 'no-evidence'] as const satisfies readonly ResaleWord[]

/** Columns of numbers; of each person one after the other. */
const [emails, phones, exposuresOf, fresh, resaleOf, offered, firstSeen, lastSeen, width] = [0, 1, 2, 3, 4, 5, 6, 7, 8]

/** Takes exposures in the order and the blocks of the store, which part no selector from the others; gives the rows when all are in. */
export class PersonsTable {
  readonly #names = new NameNumbers()
  #numbers = new Uint32Array(1024 * width)
  readonly #incidentsOf: Few[] = []
  readonly #populationsOf: Few[] = []
  readonly #dataClassesOf: Few[] = []
  readonly #incidents = new Numbered()
  readonly #populations = new Numbered()
  readonly #dataClasses = new Numbered()
  /** days of offers, by the number that stands for them; none for 0 */
  readonly #days: string[] = ['']
  readonly #dayNumbers = new Map<string, number>([['', 0]])
  readonly #readings = new WeakMap<Reading, PersonReading>()

  addAll(exposures: readonly JudgedExposure[]): void {
    let selector: WatchedSelector | undefined
    let person = -1
    for (const { glance, reading } of exposures) {
      if (glance.selector !== selector) {
        selector = glance.selector
        person = -1
      }
      if (!isPersonalKind(selector.kind) || !counts(glance.state, glance.qualified.qualification)) continue
      if (person < 0) {
        // looked at again with each of its exposures, which are few
        if (selector.populations.every(isNobodys)) continue
        person = this.#personOf(selector)
      }
      this.#add(person, glance, this.#read(reading))
    }
  }

  #personOf(selector: WatchedSelector): number {
    const person = this.#names.numberOf(selector.person ?? selector.name)
    if (person === this.#incidentsOf.length) this.#make(person)
    this.#numbers[person * width + (selector.kind === 'email' ? emails : phones)]!++
    this.#populationsOf[person] = joined(this.#populationsOf[person]!, this.#populations.few(selector.populations))
    return person
  }

  #make(person: number): void {
    if ((person + 1) * width > this.#numbers.length) {
      const larger = new Uint32Array(this.#numbers.length * 2)
      larger.set(this.#numbers)
      this.#numbers = larger
    }
    this.#numbers[person * width + resaleOf] = strongestFirst.length
    this.#numbers[person * width + firstSeen] = 2 ** 32 - 1
    this.#incidentsOf.push('')
    this.#populationsOf.push('')
    this.#dataClassesOf.push('')
  }

  #add(person: number, glance: ExposureGlance, { incident, dataClasses, resale, day }: PersonReading): void {
    const numbers = this.#numbers
    const at = person * width
    numbers[at + exposuresOf]!++
    if (glance.state === 'new' || glance.state === 'back') numbers[at + fresh]!++
    if (resale < numbers[at + resaleOf]!) numbers[at + resaleOf] = resale
    if (this.#days[day]! > this.#days[numbers[at + offered]!]!) numbers[at + offered] = day
    if (glance.firstSeen < numbers[at + firstSeen]!) numbers[at + firstSeen] = glance.firstSeen
    if (glance.lastSeen > numbers[at + lastSeen]!) numbers[at + lastSeen] = glance.lastSeen
    this.#incidentsOf[person] = joined(this.#incidentsOf[person]!, incident)
    this.#dataClassesOf[person] = joined(this.#dataClassesOf[person]!, dataClasses)
  }

  #read(reading: Reading): PersonReading {
    let read = this.#readings.get(reading)
    if (read === undefined) {
      read = {
        incident: this.#incidents.few([reading.told.line.id]),
        dataClasses: this.#dataClasses.few(reading.dataClasses),
        resale: strongestFirst.indexOf(resaleWord(reading.judgement)),
        day: this.#dayNumber(reading.judgement.lastOfferedOn ?? ''),
      }
      this.#readings.set(reading, read)
    }
    return read
  }

  #dayNumber(day: string): number {
    let number = this.#dayNumbers.get(day)
    if (number === undefined) {
      number = this.#days.push(day) - 1
      this.#dayNumbers.set(day, number)
    }
    return number
  }

  /** In blocks, in the order in which persons were first met. */
  async *rows(): AsyncGenerator<readonly PersonRow[]> {
    for (let from = 0; from < this.#incidentsOf.length; from += rowsInBlock) {
      const length = Math.min(rowsInBlock, this.#incidentsOf.length - from)
      yield Array.from({ length }, (_, i) => this.#rowOf(from + i))
    }
  }

  #rowOf(person: number): PersonRow {
    const name = this.#names.at(person)
    const isNamed = name.startsWith('p-')
    const number = (column: number) => this.#numbers[person * width + column]!
    return {
      schema: personsSchema,
      person: isNamed ? name : undefined,
      ref: isNamed ? undefined : name,
      population: this.#populations.words(this.#populationsOf[person]!).join('; '),
      emails: number(emails),
      phones: number(phones),
      exposures: number(exposuresOf),
      incidents: sizeOf(this.#incidentsOf[person]!),
      new_exposures: number(fresh),
      data_classes: this.#dataClasses.words(this.#dataClassesOf[person]!).join('; '),
      resale: strongestFirst[number(resaleOf)],
      last_offered: this.#days[number(offered)] || undefined,
      first_seen: instant(number(firstSeen)),
      last_seen: instant(number(lastSeen)),
    }
  }
}

/** What counts of a reading, for persons. */
interface PersonReading {
  readonly incident: Few
  readonly dataClasses: Few
  /** index into `strongestFirst` */
  readonly resale: number
  readonly day: number
}

/** False for what nobody is to act on: taken back, or found to be wrong or not to matter. */
export function counts(state: ExposureState, qualification: Qualification | undefined): boolean {
  return state !== 'withdrawn' && qualification?.as !== 'false-positive' && qualification?.as !== 'irrelevant'
}

/** A set of few things out of thousands: a character for each, which is a tenth of what a `Set` of a million persons takes. */
type Few = string

function joined(known: Few, more: Few): Few {
  if (known === more || known === '') return more
  let all = known
  for (const one of more) if (!all.includes(one)) all += one
  return all
}

function sizeOf(few: Few): number {
  return Array.from(few).length
}

/** halves of characters, which cannot stand alone */
const [firstHalf, halves] = [0xd800, 0x800]

/** Gives each text a character at first sight. */
class Numbered {
  readonly #texts = new Map<string, string>()
  readonly #characters = new Map<string, string>()

  few(texts: readonly string[]): Few {
    let few = ''
    for (const text of texts) {
      let character = this.#characters.get(text)
      if (character === undefined) {
        const number = this.#texts.size
        character = String.fromCodePoint(number < firstHalf ? number : number + halves)
        this.#characters.set(text, character)
        this.#texts.set(character, text)
      }
      few += character
    }
    return few
  }

  /** in alphabetical order */
  words(few: Few): readonly string[] {
    return Array.from(few, (character) => this.#texts.get(character) ?? '').sort()
  }
}
