/** Who told of an exposure, in the words of each source, as `exposures show` and an access request show it. */
import type { PostReading } from '../domain/index.ts'
import { plainLine } from './cells.ts'
import type { ExposureDetail } from './exposure-lines.ts'

export interface ToldBy {
  readonly source: string
  readonly event: string
  readonly title: string
  /** `YYYY-MM-DD`, as the source dates it */
  readonly occurredOn?: string
  readonly url?: string
  readonly firstSeenAt: string
  readonly lastSeenAt: string
  readonly withdrawnAt?: string
  readonly details: readonly string[]
  /** of a text that we read ourselves and dropped: its fingerprint, the verdict, words of our own rules */
  readonly post?: PostReading
}

/** First told first; harmless text. */
export function toldBy({ row, events }: Pick<ExposureDetail, 'row' | 'events'>): readonly ToldBy[] {
  const sightings = new Map(row.sightings.map((sighting) => [sighting.event, sighting]))
  return events.flatMap((event): ToldBy[] => {
    const sighting = sightings.get(event.id)
    if (sighting === undefined) return []
    return [
      {
        source: event.source,
        event: plainLine(event.key),
        title: plainLine(event.title),
        ...(event.occurredOn === undefined ? {} : { occurredOn: event.occurredOn }),
        ...(event.url === undefined ? {} : { url: plainLine(event.url) }),
        firstSeenAt: sighting.firstSeenAt,
        lastSeenAt: sighting.lastSeenAt,
        ...(sighting.withdrawnAt === undefined ? {} : { withdrawnAt: sighting.withdrawnAt }),
        details: (sighting.details ?? []).map(plainLine),
        ...(event.post === undefined ? {} : { post: event.post }),
      },
    ]
  })
}
