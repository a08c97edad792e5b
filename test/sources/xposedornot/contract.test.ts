import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { AmbiguousError, type Sighting } from '../../../src/domain/index.ts'
import type { World } from '../../../src/simulator/index.ts'
import type { PlanSelector, Query } from '../../../src/sources/index.ts'
import { xposedornot } from '../../../src/sources/xposedornot/index.ts'
import { type Bench, startBench, testContract } from '../contract-suite.ts'

const agent: PlanSelector = { ref: 1, kind: 'email', canonical: 'agent+1@ville-exemple.fr', allowed: 'clear' }
const town: PlanSelector = { ref: 2, kind: 'domain', canonical: 'ville-exemple.fr', allowed: 'clear' }
const spec = { source: xposedornot, pretend: 'xposedornot' } as const

function query(endpoint: string, target: string, covers: readonly PlanSelector[]): Query {
  return { type: 'query', question: 'breaches', endpoint, target, covers, discloses: 'clear', cost: { requests: 1 } }
}

function seen(canonical: string, event: string): Sighting {
  return { kind: canonical.includes('@') ? 'email' : 'domain', canonical, event }
}

function know(world: World): void {
  for (const [key, name] of [
    ['ForumDemo', 'ForumDemo'],
    ['ReseauSocialExemple', 'ReseauSocialExemple-2021'],
  ] as const) {
    world.leaks.push({
      key,
      nature: 'breach',
      site: `${key.toLowerCase()}.example`,
      occurredOn: '2021-04-03',
      addedAt: '2021-04-06T01:12:00Z',
      size: 4,
      dataClasses: ['Email addresses'],
      names: { xposedornot: name },
    })
    world.records.push({ leak: key, email: agent.canonical })
  }
  world.records.push({ leak: 'ForumDemo', email: 'autre@agglo-exemple.fr' })
}

const address = {
  know,
  sightings: [seen(agent.canonical, 'ForumDemo'), seen(agent.canonical, 'ReseauSocialExemple-2021')],
}

testContract({
  ...spec,
  options: [{ plus: true }, { analytics: true }],
  calls: [
    { ...address, name: 'check-email', query: query('check-email', agent.canonical, [agent]), keyless: true },
    { ...address, name: 'breach-analytics', query: query('breach-analytics', agent.canonical, [agent]), keyless: true },
    { ...address, name: 'plus', query: query('plus', agent.canonical, [agent]) },
    {
      name: 'domain-breach-summary',
      query: query('domain-breach-summary', town.canonical, [town]),
      know,
      sightings: [{ ...seen(town.canonical, 'domain-counts'), details: ['addresses: 1', 'breaches: 2'] }],
      events: [{ key: 'domain-counts', nature: 'breach' }],
      keyless: true,
    },
    {
      name: 'domain-breaches',
      query: { ...query('domain-breaches', town.canonical, [town, agent]), coversDomain: town.canonical },
      know,
      sightings: [
        seen(agent.canonical, 'ForumDemo'),
        seen(agent.canonical, 'ReseauSocialExemple-2021'),
        seen(town.canonical, 'ForumDemo'),
        seen(town.canonical, 'ReseauSocialExemple-2021'),
      ],
    },
  ],
})

describe('what looks clean at XposedOrNot and is not', () => {
  let bench: Bench
  beforeEach(async () => {
    bench = await startBench(spec)
    know(bench.world)
  })
  afterEach(() => bench.close())

  const ask = (endpoint: string, target: string) =>
    Array.fromAsync(xposedornot.ask(query(endpoint, target, [agent]), bench.net))

  test.each(['check-email', 'breach-analytics'])('a hidden address, by %s: 404', async (endpoint) => {
    bench.world.xposedornot.hidden.push(agent.canonical)

    await expect(ask(endpoint, agent.canonical)).rejects.toThrow(AmbiguousError)
  })

  test('a domain that the answer does not list: not verified, or nothing', async () => {
    await expect(ask('domain-breaches', 'autre-exemple.fr')).rejects.toThrow(AmbiguousError)
  })

  test('a malformed address, answered like one that is not known, is never asked', () => {
    const odd: PlanSelector = { ...agent, canonical: "o'neil@ville-exemple.fr" }
    const { account } = xposedornot.assume({ verifiedDomains: [], options: {} })

    expect([...xposedornot.plan([odd], account, { verifiedDomains: [], options: {} })]).toEqual([
      { type: 'skip', question: 'breaches', reason: 'kind-not-taken', covers: [odd] },
    ])
  })
})
