import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { AmbiguousError, AuthError, ContractError, RefusedError, type Sighting } from '../../../src/domain/index.ts'
import { type PretendLeak, simulatorKey, type World } from '../../../src/simulator/index.ts'
import type { PlanSelector, Query, SourceSettings } from '../../../src/sources/index.ts'
import { projectdiscovery } from '../../../src/sources/projectdiscovery/index.ts'
import { said } from '../checked.ts'
import { type Bench, startBench, testContract } from '../contract-suite.ts'
import { json, startOrigin } from '../origin.ts'
import { expectWholePlan } from '../whole-plan.ts'

const agent: PlanSelector = { ref: 1, kind: 'email', canonical: 'agent@ville-exemple.fr', allowed: 'clear' }
const town: PlanSelector = { ref: 2, kind: 'domain', canonical: 'ville-exemple.fr', allowed: 'clear' }
const spec = { source: projectdiscovery, pretend: 'projectdiscovery' } as const
const keyed: SourceSettings = { hasKey: true, verifiedDomains: ['ville-exemple.fr'], options: {} }
const keyless: SourceSettings = { ...keyed, hasKey: false }

function query(endpoint: string, selector: PlanSelector, covers: readonly PlanSelector[] = [selector]): Query {
  const cost = { requests: 1 }
  return {
    type: 'query',
    question: 'stealer-logs',
    endpoint,
    target: selector.canonical,
    covers,
    discloses: 'clear',
    cost,
  }
}
const byDomain: Query = { ...query('leaks', town, [town, agent]), coversDomain: town.canonical }

const common = { site: '', occurredOn: '2026-02-01', addedAt: '2026-02-10T00:00:00Z', size: 9 }
const leaks: readonly PretendLeak[] = [
  {
    ...common,
    key: 'Logs',
    nature: 'stealer-log',
    dataClasses: [],
    passwords: 'clear',
    names: { projectdiscovery: 'x' },
  },
  { ...common, key: 'Combo', nature: 'combo-list', dataClasses: [], names: { projectdiscovery: 'y' } },
]
const machine = { name: 'POSTE-1', infectedAt: '2026-02-01T08:00:00.000Z', family: 'DemoStealer' }

function knowLogs(world: World): void {
  world.leaks.push(...leaks)
  world.records.push(
    { leak: 'Logs', email: agent.canonical, website: 'extranet.ville-exemple.fr', machine },
    { leak: 'Logs', email: 'habitante@example.org', website: 'famille.ville-exemple.fr', machine },
  )
}

function know(world: World): void {
  knowLogs(world)
  world.records.push({ leak: 'Combo', email: agent.canonical })
}

function seen(
  selector: Pick<PlanSelector, 'kind' | 'canonical'>,
  event: string,
  details?: readonly string[],
): Sighting {
  return { kind: selector.kind, canonical: selector.canonical, event, ...(details === undefined ? {} : { details }) }
}
const events = [
  { key: 'stealer-logs', nature: 'stealer-log' as const },
  { key: 'combo-lists', nature: 'combo-list' as const },
]
const login = ['password: clear', 'logged: 2026-02-01', 'extranet.ville-exemple.fr']
const many = Array.from({ length: 230 }, (_, index) => `a${index}@ville-exemple.fr`)

testContract({
  ...spec,
  calls: [
    {
      name: 'counts of a domain',
      query: query('stats/domain', town),
      know,
      sightings: [
        seen(town, 'stealer-logs', ['devices: 1', 'employees: 1', 'customers: 1', 'users: 0']),
        seen(town, 'combo-lists', ['entries: 1']),
      ],
      events,
      badRow: 'refused',
      keyless: true,
    },
    {
      name: 'counts of an address',
      query: query('stats/email', agent),
      know,
      sightings: [
        seen(agent, 'stealer-logs', ['devices: 1', 'employees: 1', 'customers: 0', 'users: 0']),
        seen(agent, 'combo-lists', ['entries: 1']),
      ],
      events,
      badRow: 'refused',
      keyless: true,
    },
    {
      name: 'records of a domain',
      query: byDomain,
      know: knowLogs,
      sightings: [seen(agent, 'stealer-logs', login), seen(town, 'stealer-logs')],
      events: events.slice(0, 1),
      // its 403 is about the domain: a refusal of the key is a 401
      becomes: { '403': RefusedError },
    },
    {
      name: 'records of a domain, over several pages',
      query: byDomain,
      know(world) {
        world.leaks.push(...leaks)
        world.records = many.map((email) => ({ leak: 'Logs', email, website: 'extranet.ville-exemple.fr', machine }))
      },
      sightings: [0, 100, 200].flatMap((start) => [
        ...many.slice(start, start + 100).map((canonical) => seen({ kind: 'email', canonical }, 'stealer-logs', login)),
        seen(town, 'stealer-logs'),
      ]),
      events: [events[0]!, events[0]!, events[0]!],
      pages: 3,
    },
  ],
})

describe('what looks clean at ProjectDiscovery and is not', () => {
  const path = '/v1/leaks/stats/email?email=agent%40ville-exemple.fr'

  async function answerTo(body: unknown, status = 200) {
    const origin = await startOrigin(projectdiscovery)
    origin.plan(path, json(body, status))
    const asked = Array.fromAsync(projectdiscovery.ask(query('stats/email', agent), origin.net))
    const outcome = await asked.catch((reason: unknown) => reason)
    await origin.close()
    return outcome
  }

  test.each([
    ['a refusal with 200', { success: false, message: 'no' }],
    ['no counter at all', {}],
    ['counters that are empty lists', { leak_devices_count: [], combolist_exposure: [] }],
    ['a counter that is no number', { leak_devices_count: [{ devices: 'some' }] }],
    ['a flat total that is no number', { total_leaks: null }],
  ])('%s', async (_, body) => {
    expect(await answerTo(body)).toBeInstanceOf(ContractError)
  })

  test('404', async () => {
    expect(await answerTo({ message: 'not found' }, 404)).toBeInstanceOf(AmbiguousError)
  })

  test('a page of records that is empty where some were announced', async () => {
    const origin = await startOrigin(projectdiscovery)
    origin.plan(
      '/v1/leaks?domain=ville-exemple.fr&limit=100&page_number=1',
      json({ data: [], total_leaks: 4, total_pages: 1 }),
    )

    await expect(Array.fromAsync(projectdiscovery.ask(byDomain, origin.net))).rejects.toThrow(ContractError)
    await origin.close()
  })

  test('a record whose name is masked: it may be ours', async () => {
    const origin = await startOrigin(projectdiscovery)
    const data = [{ username: 'a***@ville-exemple.fr' }, { username: 'somebody' }, { username: agent.canonical }]
    origin.plan(
      '/v1/leaks?domain=ville-exemple.fr&limit=100&page_number=1',
      json({ data, total_leaks: 3, total_pages: 1 }),
    )

    expect(await Array.fromAsync(projectdiscovery.ask(byDomain, origin.net))).toMatchObject([
      { badRows: 2, sightings: [seen(agent, 'stealer-logs'), seen(town, 'stealer-logs')] },
    ])
    await origin.close()
  })

  test('the flat shape is read too, and its zero is a zero', async () => {
    expect(await answerTo({ total_leaks: 3, employee_leaks: 1 })).toMatchObject([
      { sightings: [seen(agent, 'stealer-logs', ['devices: 3', 'employees: 1'])] },
    ])
    expect(await answerTo({ total_leaks: 0 })).toMatchObject([{ sightings: [], badRows: 0, truncated: false }])
  })
})

describe('ProjectDiscovery', () => {
  let bench: Bench
  beforeEach(async () => {
    bench = await startBench(spec)
    know(bench.world)
  })
  afterEach(() => bench.close())

  test('refuses the records of a domain that is not verified, and a bad key', async () => {
    bench.simulator.setKey('projectdiscovery', simulatorKey, { verifiedDomains: [] })
    await expect(Array.fromAsync(projectdiscovery.ask(byDomain, bench.net))).rejects.toThrow(RefusedError)

    bench.simulator.setKey('projectdiscovery', simulatorKey, undefined)
    const error = await Array.fromAsync(projectdiscovery.ask(byDomain, bench.net)).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(AuthError)
    expect(error).not.toBeInstanceOf(RefusedError)
  })

  test('is asked for records with a key, for counts without', () => {
    const selectors: readonly PlanSelector[] = [
      town,
      { ...agent, allowed: 'nothing' },
      { ref: 3, kind: 'email', canonical: 'elu@example.org', allowed: 'clear' },
      { ref: 4, kind: 'phone', canonical: '+33639980001', allowed: 'clear' },
    ]
    const told = (settings: SourceSettings) => {
      const { account } = projectdiscovery.assume(settings)
      const steps = [...projectdiscovery.plan(selectors, account, settings)]
      expectWholePlan(steps, selectors, projectdiscovery.questions)
      return steps.map((step) => (step.type === 'query' ? step.endpoint : step.reason))
    }

    expect(told(keyed)).toEqual(['leaks', 'stats/email', 'kind-not-taken'])
    expect(told(keyless)).toEqual(['stats/domain', 'stats/email', 'policy', 'kind-not-taken'])
  })

  test('checks the counts, and the key where there is one', async () => {
    const check = async (settings: SourceSettings) => said(await projectdiscovery.check(bench.net, settings))

    expect(await check(keyed)).toEqual([
      'reach: ok',
      'key: ok',
      'plan: not-published',
      'contract: ok',
      'credits: not-needed',
    ])
    expect(await check(keyless)).toContain('key: not-needed')
    bench.simulator.setFault('projectdiscovery', 'schema-drift')
    expect(await check(keyless)).toContain('contract: failed malformed')
  })
})
