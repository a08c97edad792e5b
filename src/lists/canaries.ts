/**
 * Canaries: invented residents to seed in one base of the city. The address of each lies on a domain of the city and holds 55
 * random bits, so that whoever knows it has it from that base; the number is of a block reserved for fiction. They are
 * watched from the moment they exist, without end, and are told to nobody (`toldToNobody`).
 */
import { randomInt } from 'node:crypto'
import { canaryList, canaryPopulation, InputError, type Population, type Selector } from '../domain/index.ts'
import { type ImportValue, importOutcomes, type Store, type WatchedSelector } from '../store/index.ts'
import { firstNames, lastNames } from './canary-names.ts'

export interface Canary {
  readonly lastName: string
  readonly firstName: string
  readonly email: string
  /** E.164 */
  readonly phone: string
}

export interface CanaryRequest {
  readonly base: string
  readonly count: number
  /** canonical, a domain of the city */
  readonly domain: string
  readonly population: Population
  readonly now: Date
  /** login name and host, for the audit table */
  readonly who: string
  /** called before they are watched: one that nobody could seed is of no use */
  readonly write: (canaries: readonly Canary[]) => Promise<void>
}

/** in base 32, as in names of ours: no letter that is taken for a digit */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
const aliasLength = 11
/** 06 39 98 00 00 to 06 39 98 99 99 */
const fictionMobiles = { prefix: '+33639', from: 980_000, count: 10_000 }
export const mostCanaries = 1000
/** as late as the store can tell: a base leaks when it leaks */
const watchedUntil = '2100-01-01T00:00:00.000Z'

/** One transaction: all are watched, or none is. */
export async function createCanaries(store: Store, request: CanaryRequest): Promise<void> {
  const { base, count, now, who, population } = request
  if (!Number.isInteger(count) || count < 1 || count > mostCanaries) {
    throw new InputError(`canaries are made 1 to ${mostCanaries} at a time`)
  }
  const canaries = invent(count, request.domain)
  const target = await store.lists.beginImport({
    population: population.name,
    list: canaryList(base),
    at: now.toISOString(),
    expiresAt: watchedUntil,
    replace: false,
  })
  try {
    const outcomes = await target.add(canaries.flatMap(selectorsOf))
    // of 55 random bits, an address that was there before is a broken generator
    if (canaries.some((_, index) => importOutcomes[outcomes[2 * index]!] !== 'new')) {
      throw new Error('an invented address exists already')
    }
    await request.write(canaries)
    await target.commit()
  } catch (error) {
    await target.rollback()
    throw error
  }
  await store.audit.append({
    at: now.toISOString(),
    who,
    action: 'canaries.create',
    result: 'ok',
    details: { base, count, domain: request.domain },
  })
}

/** The canaries that are watched, by base; those that an objection or `lists remove` took out are not. */
export async function watchedCanaries(store: Store): Promise<ReadonlyMap<string, readonly WatchedSelector[]>> {
  const refs: number[] = []
  for await (const block of store.lists.watched({ populations: [canaryPopulation], kinds: ['email'] })) {
    for (const { ref } of block) refs.push(ref)
  }
  const byBase = new Map<string, WatchedSelector[]>()
  for (const selector of await store.lists.resolve(refs)) {
    if (selector?.canaryBase === undefined) continue
    const known = byBase.get(selector.canaryBase)
    if (known === undefined) byBase.set(selector.canaryBase, [selector])
    else known.push(selector)
  }
  return byBase
}

function invent(count: number, domain: string): readonly Canary[] {
  const numbers = new Set<number>()
  while (numbers.size < count) numbers.add(randomInt(fictionMobiles.count))
  return Array.from(numbers, (number) => {
    const firstName = pick(firstNames)
    const lastName = pick(lastNames)
    return {
      lastName,
      firstName,
      email: `${plain(firstName)}.${plain(lastName)}.${randomAlias()}@${domain}`,
      phone: `${fictionMobiles.prefix}${fictionMobiles.from + number}`,
    }
  })
}

/** The address first. Both are one invented person: whoever found the number would find the address with it. */
function selectorsOf({ email, phone }: Canary): readonly ImportValue[] {
  const selectors: readonly Selector[] = [
    { kind: 'email', canonical: email },
    { kind: 'phone', canonical: phone },
  ]
  return selectors.map((selector) => ({ ...selector, person: email }))
}

function randomAlias(): string {
  return Array.from({ length: aliasLength }, () => alphabet[randomInt(alphabet.length)]).join('')
}

function pick(names: readonly string[]): string {
  return names[randomInt(names.length)]!
}

/** Lower case without accents, as addresses are written. */
function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, '-')
}
