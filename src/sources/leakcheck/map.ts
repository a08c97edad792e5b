/** What LeakCheck's words mean in ours, for its public call and for Pro. */
import type { EventNature, SourceEvent } from '../../domain/index.ts'
import { natureOfWords, siteOf } from '../nature.ts'

/** What the service itself calls a leak whose name it does not know. */
export const unknownLeak = 'Unknown'

export interface NamedLeak {
  readonly name: string
  /** `2021-04`, at times a year or a whole date; empty when the service has none */
  readonly date?: string | null | undefined
  readonly isCompilation?: boolean
}

/** The name is all that a leak is known by there. */
export function toEvent({ name, date, isCompilation = false }: NamedLeak): SourceEvent {
  const site = siteOf(name)
  const nature: EventNature = natureOfWords(name) ?? (isCompilation ? 'combo-list' : 'breach')
  const occurredOn = firstDayOf(date ?? '')
  return {
    key: name,
    title: name,
    nature,
    ...(site === undefined ? {} : { domain: site }),
    ...(occurredOn === undefined ? {} : { occurredOn }),
    dataClasses: [],
  }
}

/** A month is told as its first day: dates of events are approximate anyway. */
function firstDayOf(date: string): string | undefined {
  const read = /^(\d{4})(?:-(0[1-9]|1[0-2]))?(?:-(0[1-9]|[12]\d|3[01]))?$/.exec(date.trim())
  return read === null ? undefined : `${read[1]}-${read[2] ?? '01'}-${read[3] ?? '01'}`
}
