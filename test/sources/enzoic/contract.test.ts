import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { AuthError, ContractError, RefusedError, type Sighting } from '../../../src/domain/index.ts'
import { type PretendLeak, simulatorKey, type World } from '../../../src/simulator/index.ts'
import { enzoic } from '../../../src/sources/enzoic/index.ts'
import { toEvent, usernameHash } from '../../../src/sources/enzoic/map.ts'
import type { PlanSelector, Query } from '../../../src/sources/index.ts'
import { said } from '../checked.ts'
import { type Bench, startBench, testContract } from '../contract-suite.ts'
import { html, json, startOrigin } from '../origin.ts'
import { expectWholePlan } from '../whole-plan.ts'

const agent: PlanSelector = { ref: 1, kind: 'email', canonical: 'agent@ville-exemple.fr', allowed: 'clear' }
const town: PlanSelector = { ref: 2, kind: 'domain', canonical: 'ville-exemple.fr', allowed: 'clear' }
const spec = { source: enzoic, pretend: 'enzoic', key: `${simulatorKey}:${simulatorKey}` } as const
const settings = { verifiedDomains: ['ville-exemple.fr'], options: {} }

/** first 24 digits of the SHA-256 of the leak's key, as the pretend source has it */
const forum = usernameHash('ForumDemo').slice(0, 24)

function query(endpoint: string, target: string, covers: readonly PlanSelector[]): Query {
  return { type: 'query', question: 'breaches', endpoint, target, covers, discloses: 'clear', cost: { requests: 1 } }
}
const byUser = query('username', usernameHash(agent.canonical), [agent])
const byDomain: Query = { ...query('accountDomain', town.canonical, [town, agent]), coversDomain: town.canonical }

const leak: PretendLeak = {
  key: 'ForumDemo',
  nature: 'breach',
  site: 'forumdemo.example',
  occurredOn: '2019-11-03',
  addedAt: '2020-01-12T16:20:00Z',
  size: 88_214,
  dataClasses: ['Email addresses', 'Passwords'],
  passwords: 'md5',
  names: { enzoic: 'forumdemo.example' },
}

function know(world: World): void {
  world.leaks.push({ ...leak })
  world.records.push({ leak: 'ForumDemo', email: agent.canonical }, { leak: 'ForumDemo', email: 'autre@example.org' })
}

function seen(canonical: string): Sighting {
  return { kind: canonical.includes('@') ? 'email' : 'domain', canonical, event: forum }
}
const event = {
  key: forum,
  title: 'forumdemo.example',
  nature: 'breach' as const,
  domain: 'forumdemo.example',
  occurredOn: '2019-11-03',
  addedAt: '2020-01-12T16:20:00.000Z',
  description: 'Passwords stand as MD5.',
  dataClasses: ['Email addresses', 'Passwords'],
  records: 88_214,
}

const paged = Array.from({ length: 250 }, (_, index) => `a${index}@ville-exemple.fr`)

testContract({
  ...spec,
  calls: [
    { name: 'username', query: byUser, know, sightings: [seen(agent.canonical)], events: [event] },
    {
      name: 'accountDomain',
      query: byDomain,
      know,
      sightings: [seen(agent.canonical), seen(town.canonical)],
      events: [event],
    },
    {
      name: 'accountDomain, over several pages',
      query: byDomain,
      know(world) {
        world.leaks.push({ ...leak })
        world.records.push(...paged.map((email) => ({ leak: 'ForumDemo', email })))
      },
      sightings: [0, 100, 200].flatMap((start) => [...paged.slice(start, start + 100).map(seen), seen(town.canonical)]),
      // described once
      events: [event],
      pages: 3,
    },
  ],
})

describe('what looks clean at Enzoic and is not', () => {
  let bench: Bench
  beforeEach(async () => {
    bench = await startBench(spec)
  })
  afterEach(() => bench.close())

  test('a key that is not known: 401', async () => {
    bench.simulator.setKey('enzoic', simulatorKey, undefined)

    await expect(Array.fromAsync(enzoic.ask(byUser, bench.net))).rejects.toThrow(AuthError)
  })

  test('a domain for which the account is not enabled: 403, about that domain only', async () => {
    const elsewhere = { ...byDomain, target: 'autre-exemple.fr' }

    await expect(Array.fromAsync(enzoic.ask(elsewhere, bench.net))).rejects.toThrow(RefusedError)
  })

  test('a 404 in the middle of the pages', async () => {
    await expect(Array.fromAsync(enzoic.ask(byDomain, bench.net, 'Pj4xMDA='))).rejects.toThrow(ContractError)
  })

  test('a 404 that is a page: the wrong address', async () => {
    const origin = await startOrigin(enzoic)
    origin.plan(`/exposures?username=${byUser.target}`, html('<html>not here</html>', 404))

    await expect(Array.fromAsync(enzoic.ask(byUser, origin.net))).rejects.toThrow(ContractError)
    await origin.close()
  })

  test('a place where not even the publisher’s own test address is known', async () => {
    expect(await enzoic.open(bench.net, settings)).toEqual({
      account: { domains: ['ville-exemple.fr'] },
      summary: 'domains to search: 1',
    })
    const origin = await startOrigin(enzoic)
    const path = `/exposures?username=${usernameHash('eicar_0@enzoic.com')}`
    origin.plan(path, (response) => response.writeHead(404).end())

    await expect(enzoic.open(origin.net, settings)).rejects.toThrow(ContractError)
    expect(said(await enzoic.check(origin.net, settings))).toContain('contract: failed malformed')
    await origin.close()
  })
})

describe('an exposure of Enzoic in our words', () => {
  test('that is gone keeps its id for a title: the find stands', async () => {
    const origin = await startOrigin(enzoic)
    origin.plan(`/exposures?username=${byUser.target}`, json({ count: 2, exposures: ['a1', { id: 'b2' }] }))
    for (const id of ['a1', 'b2']) origin.plan(`/exposures?id=${id}`, (response) => response.writeHead(404).end())

    const [page] = await Array.fromAsync(enzoic.ask(byUser, origin.net))

    expect(page?.sightings.map((sighting) => sighting.event)).toEqual(['a1', 'b2'])
    expect(page?.events[0]).toEqual({
      key: 'a1',
      title: 'Enzoic exposure a1',
      nature: 'breach',
      dataClasses: ['Email addresses'],
    })
    expect(page?.requests).toBe(3)
    await origin.close()
  })

  test('of which the account holds back some makes the answer truncated', async () => {
    const origin = await startOrigin(enzoic)
    origin.plan(`/exposures?username=${byUser.target}`, json({ count: 5, exposures: ['a1'] }))
    origin.plan('/exposures?id=a1', (response) => response.writeHead(404).end())

    expect(await Array.fromAsync(enzoic.ask(byUser, origin.net))).toMatchObject([{ truncated: true, total: 5 }])
    await origin.close()
  })

  test('may lack all but id and title', () => {
    const bare = { id: 'a1', title: 'Combo list 12', category: '', date: null, dateAdded: null, entries: null }

    expect(toEvent({ ...bare, passwordType: 'None', exposedData: [] })).toEqual({
      key: 'a1',
      title: 'Combo list 12',
      nature: 'combo-list',
      dataClasses: [],
    })
  })
})

test('the plan for Enzoic asks enabled domains whole, other addresses in clear only', () => {
  const selectors: readonly PlanSelector[] = [
    town,
    { ...agent, allowed: 'nothing' },
    { ref: 3, kind: 'email', canonical: 'elu@example.org', allowed: 'clear' },
    { ref: 4, kind: 'email', canonical: 'habitante@example.org', allowed: 'k-anonymous' },
    { ref: 5, kind: 'domain', canonical: 'agglo-exemple.fr', allowed: 'clear' },
    { ref: 6, kind: 'phone', canonical: '+33639980001', allowed: 'clear' },
  ]

  const steps = [...enzoic.plan(selectors, { domains: ['ville-exemple.fr'] }, settings)]

  expectWholePlan(steps, selectors, enzoic.questions)
  expect(steps.map((step) => (step.type === 'query' ? step.endpoint : step.reason))).toEqual([
    'accountDomain',
    'username',
    'policy',
    'no-ownership-proof',
    'kind-not-taken',
  ])
})
