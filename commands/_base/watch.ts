/** What a person must know of the watched places: since when, what was missed, what could not be read. */
import { type Catalogue, formatNumber, type Locale } from '../../src/messages/index.ts'
import type { PlaceReport, SourceReport } from '../../src/scan/index.ts'

export function watchLines({ name, watch }: SourceReport, words: Catalogue, locale: Locale, zone: string): string[] {
  if (watch === undefined) return []
  const { scan } = words
  if (watch.places.length === 0) return [scan.watchNothing(name)]
  const number = (value: number) => formatNumber(value, locale)
  const several = watch.places.length > 1
  return watch.places.flatMap((place): string[] => {
    const shown = several || place.place.includes('/') ? `${name}, ${place.name}` : name
    const lines: string[] = []
    if (place.listFailed !== undefined) lines.push(scan.watchFailed(shown, scan.reasons[place.listFailed]))
    if (place.gap) lines.push(scan.watchGap(shown))
    const sum = sumOf(watch.intervals, place)
    if (sum === undefined) return [...lines, scan.watchNever(shown)]
    const unread = sum.unread > 0 ? scan.watchUnread(number(sum.unread), sum.unread) : ''
    const gaps = sum.gaps > 0 ? scan.watchGaps(number(sum.gaps), sum.gaps) : ''
    const versions = sum.versions > 1 ? scan.watchVersions(number(sum.versions)) : ''
    return [...lines, scan.watchedFromTo(shown, range(sum.from, sum.to, zone)) + gaps + unread + versions]
  })
}

/** All intervals with a reading together: one for each version of the lists. */
function sumOf(intervals: NonNullable<SourceReport['watch']>['intervals'], { place }: PlaceReport) {
  const own = intervals.filter((one) => one.place === place && one.readings > 0)
  const [first] = own
  if (first === undefined) return undefined
  const add = (what: 'gaps' | 'itemsUnread') => own.reduce((sum, one) => sum + one[what], 0)
  return {
    from: first.from,
    to: own.map(({ to }) => to).reduce((last, to) => (to > last ? to : last)),
    gaps: add('gaps'),
    unread: add('itemsUnread'),
    versions: own.length,
  }
}

/** `2026-11-01 → 11-23`: days where the city is. */
function range(from: string, to: string, timeZone: string): string {
  // Swedish writes dates as ISO 8601 does
  const [first, last] = [from, to].map((instant) => new Date(instant).toLocaleDateString('sv', { timeZone })) as [
    string,
    string,
  ]
  if (first === last) return first
  return `${first} → ${first.slice(0, 4) === last.slice(0, 4) ? last.slice(5) : last}`
}
