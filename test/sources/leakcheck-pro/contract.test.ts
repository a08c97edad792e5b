import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { AuthError, ContractError, QuotaError } from '../../../src/domain/index.ts'
import { simulatorKey, type World } from '../../../src/simulator/index.ts'
import type { PlanSelector, Query, SourceSettings } from '../../../src/sources/index.ts'
import { truncatedHash } from '../../../src/sources/leakcheck/hash.ts'
import { leakcheckPro } from '../../../src/sources/leakcheck-pro/index.ts'
import { said } from '../checked.ts'
import { type Bench, startBench, testContract } from '../contract-suite.ts'
import { json, startOrigin } from '../origin.ts'
import { expectWholePlan } from '../whole-plan.ts'

const agent: PlanSelector = { ref: 1, kind: 'email', canonical: 'agent@ville-exemple.fr', allowed: 'k-anonymous' }
const number: PlanSelector = { ref: 2, kind: 'phone', canonical: '+33639980001', allowed: 'clear' }
const town: PlanSelector = { ref: 3, kind: 'domain', canonical: 'ville-exemple.fr', allowed: 'clear' }
const spec = { source: leakcheckPro, pretend: 'leakcheck-pro' } as const

function query(endpoint: string, target: string, covers: readonly PlanSelector[]): Query {
  const cost = { requests: 1, maxRequests: 4 }
  return { type: 'query', question: 'records', endpoint, target, covers, discloses: 'nothing', cost }
}
const byHash = query('hash', truncatedHash(agent.canonical), [agent])
const byDomain: Query = { ...query('domain', town.canonical, [town, agent]), coversDomain: town.canonical }

function know(world: World): void {
  const leak = {
    site: '',
    addedAt: '2021-04-06T01:12:00Z',
    size: 4,
    dataClasses: ['Email addresses'],
    passwords: 'clear' as const,
  }
  world.leaks.push(
    {
      ...leak,
      key: 'Boutique',
      nature: 'breach',
      occurredOn: '2023-05-14',
      passwords: 'bcrypt',
      names: { leakcheck: 'Boutique.example.org' },
    },
    { ...leak, key: 'Logs', nature: 'stealer-log', occurredOn: '2025-02-01', names: { leakcheck: 'Stealer Logs' } },
  )
  world.records.push(
    { leak: 'Boutique', email: agent.canonical, phoneE164: number.canonical },
    { leak: 'Logs', email: agent.canonical, website: 'webmail.ville-exemple.fr' },
    { leak: 'Boutique', email: 'habitante@example.org' },
  )
}

const shop = {
  event: 'Boutique.example.org',
  dataClasses: ['Email addresses', 'Names', 'Passwords', 'Phone numbers'],
  details: ['password: hash(bcrypt)'],
}
const logs = {
  event: 'Stealer Logs',
  dataClasses: ['Email addresses', 'Passwords'],
  details: ['password: clear', 'webmail.ville-exemple.fr'],
}
const events = [
  { key: 'Boutique.example.org', domain: 'boutique.example.org', occurredOn: '2023-05-01', nature: 'breach' as const },
  { key: 'Stealer Logs', nature: 'stealer-log' as const },
]
const ofAgent = { kind: 'email' as const, canonical: agent.canonical }

testContract({
  ...spec,
  calls: [
    {
      name: 'by hash',
      query: byHash,
      know,
      sightings: [
        { ...ofAgent, ...shop },
        { ...ofAgent, ...logs },
      ],
      events,
    },
    {
      name: 'by phone',
      query: query('phone', number.canonical, [number]),
      know,
      sightings: [
        { kind: 'phone', canonical: number.canonical, ...shop, dataClasses: ['Names', 'Passwords', 'Phone numbers'] },
      ],
      events: events.slice(0, 1),
    },
    {
      name: 'by domain',
      query: byDomain,
      know,
      sightings: [
        { ...ofAgent, ...shop },
        { ...ofAgent, ...logs },
        { kind: 'domain', canonical: town.canonical, event: 'Boutique.example.org' },
        { kind: 'domain', canonical: town.canonical, event: 'Stealer Logs' },
      ],
      events,
    },
    {
      name: 'by domain, over several pages',
      query: byDomain,
      know(world) {
        know(world)
        world.records = Array.from({ length: 2_200 }, (_, index) => ({
          leak: 'Boutique',
          email: `a${index}@ville-exemple.fr`,
        }))
      },
      sightings: [1_000, 1_000, 200].flatMap((rows, page) => [
        ...Array.from({ length: rows }, (_, index) => ({
          kind: 'email' as const,
          canonical: `a${page * 1_000 + index}@ville-exemple.fr`,
          event: 'Boutique.example.org',
          dataClasses: ['Email addresses', 'Names', 'Passwords'],
          details: ['password: hash(bcrypt)'],
        })),
        { kind: 'domain' as const, canonical: town.canonical, event: 'Boutique.example.org' },
      ]),
      events: [events[0]!, events[0]!, events[0]!],
      pages: 3,
    },
  ],
})

describe('what looks clean at LeakCheck Pro and is not', () => {
  let bench: Bench
  beforeEach(async () => {
    bench = await startBench(spec)
  })
  afterEach(() => bench.close())
  const ask = () => Array.fromAsync(leakcheckPro.ask(byHash, bench.net))

  test('a bad key: 400', async () => {
    bench.simulator.setKey('leakcheck-pro', simulatorKey, undefined)

    await expect(ask()).rejects.toThrow(AuthError)
  })

  test('a plan that has ended, or a spent quota: 403', async () => {
    bench.simulator.setKey('leakcheck-pro', simulatorKey, { active: false })
    await expect(ask()).rejects.toThrow(AuthError)

    bench.simulator.setKey('leakcheck-pro', simulatorKey, {})
    bench.world.leakcheckQuota = 0
    await expect(ask()).rejects.toThrow(QuotaError)
  })

  test('more rows than can be read: truncated at 3500 of them, each page once', async () => {
    know(bench.world)
    bench.world.records = Array.from({ length: 4_000 }, (_, index) => ({
      leak: 'Boutique',
      email: `a${index}@ville-exemple.fr`,
    }))

    const pages = await Array.fromAsync(leakcheckPro.ask(byDomain, bench.net))

    expect(pages.map(({ truncated, total, next }) => [truncated, total, next])).toEqual([
      [true, 4000, '1000'],
      [true, 4000, '2000'],
      [true, 4000, '2500'],
      [true, 4000, undefined],
    ])
    const told = new Set(pages.flatMap((page) => page.sightings).map((sighting) => sighting.canonical))
    expect(told.size).toBe(3_501)
  })

  test('a page without rows where some were announced', async () => {
    const origin = await startOrigin(leakcheckPro)
    origin.plan(
      `/v2/query/${byHash.target}?type=hash&limit=1000&offset=0`,
      json({ success: true, found: 3, quota: 1, result: [] }),
    )

    await expect(Array.fromAsync(leakcheckPro.ask(byHash, origin.net))).rejects.toThrow(ContractError)
    await origin.close()
  })
})

describe('rows of LeakCheck Pro', () => {
  const source = { name: 'Demo', breach_date: null }

  async function read(query: Query, path: string, result: readonly unknown[]) {
    const origin = await startOrigin(leakcheckPro)
    origin.plan(`/v2/query/${path}&limit=1000&offset=0`, json({ success: true, found: result.length, result }))
    const [page] = await Array.fromAsync(leakcheckPro.ask(query, origin.net))
    await origin.close()
    return { badRows: page?.badRows, seen: page?.sightings.map((sighting) => sighting.canonical) }
  }

  test('of other people are dropped before they are parsed', async () => {
    const rows = [
      { source, email: 'Agent@Ville-Exemple.fr' },
      { email: 'xagent@ville-exemple.fr', broken: true },
    ]

    expect(await read(byHash, `${byHash.target}?type=hash`, rows)).toEqual({ badRows: 0, seen: [agent.canonical] })
    expect(
      await read(query('phone', number.canonical, [number]), '33639980001?type=phone', [
        { source, phone: '06 39 98 00 01' },
        { source, phone: '33639980002' },
      ]),
    ).toEqual({ badRows: 0, seen: [number.canonical] })
    expect(
      await read(byDomain, 'ville-exemple.fr?type=domain', [{ source, email: 'a@autre.ville-exemple.fr' }]),
    ).toEqual({
      badRows: 0,
      seen: [],
    })
  })

  test('that name nobody are ours for a hash, and bad ones under a domain', async () => {
    const rows = [{ source }, { source, username: agent.canonical }]

    expect(await read(byHash, `${byHash.target}?type=hash`, rows)).toEqual({ badRows: 0, seen: [agent.canonical] })
    expect(await read(byDomain, 'ville-exemple.fr?type=domain', rows)).toEqual({
      badRows: 1,
      seen: [agent.canonical, town.canonical],
    })
  })
})

describe('the plan for LeakCheck Pro', () => {
  const selectors: readonly PlanSelector[] = [
    town,
    { ...agent, allowed: 'nothing' },
    number,
    { ref: 4, kind: 'email', canonical: 'elu@example.org', allowed: 'k-anonymous' },
    { ref: 5, kind: 'phone', canonical: '+33639980002', allowed: 'k-anonymous' },
  ]
  const told = (options: SourceSettings['options']) => {
    const steps = [...leakcheckPro.plan(selectors, null, { verifiedDomains: [], options })]
    expectWholePlan(steps, selectors, leakcheckPro.questions)
    return steps.map(
      (step) => `${step.type === 'query' ? step.endpoint : step.reason} [${step.covers.map((s) => s.ref)}]`,
    )
  }

  test('asks a domain whole, other addresses by hash, numbers in clear', () => {
    expect(told({})).toEqual(['domain [3,1]', 'phone [2]', 'hash [4]', 'policy [5]'])
  })

  test('asks no domain where the configuration says so', () => {
    expect(told({ domains: false })).toEqual(['phone [2]', 'hash [4]', 'disabled [3]', 'policy [1,5]'])
  })
})

test('the check of the key is one query, and says what is left of the plan', async () => {
  const bench = await startBench(spec)

  bench.world.leakcheckQuota = 399
  const check = () => leakcheckPro.check(bench.net, { verifiedDomains: [], options: {} })

  expect(said(await check())).toEqual([
    'reach: ok',
    'key: ok',
    'plan: not-published',
    'contract: ok',
    'credits: ok (398 left)',
  ])
  bench.simulator.setKey('leakcheck-pro', simulatorKey, undefined)
  expect(said(await check()).slice(0, 2)).toEqual(['reach: ok', 'key: failed auth'])
  expect(bench.simulator.requests).toHaveLength(2)
  await bench.close()
})
