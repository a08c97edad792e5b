/** LeakCheck says why it refuses in a text; a bad key is a 400 and a spent quota a 403. The text itself is not passed on. */
import * as v from 'valibot'
import {
  AmbiguousError,
  AuthError,
  BlockedError,
  ContractError,
  QuotaError,
  type SourceError,
} from '../../domain/index.ts'
import type { NetReply } from '../../net/index.ts'
import { isPage } from '../refusal.ts'

const refusal = v.object({ success: v.literal(false), error: v.optional(v.string()), message: v.optional(v.string()) })

/** The refusal that a reply is; `undefined` when it is none. */
export function refusalOf(id: string, reply: NetReply): SourceError | undefined {
  if (reply.status === 403 && isPage(reply)) return new BlockedError(id, `${id}: refused at the edge (403, HTML)`)
  const read = v.safeParse(refusal, reply.json())
  if (!read.success) {
    return reply.status === 200 ? undefined : new ContractError(id, `${id}: status ${reply.status} without a reason`)
  }
  return meaning(id, reply.status, read.output.error ?? read.output.message ?? '')
}

function meaning(id: string, status: number, reason: string): SourceError {
  if (/limit reached|too many/i.test(reason)) return new QuotaError(id, `${id}: its limit is reached`)
  // an older server's words for "nothing", and anybody's for a path that is not there
  if (/^not found$/i.test(reason)) return new AmbiguousError(id, `${id}: "not found", without success`)
  if (/x-api-key|active plan/i.test(reason) || status === 403) {
    return new AuthError(id, `${id}: the key is missing, not valid, or without an active plan`, {
      mend: `check sources.${id}.apiKey and its plan`,
    })
  }
  return new ContractError(id, `${id}: status ${status}, the query was refused`)
}
