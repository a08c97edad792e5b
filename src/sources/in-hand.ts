/** Items that stand in their list whole: what a claim, a notice or a headline says is all there is to match. */
import { ContractError } from '../domain/index.ts'
import type { WatchItem, WatchItemBody } from './contract.ts'

const encoder = new TextEncoder()

/** The lines that are not empty, as the body of an item. */
export function bodyOf(lines: Iterable<string | null | undefined>): Uint8Array {
  const said = [...lines].map((line) => line?.trim() ?? '').filter((line) => line !== '')
  return encoder.encode(said.join('\n'))
}

/**
 * An item read by reading its list again: for one whose body was lost between listing and matching.
 * @throws ContractError when the list holds it no longer, so that it stays counted as unread
 */
export function fromList(source: string, key: string, items: readonly WatchItem[], receivedAt: string): WatchItemBody {
  const item = items.find((one) => one.key === key)
  if (item?.body === undefined) throw new ContractError(source, `${source}: the item is no longer in the list`)
  return { status: 200, body: item.body, receivedAt, ...(item.event === undefined ? {} : { event: item.event }) }
}

/** One item for each key, the first one. */
export function unique(items: readonly WatchItem[]): readonly WatchItem[] {
  const kept = new Map<string, WatchItem>()
  for (const item of items) if (!kept.has(item.key)) kept.set(item.key, item)
  return [...kept.values()]
}
