import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { AuthError, ContractError, QuotaError, RefusedError } from '../../../src/domain/index.ts'
import { simulatorKey, type World } from '../../../src/simulator/index.ts'
import { breachsense } from '../../../src/sources/breachsense/index.ts'
import type { Page, PlanSelector, Query } from '../../../src/sources/index.ts'
import { said } from '../checked.ts'
import { type Bench, type ContractCall, expectNoSecret, startBench, testContract } from '../contract-suite.ts'
import { fixture } from '../fixture.ts'
import { json, type Origin, startOrigin, text } from '../origin.ts'
import { expectWholePlan } from '../whole-plan.ts'

const agent: PlanSelector = { ref: 1, kind: 'email', canonical: 'agent@ville-exemple.fr', allowed: 'k-anonymous' }
const town: PlanSelector = { ref: 2, kind: 'domain', canonical: 'ville-exemple.fr', allowed: 'clear' }
const resident: PlanSelector = { ref: 3, kind: 'email', canonical: 'habitant@example.org', allowed: 'clear' }
const silent: PlanSelector = { ref: 4, kind: 'email', canonical: 'autre@example.org', allowed: 'k-anonymous' }
const mobile: PlanSelector = { ref: 5, kind: 'phone', canonical: '+33639980123', allowed: 'clear' }
const settings = { verifiedDomains: ['ville-exemple.fr'], options: {} }
const plan = (selectors: readonly PlanSelector[]) => [...breachsense.plan(selectors, undefined, settings)]

function queryOf(question: string, target = 'ville-exemple.fr'): Query {
  const found = plan([agent, town, resident]).find(
    (s) => s.type === 'query' && s.question === question && s.target === target,
  )
  return found as Query
}

function know(world: World): void {
  const leak = { occurredOn: '2023-05-14', addedAt: '2023-07-02T08:15:00Z', size: 3, dataClasses: ['Email addresses'] }
  world.leaks.push(
    {
      ...leak,
      key: 'Shop',
      nature: 'breach',
      site: '',
      passwords: 'bcrypt',
      names: { breachsense: 'forum.example.org' },
    },
    {
      ...leak,
      key: 'Combo',
      nature: 'combo-list',
      site: '',
      passwords: 'clear',
      names: { breachsense: 'combo-fr.txt' },
    },
    { ...leak, key: 'Logs', nature: 'stealer-log', site: '', passwords: 'clear', names: { breachsense: 'stealer' } },
  )
  const machine = { name: 'POSTE-1', infectedAt: '2025-01-14T03:21:09.123Z', family: 'DemoStealer' }
  for (const email of ['agent@ville-exemple.fr', 'habitant@example.org']) {
    world.records.push({ leak: 'Shop', email }, { leak: 'Combo', email }, { leak: 'Combo', email })
    world.records.push({ leak: 'Logs', email, website: 'portail.example.net', machine })
    world.records.push({ leak: 'Logs', email, website: 'extranet.ville-exemple.fr', machine })
  }
  world.breachsense.claims.push({
    domain: 'ville-exemple.fr',
    actor: 'examplelocker',
    foundOn: '2026-02-14',
    words: 'Call +33 1 99 00 12 34 or maire@ville-exemple.fr',
  })
  world.breachsense.posts.push({
    domain: 'ville-exemple.fr',
    url: 'https://forum.example.org/threads/12345',
    foundOn: '2026-03-01',
  })
}

const person = (canonical: string, event: string, ...details: string[]) => ({
  kind: 'email' as const,
  canonical,
  event,
  dataClasses: ['Email addresses', 'Passwords'],
  details,
})
const place = (event: string, ...details: string[]) => ({
  kind: 'domain' as const,
  canonical: 'ville-exemple.fr',
  event,
  ...(details.length > 0 ? { details } : {}),
})

const domainCalls: readonly ContractCall[] = [
  {
    name: 'breaches of a domain',
    query: queryOf('breaches'),
    know,
    sightings: [
      person('agent@ville-exemple.fr', 'forum.example.org', 'password: hash(bcrypt)'),
      place('forum.example.org'),
    ],
    events: [
      {
        key: 'forum.example.org',
        nature: 'breach',
        domain: 'forum.example.org',
        addedAt: '2023-07-02T00:00:00.000Z',
        description: 'Invented. Seen with [address].',
      },
    ],
  },
  {
    name: 'combo lists of a domain',
    query: queryOf('combo-lists'),
    know,
    sightings: [person('agent@ville-exemple.fr', 'combo:combo-fr.txt', 'password: clear'), place('combo:combo-fr.txt')],
    events: [{ key: 'combo:combo-fr.txt', title: 'combo-fr.txt', nature: 'combo-list' }],
  },
  {
    name: 'stealer logs of a domain',
    query: queryOf('stealer-logs'),
    know,
    sightings: [
      person(
        'agent@ville-exemple.fr',
        'stealer-logs:2025-01-14',
        'extranet.ville-exemple.fr',
        'malware: DemoStealer',
        'password: clear',
        'portail.example.net',
      ),
      place('stealer-logs:2025-01-14'),
    ],
    events: [{ key: 'stealer-logs:2025-01-14', nature: 'stealer-log', occurredOn: '2025-01-14' }],
  },
  {
    name: 'sessions',
    query: queryOf('sessions'),
    know,
    sightings: [place('sessions:2025-01-14', 'extranet.ville-exemple.fr')],
    events: [{ key: 'sessions:2025-01-14', nature: 'stealer-log', dataClasses: ['Auth tokens'] }],
  },
  {
    name: 'tokens',
    query: queryOf('tokens'),
    know,
    sightings: [place('tokens:nuage-exemple:2023-07-02', 'api_key')],
    events: [{ key: 'tokens:nuage-exemple:2023-07-02', dataClasses: ['Auth tokens'] }],
  },
  {
    name: 'leak sites',
    query: queryOf('leak-sites'),
    know,
    sightings: [place('claim:examplelocker:ville-exemple.fr:2026-02-14')],
    events: [{ nature: 'claim', title: 'examplelocker: ville-exemple.fr', description: 'Call [number] or [address]' }],
  },
  {
    name: 'forums',
    query: queryOf('forums'),
    know,
    sightings: [place('post:https://forum.example.org/threads/12345')],
    events: [{ nature: 'post', url: 'https://forum.example.org/threads/12345', addedAt: '2026-03-01T00:00:00.000Z' }],
  },
]

testContract({
  source: breachsense,
  pretend: 'breachsense',
  // what its account call tells is not confirmed, so all of it may be missing
  driftsUnseen: true,
  calls: [
    ...domainCalls,
    {
      name: 'stealer logs of an address',
      query: queryOf('stealer-logs', 'habitant@example.org'),
      know,
      sightings: [
        person(
          'habitant@example.org',
          'stealer-logs:2025-01-14',
          'extranet.ville-exemple.fr',
          'malware: DemoStealer',
          'password: clear',
          'portail.example.net',
        ),
      ],
      events: [{ key: 'stealer-logs:2025-01-14' }],
    },
  ],
})

test.each(domainCalls)('$name are read', async ({ query, sightings, events }) => {
  const bench = await startBench({ source: breachsense, pretend: 'breachsense' })
  know(bench.world)

  const pages = await Array.fromAsync(breachsense.ask(query, bench.net))

  expect(pages).toMatchObject([{ sightings, events, badRows: 0, truncated: false }])
  expectNoSecret(pages, bench.world, simulatorKey)
  await bench.close()
})

test('the plan for Breachsense asks for domains whole, for addresses elsewhere where they may be told, for no number', () => {
  const selectors = [agent, town, resident, silent, mobile]
  const steps = plan(selectors)

  expectWholePlan(steps, selectors, breachsense.questions)
  const queries = steps.filter((step) => step.type === 'query')
  expect(queries.map((query) => `${query.question} ${query.target} ${query.covers.length}`)).toEqual([
    'breaches ville-exemple.fr 2',
    'combo-lists ville-exemple.fr 2',
    'stealer-logs ville-exemple.fr 2',
    'sessions ville-exemple.fr 1',
    'tokens ville-exemple.fr 1',
    'leak-sites ville-exemple.fr 1',
    'forums ville-exemple.fr 1',
    'breaches habitant@example.org 1',
    'combo-lists habitant@example.org 1',
    'stealer-logs habitant@example.org 1',
  ])
  const reasons = new Set(steps.filter((step) => step.type === 'skip').map((step) => step.reason))
  expect([...reasons].sort()).toEqual(['kind-not-taken', 'policy'])
})

describe('pages of Breachsense', () => {
  let bench: Bench
  beforeEach(async () => {
    bench = await startBench({ source: breachsense, pretend: 'breachsense' })
    know(bench.world)
  })
  afterEach(() => bench.close())
  const ask = (cursor?: string): Promise<Page[]> =>
    Array.fromAsync(breachsense.ask(queryOf('combo-lists'), bench.net, cursor))

  test('go on after a 206, each a query of the month', async () => {
    bench.world.breachsense.pageSize = 1

    const pages = await ask()

    expect(pages.map(({ next, credits, truncated }) => ({ next, credits, truncated }))).toEqual([
      { next: '2', credits: 1, truncated: false },
      { next: undefined, credits: 1, truncated: false },
    ])
    expect(bench.simulator.requests.map((request) => request.status)).toEqual([206, 200])
    expect(await ask('2')).toEqual(pages.slice(1))
  })

  test('stop at the fiftieth, and say that there are more', async () => {
    bench.world.breachsense.pageSize = 1
    for (let more = 0; more < 60; more++) bench.world.records.push({ leak: 'Combo', email: 'agent@ville-exemple.fr' })

    const pages = await ask()

    expect(pages).toHaveLength(50)
    expect(pages.findIndex((page) => page.truncated)).toBe(49)
    expect(pages[49]?.next).toBeUndefined()
  })

  test('that fail in the middle keep those already read', async () => {
    bench.world.breachsense.pageSize = 1
    bench.simulator.setFault('breachsense', '500', { match: /p=2/ })
    const read: Page[] = []

    const asked = (async () => {
      for await (const page of breachsense.ask(queryOf('combo-lists'), bench.net)) read.push(page)
    })()

    await expect(asked).rejects.toThrow('breachsense: status 500')
    expect(read.map((page) => page.next)).toEqual(['2'])
  })
})

describe('rows of Breachsense', () => {
  let origin: Origin
  beforeEach(async () => {
    origin = await startOrigin(breachsense)
  })
  afterEach(() => origin.close())
  const ask = (question: string): Promise<Page[]> => Array.fromAsync(breachsense.ask(queryOf(question), origin.net))
  const row = { usr: 'agent@ville-exemple.fr', pwd: 'FICTIF', src: 'https://portail.example.net/x', fnd: 20260203 }

  test('about other people are dropped, and a stolen password for a site of the city makes the domain present', async () => {
    origin.plan(
      '/stealer?s=ville-exemple.fr&p=1',
      json([
        { ...row, usr: 'xagent@autre-exemple.fr', fnd: 'never' },
        { ...row, usr: 'habitant@example.org', src: 'https://extranet.ville-exemple.fr/' },
      ]),
    )

    const [page] = await ask('stealer-logs')

    expect(page?.sightings).toEqual([
      { kind: 'domain', canonical: 'ville-exemple.fr', event: 'stealer-logs:2026-02-03' },
    ])
    expect(page?.badRows).toBe(0)
    expect(JSON.stringify(page)).not.toContain('habitant')
  })

  test('with days as numbers and no day of infection are read', async () => {
    origin.plan('/stealer?s=ville-exemple.fr&p=1', json([{ ...row, inf: '' }]))

    expect((await ask('stealer-logs'))[0]?.events).toMatchObject([
      { key: 'stealer-logs:2026-02-03', addedAt: '2026-02-03T00:00:00.000Z' },
    ])
  })

  test('an empty list is a plain nothing, an empty body and an error with 200 are no answer', async () => {
    origin.plan('/creds?s=ville-exemple.fr&p=1', json([]))
    origin.plan('/combo?s=ville-exemple.fr&p=1', text('', 'application/json'))
    origin.plan('/darkweb?s=ville-exemple.fr&p=1', json({ error: true, message: 'Rate limit exceeded' }))

    expect(await ask('breaches')).toEqual([
      { sightings: [], events: [], badRows: 0, truncated: false, requests: 1, credits: 1 },
    ])
    await expect(ask('combo-lists')).rejects.toThrow(ContractError)
    await expect(ask('leak-sites')).rejects.toThrow(ContractError)
  })

  test('a 403 is about that call, a 401 about the key, a 422 about neither', async () => {
    origin.plan('/creds?s=ville-exemple.fr&p=1', json({ error: true, message: 'tier' }, 403))
    origin.plan('/combo?s=ville-exemple.fr&p=1', json({ error: true, message: 'bad key' }, 401))
    origin.plan('/darkweb?s=ville-exemple.fr&p=1', json({ error: true, message: 'configuration' }, 422))

    await expect(ask('breaches')).rejects.toThrow(RefusedError)
    const error = await ask('combo-lists').catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(AuthError)
    expect(error).not.toBeInstanceOf(RefusedError)
    await expect(ask('leak-sites')).rejects.toThrow(ContractError)
  })
})

describe('opening and checking Breachsense', () => {
  let bench: Bench
  beforeEach(async () => {
    bench = await startBench({ source: breachsense, pretend: 'breachsense' })
  })
  afterEach(() => bench.close())

  test('reads what is left of the month', async () => {
    bench.world.breachsense.queriesLeft = 812

    expect(await breachsense.open(bench.net, settings)).toEqual({
      account: undefined,
      creditsLeft: 812,
      summary: 'key accepted, 812 queries left this month',
    })
    expect(bench.simulator.requests.map((request) => request.headers.lic)).toEqual([simulatorKey])
  })

  test('a bad key and a licence at its pace are said for what they are', async () => {
    bench.simulator.setKey('breachsense', simulatorKey, undefined)
    await expect(breachsense.open(bench.net, settings)).rejects.toThrow(AuthError)
    bench.simulator.setFault('breachsense', '429')
    await expect(breachsense.open(bench.net, settings)).rejects.toThrow(QuotaError)

    const lines = await breachsense.check(bench.net, settings)

    expect(said(lines)).toEqual([
      'reach: ok',
      'key: not-learnt',
      'plan: failed quota',
      'contract: not-learnt',
      'credits: not-learnt',
    ])
    expectNoSecret(lines, bench.world, simulatorKey)
  })

  test('says when the number cannot be found in the answer', async () => {
    const origin = await startOrigin(breachsense)
    origin.plan('/account?action=remaining', json([{ status: 'ok', left_this_month: 3 }]))

    expect(await breachsense.open(origin.net, settings)).toMatchObject({
      summary: 'key accepted; queries left are not told',
    })
    expect(said(await breachsense.check(origin.net, settings))).toEqual([
      'reach: ok',
      'key: ok',
      'plan: not-published',
      'contract: ok (of the account only: a search costs a credit)',
      'credits: not-learnt',
    ])
    await origin.close()
  })
})

describe('the published shapes of Breachsense', () => {
  let origin: Origin
  beforeEach(async () => {
    origin = await startOrigin(breachsense)
  })
  afterEach(() => origin.close())

  test.each([
    ['breaches', 'creds', ['forum.example.org'], '2025-05-06'],
    ['combo-lists', 'combo', ['combo:combo-exemple-fr.txt'], '2026-01-10'],
    ['stealer-logs', 'stealer', ['stealer-logs:2026-01-30', 'stealer-logs:2025-11-12'], '2026-02-03'],
    ['leak-sites', 'darkweb', ['claim:examplelocker:ville-exemple.fr:2026-02-14'], '2026-02-14'],
    ['forums', 'radar', ['post:https://forum.example.org/threads/12345'], '2026-03-01'],
  ])('of %s are read', async (question, call, keys, day) => {
    origin.plan(`/${call}?s=ville-exemple.fr&p=1`, fixture('breachsense', call))

    const [page] = await Array.fromAsync(breachsense.ask(queryOf(question), origin.net))

    expect(page).toMatchObject({ badRows: 0, truncated: false })
    expect(page?.events.map((event) => event.key)).toEqual(keys)
    expect(page?.events[0]?.addedAt).toBe(`${day}T00:00:00.000Z`)
    expect(JSON.stringify(page)).not.toMatch(/fictif-|mot-de-passe|POSTE|192\.0\.2/)
  })

  test('of nothing, and of too many calls, are read', async () => {
    origin.plan('/creds?s=ville-exemple.fr&p=1', fixture('breachsense', 'none'))
    origin.plan('/combo?s=ville-exemple.fr&p=1', fixture('breachsense', 'error-429'))

    expect(await Array.fromAsync(breachsense.ask(queryOf('breaches'), origin.net))).toMatchObject([{ sightings: [] }])
    await expect(Array.fromAsync(breachsense.ask(queryOf('combo-lists'), origin.net))).rejects.toThrow(QuotaError)
  })
})
