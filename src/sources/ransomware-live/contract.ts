/**
 * Claims of leak sites and press reports as ransomware.live tells them, v2 (no key) and PRO (a key), cut down to what we use.
 * Older dumps have other names for the same fields.
 *
 * @see https://www.ransomware.live/apidocs (read 2026-11-24)
 */
import * as v from 'valibot'
import { ContractError, QuotaError } from '../../domain/index.ts'
import { parseRows, type Rows } from '../parse.ts'

export const id = 'ransomware-live'

const text = v.nullish(v.string())

/** `example.com` stands where nobody knew it */
function domainIn(written: string | null | undefined): string {
  return written === null || written === undefined || written === 'example.com' ? '' : written
}

const claim = v.pipe(
  v.object({
    victim: text,
    post_title: text,
    group: text,
    group_name: text,
    domain: text,
    website: text,
    country: text,
    activity: text,
    attackdate: text,
    discovered: text,
    published: text,
    description: text,
    url: text,
    permalink: text,
  }),
  v.transform((row) => ({
    victim: row.victim ?? row.post_title ?? '',
    group: row.group ?? row.group_name ?? '',
    domain: domainIn(row.domain || row.website),
    country: row.country ?? '',
    activity: row.activity ?? '',
    attackedOn: row.attackdate ?? row.published ?? '',
    discoveredAt: row.discovered ?? '',
    description: row.description ?? '',
    page: row.permalink ?? row.url ?? '',
  })),
  v.check(({ victim, group }) => victim.trim() !== '' && group.trim() !== '', 'a victim and a group'),
)

const report = v.pipe(
  v.object({
    victim: text,
    title: text,
    domain: text,
    country: text,
    date: text,
    added: text,
    summary: text,
    url: text,
    link: text,
  }),
  v.transform((row) => ({
    title: row.title || row.victim || '',
    victim: row.victim ?? '',
    domain: domainIn(row.domain),
    country: row.country ?? '',
    happenedOn: row.date ?? '',
    addedOn: row.added ?? '',
    summary: row.summary ?? '',
    page: row.link ?? row.url ?? '',
  })),
  v.check(({ title }) => title.trim() !== '', 'a title or a victim'),
)

export type Claim = v.InferOutput<typeof claim>
export type Report = v.InferOutput<typeof report>

/** @throws QuotaError for the limit told with 200, ContractError for a list without a row */
export function readClaims(body: unknown): Rows<Claim> {
  return someRows(parseRows(id, claim, listIn(body, 'victims')))
}

export function readReports(body: unknown): Rows<Report> {
  return someRows(parseRows(id, report, listIn(body, 'press')))
}

/** v2 answers a bare list, PRO an object around it; both say so in words when it was too often. */
function listIn(body: unknown, name: string): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body
  const fields = body as Readonly<Record<string, unknown>>
  if (typeof fields.message === 'string' && /\bper\b.*\b(?:second|minute|hour|day)|limit/i.test(fields.message)) {
    throw new QuotaError(id, `${id}: it limits how often it is asked`, 60_000)
  }
  return fields[name] ?? fields.results ?? fields.attacks ?? body
}

/** There is no day without a claim among the last hundred: an empty list is a failure of theirs. */
function someRows<T>(rows: Rows<T>): Rows<T> {
  if (rows.rows.length === 0) throw new ContractError(id, `${id}: the list has no row`)
  return rows
}
