/**
 * Takes in addresses that a search of a whole domain tells of and no list holds: former agents, shared mailboxes. A scan only
 * counts them; here the same call is made again, since they are kept nowhere, and what it tells goes into a population.
 *
 * Nothing is told that a scan would not tell: a domain of the city, by name. Calls that cost credits are made only of sources
 * that were named.
 */
import {
  BusyError,
  canonicalizeEmail,
  type FailedReason,
  InputError,
  type Population,
  type Selector,
  SourceError,
} from '../domain/index.ts'
import type { SourceDoor } from '../net/index.ts'
import type { AskSource, PlanSelector, Query, SourceSettings } from '../sources/index.ts'
import { importOutcomes, type Store } from '../store/index.ts'
import { expiryOf } from './expiry.ts'

export interface AdoptableSource {
  // biome-ignore lint/suspicious/noExplicitAny: the account is the adapter's own
  readonly source: AskSource<any>
  readonly settings: SourceSettings
}

export interface AdoptRequest {
  /** those to ask: the switched-on ones, or those that were named */
  readonly sources: readonly AdoptableSource[]
  /** also make calls that cost credits */
  readonly mayCost: boolean
  /** canonical; when absent, each verified domain of the source that is ours, and each domain that the lists hold */
  readonly domains?: readonly string[] | undefined
  readonly population: Population
  /** asks, and leaves the store as it was */
  readonly dryRun: boolean
  /** `YYYY-MM-DD` or an instant; the population's own time when absent */
  readonly expiresAt?: string | undefined
  readonly now: Date
  /** login name and host, for the audit table */
  readonly who: string
  readonly connect: (source: AdoptableSource['source']) => SourceDoor
  /** each address taken, once */
  readonly onSelector?: (selector: Selector) => void
  readonly signal?: AbortSignal | undefined
}

/** `told === held + objected + added` */
export interface Adoption {
  readonly sources: readonly AskedSource[]
  /** distinct addresses that the calls told of */
  readonly told: number
  /** in a list already, whichever */
  readonly held: number
  readonly objected: number
  readonly added: number
}

export interface AskedSource {
  readonly source: string
  readonly domains: readonly string[]
  readonly requests: number
  /** it did not tell all that it has */
  readonly failed?: FailedReason
  /** in words, safe to print */
  readonly because?: string
}

/**
 * @throws InputError when no source searches a whole domain
 * @throws BusyError when a scan holds a source
 */
export async function adoptStrangers(store: Store, request: AdoptRequest): Promise<Adoption> {
  const expiresAt = expiryOf(request)
  const told = new Set<string>()
  const asked: AskedSource[] = []
  for (const entry of request.sources) {
    const one = await askSource(store, entry, request, told)
    if (one !== undefined) asked.push(one)
  }
  if (asked.length === 0) {
    throw new InputError('no source that is asked searches a whole domain', {
      mend: 'switch one on with its verifiedDomains (hibp), or name one that costs credits with --source',
    })
  }
  const strangers: Selector[] = []
  for (const canonical of told) {
    const selector = { kind: 'email', canonical } as const
    if (!(await isListed(store, selector))) strangers.push(selector)
  }
  const outcomes = await takeIn(store, strangers, { ...request, expiresAt, list: listName(asked) })
  const adoption = {
    sources: asked,
    told: told.size,
    held: told.size - strangers.length,
    objected: outcomes.objected,
    added: outcomes.added,
  }
  await store.audit.append({
    at: request.now.toISOString(),
    who: request.who,
    action: request.dryRun ? 'lists.adopt-dry-run' : 'lists.adopt',
    result: asked.some(({ failed }) => failed !== undefined) ? 'failed' : 'ok',
    details: {
      population: request.population.name,
      sources: asked.map(({ source }) => source),
      domains: [...new Set(asked.flatMap(({ domains }) => domains))],
      told: adoption.told,
      held: adoption.held,
      objected: adoption.objected,
      added: adoption.added,
    },
  })
  return adoption
}

/** `undefined` for a source without a call that covers a domain. What it told before it failed is kept. */
async function askSource(
  store: Store,
  entry: AdoptableSource,
  request: AdoptRequest,
  told: Set<string>,
): Promise<AskedSource | undefined> {
  const { source, settings } = entry
  const believed = request.domains ?? (await ownDomains(store, settings))
  // what is believed of the account tells whether there is anything to ask; nothing leaves for it
  const mightAsk = domainQueries(entry, source.assume(settings).account, believed, request.mayCost).length > 0
  // unless the account itself is what tells
  const hasToOpen = source.tellsDomains === true && (source.key?.required !== true || settings.hasKey === true)
  if (!mightAsk && !hasToOpen) return undefined
  const holder = await store.scans.lock(source.id, request.now.toISOString())
  if (holder !== undefined) {
    throw new BusyError(`${source.id} is held by another run (process ${holder.pid} on ${holder.host})`, {
      mend: 'wait for it to end',
    })
  }
  const domains = new Set<string>()
  let door: SourceDoor | undefined
  try {
    door = request.connect(source)
    const { account, quota, domains: verified = [] } = await source.open(door, settings)
    if (quota !== undefined) door.setQuota(quota)
    const wanted = request.domains ?? (await withListed(store, believed, verified))
    let isWhole = true
    for (const query of domainQueries(entry, account, wanted, request.mayCost)) {
      domains.add(query.coversDomain!)
      for await (const page of source.ask(query, door)) {
        request.signal?.throwIfAborted()
        if (page.badRows > 0 || page.truncated) isWhole = false
        for (const { kind, canonical } of page.sightings) {
          const address = kind === 'email' ? addressUnder(canonical, query.coversDomain!) : undefined
          if (address !== undefined) told.add(address)
        }
      }
    }
    if (domains.size === 0 && !mightAsk) return undefined
    const asked = { source: source.id, domains: [...domains], requests: door.state().requests }
    return isWhole ? asked : { ...asked, failed: 'partial', because: `${source.id}: not all rows could be read` }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error
    return {
      source: source.id,
      domains: [...domains],
      requests: door?.state().requests ?? 0,
      failed: error.code as FailedReason,
      because: error.message,
    }
  } finally {
    await store.scans.unlock(source.id)
  }
}

/** Plans are made around selectors: a mailbox that every domain has stands for all of each, and of it nothing may be told. */
function domainQueries(
  { source, settings }: AdoptableSource,
  account: unknown,
  domains: readonly string[],
  mayCost: boolean,
): readonly Query[] {
  const probes = domains.map((domain, index): PlanSelector => {
    return { ref: index + 1, kind: 'email', canonical: `postmaster@${domain}`, allowed: 'nothing' }
  })
  const queries: Query[] = []
  for (const step of source.plan(probes, account, settings)) {
    if (step.type !== 'query' || step.coversDomain === undefined || step.discloses !== 'nothing') continue
    if (mayCost || (step.cost.credits ?? 0) === 0) queries.push(step)
  }
  return queries
}

async function ownDomains(store: Store, settings: SourceSettings): Promise<readonly string[]> {
  const domains = new Set(settings.verifiedDomains)
  for await (const block of store.lists.watched({ kinds: ['domain'] })) {
    for (const { canonical } of block) domains.add(canonical)
  }
  return [...domains]
}

/** And those verified at the account under which a list has an address, as a scan asks them: an account may serve other cities. */
async function withListed(
  store: Store,
  own: readonly string[],
  verified: readonly string[],
): Promise<readonly string[]> {
  const sought = new Set(verified.filter((domain) => !own.includes(domain)))
  const found = [...own]
  if (sought.size === 0) return found
  for await (const block of store.lists.watched({ kinds: ['email'] })) {
    for (const { canonical } of block) {
      const domain = canonical.slice(canonical.lastIndexOf('@') + 1)
      if (sought.delete(domain)) found.push(domain)
    }
    if (sought.size === 0) break
  }
  return found
}

/** Of another domain, it would be nobody's whom the city answers for. */
function addressUnder(written: string, domain: string): string | undefined {
  const form = canonicalizeEmail(written)
  return form.ok && form.canonical.endsWith(`@${domain}`) ? form.canonical : undefined
}

async function isListed(store: Store, selector: Selector): Promise<boolean> {
  const memberships = await store.lists.memberships(selector)
  return memberships.some(({ retiredAt }) => retiredAt === undefined)
}

async function takeIn(
  store: Store,
  strangers: readonly Selector[],
  { population, list, now, expiresAt, dryRun, onSelector }: AdoptRequest & { list: string; expiresAt: string },
): Promise<{ readonly added: number; readonly objected: number }> {
  const target = await store.lists.beginImport({
    population: population.name,
    list,
    at: now.toISOString(),
    expiresAt,
    replace: false,
  })
  try {
    const outcomes = await target.add(strangers)
    let objected = 0
    for (let i = 0; i < outcomes.length; i++) {
      if (importOutcomes[outcomes[i]!] === 'objected') objected++
      else onSelector?.(strangers[i]!)
    }
    if (dryRun || strangers.length === objected) await target.rollback()
    else await target.commit()
    return { added: strangers.length - objected, objected }
  } catch (error) {
    await target.rollback()
    throw error
  }
}

/** How the list is called that they come from. */
function listName(asked: readonly AskedSource[]): string {
  return `adopt: ${asked.map(({ source }) => source).join(', ')}`
}
