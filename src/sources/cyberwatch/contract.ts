/**
 * One file of attacks told by the press, world-wide, French towns included, cut down to what we use.
 *
 * @see https://github.com/Casualtek/Cyberwatch (file read 2026-11-24)
 */
import * as v from 'valibot'
import { ContractError } from '../../domain/index.ts'
import { parseRows, type Rows } from '../parse.ts'

export const id = 'cyberwatch'

const text = v.nullish(v.string(), '')

const attack = v.pipe(
  v.object({
    victim: text,
    title: text,
    domain: text,
    summary: text,
    url: text,
    date: text,
    /** day of entry: increments go by it */
    added: text,
  }),
  v.check(({ victim, title }) => (victim ?? '').trim() !== '' || (title ?? '').trim() !== '', 'a victim or a title'),
)

export type Attack = v.InferOutput<typeof attack>

/** @throws ContractError also for a file without a row: it only grows */
export function readAttacks(body: unknown): Rows<Attack> {
  const rows = parseRows(id, attack, body)
  if (rows.rows.length === 0) throw new ContractError(id, `${id}: the file has no row`)
  return rows
}
