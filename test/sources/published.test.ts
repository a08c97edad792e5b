/**
 * The shapes that publishers show, read by the adapters: written apart from the pretend sources, so that both cannot be wrong
 * in the same way.
 */
import { describe, expect, test } from '@jest/globals'
import { AmbiguousError, AuthError, ContractError, QuotaError } from '../../src/domain/index.ts'
import { enzoic } from '../../src/sources/enzoic/index.ts'
import { usernameHash } from '../../src/sources/enzoic/map.ts'
import { hudsonrock } from '../../src/sources/hudsonrock/index.ts'
import type { AskSource, PlanSelector, Query, SourceSettings } from '../../src/sources/index.ts'
import { truncatedHash } from '../../src/sources/leakcheck/hash.ts'
import { leakcheck } from '../../src/sources/leakcheck/index.ts'
import { leakcheckPro } from '../../src/sources/leakcheck-pro/index.ts'
import { projectdiscovery } from '../../src/sources/projectdiscovery/index.ts'
import { spycloud } from '../../src/sources/spycloud/index.ts'
import { xposedornot } from '../../src/sources/xposedornot/index.ts'
import { fixture } from './fixture.ts'
import { type Origin, startOrigin } from './origin.ts'

const agent: PlanSelector = { ref: 1, kind: 'email', canonical: 'agent@ville-exemple.fr', allowed: 'clear' }
const town: PlanSelector = { ref: 2, kind: 'domain', canonical: 'ville-exemple.fr', allowed: 'clear' }
const number: PlanSelector = { ref: 3, kind: 'phone', canonical: '+33639980001', allowed: 'clear' }
const digest = usernameHash(agent.canonical)
const hash = truncatedHash(agent.canonical)
const keyless: SourceSettings = { verifiedDomains: [], options: {} }
const keyed: SourceSettings = { hasKey: true, verifiedDomains: ['ville-exemple.fr'], options: {} }

// biome-ignore lint/suspicious/noExplicitAny: the account is the adapter's own
type AnySource = AskSource<any>

interface Case {
  readonly what: string
  readonly source: AnySource
  /** name of the folder of fixtures */
  readonly from: string
  readonly settings: SourceSettings
  /** of one query in the plan */
  readonly selectors: readonly PlanSelector[]
  /** path → fixture */
  readonly bodies: Readonly<Record<string, string>>
  /** `canonical event [data classes] (details)` of each sighting */
  readonly seen: readonly string[]
}

const cases: readonly Case[] = [
  {
    what: 'names of an address at XposedOrNot',
    source: xposedornot,
    from: 'xposedornot',
    settings: keyless,
    selectors: [agent],
    bodies: { '/v1/check-email/agent%40ville-exemple.fr': 'check-email' },
    seen: ['agent BoutiqueExemple', 'agent ForumDemo'],
  },
  {
    what: 'nobody at XposedOrNot',
    source: xposedornot,
    from: 'xposedornot',
    settings: keyless,
    selectors: [agent],
    bodies: { '/v1/check-email/agent%40ville-exemple.fr': 'check-email-clean-200' },
    seen: [],
  },
  {
    what: 'analytics of XposedOrNot',
    source: xposedornot,
    from: 'xposedornot',
    settings: { ...keyless, options: { analytics: true } },
    selectors: [agent],
    bodies: { '/v1/breach-analytics?email=agent%40ville-exemple.fr': 'breach-analytics' },
    seen: ['agent BoutiqueExemple', 'agent ForumDemo'],
  },
  {
    what: 'Plus of XposedOrNot',
    source: xposedornot,
    from: 'xposedornot',
    settings: { ...keyed, verifiedDomains: [], options: { plus: true } },
    selectors: [agent],
    bodies: { '/v3/check-email/agent%40ville-exemple.fr?detailed=true': 'plus-check-email' },
    seen: ['agent BoutiqueExemple'],
  },
  {
    what: 'counts of a domain at XposedOrNot',
    source: xposedornot,
    from: 'xposedornot',
    settings: keyless,
    selectors: [town],
    bodies: { '/v1/domain-breach-summary?d=ville-exemple.fr': 'domain-breach-summary' },
    seen: ['town domain-counts (addresses: 41, breaches: 12)'],
  },
  {
    what: 'a verified domain at XposedOrNot',
    source: xposedornot,
    from: 'xposedornot',
    settings: keyed,
    selectors: [town, agent],
    bodies: { '/v1/domain-breaches/': 'domain-breaches' },
    seen: [
      'agent BoutiqueExemple',
      'mairie BoutiqueExemple',
      'mairie ForumDemo',
      'town BoutiqueExemple',
      'town ForumDemo',
    ],
  },
  {
    what: 'an address at Hudson Rock',
    source: hudsonrock,
    from: 'hudsonrock',
    settings: keyless,
    selectors: [agent],
    bodies: { '/search-by-email?email=agent%40ville-exemple.fr': 'search-by-email' },
    seen: ['agent infection:2025-03-02T17:21:09.000Z:DemoStealer (corporate services: 2, user services: 41)'],
  },
  {
    what: 'nobody at Hudson Rock',
    source: hudsonrock,
    from: 'hudsonrock',
    settings: keyless,
    selectors: [agent],
    bodies: { '/search-by-email?email=agent%40ville-exemple.fr': 'search-by-email-clean' },
    seen: [],
  },
  {
    what: 'a number at Hudson Rock',
    source: hudsonrock,
    from: 'hudsonrock',
    settings: keyless,
    selectors: [number],
    bodies: { '/search-by-username?username=%2B33639980001': 'search-by-username-phone' },
    seen: ['number infection:2024-10-11T05:00:00.000Z:DemoStealer (corporate services: 0, user services: 12)'],
  },
  {
    what: 'a domain at Hudson Rock',
    source: hudsonrock,
    from: 'hudsonrock',
    settings: keyless,
    selectors: [town],
    bodies: { '/search-by-domain?domain=ville-exemple.fr': 'search-by-domain' },
    seen: [
      'town stealer-logs (employees: 3, users: 52, third parties: 2, last employee: 2025-03-02, last user: 2025-06-20, famille.ville-exemple.fr, portail.ville-exemple.fr, webmail.ville-exemple.fr)',
    ],
  },
  {
    what: 'an address at LeakCheck',
    source: leakcheck,
    from: 'leakcheck',
    settings: keyless,
    selectors: [agent],
    bodies: { [`/public?check=${hash}`]: 'public' },
    seen: [
      'agent Boutique.example.org (in one of 2 leaks: Names, in one of 2 leaks: Passwords, in one of 2 leaks: Phone numbers)',
      'agent Compilation Demo (in one of 2 leaks: Names, in one of 2 leaks: Passwords, in one of 2 leaks: Phone numbers)',
    ],
  },
  {
    what: 'nobody at LeakCheck',
    source: leakcheck,
    from: 'leakcheck',
    settings: keyless,
    selectors: [agent],
    bodies: { [`/public?check=${hash}`]: 'public-none' },
    seen: [],
  },
  {
    what: 'records of an address at LeakCheck Pro',
    source: leakcheckPro,
    from: 'leakcheck',
    settings: keyless,
    selectors: [agent],
    bodies: { [`/v2/query/${hash}?type=hash&limit=1000&offset=0`]: 'v2-query-email' },
    seen: [
      'agent Boutique.example.org [Email addresses, Names, Passwords, Phone numbers] (password: clear)',
      'agent Stealer Logs [Email addresses, Passwords] (password: clear, webmail.ville-exemple.fr)',
    ],
  },
  {
    what: 'no record at LeakCheck Pro',
    source: leakcheckPro,
    from: 'leakcheck',
    settings: keyless,
    selectors: [agent],
    bodies: { [`/v2/query/${hash}?type=hash&limit=1000&offset=0`]: 'v2-query-none' },
    seen: [],
  },
  {
    what: 'an address at Enzoic, its exposures described',
    source: enzoic,
    from: 'enzoic',
    settings: keyless,
    selectors: [agent],
    bodies: {
      [`/exposures?username=${digest}`]: 'exposures-username',
      '/exposures?id=aaaaaaaaaaaaaaaaaaaaaaa1': 'exposures-id',
      '/exposures?id=aaaaaaaaaaaaaaaaaaaaaaa2': 'exposures-id',
    },
    seen: ['agent aaaaaaaaaaaaaaaaaaaaaaa1', 'agent aaaaaaaaaaaaaaaaaaaaaaa2'],
  },
  {
    what: 'a watched domain at SpyCloud, in two pages',
    source: spycloud,
    from: 'spycloud',
    settings: keyed,
    selectors: [town, agent],
    bodies: {
      '/breach/data/domains/ville-exemple.fr': 'breach-data-watchlist',
      '/breach/data/domains/ville-exemple.fr?cursor=ZXhlbXBsZS1jdXJzZXVy': 'breach-data-watchlist-last',
    },
    seen: [
      'agent 90001 [Email addresses, IP addresses, Passwords] (password: clear, severity: 25, malware: examplestealer, infected: 2026-02-01, extranet.ville-exemple.fr)',
      'accueil 90002 [Email addresses, Passwords] (password: hash(bcrypt), severity: 5)',
      'town 90001',
      'town 90002',
    ],
  },
  {
    what: 'counts of a domain at ProjectDiscovery',
    source: projectdiscovery,
    from: 'projectdiscovery',
    settings: keyless,
    selectors: [town],
    bodies: { '/v1/leaks/stats/domain?domain=ville-exemple.fr': 'leaks-stats-domain' },
    seen: ['town stealer-logs (devices: 2, employees: 3, customers: 14, users: 0)', 'town combo-lists (entries: 5)'],
  },
]

async function withOrigin<T>(source: AnySource, use: (origin: Origin) => Promise<T>): Promise<T> {
  const origin = await startOrigin(source)
  try {
    return await use(origin)
  } finally {
    await origin.close()
  }
}

function onlyQuery({ source, selectors, settings }: Pick<Case, 'source' | 'selectors' | 'settings'>): Query {
  const steps = [...source.plan(selectors, source.assume(settings).account, settings)]
  expect(steps).toHaveLength(1)
  return steps[0] as Query
}

const nicknames = new Map([
  [town.canonical, 'town'],
  [number.canonical, 'number'],
])

describe('the shape that is published for', () => {
  test.each(cases)('$what', async (one) => {
    const query = onlyQuery(one)

    const pages = await withOrigin(one.source, async (origin) => {
      for (const [path, name] of Object.entries(one.bodies)) origin.plan(path, fixture(one.from, name))
      return Array.fromAsync(one.source.ask(query, origin.net))
    })

    const told = pages.flatMap((page) => page.sightings)
    expect(
      told.map(({ canonical, event, dataClasses, details }) => {
        const who = nicknames.get(canonical) ?? canonical.split('@')[0]
        const classes = dataClasses === undefined ? '' : ` [${dataClasses.join(', ')}]`
        return `${who} ${event}${classes}${details === undefined ? '' : ` (${details.join(', ')})`}`
      }),
    ).toEqual(one.seen)
    expect(pages.map(({ badRows, truncated }) => [badRows, truncated])).toEqual(pages.map(() => [0, false]))
    expect(JSON.stringify(pages)).not.toMatch(/FICTIF|\*\*\*|POSTE-DEMO|Prenom/)
  })
})

describe('the refusal that is published for', () => {
  const refusals = [
    ['a bad key at LeakCheck Pro', leakcheckPro, 'leakcheck', 'v2-error-400', AuthError],
    ['a spent quota at LeakCheck Pro', leakcheckPro, 'leakcheck', 'v2-error-403', QuotaError],
    ['a type that is not clear at LeakCheck Pro', leakcheckPro, 'leakcheck', 'v2-error-422', ContractError],
    ['haste at LeakCheck Pro', leakcheckPro, 'leakcheck', 'v2-error-429', QuotaError],
    ['a malformed address at Hudson Rock', hudsonrock, 'hudsonrock', 'error-400', ContractError],
    ['a hidden address at XposedOrNot', xposedornot, 'xposedornot', 'check-email-404', AmbiguousError],
    ['haste at XposedOrNot', xposedornot, 'xposedornot', 'error-429', QuotaError],
  ] as const
  const paths = new Map<AnySource, string>([
    [leakcheckPro, `/v2/query/${hash}?type=hash&limit=1000&offset=0`],
    [hudsonrock, '/search-by-email?email=agent%40ville-exemple.fr'],
    [xposedornot, '/v1/check-email/agent%40ville-exemple.fr'],
  ])

  test.each(refusals)('%s', async (_, source, from, name, becomes) => {
    const query = onlyQuery({ source, selectors: [agent], settings: keyless })

    const outcome = await withOrigin(source, async (origin) => {
      origin.plan(paths.get(source) as string, fixture(from, name))
      return Array.fromAsync(source.ask(query, origin.net)).catch((reason: unknown) => reason)
    })

    expect(outcome).toBeInstanceOf(becomes)
  })
})

describe('the list that is published for', () => {
  test('breaches of XposedOrNot', async () => {
    const catalogue = await withOrigin(xposedornot, async (origin) => {
      origin.plan('/v1/breaches', fixture('xposedornot', 'breaches'))
      return xposedornot.catalogue?.(origin.net)
    })

    expect(catalogue).toMatchObject({
      clock: '1 2023-07-02T08:15:00+00:00',
      badRows: 0,
      events: [
        { key: 'BoutiqueExemple', domain: 'boutique.example.org', occurredOn: '2023-05-14', flags: ['verified'] },
      ],
    })
  })

  test('SpyCloud: watch list and catalogue', async () => {
    const { opening, catalogue } = await withOrigin(spycloud, async (origin) => {
      origin.plan('/watchlist/identifiers?verified=yes', fixture('spycloud', 'watchlist-identifiers'))
      origin.plan('/breach/catalog', fixture('spycloud', 'breach-catalog'))
      return { opening: await spycloud.open(origin.net, keyed), catalogue: await spycloud.catalogue?.(origin.net) }
    })

    // the other one is on the list, and not verified
    expect(opening.account).toEqual({ domains: ['ville-exemple.fr'], emails: [] })
    expect(catalogue).toMatchObject({
      badRows: 0,
      events: [
        {
          key: '90001',
          title: 'Example stealer logs',
          nature: 'stealer-log',
          dataClasses: ['Email addresses', 'Passwords'],
          flags: ['malware'],
        },
      ],
    })
  })

  test('users of a domain at Enzoic: the token asks for the next page', async () => {
    const query = onlyQuery({ source: enzoic, selectors: [town, agent], settings: keyed })

    const page = await withOrigin(enzoic, async (origin) => {
      origin.plan(
        '/exposures?accountDomain=ville-exemple.fr&pageSize=100',
        fixture('enzoic', 'exposures-accountdomain'),
      )
      for (const id of ['1', '2']) {
        origin.plan(`/exposures?id=aaaaaaaaaaaaaaaaaaaaaaa${id}`, fixture('enzoic', 'exposures-id'))
      }
      const pages = enzoic.ask(query, origin.net)
      for await (const first of pages) return first
      throw new Error('no page')
    })

    expect(page).toMatchObject({ next: 'exemple-jeton-suivant', total: 2, requests: 3, badRows: 0 })
    expect(page.sightings.map((sighting) => sighting.canonical)).toEqual([
      'agent@ville-exemple.fr',
      'accueil@ville-exemple.fr',
      'ville-exemple.fr',
      'ville-exemple.fr',
    ])
    expect(page.events[0]).toMatchObject({ title: 'forum.example.org', domain: 'forum.example.org', records: 15_000 })
  })
})
