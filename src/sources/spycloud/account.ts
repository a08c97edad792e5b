/**
 * What the watch list holds. An identifier that is not verified is answered with nothing, as one that is not known: only
 * active and verified ones are ever asked for.
 */
import { AuthError, BlockedError, ContractError } from '../../domain/index.ts'
import type { NetReply, SourceNet } from '../../net/index.ts'
import type { Opening, SourceSettings } from '../contract.ts'
import { parseOne, parseRows } from '../parse.ts'
import { isPage } from '../refusal.ts'
import { envelope, type Identifier, identifier } from './contract.ts'
import { clockOf } from './map.ts'

export const id = 'spycloud'

/** pages of a thousand read of any list */
export const maxPages = 100

export interface SpyCloudAccount {
  readonly domains: readonly string[]
  /** addresses on the watch list for themselves */
  readonly emails: readonly string[]
}

export function assume(settings: SourceSettings): Opening<SpyCloudAccount> {
  const domains = [...new Set(settings.verifiedDomains.map((domain) => domain.toLowerCase()))].sort()
  return {
    account: { domains, emails: [] },
    summary: `domains to search: ${domains.length} (the source was not asked)`,
  }
}

/** @throws AuthError for a key that is refused, and for a call from an address that is not on the allow-list: they look alike */
export async function open(net: SourceNet): Promise<Opening<SpyCloudAccount>> {
  const identifiers = await readIdentifiers(net)
  const of = (...types: readonly string[]) =>
    identifiers
      .filter((one) => types.includes(one.watchlist_type))
      .map((one) => one.identifier)
      .sort()
  const account = { domains: of('domain', 'subdomain'), emails: of('email') }
  return {
    account,
    domains: account.domains,
    clock: clockOf(identifiers),
    summary: `domains to search: ${account.domains.length}, addresses watched for themselves: ${account.emails.length}`,
  }
}

/** The active and verified identifiers of the watch list. */
export async function readIdentifiers(net: SourceNet): Promise<readonly Identifier[]> {
  const all: Identifier[] = []
  for await (const page of pages('/watchlist/identifiers?verified=yes', net)) {
    all.push(...parseRows(id, identifier, page.results).rows)
  }
  return all.filter((one) => one.verified === 'yes' && (one.status === '' || one.status === 'ACTIVE'))
}

export interface ListPage {
  readonly results: readonly unknown[]
  readonly hits: number
  readonly cursor: string
  readonly requests: number
}

/**
 * A list, page by page. A cursor lives for two minutes: one that is refused means that the list is begun again.
 * @throws ContractError for a list without an end
 */
export async function* pages(path: string, net: SourceNet, from = ''): AsyncGenerator<ListPage> {
  let cursor = from
  let requests = 0
  for (let page = 1; page <= maxPages; page++) {
    let reply = await readPage(path, cursor, net)
    requests += reply.attempts
    if (reply.status === 400 && cursor !== '') {
      reply = await readPage(path, '', net)
      requests += reply.attempts
    }
    if (reply.status === 400) throw new ContractError(id, `${id}: status 400, the identifier was refused`)
    const body = parseOne(id, envelope, reply.json())
    yield { ...body, requests }
    requests = 0
    cursor = body.cursor
    if (cursor === '') return
  }
}

async function readPage(path: string, cursor: string, net: SourceNet): Promise<NetReply> {
  const paging = cursor === '' ? '' : `${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`
  const reply = await net.request({ path: `${path}${paging}`, expect: [200, 400, 403] })
  if (reply.status !== 403) return reply
  if (isPage(reply)) throw new BlockedError(id, `${id}: refused at the edge (403, HTML)`)
  throw new AuthError(id, `${id}: refused (403)`, {
    mend: 'check the key, what it includes, and that the IPv4 address of this machine is on the allow-list at SpyCloud',
  })
}
