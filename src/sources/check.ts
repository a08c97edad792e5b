import { failedReasons, SourceError } from '../domain/index.ts'
import type { CheckLine, ListPage, WatchItem, WatchItemBody } from './contract.ts'

/**
 * One line of `sources check`: what `attempt` found, or why the source could not say. A check is there to report
 * failures, so it is the one place of this room that catches; anything but a `SourceError` is our bug and goes on.
 */
export async function checkLine(what: string, attempt: () => Promise<string>): Promise<CheckLine> {
  try {
    return { what, state: 'ok', detail: await attempt() }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error
    const reason = failedReasons.find((known) => known === error.code)
    return { what, state: 'failed', detail: error.message, ...(reason === undefined ? {} : { reason }) }
  }
}

/** One line of the check of a watched place: how many items its list holds, and the first of them. */
export function listLine(what: string, list: () => Promise<ListPage>): Promise<CheckLine> {
  return checkLine(what, async () => shown(await list()))
}

/** Two lines for a place whose items are read apart: its list, and its newest item. */
export async function listAndReadLines(
  what: string,
  list: () => Promise<ListPage>,
  read: (item: WatchItem) => Promise<WatchItemBody | undefined>,
): Promise<readonly CheckLine[]> {
  let newest: WatchItem | undefined
  const listed = await checkLine(what, async () => {
    const page = await list()
    newest = page.items[0]
    return shown(page)
  })
  const item = newest
  if (item === undefined) return [listed]
  const newestLine = await checkLine('newest item', async () => {
    const body = await read(item)
    return body === undefined ? 'gone since it was listed' : `${body.body.byteLength} bytes`
  })
  return [listed, newestLine]
}

function shown({ items, badRows }: ListPage): string {
  const first = items.slice(0, 3).map((item) => item.key)
  const unreadable = badRows > 0 ? `, ${badRows} rows unreadable` : ''
  return `${items.length} items listed${unreadable}${first.length > 0 ? `: ${first.join(', ')}` : ''}`
}
