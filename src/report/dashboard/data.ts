/**
 * What the page holds of exposures and incidents: rows of small numbers that point into lists of words, so that 50,000 of them
 * are a few megabytes, and every text is said once and in the reader's language. `page.js` reads the same shape.
 */
import type { ResaleWord } from '../exposure-lines.ts'

export const resaleWords = ['yes', 'likely', 'historical', 'no-evidence'] as const satisfies readonly ResaleWord[]

/** index into one of the lists; -1 for none */
export type Index = number

/** exposure, ref, selector, populations, kind, incident, sources, classes, verdict, state, first seen, decision, to act on */
export type ExposureRow = readonly [
  exposure: string,
  ref: string,
  selector: string,
  populations: Index,
  kind: Index,
  incident: Index,
  sources: Index,
  classes: Index,
  verdict: Index,
  state: Index,
  firstSeen: Index,
  decision: Index,
  toDo: 0 | 1,
]

export type IncidentRow = readonly [
  incident: Index,
  sources: Index,
  decision: Index,
  personsHigh: number,
  persons: string,
  classes: Index,
  verdict: Index,
  severity: number,
  severityLabel: string,
  exposures: number,
  firstSeen: Index,
]

export interface PageLists {
  /** `YYYY-MM-DD`, and as it is read */
  readonly days: readonly (readonly [iso: string, label: string])[]
  readonly populations: readonly string[]
  readonly populationSets: readonly (readonly Index[])[]
  readonly sources: readonly string[]
  readonly sourceSets: readonly (readonly Index[])[]
  readonly classes: readonly string[]
  readonly classSets: readonly (readonly Index[])[]
  readonly incidents: readonly (readonly [id: string, title: string, day: Index])[]
  readonly verdicts: readonly VerdictEntry[]
  /** words of `resaleWords`, `selectorKinds`, `exposureStates` in their order */
  readonly resale: readonly string[]
  readonly kinds: readonly string[]
  readonly states: readonly string[]
  readonly decisions: readonly string[]
}

export type VerdictEntry = readonly [
  resale: Index,
  lastOffered: Index,
  /** sentences: confidence, quotations, last offer */
  why: readonly string[],
]

export interface PageData extends PageLists {
  readonly exposures: readonly ExposureRow[]
  readonly findings: readonly IncidentRow[]
  /** rows shown at once */
  readonly pageSize: number
  readonly thousands: string
  readonly locale: string
  readonly words: Readonly<Record<string, string>>
}

/** Gives each text a number at first sight. */
export class Words {
  readonly list: string[] = []
  readonly #numbers = new Map<string, number>()

  of(text: string | undefined): Index {
    if (text === undefined) return -1
    let number = this.#numbers.get(text)
    if (number === undefined) {
      number = this.list.length
      this.list.push(text)
      this.#numbers.set(text, number)
    }
    return number
  }
}

/** Sets of texts, each set once. */
export class WordSets {
  readonly words = new Words()
  readonly list: (readonly Index[])[] = []
  readonly #numbers = new Map<string, number>()

  of(texts: readonly string[]): Index {
    const members = texts.map((text) => this.words.of(text))
    const key = members.join()
    let number = this.#numbers.get(key)
    if (number === undefined) {
      number = this.list.length
      this.list.push(members)
      this.#numbers.set(key, number)
    }
    return number
  }
}
