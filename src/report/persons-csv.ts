/**
 * `persons.csv`: one row for each person who is exposed, or for each selector that no list links to a person. Selectors are
 * not in it: `exposures.csv` has them, under the same names.
 *
 * What its sources took back, and what somebody found to be a false positive or irrelevant, counts for nobody; a person of
 * whom nothing else is told has no row. Domains, names of organisations and canaries are no persons.
 *
 * There may be a million of them: what is held of each is a name and a few numbers.
 */
import { isPersonalKind } from '../domain/index.ts'
import type { CsvRow } from './csv.ts'
import { type ExposureLine, type ResaleWord, resaleWord } from './exposure-lines.ts'
import { isNobodys } from './model/tally.ts'

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

interface Person {
  readonly named: string | undefined
  /** of its selectors, the one met last */
  ref: string
  emails: number
  phones: number
  exposures: number
  fresh: number
  /** index into `strongestFirst` */
  resale: number
  incidents: Few
  populations: Few
  dataClasses: Few
  lastOfferedOn: string | undefined
  firstSeenAt: string
  lastSeenAt: string
}

/** Takes lines in the order of the store, which parts no selector from its exposures; gives the rows when all are in. */
export class PersonsTable {
  readonly #persons = new Map<string, Person>()
  readonly #incidents = new Numbered()
  readonly #populations = new Numbered()
  readonly #dataClasses = new Numbered()
  readonly #words = new Map<string, string>()

  add(line: ExposureLine): void {
    if (!isPersonalKind(line.kind) || !counts(line) || line.populations.every(isNobodys)) return
    const key = line.person ?? line.ref
    const { resale, isFresh, lastOfferedOn } = readingOf(line)
    const incidents = this.#incidents.few([line.incident.id])
    const populations = this.#populations.few(line.populations)
    const dataClasses = this.#dataClasses.few(line.dataClasses)
    const known = this.#persons.get(key)
    const [email, phone] = line.kind === 'email' ? [1, 0] : [0, 1]
    if (known === undefined) {
      this.#persons.set(key, {
        ...{ named: line.person, ref: line.ref, emails: email, phones: phone, exposures: 1, fresh: isFresh ? 1 : 0 },
        ...{ resale, incidents, populations, dataClasses },
        lastOfferedOn: this.#once(lastOfferedOn),
        firstSeenAt: this.#once(line.firstSeenAt),
        lastSeenAt: this.#once(line.lastSeenAt),
      })
      return
    }
    if (known.ref !== line.ref) {
      known.ref = line.ref
      known.emails += email
      known.phones += phone
    }
    known.exposures++
    if (isFresh) known.fresh++
    known.incidents = joined(known.incidents, incidents)
    known.populations = joined(known.populations, populations)
    known.dataClasses = joined(known.dataClasses, dataClasses)
    known.resale = Math.min(known.resale, resale)
    if (lastOfferedOn !== undefined && lastOfferedOn > (known.lastOfferedOn ?? ''))
      known.lastOfferedOn = this.#once(lastOfferedOn)
    if (line.firstSeenAt < known.firstSeenAt) known.firstSeenAt = this.#once(line.firstSeenAt)
    if (line.lastSeenAt > known.lastSeenAt) known.lastSeenAt = this.#once(line.lastSeenAt)
  }

  /** In blocks, in the order in which persons were first met. */
  async *rows(): AsyncGenerator<readonly PersonRow[]> {
    let block: PersonRow[] = []
    for (const person of this.#persons.values()) {
      block.push(this.#rowOf(person))
      if (block.length < rowsInBlock) continue
      yield block
      block = []
    }
    if (block.length > 0) yield block
  }

  #rowOf(person: Person): PersonRow {
    return {
      schema: personsSchema,
      person: person.named,
      ref: person.named === undefined ? person.ref : undefined,
      population: this.#populations.words(person.populations).join('; '),
      emails: person.emails,
      phones: person.phones,
      exposures: person.exposures,
      incidents: sizeOf(person.incidents),
      new_exposures: person.fresh,
      data_classes: this.#dataClasses.words(person.dataClasses).join('; '),
      resale: strongestFirst[person.resale],
      last_offered: person.lastOfferedOn,
      first_seen: person.firstSeenAt,
      last_seen: person.lastSeenAt,
    }
  }

  /** instants and days are few, persons are many: equal texts are kept once */
  #once<T extends string | undefined>(text: T): T {
    if (text === undefined) return text
    const known = this.#words.get(text)
    if (known !== undefined) return known as T
    this.#words.set(text, text)
    return text
  }
}

/** False for what nobody is to act on: taken back, or found to be wrong or not to matter. */
export function counts({ state, qualification }: ExposureLine): boolean {
  return state !== 'withdrawn' && qualification?.as !== 'false-positive' && qualification?.as !== 'irrelevant'
}

function readingOf({ judgement, state }: ExposureLine) {
  return {
    resale: strongestFirst.indexOf(resaleWord(judgement)),
    isFresh: state === 'new' || state === 'back',
    lastOfferedOn: judgement.lastOfferedOn,
  }
}

/** A set of few things out of thousands: a character for each, which is a tenth of what a `Set` of a million persons takes. */
type Few = string

function joined(known: Few, more: Few): Few {
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
