import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { AuthError, BlockedError, ContractError, QuotaError } from '../../../src/domain/index.ts'
import type { World } from '../../../src/simulator/index.ts'
import { dehashed } from '../../../src/sources/dehashed/index.ts'
import type { Page, PlanSelector, Query } from '../../../src/sources/index.ts'
import { said } from '../checked.ts'
import { type Bench, expectNoSecret, startBench, testContract } from '../contract-suite.ts'
import { fixture } from '../fixture.ts'
import { html, json, type Origin, startOrigin } from '../origin.ts'
import { expectWholePlan } from '../whole-plan.ts'

const agent: PlanSelector = { ref: 1, kind: 'email', canonical: 'agent@ville-exemple.fr', allowed: 'k-anonymous' }
const town: PlanSelector = { ref: 2, kind: 'domain', canonical: 'ville-exemple.fr', allowed: 'clear' }
const resident: PlanSelector = { ref: 3, kind: 'email', canonical: 'habitant@example.org', allowed: 'clear' }
const mobile: PlanSelector = { ref: 4, kind: 'phone', canonical: '+33639980123', allowed: 'clear' }
const silent: PlanSelector = { ref: 5, kind: 'phone', canonical: '+33639980124', allowed: 'k-anonymous' }
const settings = { verifiedDomains: ['ville-exemple.fr'], options: {} }

const [domain, account, phone] = [...dehashed.plan([agent, town, resident, mobile], undefined, settings)] as [
  Query,
  Query,
  Query,
]

function know(world: World): void {
  world.leaks.push(
    {
      key: 'BoutiqueExemple',
      nature: 'breach',
      site: 'boutiqueexemple.example',
      occurredOn: '2023-05-14',
      addedAt: '2023-07-02T08:15:00Z',
      size: 3,
      dataClasses: ['Email addresses', 'Names', 'Passwords', 'Phone numbers'],
      passwords: 'bcrypt',
      names: { dehashed: 'Boutique Exemple' },
    },
    {
      key: 'CollectionRecyclee',
      nature: 'combo-list',
      site: '',
      occurredOn: '2024-01-10',
      addedAt: '2024-01-17T00:00:00Z',
      size: 1,
      dataClasses: ['Email addresses', 'Passwords'],
      passwords: 'clear',
      names: { dehashed: 'Compilation Recyclee' },
    },
  )
  world.records.push(
    { leak: 'BoutiqueExemple', email: 'agent@ville-exemple.fr' },
    { leak: 'CollectionRecyclee', email: 'agent@ville-exemple.fr' },
    { leak: 'CollectionRecyclee', email: 'agent@ville-exemple.fr' },
    { leak: 'BoutiqueExemple', email: 'xagent@ville-exemple.fr' },
    { leak: 'BoutiqueExemple', email: 'habitant@example.org', phoneE164: '+33639980123' },
  )
}

const shop = {
  event: 'Boutique Exemple',
  dataClasses: ['Email addresses', 'Names', 'Passwords'],
  details: ['password: hash(md5)'],
}
const combo = {
  event: 'Compilation Recyclee',
  dataClasses: ['Email addresses', 'Passwords'],
  details: ['password: clear'],
}
const withPhone = { ...shop, dataClasses: ['Email addresses', 'Names', 'Passwords', 'Phone numbers'] }

testContract({
  source: dehashed,
  pretend: 'dehashed',
  calls: [
    {
      name: 'domain',
      query: domain,
      know,
      sightings: [
        { kind: 'email', canonical: 'agent@ville-exemple.fr', ...shop },
        { kind: 'email', canonical: 'agent@ville-exemple.fr', ...combo },
        { kind: 'email', canonical: 'xagent@ville-exemple.fr', ...shop },
        { kind: 'domain', canonical: 'ville-exemple.fr', event: 'Boutique Exemple' },
        { kind: 'domain', canonical: 'ville-exemple.fr', event: 'Compilation Recyclee' },
      ],
      events: [
        { key: 'Boutique Exemple', title: 'Boutique Exemple', nature: 'breach' },
        { key: 'Compilation Recyclee', nature: 'combo-list' },
      ],
    },
    {
      name: 'email',
      query: account,
      know,
      sightings: [{ kind: 'email', canonical: 'habitant@example.org', ...withPhone }],
      events: [{ key: 'Boutique Exemple' }],
    },
    {
      name: 'phone',
      query: phone,
      know,
      sightings: [{ kind: 'phone', canonical: '+33639980123', ...withPhone }],
      events: [{ key: 'Boutique Exemple' }],
      pages: 2,
    },
  ],
})

describe('the plan for DeHashed', () => {
  test('names the domain for all that is under it, and asks the rest one by one where it may be told', () => {
    const selectors = [agent, town, resident, mobile, silent]
    const steps = [...dehashed.plan(selectors, undefined, settings)]

    expectWholePlan(steps, selectors, dehashed.questions)
    expect(
      steps.map((step) => (step.type === 'query' ? [step.endpoint, step.target, step.cost.credits] : step.reason)),
    ).toEqual([
      ['domain', 'ville-exemple.fr', 1],
      ['email', 'habitant@example.org', 1],
      ['phone', '+33639980123', 2],
      'policy',
    ])
  })

  test('searches a foreign number in one form', () => {
    const [query] = [...dehashed.plan([{ ...mobile, canonical: '+3225550123' }], undefined, settings)] as [Query]

    expect(query.cost).toEqual({ requests: 1, maxRequests: 5, credits: 1, maxCredits: 5 })
  })
})

describe('pages of DeHashed', () => {
  let origin: Origin
  let bodies: { query: string; page: number }[]
  beforeEach(async () => {
    origin = await startOrigin(dehashed)
    bodies = []
  })
  afterEach(() => origin.close())

  /** answers each page; `refuse` decides which ones are out of their row */
  function planPages(total: number, refuse: (page: number) => boolean = () => false): void {
    origin.plan('/v2/search', (response, request) => {
      let body = ''
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString()
      })
      request.on('end', () => {
        const asked = JSON.parse(body) as { query: string; page: number }
        bodies.push(asked)
        const held = Math.min(10_000, total - (asked.page - 1) * 10_000)
        const reply = refuse(asked.page)
          ? json({ error: 'deep pagination error: session expired' }, 400)
          : json({ balance: 7, total, took: '1µs', entries: Array.from({ length: held }, () => entry(asked.page)) })
        reply(response, request)
      })
    })
  }
  const entry = (page: number) => ({ id: '1', email: [`agent${page}@ville-exemple.fr`], database_name: 'Forum Demo' })
  const ask = (cursor?: string): Promise<Page[]> => Array.fromAsync(dehashed.ask(domain, origin.net, cursor))

  test('are read to the last, each with its credit', async () => {
    planPages(20_001)

    const pages = await ask()

    expect(pages.map(({ next, credits, truncated, total }) => ({ next, credits, truncated, total }))).toEqual([
      { next: '0:2', credits: 1, truncated: false, total: 20_001 },
      { next: '0:3', credits: 1, truncated: false, total: 20_001 },
      { next: undefined, credits: 1, truncated: false, total: 20_001 },
    ])
    expect(pages[2]?.sightings[0]).toMatchObject({ canonical: 'agent3@ville-exemple.fr' })
  })

  test('stop at the fifth, and say that there is more', async () => {
    planPages(60_000)

    const pages = await ask()

    expect(pages.map((page) => page.truncated)).toEqual([false, false, false, false, true])
    expect(bodies.map((body) => body.page)).toEqual([1, 2, 3, 4, 5])
  })

  test('that lost their row are read again from the first', async () => {
    planPages(20_001, (page) => page === 2 && bodies.length === 1)

    const pages = await ask('0:2')

    expect(bodies.map((body) => body.page)).toEqual([2, 1, 2, 3])
    expect(pages.map((page) => page.requests)).toEqual([2, 1, 1])
  })

  test('refused in the middle of a row are a failure', async () => {
    planPages(20_001, (page) => page === 2)

    await expect(ask()).rejects.toThrow(ContractError)
  })

  test.each([
    ['null entries', { balance: 1, took: '', total: 3, entries: null }],
    ['no entries', { balance: 1, took: '', total: 3 }],
    ['some entries', { balance: 1, took: '', total: 3, entries: [entry(1)] }],
  ])('with %s where there should be three are not whole', async (_, body) => {
    origin.plan('/v2/search', json(body))

    expect((await ask())[0]).toMatchObject({ truncated: true })
  })

  test.each([{ entries: null }, { entries: [] }, {}])(
    'with %j and a total of 0 are a plain nothing',
    async (entries) => {
      origin.plan('/v2/search', json({ balance: 1, took: '', total: 0, ...entries }))

      expect(await ask()).toEqual([
        { sightings: [], events: [], badRows: 0, truncated: false, total: 0, requests: 1, credits: 1 },
      ])
    },
  )

  test('count an entry that does not say whom it is about: it may be ours', async () => {
    const nobody = { id: '2', username: ['agent'], database_name: 'Forum Demo' }
    origin.plan('/v2/search', json({ balance: 1, took: '', total: 2, entries: [entry(1), nobody] }))

    expect((await ask())[0]).toMatchObject({ badRows: 1, truncated: false })
  })

  test('read a field that is a string as a list of one', async () => {
    const old = { id: '1', email: 'Agent@Ville-Exemple.fr', password: 'FICTIF', database_name: 'Forum Demo' }
    origin.plan('/v2/search', json({ balance: 1, took: '', total: 1, entries: [old] }))

    expect((await ask())[0]?.sightings[0]).toEqual({
      kind: 'email',
      canonical: 'agent@ville-exemple.fr',
      event: 'Forum Demo',
      dataClasses: ['Email addresses', 'Passwords'],
      details: ['password: clear'],
    })
  })

  test.each([
    ['a bad key, said with 400', json({ error: 'issue with authentication' }, 400), AuthError],
    ['no credits, said with 403', json({ error: 'Insufficient Credits' }, 403), QuotaError],
    ['no subscription', json({ error: 'You need a search subscription and API credits' }, 401), AuthError],
    ['a malformed search', json({ error: 'Issue with query format' }, 400), ContractError],
    ['a wrong path', json({ message: 'Need Help?' }, 400), ContractError],
    ['a page of the edge', html('<html>denied</html>', 403), BlockedError],
  ])('refused for %s are never an answer', async (_, reply, becomes) => {
    origin.plan('/v2/search', reply)

    await expect(ask()).rejects.toThrow(becomes)
  })
})

test('a number is found under another form only when it is the same', async () => {
  const bench = await startBench({ source: dehashed, pretend: 'dehashed' })
  know(bench.world)
  bench.world.records.push({ leak: 'BoutiqueExemple', email: 'x@example.org', phoneE164: '0639980123' })

  const pages = await Array.fromAsync(dehashed.ask(phone, bench.net))

  expect(pages.map((page) => page.sightings.length)).toEqual([1, 1])
  expect(pages.map((page) => page.badRows)).toEqual([0, 0])
  await bench.close()
})

describe('opening and checking DeHashed', () => {
  let bench: Bench
  beforeEach(async () => {
    bench = await startBench({ source: dehashed, pretend: 'dehashed' })
  })
  afterEach(() => bench.close())

  test('tries the key without a credit', async () => {
    bench.world.dehashed.credits = 0

    expect(await dehashed.open(bench.net, settings)).toEqual({ account: undefined, summary: 'key accepted' })
    expect(bench.simulator.requests.map((request) => request.path)).toEqual(['/dehashed/v2/search-password'])
  })

  test('with a bad key is a matter of the key', async () => {
    bench.simulator.setKey('dehashed', '00f1c71f00f1c71f00f1c71f00f1c71f', undefined)

    await expect(dehashed.open(bench.net, settings)).rejects.toThrow(AuthError)
  })

  test('a paid answer without credits is a matter of quota', async () => {
    bench.world.dehashed.credits = 0

    await expect(Array.fromAsync(dehashed.ask(account, bench.net))).rejects.toThrow(QuotaError)
  })

  test('says what it could read', async () => {
    know(bench.world)

    const lines = await dehashed.check(bench.net, settings)

    expect(said(lines)).toEqual([
      'reach: ok',
      'key: ok',
      'plan: not-published',
      'contract: ok (2 databases listed)',
      'credits: not-published',
    ])
    expectNoSecret(lines, bench.world, '00f1c71f00f1c71f00f1c71f00f1c71f')
  })
})

describe('the published shapes of DeHashed', () => {
  let origin: Origin
  beforeEach(async () => {
    origin = await startOrigin(dehashed)
  })
  afterEach(() => origin.close())
  const ask = (): Promise<Page[]> => Array.fromAsync(dehashed.ask(domain, origin.net))

  test('of a search are read, the secrets as their form', async () => {
    origin.plan('/v2/search', fixture('dehashed', 'search-domain'))

    const [page] = await ask()

    expect(page?.sightings.slice(0, 2)).toEqual([
      {
        kind: 'email',
        canonical: 'agent@ville-exemple.fr',
        event: 'Boutique Exemple',
        dataClasses: ['Email addresses', 'Names', 'Passwords', 'Phone numbers', 'Usernames'],
        details: ['password: hash(md5)'],
      },
      {
        kind: 'email',
        canonical: 'mairie@ville-exemple.fr',
        event: 'Journaux Demo',
        dataClasses: ['Email addresses', 'Passwords'],
        details: ['password: clear'],
      },
    ])
    expect(page).toMatchObject({ badRows: 0, truncated: false, total: 2 })
    expect(JSON.stringify(page)).not.toMatch(/FICTIF|Fictif|0f0f/)
  })

  test.each([
    ['error-400', AuthError],
    ['error-401', AuthError],
    ['error-403', QuotaError],
    ['error-429', QuotaError],
  ])('%s is what it says', async (name, becomes) => {
    origin.plan('/v2/search', fixture('dehashed', name))

    await expect(ask()).rejects.toThrow(becomes)
  })

  test('of nothing, of a password count and of the databases are read', async () => {
    origin.plan('/v2/search', fixture('dehashed', 'search-none'))
    origin.plan('/v2/search-password', fixture('dehashed', 'search-password'))
    origin.plan('/data-wells?page=1&count=20', fixture('dehashed', 'data-wells'))

    expect(await ask()).toMatchObject([{ sightings: [], badRows: 0, truncated: false }])
    expect(said(await dehashed.check(origin.net, settings)).slice(0, 2)).toEqual(['reach: ok', 'key: ok'])
  })
})
