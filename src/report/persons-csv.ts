/**
 * `persons.csv`: one row for each person who is exposed, or for each selector that no list links to a person. Selectors are
 * not in it: `exposures.csv` has them, under the same names.
 *
 * What its sources took back, and what somebody found to be a false positive or irrelevant, counts for nobody; a person of
 * whom nothing else is told has no row. Domains, names of organisations and canaries are no persons.
 *
 * There may be a million of them: what is held of each is a name and a few numbers.
 */
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
  /** one number for nearly everybody */
  incidents: number | readonly number[]
  populations: readonly string[]
  dataClasses: readonly string[]
  lastOfferedOn: string | undefined
  firstSeenAt: string
  lastSeenAt: string
}

/** Takes lines in the order of the store, which parts no selector from its exposures; gives the rows when all are in. */
export class PersonsTable {
  readonly #persons = new Map<string, Person>()
  readonly #incidents = new Map<string, number>()
  readonly #populations = new Unions()
  readonly #dataClasses = new Unions()
  readonly #words = new Map<string, string>()

  add(line: ExposureLine): void {
    if (!isPersonal(line) || !counts(line) || line.populations.every(isNobodys)) return
    const key = line.person ?? line.ref
    const { resale, isFresh, lastOfferedOn } = readingOf(line)
    const incident = this.#numberOf(line.incident.id)
    const known = this.#persons.get(key)
    const [email, phone] = line.kind === 'email' ? [1, 0] : [0, 1]
    if (known === undefined) {
      this.#persons.set(key, {
        ...{ named: line.person, ref: line.ref, emails: email, phones: phone, exposures: 1, fresh: isFresh ? 1 : 0 },
        ...{ resale, incidents: incident },
        populations: this.#populations.of(line.populations),
        dataClasses: this.#dataClasses.of(line.dataClasses),
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
    known.incidents = withIncident(known.incidents, incident)
    known.resale = Math.min(known.resale, resale)
    known.populations = this.#populations.join(known.populations, this.#populations.of(line.populations))
    known.dataClasses = this.#dataClasses.join(known.dataClasses, this.#dataClasses.of(line.dataClasses))
    if (lastOfferedOn !== undefined && lastOfferedOn > (known.lastOfferedOn ?? ''))
      known.lastOfferedOn = this.#once(lastOfferedOn)
    if (line.firstSeenAt < known.firstSeenAt) known.firstSeenAt = this.#once(line.firstSeenAt)
    if (line.lastSeenAt > known.lastSeenAt) known.lastSeenAt = this.#once(line.lastSeenAt)
  }

  /** In blocks, in the order in which persons were first met. */
  async *rows(): AsyncGenerator<readonly PersonRow[]> {
    let block: PersonRow[] = []
    for (const person of this.#persons.values()) {
      block.push(rowOf(person))
      if (block.length < rowsInBlock) continue
      yield block
      block = []
    }
    if (block.length > 0) yield block
  }

  #numberOf(incident: string): number {
    let number = this.#incidents.get(incident)
    if (number === undefined) {
      number = this.#incidents.size
      this.#incidents.set(incident, number)
    }
    return number
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

function isPersonal({ kind }: ExposureLine): boolean {
  return kind === 'email' || kind === 'phone'
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

function withIncident(known: Person['incidents'], incident: number): Person['incidents'] {
  if (typeof known === 'number') return known === incident ? known : [known, incident]
  return known.includes(incident) ? known : [...known, incident]
}

function rowOf(person: Person): PersonRow {
  return {
    schema: personsSchema,
    person: person.named,
    ref: person.named === undefined ? person.ref : undefined,
    population: person.populations.join('; '),
    emails: person.emails,
    phones: person.phones,
    exposures: person.exposures,
    incidents: typeof person.incidents === 'number' ? 1 : person.incidents.length,
    new_exposures: person.fresh,
    data_classes: person.dataClasses.join('; '),
    resale: strongestFirst[person.resale],
    last_offered: person.lastOfferedOn,
    first_seen: person.firstSeenAt,
    last_seen: person.lastSeenAt,
  }
}

/** Sorted sets of words, each kept once: of a million persons, most share theirs. */
class Unions {
  readonly #sets = new Map<string, readonly string[]>()
  readonly #met = new Map<readonly string[], readonly string[]>()
  readonly #joins = new Map<readonly string[], Map<readonly string[], readonly string[]>>()

  of(words: readonly string[]): readonly string[] {
    const met = this.#met.get(words)
    return met ?? this.#intern([...new Set(words)].sort())
  }

  /** both made by `of` or `join` */
  join(a: readonly string[], b: readonly string[]): readonly string[] {
    if (a === b) return a
    let row = this.#joins.get(a)
    if (row === undefined) {
      row = new Map()
      this.#joins.set(a, row)
    }
    const known = row.get(b)
    if (known !== undefined) return known
    const union = this.#intern([...new Set([...a, ...b])].sort())
    row.set(b, union)
    return union
  }

  #intern(sorted: readonly string[]): readonly string[] {
    const key = sorted.join('\n')
    const known = this.#sets.get(key)
    if (known !== undefined) return known
    this.#sets.set(key, sorted)
    this.#met.set(sorted, sorted)
    return sorted
  }
}
