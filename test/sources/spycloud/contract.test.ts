import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { AuthError, ContractError, type Sighting } from '../../../src/domain/index.ts'
import { type PretendLeak, simulatorKey, type World } from '../../../src/simulator/index.ts'
import type { PlanSelector, Query } from '../../../src/sources/index.ts'
import { spycloud } from '../../../src/sources/spycloud/index.ts'
import { said } from '../checked.ts'
import { type Bench, startBench, testContract } from '../contract-suite.ts'
import { json, startOrigin } from '../origin.ts'
import { expectWholePlan } from '../whole-plan.ts'

const agent: PlanSelector = { ref: 1, kind: 'email', canonical: 'agent@ville-exemple.fr', allowed: 'clear' }
const town: PlanSelector = { ref: 2, kind: 'domain', canonical: 'ville-exemple.fr', allowed: 'clear' }
const elected: PlanSelector = { ref: 3, kind: 'email', canonical: 'elu@example.org', allowed: 'clear' }
const other: PlanSelector = { ref: 4, kind: 'email', canonical: 'elue@example.org', allowed: 'clear' }
const spec = { source: spycloud, pretend: 'spycloud' } as const
const settings = { verifiedDomains: ['ville-exemple.fr'], options: {} }

function query(endpoint: string, target: string, covers: readonly PlanSelector[]): Query {
  const cost = { requests: 1, maxRequests: 100 }
  return { type: 'query', question: 'records', endpoint, target, covers, discloses: 'clear', cost }
}
const byDomain: Query = { ...query('domains', town.canonical, [town, agent]), coversDomain: town.canonical }
const byAddress = query('emails', 'elu@example.org,elue@example.org', [elected, other])

const common = { site: '', addedAt: '2026-02-10T00:00:00Z', size: 1200, dataClasses: ['Email addresses', 'Passwords'] }
const logs: PretendLeak = {
  ...common,
  key: 'Logs',
  nature: 'stealer-log',
  occurredOn: '2026-02-01',
  passwords: 'clear',
  names: { spycloud: 'Example stealer logs' },
}
const shop: PretendLeak = {
  ...common,
  key: 'Boutique',
  nature: 'breach',
  site: 'boutiqueexemple.example',
  occurredOn: '2023-05-14',
  passwords: 'bcrypt',
  names: { spycloud: 'Boutique Exemple' },
}
const [logsId, shopId] = ['15343872', '2865290']

function know(world: World): void {
  world.leaks.push({ ...logs }, { ...shop })
  world.spycloud.watchedEmails.push(elected.canonical, other.canonical)
  const machine = { name: 'POSTE-1', infectedAt: '2026-02-01T08:00:00.000Z', family: 'examplestealer' }
  world.records.push(
    { leak: 'Boutique', email: agent.canonical },
    { leak: 'Logs', email: agent.canonical, website: 'extranet.ville-exemple.fr', machine },
    { leak: 'Boutique', email: elected.canonical },
    // a resident's login at the city's site
    { leak: 'Logs', email: 'habitante@example.org', website: 'famille.ville-exemple.fr', machine },
  )
}

const inShop = {
  event: shopId,
  dataClasses: ['Email addresses', 'Passwords'],
  details: ['password: hash(bcrypt)', 'severity: 5'],
}
const inLogs = {
  event: logsId,
  dataClasses: ['Email addresses', 'IP addresses', 'Passwords'],
  details: [
    'password: clear',
    'severity: 25',
    'malware: examplestealer',
    'infected: 2026-02-01',
    'extranet.ville-exemple.fr',
  ],
}
const ofTown = (event: string | undefined): Sighting => ({
  kind: 'domain',
  canonical: town.canonical,
  event: `${event}`,
})
const many = Array.from({ length: 2_300 }, (_, index) => `a${index}@ville-exemple.fr`)

testContract({
  ...spec,
  calls: [
    {
      name: 'domains',
      query: byDomain,
      know,
      sightings: [
        { kind: 'email', canonical: agent.canonical, ...inShop },
        { kind: 'email', canonical: agent.canonical, ...inLogs },
        ofTown(shopId),
        ofTown(logsId),
      ] as Sighting[],
    },
    {
      name: 'domains, over several pages',
      query: byDomain,
      know(world) {
        know(world)
        world.records = many.map((email) => ({ leak: 'Boutique', email }))
      },
      sightings: [0, 1_000, 2_000].flatMap((start) => [
        ...many.slice(start, start + 1_000).map((canonical) => ({ kind: 'email', canonical, ...inShop }) as Sighting),
        ofTown(shopId),
      ]),
      pages: 3,
    },
    {
      name: 'emails',
      query: byAddress,
      know,
      sightings: [{ kind: 'email', canonical: elected.canonical, ...inShop }] as Sighting[],
    },
  ],
})

describe('what looks clean at SpyCloud and is not', () => {
  let bench: Bench
  beforeEach(async () => {
    bench = await startBench(spec)
    know(bench.world)
  })
  afterEach(() => bench.close())

  test('an item that is not verified is answered with nothing, and so is never asked for', async () => {
    bench.simulator.setKey('spycloud', simulatorKey, { verifiedDomains: ['agglo-exemple.fr'] })

    const { account } = await spycloud.open(bench.net, settings)

    expect(account).toEqual({ domains: ['agglo-exemple.fr'], emails: ['elu@example.org', 'elue@example.org'] })
    expect([...spycloud.plan([town, agent], account, settings)]).toEqual([
      { type: 'skip', question: 'records', reason: 'no-ownership-proof', covers: [town, agent] },
    ])
  })

  test('a bad key and an address that is not allowed: 403, with a word about both', async () => {
    bench.simulator.setKey('spycloud', simulatorKey, undefined)

    const error = await Array.fromAsync(spycloud.ask(byDomain, bench.net)).catch((reason: unknown) => reason)

    expect(error).toBeInstanceOf(AuthError)
    expect((error as AuthError).mend).toContain('allow-list')
  })

  test('an answer that ends before its hits', async () => {
    const origin = await startOrigin(spycloud)
    origin.plan('/breach/data/domains/ville-exemple.fr', json({ cursor: '', hits: 2, results: [] }))

    expect(await Array.fromAsync(spycloud.ask(byDomain, origin.net))).toMatchObject([{ truncated: true, total: 2 }])
    await origin.close()
  })

  test('a record whose address is masked: it may be ours', async () => {
    const origin = await startOrigin(spycloud)
    const rows = [
      { source_id: 1, email: '********', password: '********' },
      { source_id: 2, email_username: 'Agent', email_domain: 'ville-exemple.fr', password: '********' },
    ]
    origin.plan('/breach/data/domains/ville-exemple.fr', json({ cursor: '', hits: 2, results: rows }))

    const [page] = await Array.fromAsync(spycloud.ask(byDomain, origin.net))

    expect(page?.badRows).toBe(1)
    expect(page?.sightings).toEqual([
      {
        kind: 'email',
        canonical: agent.canonical,
        event: '2',
        dataClasses: ['Email addresses', 'Passwords'],
        details: ['password: masked'],
      },
      ofTown('1'),
      ofTown('2'),
    ])
    await origin.close()
  })
})

describe('SpyCloud', () => {
  let bench: Bench
  beforeEach(async () => {
    bench = await startBench(spec)
    know(bench.world)
  })
  afterEach(() => bench.close())

  test('says the form of a masked password by its type', async () => {
    bench.world.spycloud.masksSecrets = true

    const [page] = await Array.fromAsync(spycloud.ask(byDomain, bench.net))

    expect(page?.sightings.slice(0, 2)).toMatchObject([inShop, inLogs])
  })

  test('begins again when a cursor has lived too long', async () => {
    const pages = await Array.fromAsync(spycloud.ask(byDomain, bench.net, 'stale'))

    expect(pages).toHaveLength(1)
    expect(pages[0]).toMatchObject({ requests: 2, badRows: 0 })
    expect(pages[0]?.sightings).toHaveLength(4)
  })

  test('refuses an identifier that is not one', async () => {
    const origin = await startOrigin(spycloud)
    origin.plan('/breach/data/domains/ville-exemple.fr', json({ message: 'bad' }, 400))

    await expect(Array.fromAsync(spycloud.ask(byDomain, origin.net))).rejects.toThrow(ContractError)
    await origin.close()
  })

  test('opens with its watch list and moves its clock with the latest discovery', async () => {
    expect(await spycloud.open(bench.net, settings)).toEqual({
      account: { domains: ['agglo-exemple.fr', 'ville-exemple.fr'], emails: ['elu@example.org', 'elue@example.org'] },
      domains: ['agglo-exemple.fr', 'ville-exemple.fr'],
      clock: '4 2026-02-10T00:00:00Z',
      summary: 'domains to search: 2, addresses watched for themselves: 2',
    })
    expect(spycloud.assume(settings).account).toEqual({ domains: ['ville-exemple.fr'], emails: [] })
    expect(said(await spycloud.check(bench.net, settings))).toEqual([
      'reach: ok',
      'key: ok',
      'plan: ok (domains to search: 2, addresses watched for themselves: 2)',
      'contract: ok',
      'credits: not-needed',
    ])
  })

  test('its catalogue is in our words', async () => {
    expect(await spycloud.catalogue?.(bench.net)).toEqual({
      clock: '4 2026-02-10T00:00:00Z',
      badRows: 0,
      events: [
        {
          key: logsId,
          title: 'Example stealer logs',
          nature: 'stealer-log',
          domain: '',
          addedAt: '2026-02-10T00:00:00.000Z',
          dataClasses: ['Email addresses', 'Passwords'],
          records: 1200,
          flags: ['malware'],
        },
        {
          key: shopId,
          title: 'Boutique Exemple',
          nature: 'breach',
          domain: 'boutiqueexemple.example',
          occurredOn: '2023-05-14',
          addedAt: '2026-02-10T00:00:00.000Z',
          dataClasses: ['Email addresses', 'Passwords'],
          records: 1200,
        },
      ],
    })
  })

  test('plans verified domains whole and watched addresses ten at a time', () => {
    const emails = Array.from({ length: 12 }, (_, index) => `e${index}@example.org`)
    const selectors: readonly PlanSelector[] = [
      town,
      { ...agent, allowed: 'nothing' },
      ...emails.map((canonical, index): PlanSelector => ({ ...elected, ref: 10 + index, canonical })),
      { ...other, allowed: 'k-anonymous' },
      { ref: 5, kind: 'phone', canonical: '+33639980001', allowed: 'clear' },
      { ref: 6, kind: 'email', canonical: 'autre@example.org', allowed: 'clear' },
    ]
    const account = { domains: ['ville-exemple.fr'], emails: [...emails, other.canonical] }

    const steps = [...spycloud.plan(selectors, account, settings)]

    expectWholePlan(steps, selectors, spycloud.questions)
    expect(
      steps.map((step) => (step.type === 'query' ? `${step.endpoint} ${step.covers.length}` : step.reason)),
    ).toEqual(['domains 2', 'emails 10', 'emails 2', 'policy', 'kind-not-taken', 'no-ownership-proof'])
  })
})
