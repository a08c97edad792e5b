import type { ListBatch, ListInput, ListLayout, ListOptions, Reject, Taken } from '../../src/lists/index.ts'
import { openList } from '../../src/lists/index.ts'

export interface WholeList {
  readonly layout: ListLayout
  readonly taken: readonly Taken[]
  readonly rejects: readonly Reject[]
  readonly rows: number
  readonly values: number
}

/** Reads text or bytes as if they came from a pipe; a string is sent as UTF-8, `pieceBytes` at a time. */
export async function read(content: string | Uint8Array, options: ListOptions = {}, pieceBytes = 65_536) {
  return readInput({ file: 'liste', stream: inPieces(Buffer.from(content), pieceBytes) }, options)
}

export async function readInput(input: ListInput, options: ListOptions = {}): Promise<WholeList> {
  const list = await openList(input, options)
  const batches: ListBatch[] = []
  for await (const batch of list.batches) batches.push(batch)
  return {
    layout: list.layout,
    taken: batches.flatMap((batch) => batch.taken),
    rejects: batches.flatMap((batch) => batch.rejects),
    rows: batches.reduce((sum, batch) => sum + batch.rows, 0),
    values: batches.reduce((sum, batch) => sum + batch.values, 0),
  }
}

export async function* inPieces(bytes: Uint8Array, pieceBytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
}

/** `email a@ville-exemple.fr`, sorted: the set of what was taken. */
export function selectorsOf(list: Pick<WholeList, 'taken'>): string[] {
  return [...new Set(list.taken.map((taken) => `${taken.kind} ${taken.canonical}`))].sort()
}

export function reasonsOf(list: Pick<WholeList, 'rejects'>): string[] {
  return list.rejects.map((reject) => `${reject.line} ${reject.column ?? '-'} ${reject.reason}`)
}
