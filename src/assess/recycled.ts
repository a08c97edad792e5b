/**
 * Old data sold again: a selector that a compilation holds, and that an older breach already gave away with the same kinds
 * of data, is *recycled* there. It is shown with the older day and says nothing new about resale.
 *
 * A stealer log is first-hand, a machine each time, and never recycled.
 */
import type { EventNature } from '../domain/index.ts'
import { dataClass } from './classes/index.ts'

/** One selector in one incident. */
export interface PastExposure {
  readonly incident: string
  /** natures of the incident's events */
  readonly natures: readonly EventNature[]
  /** day of the incident, `YYYY-MM-DD`; absent when no source tells it */
  readonly occurredOn?: string
  /** what is known to be exposed of this selector there */
  readonly dataClasses: readonly string[]
}

const compilations: readonly EventNature[] = ['combo-list', 'spam-list']

/** For each incident in which the exposure of this one selector is recycled: the day of the oldest that covers it. */
export function findRecycled(exposures: readonly PastExposure[]): ReadonlyMap<string, string> {
  const recycled = new Map<string, string>()
  const first = exposures.filter((one) => !isCompilation(one) && one.occurredOn !== undefined)
  for (const compilation of exposures.filter(isCompilation)) {
    const older = first
      .filter((one) => compilation.occurredOn === undefined || one.occurredOn! < compilation.occurredOn)
      .filter((one) => covers(one, compilation))
      .map((one) => one.occurredOn!)
      .sort()[0]
    if (older !== undefined) recycled.set(compilation.incident, older)
  }
  return recycled
}

function isCompilation({ natures }: PastExposure): boolean {
  return natures.length > 0 && natures.every((nature) => compilations.includes(nature))
}

/** The older breach gave away all that the compilation holds; one that kept the passwords is not where they came from. */
function covers(older: PastExposure, compilation: PastExposure): boolean {
  const known = new Set(older.dataClasses.map((word) => dataClass(word).name))
  return compilation.dataClasses.every((word) => known.has(dataClass(word).name))
}
