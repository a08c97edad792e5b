/** `watched.csv`: since when each place was watched, for whom, and what was missed. Without it "not seen" would read as "not there". */
import type { WatchInterval } from '../store/index.ts'
import type { CsvRow } from './csv.ts'

const watchedSchema = 1

export const watchedColumns = [
  'schema',
  'source',
  'place',
  'lists_version',
  'from',
  'to',
  'last_attempt',
  'readings',
  'failed_readings',
  'last_failure',
  'gaps',
  'bad_rows',
  'items_listed',
  'items_read',
  'items_unread',
  'items_gone',
  'items_refused',
] as const

/** Without a reading there is no interval: `from` and `to` are empty then. */
export function watchedCsvRow(interval: WatchInterval): CsvRow<(typeof watchedColumns)[number]> {
  const { source, place, readings, gaps } = interval
  const isRead = readings > 0
  return {
    ...{ schema: watchedSchema, source, place, lists_version: interval.listsVersion },
    from: isRead ? interval.from : undefined,
    to: isRead ? interval.to : undefined,
    last_attempt: interval.triedAt,
    readings,
    failed_readings: interval.failedReadings,
    last_failure: interval.lastFailure,
    gaps,
    bad_rows: interval.badRows,
    items_listed: interval.itemsListed,
    items_read: interval.itemsRead,
    items_unread: interval.itemsUnread,
    items_gone: interval.itemsGone,
    items_refused: interval.itemsRefused,
  }
}
