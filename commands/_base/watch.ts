/** What a person must know of the watched places: since when, what was missed, what could not be read. */
import { type Catalogue, formatDate, formatNumber, type Locale } from '../../src/messages/index.ts'
import type { PostFound } from '../../src/report/index.ts'
import type { PlaceReport, SourceReport } from '../../src/scan/index.ts'

export function watchLines({ name, watch }: SourceReport, words: Catalogue, locale: Locale, zone: string): string[] {
  if (watch === undefined) return []
  const { scan } = words
  if (watch.places.length === 0) return [scan.watchNothing(name)]
  const number = (value: number) => formatNumber(value, locale)
  const several = watch.places.length > 1
  return watch.places.flatMap((place): string[] => {
    const isTwin = watch.places.some((one) => one !== place && one.name === place.name)
    const own = isTwin ? place.place : place.name
    const shown = several || place.place.includes('/') ? `${name}, ${own}` : name
    const lines: string[] = []
    if (place.listFailed !== undefined) lines.push(scan.watchFailed(shown, scan.reasons[place.listFailed]))
    if (place.gap) lines.push(scan.watchGap(shown))
    const sum = sumOf(watch.intervals, place)
    if (sum === undefined) return [...lines, scan.watchNever(shown)]
    const unread = sum.unread > 0 ? scan.watchUnread(number(sum.unread), sum.unread) : ''
    const gaps = sum.gaps > 0 ? scan.watchGaps(number(sum.gaps), sum.gaps) : ''
    const versions = sum.versions > 1 ? scan.watchVersions(number(sum.versions)) : ''
    return [...lines, period(shown, sum, words, locale, zone) + gaps + unread + versions]
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
    to:
      own
        .map(({ to }) => to)
        .sort()
        .at(-1) ?? first.to,
    gaps: add('gaps'),
    unread: add('itemsUnread'),
    versions: own.length,
  }
}

/** `2026-11-01 → 11-23`: days where the city is. */
function period(
  name: string,
  { from, to }: { readonly from: string; readonly to: string },
  { scan }: Catalogue,
  locale: Locale,
  zone: string,
): string {
  const [first, last] = [formatDate(from, locale, zone), formatDate(to, locale, zone)]
  return first === last ? scan.watchedOn(name, first) : scan.watchedFromTo(name, first, last)
}

const postsShown = 8

/** Where the city was named, in the words that may be kept. Empty when it was not. */
export function postLines(
  posts: readonly PostFound[],
  { scan, assess }: Catalogue,
  locale: Locale,
  zone: string,
): string[] {
  if (posts.length === 0) return []
  const lines = posts.slice(0, postsShown).flatMap(({ title, label, nature, at, url, excerpt }) => {
    const what = nature === 'claim' ? scan.claim : assess.labels[label]
    const where = url === undefined ? [] : [`    ${url}`]
    return [`  • ${scan.post(what, title, formatDate(at, locale, zone))}`, `    ${excerpt}`, ...where]
  })
  const left = posts.length - postsShown
  if (left > 0) lines.push(`  ${scan.morePosts(formatNumber(left, locale))}`)
  return [scan.postsTitle, ...lines, '']
}
