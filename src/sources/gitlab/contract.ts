/**
 * Public snippets of GitLab, cut down to what we use. The list has no contents: each file is read at its raw address.
 *
 * @see https://docs.gitlab.com/api/snippets/#list-all-public-snippets (read 2026-11-24)
 */
import * as v from 'valibot'
import { ContractError } from '../../domain/index.ts'
import { parseRows, type Rows } from '../parse.ts'

export const id = 'gitlab'

const snippet = v.object({
  id: v.pipe(v.number(), v.integer(), v.minValue(1)),
  raw_url: v.string(),
  updated_at: v.pipe(v.string(), v.isoTimestamp()),
  file_name: v.nullish(v.string(), ''),
  /** absent from older servers, which have one file a snippet */
  files: v.nullish(v.array(v.object({ path: v.string(), raw_url: v.string() })), []),
})

export type Snippet = v.InferOutput<typeof snippet>

/** @throws ContractError also for a page without a row: something is always new there */
export function readSnippets(body: unknown): Rows<Snippet> {
  const rows = parseRows(id, snippet, body)
  if (rows.rows.length === 0) throw new ContractError(id, `${id}: the list has no row`)
  return rows
}
