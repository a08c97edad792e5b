/** What goes into the severity of a breach, and what comes out. */
import type { EnisaType } from '../classes/index.ts'

export interface SeverityQuestion {
  /** any source's words */
  readonly dataClasses: readonly string[]
  /** persons of this population in the incident, each once */
  readonly persons: number
  readonly about?: {
    readonly minors?: boolean
    /** the sick, the old, the protected, victims */
    readonly vulnerable?: boolean
    /** few enough that a number or a street points at one person */
    readonly smallTown?: boolean
    /** false: social security numbers are no NIR */
    readonly french?: boolean
  }
  /** `prenom.nom@…` tells the name; `x123@…` does not; `unknown` counts as telling */
  readonly emails?: 'nominative' | 'opaque' | 'unknown'
  /** true when the numbers or addresses stand in a public register */
  readonly listed?: boolean
  readonly passwords?: {
    /** as a holder of the leak finds them; `unknown` counts as clear */
    readonly form?: 'clear' | 'weak-hash' | 'strong-hash' | 'unknown'
    /** type of what they open: a bank is financial, a health portal sensitive, a trivial service simple */
    readonly open?: EnisaType
  }
  /** who has the data now */
  readonly recipients: 'none-known' | 'known' | 'unknown'
  /** taken, sold, extorted; false for a mistake */
  readonly malicious: boolean
  /** somebody's word only: not verified by a sample, a canary or the city's own data */
  readonly claimOnly?: boolean
  readonly integrity?: 0 | 0.25 | 0.5
  readonly availability?: 0 | 0.25 | 0.5
  /** all of it strongly encrypted, with the key safe */
  readonly unintelligible?: boolean
  /** from the configuration: a sector or a base whose data weighs more */
  readonly raises?: readonly { readonly reason: string; readonly toAtLeast?: Score; readonly by?: 1 | 2 | 3 }[]
  /** old, wrong or formerly public data */
  readonly lowers?: readonly { readonly reason: string; readonly by?: 1 | 2 | 3 }[]
}

export type Score = 1 | 2 | 3 | 4
export type SeverityLevel = 'low' | 'medium' | 'high' | 'very-high'

/** A reason in both languages of the product, with the classes it speaks of. */
export interface SeverityReason {
  readonly code: string
  readonly fr: string
  readonly en: string
  readonly classes: readonly string[]
}

export interface SeverityPart {
  readonly value: number
  readonly reasons: readonly SeverityReason[]
}

/** The level that another reading of one part would give: scores sit on thresholds, so these are shown too. */
export interface Neighbour {
  readonly part: 'dpc' | 'ei' | 'cb'
  readonly value: number
  readonly score: number
  readonly level: SeverityLevel
  readonly reason: SeverityReason
}

export interface Severity {
  /** data processing context, 1 to 4 */
  readonly dpc: SeverityPart & { readonly type: EnisaType }
  /** ease of identification, 0.25 to 1 */
  readonly ei: SeverityPart
  /** circumstances of the breach, 0 to 2 */
  readonly cb: SeverityPart
  /** SE = DPC × EI + CB */
  readonly score: number
  readonly level: SeverityLevel
  /** the CNIL's word proposed for the form; a person decides */
  readonly cnilLevel: 'Négligeable' | 'Limité' | 'Important' | 'Maximal'
  /** beside the score, never in it */
  readonly flags: { readonly over100Persons: boolean; readonly unintelligible: boolean }
  /** rests on a claim that nobody verified */
  readonly provisional: boolean
  readonly neighbours: readonly Neighbour[]
  /** lowest and highest score among the score and its neighbours */
  readonly range: readonly [number, number]
}
