/**
 * Posts of leak sites as RansomLook lists them, cut down to what we use. Extra fields pass.
 *
 * @see https://www.ransomlook.io/doc/ (open-source API, read 2026-11-24)
 */
import * as v from 'valibot'
import { ContractError } from '../../domain/index.ts'
import { parseRows, type Rows } from '../parse.ts'

export const id = 'ransomlook'

const words = v.pipe(v.string(), v.trim(), v.nonEmpty())

const post = v.object({
  post_title: words,
  group_name: words,
  /** `2026-01-28 12:41:10.113355`, without a zone */
  discovered: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}/)),
  description: v.nullish(v.string()),
})

export type Post = v.InferOutput<typeof post>

/** @throws ContractError also for a list without a row: some group posts every day */
export function readPosts(body: unknown): Rows<Post> {
  const rows = parseRows(id, post, body)
  if (rows.rows.length === 0) throw new ContractError(id, `${id}: the list has no row`)
  return rows
}
