import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { AuthError, ContractError, QuotaError, RefusedError } from '../../../src/domain/index.ts'
import { simulatorKey, type World } from '../../../src/simulator/index.ts'
import type { Page, PlanSelector, Query } from '../../../src/sources/index.ts'
import { leakLookup } from '../../../src/sources/leak-lookup/index.ts'
import { said } from '../checked.ts'
import { type Bench, expectNoSecret, startBench, testContract } from '../contract-suite.ts'
import { fixture } from '../fixture.ts'
import { json, type Origin, startOrigin } from '../origin.ts'
import { expectWholePlan } from '../whole-plan.ts'

const agent: PlanSelector = { ref: 1, kind: 'email', canonical: 'agent@ville-exemple.fr', allowed: 'clear' }
const town: PlanSelector = { ref: 2, kind: 'domain', canonical: 'ville-exemple.fr', allowed: 'clear' }
const mobile: PlanSelector = { ref: 3, kind: 'phone', canonical: '+33639980123', allowed: 'clear' }
const abroad: PlanSelector = { ref: 4, kind: 'phone', canonical: '+3225550123', allowed: 'clear' }
const silent: PlanSelector = { ref: 5, kind: 'email', canonical: 'habitant@example.org', allowed: 'k-anonymous' }
const settings = { verifiedDomains: ['ville-exemple.fr'], options: {} }

const [domain, account, phone] = [...leakLookup.plan([agent, town, mobile], undefined, settings)] as [
  Query,
  Query,
  Query,
]

function know(world: World): void {
  const leak = { nature: 'breach', occurredOn: '2023-05-14', addedAt: '2023-07-02T08:15:00Z', size: 3 } as const
  world.leaks.push(
    {
      ...leak,
      key: 'BoutiqueExemple',
      site: 'boutiqueexemple.example',
      dataClasses: ['Email addresses', 'Names', 'Passwords', 'Phone numbers'],
      passwords: 'bcrypt',
      names: { 'leak-lookup': 'boutique.example.org' },
    },
    {
      ...leak,
      key: 'CollectionRecyclee',
      site: '',
      dataClasses: ['Email addresses', 'Passwords'],
      passwords: 'clear',
      names: { 'leak-lookup': 'collection#1_combolist' },
    },
  )
  world.records.push(
    { leak: 'BoutiqueExemple', email: 'agent@ville-exemple.fr', phoneE164: '+33639980123' },
    { leak: 'CollectionRecyclee', email: 'agent@ville-exemple.fr' },
    { leak: 'CollectionRecyclee', email: 'agent@ville-exemple.fr' },
  )
}

const shop = {
  event: 'boutique.example.org',
  dataClasses: ['Email addresses', 'Names', 'Passwords', 'Phone numbers'],
  details: ['password: hash(bcrypt)'],
}
const combo = {
  event: 'collection#1_combolist',
  dataClasses: ['Email addresses', 'Passwords'],
  details: ['password: clear'],
}
const events = [
  { key: 'boutique.example.org', nature: 'breach', domain: 'boutique.example.org' },
  { key: 'collection#1_combolist', nature: 'combo-list' },
] as const

testContract({
  source: leakLookup,
  pretend: 'leak-lookup',
  calls: [
    {
      name: 'email',
      query: account,
      know,
      sightings: [
        { kind: 'email', canonical: 'agent@ville-exemple.fr', ...shop },
        { kind: 'email', canonical: 'agent@ville-exemple.fr', ...combo },
      ],
      events,
    },
    {
      name: 'domain',
      query: domain,
      know,
      sightings: [
        { kind: 'domain', canonical: 'ville-exemple.fr', ...shop },
        { kind: 'domain', canonical: 'ville-exemple.fr', ...combo },
      ],
      events,
    },
    {
      name: 'phone',
      query: phone,
      know,
      sightings: [{ kind: 'phone', canonical: '+33639980123', ...shop }],
      events: events.slice(0, 1),
      pages: 2,
    },
  ],
})

test('the plan for Leak-Lookup asks one by one, and counts both forms of a French number', () => {
  const selectors = [agent, town, mobile, abroad, silent]
  const steps = [...leakLookup.plan(selectors, undefined, settings)]

  expectWholePlan(steps, selectors, leakLookup.questions)
  expect(
    steps.map((step) => (step.type === 'query' ? [step.endpoint, step.discloses, step.cost.credits] : step.reason)),
  ).toEqual([['domain', 'nothing', 1], ['email', 'clear', 1], ['phone', 'clear', 2], ['phone', 'clear', 1], 'policy'])
  expect(steps[0]?.covers).toEqual([town])
})

describe('the words of Leak-Lookup', () => {
  let origin: Origin
  beforeEach(async () => {
    origin = await startOrigin(leakLookup)
  })
  afterEach(() => origin.close())
  const ask = (): Promise<Page[]> => Array.fromAsync(leakLookup.ask(account, origin.net))

  test.each([{}, []])('error "false" and %j are a plain nothing', async (message) => {
    origin.plan('/search', json({ error: 'false', message }))

    expect(await ask()).toEqual([{ sightings: [], events: [], badRows: 0, truncated: false, requests: 1, credits: 1 }])
  })

  test('error "false" and names without records are hits', async () => {
    origin.plan('/search', json({ error: 'false', message: { 'forum.example.org': [] } }))

    expect((await ask())[0]).toMatchObject({
      sightings: [{ kind: 'email', canonical: 'agent@ville-exemple.fr', event: 'forum.example.org' }],
      events: [{ key: 'forum.example.org' }],
    })
  })

  test('a breach whose records are all about somebody else is no hit', async () => {
    const other = { email: 'xagent@ville-exemple.fr', password: 'FICTIF' }
    origin.plan('/search', json({ error: 'false', message: { 'forum.example.org': [other] } }))

    expect((await ask())[0]).toMatchObject({ sightings: [], events: [], badRows: 0 })
  })

  test('a record that names nobody is the one that was asked for', async () => {
    const nameless = { username: 'agent14', hash: 'unreadable', ip_address: '192.0.2.14' }
    origin.plan('/search', json({ error: 'false', message: { 'forum.example.org': [nameless, 'broken'] } }))

    const [page] = await ask()

    expect(page?.badRows).toBe(1)
    expect(page?.sightings).toEqual([
      {
        kind: 'email',
        canonical: 'agent@ville-exemple.fr',
        event: 'forum.example.org',
        dataClasses: ['IP addresses', 'Passwords', 'Usernames'],
        details: ['password: hash(unknown)'],
      },
    ])
  })

  test.each([
    ['INVALID API KEY', AuthError],
    ['MISSING API KEY', AuthError],
    ['Daily request limit reached', QuotaError],
    ['THIS DOMAIN IS BLACKLISTED', RefusedError],
    ['EMPTY VALUE DETECTED', ContractError],
    ['no results for agent@ville-exemple.fr', ContractError],
  ])('error "true" with status 200 and %j is never an answer', async (message, becomes) => {
    origin.plan('/search', json({ error: 'true', message }))

    const error = await ask().catch((reason: unknown) => reason)

    expect(error).toBeInstanceOf(becomes)
    expect(String(error)).not.toContain('agent@')
  })

  test.each([
    { error: 'no', message: {} },
    { error: 'false' },
    { error: 'false', message: ['x'] },
    { error: 0, message: {} },
  ])('%j is not as promised', async (body) => {
    origin.plan('/search', json(body))

    await expect(ask()).rejects.toThrow(ContractError)
  })
})

describe('opening and checking Leak-Lookup', () => {
  let bench: Bench
  beforeEach(async () => {
    bench = await startBench({ source: leakLookup, pretend: 'leak-lookup' })
    know(bench.world)
  })
  afterEach(() => bench.close())

  test('says what is left of the day', async () => {
    bench.simulator.setKey('leak-lookup', simulatorKey, { subscriptionName: 'public' })
    await Array.fromAsync(leakLookup.ask(account, bench.net))

    expect(await leakLookup.open(bench.net, settings)).toEqual({
      account: undefined,
      creditsLeft: 9,
      summary: 'public key, active, 9 of 10 requests left today',
    })
  })

  test('a public key sees names, until its day is used', async () => {
    bench.simulator.setKey('leak-lookup', simulatorKey, { subscriptionName: 'public' })
    const ask = () => Array.fromAsync(leakLookup.ask(account, bench.net))

    const [page] = await ask()
    for (let more = 0; more < 9; more++) await ask()

    expect(page?.sightings).toEqual([
      { kind: 'email', canonical: 'agent@ville-exemple.fr', event: 'boutique.example.org' },
      { kind: 'email', canonical: 'agent@ville-exemple.fr', event: 'collection#1_combolist' },
    ])
    await expect(ask()).rejects.toThrow(QuotaError)
  })

  test('a bad key is a matter of the key', async () => {
    bench.simulator.setKey('leak-lookup', simulatorKey, undefined)

    await expect(leakLookup.open(bench.net, settings)).rejects.toThrow(AuthError)
    expect(said(await leakLookup.check(bench.net, settings)).slice(0, 2)).toEqual(['reach: ok', 'key: failed auth'])
  })

  test('the key travels in the form, never in a header', async () => {
    const lines = await leakLookup.check(bench.net, settings)

    expect(said(lines)).toEqual([
      'reach: ok',
      'key: ok',
      'plan: ok (private key, active, 100000 requests a day)',
      'contract: ok (of the account only: a search costs a credit)',
      'credits: ok (100000 left today)',
    ])
    expect(JSON.stringify(bench.simulator.requests)).not.toContain(simulatorKey)
    expectNoSecret(lines, bench.world, simulatorKey)
  })
})

describe('the published shapes of Leak-Lookup', () => {
  let origin: Origin
  beforeEach(async () => {
    origin = await startOrigin(leakLookup)
  })
  afterEach(() => origin.close())
  const ask = (): Promise<Page[]> => Array.fromAsync(leakLookup.ask(account, origin.net))

  test.each([
    ['search-none', []],
    ['search-public', ['boutique.example.org', 'forum.example.org']],
    ['search-private', ['forum.example.org', 'boutique.example.org']],
  ])('%s is read', async (name, found) => {
    origin.plan('/search', fixture('leak-lookup', name))

    expect((await ask())[0]?.sightings.map(({ event }) => event)).toEqual(found)
  })

  test('an error and the counts of a key are read', async () => {
    origin.plan('/search', fixture('leak-lookup', 'search-error'))
    origin.plan('/stats', fixture('leak-lookup', 'stats'))

    await expect(ask()).rejects.toThrow(AuthError)
    expect(await leakLookup.open(origin.net, settings)).toMatchObject({ creditsLeft: 7 })
  })
})
