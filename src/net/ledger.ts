/**
 * When requests of a source left, kept beyond the end of the process: quotas count what was sent, whoever was killed meanwhile.
 *
 * A file of lines `INSTANT COUNT`, and `told ASSUMED REAL` for a quota that the source told; appended to before the requests leave, a few at once where the quota is wide. No line is waited
 * for to be on the disk: it outlives the process, and after a crash of the machine the windows of most quotas are over. Nothing
 * but instants and quotas is in it.
 */
import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Quota, Quotas } from './contract.ts'
import { quotasOf } from './quota.ts'

/** So many requests left at this instant, or by then. Milliseconds since 1970 UTC. */
export interface Left {
  readonly at: number
  readonly count: number
}

export interface Past {
  /** oldest first */
  readonly left: readonly Left[]
  /** what the source told of its quota, when it was last asked under the assumption that holds now */
  readonly quota?: Quotas
}

export interface Ledger {
  /** of what left after `since`; nothing from a time to come, which a clock that was set back has written */
  read(since: number, now: number, assumed: Quotas): Past
  write(left: Left): void
  tell(assumed: Quotas, real: Quotas): void
}

/** where there is more, what is too old is taken out before anything is added */
const tidiedBytes = 65_536
/** an instant so far ahead is a wrong one: requests are written down as much as a part of their window early */
const aheadMs = 60_000
/** who may not write here, or has no room, keeps the pace of this process alone: a check in a read-only workspace is no fault */
const unwritable = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOTDIR', 'EEXIST', 'EISDIR', 'ELOOP'])
const unreadable = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EISDIR', 'ELOOP'])

export function openLedger(file: string): Ledger {
  let isWritable = true

  function tidy(kept: string): void {
    const written = `${file}.new`
    writeFileSync(written, kept, { mode: 0o600 })
    renameSync(written, file)
  }

  function append(text: string): void {
    ifWritable(() => {
      mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
      appendFileSync(file, text, { mode: 0o600 })
    })
  }

  function ifWritable(write: () => void): void {
    if (!isWritable) return
    try {
      write()
    } catch (error) {
      if (!unwritable.has((error as NodeJS.ErrnoException).code ?? '')) throw error
      isWritable = false
    }
  }

  return {
    read(since, now, assumed) {
      const text = textOf(file)
      // the last line of a killed process may be cut; none that was written here counts more than some thousands
      const left = [...text.matchAll(/^(\d{1,15}) (\d{1,4})\n/gm)]
        .map(([, at, count]) => ({ at: Number(at), count: Number(count) }))
        .filter(({ at }) => at > since && at <= now + aheadMs)
      const told = [...text.matchAll(/^told (\S+) (\S+)\n/gm)].findLast(([, under]) => under === written(assumed))
      const quota = told === undefined ? undefined : parsed(told[2]!)
      if (text.length > tidiedBytes) ifWritable(() => tidy((told?.[0] ?? '') + left.map(lineOf).join('')))
      return { left, ...(quota === undefined ? {} : { quota }) }
    },
    write: (left) => append(lineOf(left)),
    tell: (assumed, real) => append(`told ${written(assumed)} ${written(real)}\n`),
  }
}

function lineOf({ at, count }: Left): string {
  return `${Math.round(at)} ${count}\n`
}

/** `10/60000`, `2/1000,25/3600000` */
function written(quotas: Quotas): string {
  return quotasOf(quotas)
    .map(({ requests, perMs }) => `${requests}/${perMs}`)
    .join(',')
}

/** `undefined` for what is none */
function parsed(text: string): Quotas | undefined {
  const quotas = text.split(',').map((one): Quota => {
    const [requests, perMs] = one.split('/').map(Number)
    return { requests: requests ?? 0, perMs: perMs ?? 0 }
  })
  return quotas.every(({ requests, perMs }) => requests > 0 && perMs > 0) ? quotas : undefined
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'latin1')
  } catch (error) {
    if (unreadable.has((error as NodeJS.ErrnoException).code ?? '')) return ''
    throw error
  }
}
