/** Canaries as files to seed, and the leaks in which their addresses turned up. */
import { canaryPopulation } from '../domain/index.ts'
import type { Store } from '../store/index.ts'
import { type CsvOptions, writeCsv } from './csv.ts'
import { exposureLines } from './exposure-lines.ts'

const columns = ['base', 'last_name', 'first_name', 'email', 'phone'] as const

export interface CanaryRow {
  readonly lastName: string
  readonly firstName: string
  readonly email: string
  readonly phone: string
}

/** @throws ReportError when it cannot be written */
export async function writeCanaries(
  file: string,
  base: string,
  canaries: readonly CanaryRow[],
  options: CsvOptions,
): Promise<void> {
  async function* blocks() {
    yield canaries.map(({ lastName, firstName, email, phone }) => {
      return { base, last_name: lastName, first_name: firstName, email, phone }
    })
  }
  await writeCsv(file, columns, blocks(), options)
}

export interface CanarySighting {
  /** public name, `i-…` */
  readonly incident: string
  readonly title: string
  /** addresses of this base in it */
  readonly canaries: number
  readonly firstSeenAt: string
  readonly lastSeenAt: string
}

/** By base. Numbers count for nothing: a number of fiction is anybody's. */
export async function canarySightings(
  store: Store,
  now: Date,
): Promise<ReadonlyMap<string, readonly CanarySighting[]>> {
  const bases = new Map<string, Map<string, CanarySighting>>()
  const filter = { populations: [canaryPopulation], kinds: ['email'] } as const
  for await (const lines of exposureLines(store, { now, filter })) {
    for (const { canaryBase, incident, firstSeenAt, lastSeenAt, state } of lines) {
      if (canaryBase === undefined || state === 'withdrawn') continue
      const hits = bases.get(canaryBase) ?? new Map<string, CanarySighting>()
      bases.set(canaryBase, hits)
      const known = hits.get(incident.id)
      hits.set(incident.id, {
        incident: incident.id,
        title: incident.title,
        canaries: (known?.canaries ?? 0) + 1,
        firstSeenAt: known === undefined || firstSeenAt < known.firstSeenAt ? firstSeenAt : known.firstSeenAt,
        lastSeenAt: known === undefined || lastSeenAt > known.lastSeenAt ? lastSeenAt : known.lastSeenAt,
      })
    }
  }
  return new Map(Array.from(bases, ([base, hits]) => [base, [...hits.values()]]))
}
