import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { AmbiguousError, BlockedError, ContractError } from '../../../src/domain/index.ts'
import type { World } from '../../../src/simulator/index.ts'
import { hudsonrock } from '../../../src/sources/hudsonrock/index.ts'
import type { PlanSelector, Query } from '../../../src/sources/index.ts'
import { said } from '../checked.ts'
import { type Bench, expectNoSecret, startBench, testContract } from '../contract-suite.ts'
import { empty, html, json, startOrigin } from '../origin.ts'
import { expectWholePlan } from '../whole-plan.ts'

const agent: PlanSelector = { ref: 1, kind: 'email', canonical: 'agent@ville-exemple.fr', allowed: 'clear' }
const number: PlanSelector = { ref: 2, kind: 'phone', canonical: '+33639980001', allowed: 'clear' }
const town: PlanSelector = { ref: 3, kind: 'domain', canonical: 'ville-exemple.fr', allowed: 'clear' }
const spec = { source: hudsonrock, pretend: 'hudsonrock' } as const
const infection = 'infection:2025-03-02T17:21:09.000Z:DemoStealer'

function query(endpoint: string, selector: PlanSelector): Query {
  return {
    type: 'query',
    question: 'stealer-logs',
    endpoint,
    target: selector.canonical,
    covers: [selector],
    discloses: 'clear',
    cost: { requests: 1 },
  }
}

function know(world: World): void {
  world.leaks.push({
    key: 'JournauxVoleursDemo',
    nature: 'stealer-log',
    site: '',
    occurredOn: '2025-02-01',
    addedAt: '2025-02-25T19:04:00Z',
    size: 4,
    dataClasses: ['Email addresses', 'Passwords'],
    passwords: 'clear',
    names: { hudsonrock: 'DemoStealer' },
  })
  const machine = { name: 'POSTE-DEMO-01', infectedAt: '2025-03-02T17:21:09.000Z', family: 'DemoStealer' }
  const row = { leak: 'JournauxVoleursDemo', email: agent.canonical, phoneE164: number.canonical, machine }
  // one machine in two rows
  world.records.push({ ...row, website: 'webmail.ville-exemple.fr' }, { ...row, website: 'connexion.example.org' })
  const other = { name: 'PC-AUTRE', infectedAt: '2025-06-20T09:00:00.000Z', family: 'DemoStealer' }
  const resident = { leak: 'JournauxVoleursDemo', email: 'habitante@example.org', machine: other }
  world.records.push({ ...resident, website: 'famille.ville-exemple.fr' })
}

const details = ['corporate services: 0', 'user services: 2']
const events = [{ key: infection, title: 'Infected machine, 2025-03-02 (DemoStealer)', occurredOn: '2025-03-02' }]

testContract({
  ...spec,
  calls: [
    {
      name: 'search-by-email',
      query: query('search-by-email', agent),
      know,
      sightings: [{ kind: 'email', canonical: agent.canonical, event: infection, details }],
      events,
    },
    {
      name: 'search-by-username',
      query: query('search-by-username', number),
      know,
      sightings: [{ kind: 'phone', canonical: number.canonical, event: infection, details }],
      events,
    },
    {
      name: 'search-by-domain',
      query: query('search-by-domain', town),
      know,
      sightings: [
        {
          kind: 'domain',
          canonical: town.canonical,
          event: 'stealer-logs',
          details: [
            'employees: 1',
            'users: 1',
            'third parties: 0',
            'last employee: 2025-03-02',
            'last user: 2025-06-20',
            'famille.ville-exemple.fr',
            'webmail.ville-exemple.fr',
          ],
        },
      ],
      events: [{ key: 'stealer-logs', nature: 'stealer-log', flags: ['malware'] }],
      badRow: 'refused',
    },
  ],
})

describe('what looks clean at Hudson Rock and is not', () => {
  const path = '/search-by-email?email=agent%40ville-exemple.fr'

  test.each([
    [
      '400, the input was refused',
      json({ success: false, error: 'Email must be a valid email address' }, 400),
      ContractError,
    ],
    ['404', json({ message: 'Not found' }, 404), AmbiguousError],
    ['404 with a page', html('<html>not here</html>', 404), ContractError],
    ['404 with nothing', empty(404), ContractError],
    ['a page of the edge', html('<html>just a moment</html>', 403), BlockedError],
  ] as const)('%s', async (_, reply, becomes) => {
    const origin = await startOrigin(hudsonrock)
    origin.plan(path, reply)

    await expect(Array.fromAsync(hudsonrock.ask(query('search-by-email', agent), origin.net))).rejects.toThrow(becomes)
    await origin.close()
  })

  test('the size of the whole corpus is not a find', async () => {
    const origin = await startOrigin(hudsonrock)
    origin.plan(
      '/search-by-domain?domain=ville-exemple.fr',
      json({ total: 0, totalStealers: 31_000_000, employees: 0, users: null, third_parties: null }),
    )

    const [page] = await Array.fromAsync(hudsonrock.ask(query('search-by-domain', town), origin.net))

    expect(page?.sightings).toEqual([])
    await origin.close()
  })
})

describe('Hudson Rock', () => {
  let bench: Bench
  beforeEach(async () => {
    bench = await startBench(spec)
    know(bench.world)
  })
  afterEach(() => bench.close())

  test('is told nobody that the policy keeps back', () => {
    const selectors = [
      town,
      agent,
      number,
      { ...agent, ref: 4, canonical: 'b@example.org', allowed: 'k-anonymous' as const },
    ]

    const steps = [...hudsonrock.plan(selectors, null, { verifiedDomains: ['ville-exemple.fr'], options: {} })]

    expectWholePlan(steps, selectors, hudsonrock.questions)
    expect(steps.map((step) => (step.type === 'query' ? step.endpoint : step.reason))).toEqual([
      'search-by-domain',
      'search-by-email',
      'search-by-username',
      'policy',
    ])
  })

  test('keeps neither machine names nor logins', async () => {
    const pages = await Array.fromAsync(hudsonrock.ask(query('search-by-email', agent), bench.net))

    expect(JSON.stringify(pages)).not.toMatch(/POSTE|192\.0|Defender/)
    expectNoSecret([pages], bench.world, 'no key')
  })

  test('checks that it answers as promised', async () => {
    const settings = { verifiedDomains: [], options: {} }

    expect(said(await hudsonrock.check(bench.net, settings))).toEqual([
      'reach: ok',
      'key: not-needed',
      'plan: not-published',
      'contract: ok',
      'credits: not-needed',
    ])
    bench.simulator.setFault('hudsonrock', 'schema-drift')
    expect(said(await hudsonrock.check(bench.net, settings))).toContain('contract: failed malformed')
  })
})
