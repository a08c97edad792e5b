import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { AuthError, ContractError } from '../../../src/domain/index.ts'
import { simulatorKey, type World } from '../../../src/simulator/index.ts'
import type { Page, PlanSelector, Query } from '../../../src/sources/index.ts'
import { leakix } from '../../../src/sources/leakix/index.ts'
import { said } from '../checked.ts'
import { expectNoSecret, startBench, testContract } from '../contract-suite.ts'
import { fixture } from '../fixture.ts'
import { empty, html, json, type Origin, startOrigin } from '../origin.ts'
import { expectWholePlan } from '../whole-plan.ts'

const town: PlanSelector = { ref: 1, kind: 'domain', canonical: 'ville-exemple.fr', allowed: 'clear' }
const agent: PlanSelector = { ref: 2, kind: 'email', canonical: 'agent@ville-exemple.fr', allowed: 'clear' }
const mobile: PlanSelector = { ref: 3, kind: 'phone', canonical: '+33639980123', allowed: 'clear' }
const settings = { verifiedDomains: ['ville-exemple.fr'], options: {} }
const [query] = [...leakix.plan([town], undefined, settings)] as [Query]

const seenAt = '2026-02-03T04:05:06.123456789Z'
function know(world: World): void {
  world.leakix.leaks.push(
    { host: 'demo.ville-exemple.fr', port: '443', plugin: 'DotEnvConfigPlugin', severity: 'high', rows: 0, seenAt },
    {
      host: 'base.ville-exemple.fr',
      port: '27017',
      plugin: 'MongoOpenPlugin',
      severity: 'critical',
      rows: 812,
      seenAt,
    },
  )
}

const seen = (event: string, ...details: string[]) => ({
  kind: 'domain' as const,
  canonical: 'ville-exemple.fr',
  event,
  details,
})

testContract({
  source: leakix,
  pretend: 'leakix',
  calls: [
    {
      name: 'domain',
      query,
      know,
      sightings: [
        seen('DotEnvConfigPlugin:demo.ville-exemple.fr:443', 'severity: high', 'stage: open'),
        seen('MongoOpenPlugin:base.ville-exemple.fr:27017', 'severity: critical', 'stage: open'),
      ],
      events: [
        {
          title: 'DotEnvConfigPlugin on demo.ville-exemple.fr',
          domain: 'demo.ville-exemple.fr',
          addedAt: '2026-02-03T04:05:06.123Z',
        },
        { title: 'MongoOpenPlugin on base.ville-exemple.fr', records: 812 },
      ],
    },
  ],
})

test('the plan for LeakIX asks about domains, once each, and tells it nothing of persons', () => {
  const selectors = [town, agent, { ...town, ref: 4 }, mobile]
  const steps = [...leakix.plan(selectors, undefined, settings)]

  expectWholePlan(steps, selectors, leakix.questions)
  expect(steps).toMatchObject([
    { endpoint: 'domain', target: 'ville-exemple.fr', discloses: 'nothing', covers: [{ ref: 1 }, { ref: 4 }] },
    { reason: 'kind-not-taken', covers: [agent, mobile] },
  ])
})

describe('an answer of LeakIX', () => {
  const path = '/domain/ville-exemple.fr'
  let origin: Origin
  beforeEach(async () => {
    origin = await startOrigin(leakix)
  })
  afterEach(() => origin.close())
  const ask = (): Promise<Page[]> => Array.fromAsync(leakix.ask(query, origin.net))
  const nothing = { sightings: [], events: [], badRows: 0, truncated: false, requests: 1 }

  test.each([
    ['null for both lists', json({ Services: null, Leaks: null })],
    ['empty lists', json({ Services: [], Leaks: [] })],
    ['names in lower case', json({ services: null, leaks: null })],
    ['services alone', json({ Services: [{ event_source: 'HttpPlugin', host: 'www.ville-exemple.fr' }], Leaks: null })],
    ['404', json({ Error: 'Not found' }, 404)],
    ['404 without a word', empty(404)],
  ])('with %s is a plain nothing', async (_, reply) => {
    origin.plan(path, reply)

    expect(await ask()).toEqual([nothing])
  })

  test('"Page limit" with 200 leaves what is there unknown', async () => {
    origin.plan(path, json({ Error: 'Page limit' }))

    expect(await ask()).toEqual([{ ...nothing, truncated: true }])
  })

  test.each([
    ['other words', json({ Error: 'Something about ville-exemple.fr' })],
    ['neither list', json({})],
    ['a page for people', html('<html><title>LeakIX</title></html>')],
  ])('of %s with 200 is no answer', async (_, reply) => {
    origin.plan(path, reply)

    const error = await ask().catch((reason: unknown) => reason)

    expect(error).toBeInstanceOf(ContractError)
    expect(String(error)).not.toContain('ville-exemple')
  })

  test('keeps an event without a host, and drops one of another host', async () => {
    const dataset = { rows: 3, infected: true, ransom_notes: ['pay FICTIF'] }
    origin.plan(
      path,
      json({
        Services: null,
        Leaks: [
          { event_source: 'MongoOpenPlugin', port: 27017, leak: { severity: '', stage: 'open', dataset } },
          { event_source: 7, host: 'ville-exemple.fr.autre.example' },
        ],
      }),
    )

    const [page] = await ask()

    expect(page).toMatchObject({
      sightings: [seen('MongoOpenPlugin:ville-exemple.fr:27017', 'stage: open', 'infected', 'ransom note')],
      badRows: 0,
    })
    expect(JSON.stringify(page)).not.toContain('FICTIF')
  })

  test('that must wait says so in a header of its own', async () => {
    let times = 0
    origin.plan(path, (response, request) => {
      const reply =
        times++ === 0 ? json({ Error: 'Rate limited' }, 429, { 'x-limited-for': '2s' }) : json({ Leaks: null })
      reply(response, request)
    })

    expect(await ask()).toEqual([{ ...nothing, requests: 2 }])
  })
})

describe('opening and checking LeakIX', () => {
  test('makes a first call that must succeed, so that a wrong base URL makes no clean answer', async () => {
    const origin = await startOrigin(leakix)
    origin.plan('/api/plugins', empty(404))

    await expect(leakix.open(origin.net, settings)).rejects.toThrow(ContractError)
    await origin.close()
  })

  test('says that the key is good, or is not', async () => {
    const bench = await startBench({ source: leakix, pretend: 'leakix' })

    const good = await leakix.check(bench.net, settings)
    bench.simulator.setKey('leakix', simulatorKey, undefined)
    const bad = await leakix.check(bench.net, settings)

    expect(said(good)).toEqual([
      'reach: ok',
      'key: ok',
      'plan: not-published',
      'contract: ok (2 plugins listed)',
      'credits: not-needed',
    ])
    expect(said(bad).slice(0, 2)).toEqual(['reach: ok', 'key: failed auth'])
    await expect(leakix.open(bench.net, settings)).rejects.toThrow(AuthError)
    expectNoSecret([good, bad], bench.world, simulatorKey)
    await bench.close()
  })
})

test('the published shapes of LeakIX are read', async () => {
  const read = async (name: string) => {
    const origin = await startOrigin(leakix)
    origin.plan('/domain/ville-exemple.fr', fixture('leakix', name))
    const [page] = await Array.fromAsync(leakix.ask(query, origin.net))
    await origin.close()
    return page
  }

  expect(await read('domain')).toMatchObject({
    sightings: [seen('DotEnvConfigPlugin:demo.ville-exemple.fr:443', 'severity: high', 'stage: open')],
    events: [{ addedAt: '2026-02-03T04:05:06.123Z' }],
    badRows: 0,
    truncated: false,
  })
  expect(await read('domain-none')).toMatchObject({ sightings: [], truncated: false })
  expect(await read('search-page-limit')).toMatchObject({ sightings: [], truncated: true })
})
