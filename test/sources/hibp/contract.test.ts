import type { Sighting } from '../../../src/domain/index.ts'
import type { HibpBreach, World } from '../../../src/simulator/index.ts'
import { hibp } from '../../../src/sources/hibp/index.ts'
import { accountSha1Hex } from '../../../src/sources/hibp/map.ts'
import type { PlanSelector, Query } from '../../../src/sources/index.ts'
import { testContract } from '../contract-suite.ts'

const agent: PlanSelector = { ref: 1, kind: 'email', canonical: 'agent@ville-exemple.fr', allowed: 'clear' }
const prefix = accountSha1Hex(agent.canonical).slice(0, 6)

function query(question: string, endpoint: string, target: string, covers: readonly PlanSelector[]): Query {
  return { type: 'query', question, endpoint, target, covers, discloses: 'nothing', cost: { requests: 1 } }
}

function seen(event: string): Sighting {
  return { kind: 'email', canonical: agent.canonical, event }
}

function know(world: World): void {
  const breach = { Title: 'Forum Démo', Domain: 'forumdemo.example', IsSensitive: false, IsRetired: false }
  world.hibp.breaches = [{ ...(breach as HibpBreach), Name: 'ForumDemo' }]
  world.hibp.accounts.set(agent.canonical, ['ForumDemo'])
  world.hibp.pastes.set(agent.canonical, [
    { Source: 'Pastebin', Id: 'Ab12Cd34', Date: '2022-11-03T10:12:44Z', EmailCount: 128 },
  ])
}

testContract({
  source: hibp,
  pretend: 'hibp',
  calls: [
    {
      name: 'breachedaccount',
      query: query('breaches', 'breachedaccount', agent.canonical, [agent]),
      know,
      sightings: [seen('ForumDemo')],
    },
    {
      name: 'range',
      query: query('breaches', 'breachedaccount/range', prefix, [agent]),
      know,
      sightings: [seen('ForumDemo')],
    },
    {
      name: 'pasteaccount',
      query: query('pastes', 'pasteaccount', agent.canonical, [agent]),
      know,
      sightings: [seen('paste:Pastebin:Ab12Cd34')],
      events: [{ key: 'paste:Pastebin:Ab12Cd34', nature: 'paste' }],
    },
  ],
})
