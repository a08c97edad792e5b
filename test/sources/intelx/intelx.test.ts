import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { AuthError, ContractError, QuotaError, UnreachableError } from '../../../src/domain/index.ts'
import { simulatorKey, type World } from '../../../src/simulator/index.ts'
import type { Page, PlanSelector, Query } from '../../../src/sources/index.ts'
import { intelx } from '../../../src/sources/intelx/index.ts'
import { said } from '../checked.ts'
import { type Bench, expectNoSecret, startBench, testContract } from '../contract-suite.ts'
import { fixture } from '../fixture.ts'
import { empty, json, type Origin, startOrigin } from '../origin.ts'
import { expectWholePlan } from '../whole-plan.ts'

const agent: PlanSelector = { ref: 1, kind: 'email', canonical: 'agent@ville-exemple.fr', allowed: 'k-anonymous' }
const town: PlanSelector = { ref: 2, kind: 'domain', canonical: 'ville-exemple.fr', allowed: 'clear' }
const resident: PlanSelector = { ref: 3, kind: 'email', canonical: 'habitant@example.org', allowed: 'clear' }
const mobile: PlanSelector = { ref: 4, kind: 'phone', canonical: '+33639980123', allowed: 'clear' }
const settings = { verifiedDomains: ['ville-exemple.fr'], options: {} }
type Reach = 'all' | 'needed' | 'some'
const plan = (selectors: readonly PlanSelector[], reach: Reach = 'all') => [
  ...intelx.plan(selectors, { reach }, settings),
]
const queries = (reach: Reach) =>
  plan([agent, town, resident, mobile], reach).filter((step): step is Query => step.type === 'query')
const [domain, phonebook, account, phone] = queries('all') as [Query, Query, Query, Query]

function know(world: World): void {
  const leak = {
    occurredOn: '2023-05-14',
    addedAt: '2023-07-02T08:15:00Z',
    size: 3,
    dataClasses: ['Email addresses'],
    site: '',
  }
  world.leaks.push(
    { ...leak, key: 'Shop', nature: 'breach', names: { intelx: 'Boutique Exemple/clients.csv [Part 1 of 2]' } },
    { ...leak, key: 'Logs', nature: 'stealer-log', names: { intelx: 'agent@ville-exemple.fr/Passwords.txt' } },
  )
  world.records.push(
    { leak: 'Shop', email: 'agent@ville-exemple.fr' },
    { leak: 'Shop', email: 'habitant@example.org', phoneE164: '+33639980123' },
    { leak: 'Logs', email: 'habitant@example.org' },
    { leak: 'Logs', email: 'mairie@ville-exemple.fr' },
    { leak: 'Logs', email: 'x@sous.ville-exemple.fr' },
  )
}

const shopEvent = {
  title: 'Leaks » Public » General: Boutique Exemple',
  nature: 'dump',
  occurredOn: '2023-05-14',
  addedAt: '2023-07-02T08:00:00.000Z',
} as const
const logsEvent = { title: 'Leaks » Logs', nature: 'stealer-log' } as const

/** events are known by a digest of bucket and name, worked out once */
const keys = { shop: 'file:df274fd55c74141ff516f5c970329cf4', logs: 'file:1e84190080507c03843d59ee330e379e' }

testContract({
  source: intelx,
  pretend: 'intelx',
  // what its account call tells is not confirmed, so all of it may be missing
  driftsUnseen: true,
  calls: [
    {
      name: 'an address',
      query: account,
      know,
      sightings: [
        { kind: 'email', canonical: 'habitant@example.org', event: keys.shop },
        { kind: 'email', canonical: 'habitant@example.org', event: keys.logs },
      ],
      events: [shopEvent, logsEvent],
    },
    {
      name: 'the phonebook',
      query: phonebook,
      know,
      sightings: [
        { kind: 'email', canonical: 'agent@ville-exemple.fr', event: 'phonebook' },
        { kind: 'email', canonical: 'mairie@ville-exemple.fr', event: 'phonebook' },
        { kind: 'domain', canonical: 'ville-exemple.fr', event: 'phonebook' },
      ],
      events: [{ key: 'phonebook', nature: 'dump' }],
    },
  ],
})

test.each([
  ['a number', phone, { kind: 'phone', canonical: '+33639980123', event: keys.shop }],
  ['a domain', domain, { kind: 'domain', canonical: 'ville-exemple.fr', event: keys.shop }],
])('%s is searched as it is', async (_, query, sighting) => {
  const bench = await startBench({ source: intelx, pretend: 'intelx' })
  know(bench.world)

  const [page] = await Array.fromAsync(intelx.ask(query, bench.net))

  expect(page?.sightings[0]).toEqual(sighting)
  await bench.close()
})

describe('the plan for Intelligence X', () => {
  test('names the domain in the phonebook for all that is under it, and searches the rest where it may be told', () => {
    const selectors = [agent, town, resident, mobile]
    const steps = plan(selectors)

    expectWholePlan(steps, selectors, intelx.questions)
    expect(
      steps.map(
        (step) => `${step.question} ${step.type === 'query' ? `${step.endpoint} ${step.target}` : step.reason}`,
      ),
    ).toEqual([
      'items search/all ville-exemple.fr',
      'phonebook phonebook/all ville-exemple.fr',
      'items search/all habitant@example.org',
      'items search/all +33639980123',
      'items policy',
      'phonebook policy',
      'phonebook kind-not-taken',
    ])
  })

  test('does without the phonebook where the key cannot read what leaks hold', () => {
    const selectors = [agent, town, resident, mobile]
    const steps = plan(selectors, 'some')

    expectWholePlan(steps, selectors, intelx.questions)
    expect(steps.filter((step) => step.type === 'query' && step.question === 'phonebook')).toEqual([])
  })
})

describe('a search of Intelligence X', () => {
  let bench: Bench
  beforeEach(async () => {
    bench = await startBench({ source: intelx, pretend: 'intelx' })
    know(bench.world)
  })
  afterEach(() => bench.close())
  const ask = (query: Query = account): Promise<Page[]> => Array.fromAsync(intelx.ask(query, bench.net))
  const paths = () => bench.simulator.requests.map(({ path }) => path.replace(/\?.*/, '').replace('/intelx', ''))

  test('is polled until it is over, and its place is free then', async () => {
    bench.world.intelx.emptyPolls = 3
    bench.world.intelx.concurrentSearches = 1

    const [page] = await ask()
    await ask()

    expect(page).toMatchObject({ requests: 5, credits: 1, truncated: false })
    expect(paths().slice(0, 5)).toEqual(['/intelligent/search', ...Array(4).fill('/intelligent/search/result')])
    expect(paths()).not.toContain('/intelligent/search/terminate')
  })

  test('gives a page for each batch, and starts anew when it is resumed', async () => {
    bench.world.intelx.resultsPerCall = 1

    const pages = await ask()
    const resumed = await Array.fromAsync(intelx.ask(account, bench.net, pages[0]?.next))

    expect(pages.map(({ sightings, next, credits }) => [sightings.length, next, credits])).toEqual([
      [1, 'again', 1],
      [1, undefined, 0],
    ])
    expect(resumed.flatMap((page) => page.sightings)).toEqual(pages.flatMap((page) => page.sightings))
  })

  test('that nobody reads on is ended there', async () => {
    bench.world.intelx.resultsPerCall = 1
    bench.world.intelx.concurrentSearches = 1

    for await (const _ of intelx.ask(account, bench.net)) break

    expect(paths().at(-1)).toBe('/intelligent/search/terminate')
    await expect(ask()).resolves.toHaveLength(2)
  })

  test('that fills its cap is ended there, and is not whole', async () => {
    bench.world.intelx.resultsPerCall = 600
    for (let number = 0; number < 1_200; number++) {
      const [shopLeak] = bench.world.leaks
      bench.world.leaks.push({ ...shopLeak!, key: `L${number}`, names: { intelx: `Liste ${number}.txt` } })
      bench.world.records.push({ leak: `L${number}`, email: 'habitant@example.org' })
    }

    const pages = await ask()

    expect(pages.map((page) => [page.sightings.length, page.truncated])).toEqual([
      [600, false],
      [400, true],
    ])
  })

  test('never ready is given up in the end, and ended there', async () => {
    bench.world.intelx.emptyPolls = 1_000

    expect(await ask()).toMatchObject([{ sightings: [], truncated: true, requests: 116 }])
    expect(paths().at(-1)).toBe('/intelligent/search/terminate')
  })

  test('that took as long as it may is not whole, though it says so', async () => {
    bench.world.intelx.emptyPolls = 70

    expect((await ask())[0]).toMatchObject({ truncated: true })
    expect((await ask())[0]?.sightings).toHaveLength(2)
  })

  test('beyond what may run at once, or without credits, is a matter of quota', async () => {
    bench.world.intelx.concurrentSearches = 0
    await expect(ask()).rejects.toThrow(QuotaError)

    bench.world.intelx.concurrentSearches = 5
    bench.world.intelx.credits = 0
    await expect(ask()).rejects.toThrow('intelx: no credits left (402)')
  })

  test('with a free key finds what it may read, and calls nothing absent', async () => {
    bench.simulator.setKey('intelx', simulatorKey, { subscriptionName: 'free' })
    const { account: free, summary } = await intelx.open(bench.net, settings)
    const [, freeAccount] = queries(free.reach) as [Query, Query]

    const found = await ask(freeAccount)
    bench.world.records.length = 0
    const nothing = await ask(freeAccount)

    expect(summary).toBe('1 of 8 buckets of leaks open, nothing can be called absent with this key, 1000 searches left')
    expect(found[0]?.sightings).toHaveLength(2)
    expect(found[0]?.truncated).toBe(true)
    expect(nothing).toMatchObject([{ sightings: [], truncated: true }])
  })
})

describe('the states of Intelligence X', () => {
  let origin: Origin
  beforeEach(async () => {
    origin = await startOrigin(intelx)
  })
  afterEach(() => origin.close())
  const ask = (query: Query = account): Promise<Page[]> => Array.fromAsync(intelx.ask(query, origin.net))
  const start = (status: number, more: object = {}) =>
    origin.plan('/intelligent/search', json({ id: 'aaaa', softselectorwarning: false, status, ...more }))
  const result = '/intelligent/search/result?id=aaaa&limit=1000&offset=-1'

  test.each([
    ['1: the term was not taken', 1, {}, ContractError],
    ['2: too many searches', 2, {}, QuotaError],
    ['a term taken for free words', 0, { softselectorwarning: true }, ContractError],
    ['an unknown state', 7, {}, ContractError],
  ])('at the start, %s', async (_, status, more, becomes) => {
    start(status, more)

    await expect(ask()).rejects.toThrow(becomes)
  })

  test.each([[[]], [null]])('1 with %j is a plain nothing', async (records) => {
    start(0)
    origin.plan(result, json({ records, status: 1 }))

    expect(await ask()).toEqual([{ sightings: [], events: [], badRows: 0, truncated: false, requests: 2, credits: 1 }])
  })

  test('3 with an empty list is not a nothing, and 1 may carry records', async () => {
    let polls = 0
    start(0)
    const item = { systemid: 'b1', bucket: 'pastes', name: '' }
    origin.plan(result, (response, request) => {
      const body = polls++ < 2 ? { records: [], status: 3 } : { records: [item], status: 1 }
      json(body)(response, request)
    })

    expect(await ask()).toMatchObject([
      { sightings: [{ event: 'b1' }], events: [{ key: 'b1', title: 'pastes', nature: 'paste' }], requests: 4 },
    ])
  })

  test('2 while polling is a search that was lost, not an empty one', async () => {
    start(0)
    origin.plan(result, json({ records: [], status: 2 }))

    await expect(ask()).rejects.toThrow(UnreachableError)
  })

  test('401 is about the key, 402 about its credits, 400 about neither', async () => {
    origin.plan('/intelligent/search', empty(401))
    await expect(ask()).rejects.toThrow(AuthError)
    origin.plan('/intelligent/search', empty(402))
    await expect(ask()).rejects.toThrow(QuotaError)
    origin.plan('/intelligent/search', empty(400))
    await expect(ask()).rejects.toThrow(ContractError)
  })

  test('items of web pages are no leaks, where all buckets were searched', async () => {
    start(0)
    const [, freeAccount] = queries('some') as [Query, Query]
    origin.plan(result, json({ records: [{ systemid: 'b1', bucket: 'web.public.fr', name: 'index' }], status: 1 }))

    expect(await ask(freeAccount)).toMatchObject([{ sightings: [], truncated: true, badRows: 0 }])
  })

  test('an address that is blacked out leaves the answer open', async () => {
    const rows = [
      { selectortype: 1, selectorvalue: '████@ville-exemple.fr' },
      { selectortype: 1, selectorvalue: 'Agent@Ville-Exemple.fr' },
    ]
    origin.plan('/phonebook/search', json({ id: 'aaaa', status: 0 }))
    origin.plan('/phonebook/search/result?id=aaaa&limit=1000&offset=-1', json({ selectors: rows, status: 1 }))

    const [page] = await ask(phonebook)

    expect(page?.truncated).toBe(true)
    expect(page?.sightings[0]).toEqual({ kind: 'email', canonical: 'agent@ville-exemple.fr', event: 'phonebook' })
  })

  test('parts of one file are one event', async () => {
    start(0)
    const part = (number: number) => ({
      systemid: `b${number}`,
      bucket: 'leaks.logs',
      name: `Liste.txt [Part ${number} of 3]`,
    })
    origin.plan(result, json({ records: [part(1), part(2), { ...part(3), name: 'Autre.txt' }], status: 1 }))

    const [page] = await ask()

    expect(page?.events.map((event) => event.title)).toEqual(['leaks.logs: Liste.txt', 'leaks.logs: Autre.txt'])
  })
})

describe('opening and checking Intelligence X', () => {
  test.each([
    ['everything', {}, 'all', '8 of 8 buckets of leaks open, 7 searches left'],
    ['no darknet', { redacted: ['darknet.tor'] }, 'needed', '7 of 8 buckets of leaks open, 7 searches left'],
    [
      'no logs',
      { redacted: ['leaks.logs'] },
      'some',
      '7 of 8 buckets of leaks open, nothing can be called absent with this key, 7 searches left',
    ],
    [
      'nothing said',
      { buckets: null, paths: null },
      'some',
      '0 of 8 buckets of leaks open, nothing can be called absent with this key, credits not told',
    ],
  ])('reads what the key may search: %s', async (_, more, reach, summary) => {
    const origin = await startOrigin(intelx)
    const buckets = [
      'pastes',
      'leaks.public.general',
      'leaks.private.general',
      'leaks.logs',
      'leaks.public.wikileaks',
      'darknet.tor',
      'darknet.i2p',
      'dumpster',
      'whois',
    ]
    origin.plan(
      '/authenticate/info',
      json({ buckets, paths: { '/intelligent/search': { Credit: 7, CreditMax: 50 } }, ...more }),
    )

    const opening = await intelx.open(origin.net, settings)

    expect(opening.account).toEqual({ reach })
    expect(opening.summary).toBe(summary)
    await origin.close()
  })

  test('assumes a paid key unless the configuration says otherwise', () => {
    expect(intelx.assume(settings).account).toEqual({ reach: 'all' })
    expect(intelx.assume({ ...settings, options: { plan: 'free' } }).account).toEqual({ reach: 'some' })
  })

  test('a key at another host than its own is a matter of the key', async () => {
    const bench = await startBench({ source: intelx, pretend: 'intelx' })
    bench.simulator.setKey('intelx', simulatorKey, undefined)

    const lines = await intelx.check(bench.net, settings)

    expect(said(lines).slice(0, 2)).toEqual(['reach: ok', 'key: failed auth'])
    expectNoSecret(lines, bench.world, simulatorKey)
    await bench.close()
  })
})

describe('the published shapes of Intelligence X', () => {
  const search = '11111111-2222-4333-8444-555555555555'
  let origin: Origin
  beforeEach(async () => {
    origin = await startOrigin(intelx)
  })
  afterEach(() => origin.close())

  test('of a search, pending and over, are read', async () => {
    let polls = 0
    origin.plan('/intelligent/search', fixture('intelx', 'search'))
    origin.plan(`/intelligent/search/result?id=${search}&limit=1000&offset=-1`, (response, request) => {
      fixture('intelx', polls++ === 0 ? 'search-result-pending' : 'search-result')(response, request)
    })

    expect(await Array.fromAsync(intelx.ask(account, origin.net))).toMatchObject([
      {
        events: [
          {
            title: 'Leaks » Logs: Collection Demo',
            nature: 'stealer-log',
            occurredOn: '2025-03-02',
            addedAt: '2025-03-04T08:00:00.000Z',
          },
        ],
        badRows: 0,
        truncated: false,
        requests: 3,
      },
    ])
  })

  test('of a term that is none are a failure', async () => {
    origin.plan('/intelligent/search', fixture('intelx', 'search-invalid-term'))

    await expect(Array.fromAsync(intelx.ask(account, origin.net))).rejects.toThrow(ContractError)
  })

  test('of the phonebook are read, with more to come', async () => {
    let polls = 0
    origin.plan('/phonebook/search', fixture('intelx', 'search'))
    origin.plan(`/phonebook/search/result?id=${search}&limit=1000&offset=-1`, (response, request) => {
      const reply = polls++ === 0 ? fixture('intelx', 'phonebook-result') : json({ selectors: [], status: 1 })
      reply(response, request)
    })

    const pages = await Array.fromAsync(intelx.ask(phonebook, origin.net))

    expect(pages.map((page) => page.sightings.map(({ canonical }) => canonical))).toEqual([
      ['agent@ville-exemple.fr', 'ville-exemple.fr'],
      [],
    ])
  })
})
