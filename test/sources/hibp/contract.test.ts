import { RefusedError, type Sighting } from '../../../src/domain/index.ts'
import type { HibpBreach, World } from '../../../src/simulator/index.ts'
import { hibp } from '../../../src/sources/hibp/index.ts'
import { accountSha1Hex } from '../../../src/sources/hibp/map.ts'
import type { PlanSelector, Query } from '../../../src/sources/index.ts'
import { testContract } from '../contract-suite.ts'

const agent: PlanSelector = { ref: 1, kind: 'email', canonical: 'agent@ville-exemple.fr', allowed: 'clear' }
const town: PlanSelector = { ref: 2, kind: 'domain', canonical: 'ville-exemple.fr', allowed: 'clear' }
const resident: PlanSelector = { ref: 3, kind: 'email', canonical: 'habitante@example.org', allowed: 'nothing' }
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
  world.hibp.stealerLogs.set(agent.canonical, ['connexion.example.org', 'webmail.ville-exemple.fr'])
  world.hibp.stealerLogs.set(resident.canonical, ['famille.ville-exemple.fr'])
  world.hibp.stealerLogs.set('inconnu@example.org', ['famille.ville-exemple.fr'])
  world.hibp.pastes.set(agent.canonical, [
    { Source: 'Pastebin', Id: 'Ab12Cd34', Date: '2022-11-03T10:12:44Z', EmailCount: 128 },
  ])
}

testContract({
  source: hibp,
  pretend: 'hibp',
  options: [{ plan: 'core' }, { plan: 'high-rpm' }, { stealerLogs: 'address' }],
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
      name: 'breacheddomain',
      query: { ...query('breaches', 'breacheddomain', town.canonical, [agent, town]), coversDomain: town.canonical },
      know,
      sightings: [seen('ForumDemo'), { kind: 'domain', canonical: town.canonical, event: 'ForumDemo' }],
      becomes: { '403': RefusedError },
    },
    {
      name: 'stealer logs of a domain',
      query: {
        ...query('stealer-logs', 'stealerlogsbyemaildomain', town.canonical, [agent, town]),
        coversDomain: town.canonical,
      },
      know,
      sightings: [
        { ...seen('stealer-logs'), details: ['connexion.example.org', 'webmail.ville-exemple.fr'] },
        { kind: 'domain', canonical: town.canonical, event: 'stealer-logs' },
      ],
      events: [{ key: 'stealer-logs', nature: 'stealer-log' }],
      becomes: { '403': RefusedError },
    },
    {
      name: 'pasteaccount',
      query: query('pastes', 'pasteaccount', agent.canonical, [agent]),
      know,
      sightings: [seen('paste:Pastebin:Ab12Cd34')],
      events: [{ key: 'paste:Pastebin:Ab12Cd34', nature: 'paste' }],
    },
    {
      name: 'stealer logs by address',
      query: query('stealer-logs', 'stealerlogsbyemail', agent.canonical, [agent]),
      know,
      sightings: [{ ...seen('stealer-logs'), details: ['connexion.example.org', 'webmail.ville-exemple.fr'] }],
      events: [{ key: 'stealer-logs', nature: 'stealer-log' }],
      // names a domain of the city: a 403 is about that domain
      becomes: { '403': RefusedError },
    },
    {
      name: 'stealer logs by site',
      query: query('stealer-logs-own-sites', 'stealerlogsbywebsitedomain', 'agglo-exemple.fr,ville-exemple.fr', [
        agent,
        town,
        resident,
      ]),
      know,
      sightings: [
        seen('stealer-logs:ville-exemple.fr'),
        { kind: 'email', canonical: resident.canonical, event: 'stealer-logs:ville-exemple.fr' },
        {
          kind: 'domain',
          canonical: town.canonical,
          event: 'stealer-logs:ville-exemple.fr',
          // one of them is nobody whom the city watches
          details: ['addresses: 3'],
        },
      ],
      events: [{ key: 'stealer-logs:ville-exemple.fr', domain: 'ville-exemple.fr', nature: 'stealer-log' }],
      pages: 2,
      becomes: { '403': RefusedError },
    },
  ],
})
