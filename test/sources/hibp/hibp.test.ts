import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { AuthError, InterruptedError, RefusedError } from '../../../src/domain/index.ts'
import { hibp } from '../../../src/sources/hibp/index.ts'
import { accountSha1Hex } from '../../../src/sources/hibp/map.ts'
import type { Page, PlanSelector, Query, SourceSettings } from '../../../src/sources/index.ts'
import { said } from '../checked.ts'
import { jsonFaults } from '../faults.ts'
import { empty, hang, html, json, type Origin, startOrigin, testKey, text } from '../origin.ts'

const settings: SourceSettings = { verifiedDomains: ['ville-exemple.fr'], options: {} }
const agent: PlanSelector = { ref: 1, kind: 'email', canonical: 'agent@ville-exemple.fr', allowed: 'clear' }
const town: PlanSelector = { ref: 2, kind: 'domain', canonical: 'ville-exemple.fr', allowed: 'clear' }
const prefix = accountSha1Hex(agent.canonical).slice(0, 6)
const suffix = accountSha1Hex(agent.canonical).slice(6)

const queries = {
  account: query('breaches', 'breachedaccount', agent.canonical, [agent]),
  range: query('breaches', 'breachedaccount/range', prefix, [agent]),
  domain: { ...query('breaches', 'breacheddomain', town.canonical, [agent, town]), coversDomain: town.canonical },
  pastes: query('pastes', 'pasteaccount', agent.canonical, [agent]),
  stealerLogs: {
    ...query('stealer-logs', 'stealerlogsbyemaildomain', town.canonical, [agent, town]),
    coversDomain: town.canonical,
  },
}
const paths: Readonly<Record<keyof typeof queries, string>> = {
  account: '/breachedaccount/agent%40ville-exemple.fr',
  range: `/breachedaccount/range/${prefix}`,
  domain: '/breacheddomain/ville-exemple.fr',
  pastes: '/pasteaccount/agent%40ville-exemple.fr',
  stealerLogs: '/stealerlogsbyemaildomain/ville-exemple.fr',
}
const calls = Object.keys(queries) as (keyof typeof queries)[]

let origin: Origin
beforeEach(async () => {
  origin = await startOrigin(hibp)
})
afterEach(() => origin.close())

describe('an answer of HIBP', () => {
  test('of an account names its breaches, each once', async () => {
    origin.plan(
      paths.account,
      json([{ Name: 'BoutiqueExemple', New: 1 }, { Name: 'ForumDemo' }, { Name: 'ForumDemo' }]),
    )

    expect(await pages('account')).toEqual([
      page({ sightings: [seen('agent', 'BoutiqueExemple'), seen('agent', 'ForumDemo')] }),
    ])
    expect(origin.asked).toEqual([{ path: paths.account, key: testKey }])
  })

  test('of a range keeps the searched account and drops everybody else', async () => {
    origin.plan(
      paths.range,
      json([
        { hashSuffix: '00A1B2C3D4E5F60718293A4B5C6D7E8F90', websites: ['ForumDemo'] },
        { hashSuffix: suffix.toLowerCase(), websites: ['BoutiqueExemple'] },
        { hashSuffix: '7F00FF11EE22DD33CC44BB55AA66998877', websites: 'of somebody else' },
      ]),
    )

    expect(await pages('range')).toEqual([page({ sightings: [seen('agent', 'BoutiqueExemple')] })])
  })

  test('of a range without the searched account has nothing in it', async () => {
    origin.plan(paths.range, json([{ hashSuffix: '00A1B2C3D4E5F60718293A4B5C6D7E8F90', websites: ['ForumDemo'] }]))

    expect(await pages('range')).toEqual([page({})])
  })

  test('of a range counts a row whose suffix cannot be read: it may be ours', async () => {
    origin.plan(
      paths.range,
      json([
        { hashSuffix: 'short', websites: ['A'] },
        { hashSuffix: suffix, websites: ['BoutiqueExemple'] },
      ]),
    )

    expect(await pages('range')).toEqual([page({ sightings: [seen('agent', 'BoutiqueExemple')], badRows: 1 })])
  })

  test('of a domain names the breaches of every alias, listed or not, and of the domain', async () => {
    origin.plan(paths.domain, json({ agent: ['BoutiqueExemple'], Mairie: ['BoutiqueExemple', 'ForumDemo'] }))

    expect(await pages('domain')).toEqual([
      page({
        sightings: [
          seen('agent', 'BoutiqueExemple'),
          seen('mairie', 'BoutiqueExemple'),
          seen('mairie', 'ForumDemo'),
          { kind: 'domain', canonical: 'ville-exemple.fr', event: 'BoutiqueExemple' },
          { kind: 'domain', canonical: 'ville-exemple.fr', event: 'ForumDemo' },
        ],
      }),
    ])
  })

  test('of stealer logs gives the web domains of each alias under one event', async () => {
    origin.plan(paths.stealerLogs, json({ agent: ['portail.example.net', 'connexion.example.org'] }))

    expect(await pages('stealerLogs')).toMatchObject([
      {
        sightings: [
          { ...seen('agent', 'stealer-logs'), details: ['connexion.example.org', 'portail.example.net'] },
          { kind: 'domain', canonical: 'ville-exemple.fr', event: 'stealer-logs' },
        ],
        events: [{ key: 'stealer-logs', nature: 'stealer-log' }],
      },
    ])
  })

  test('of pastes gives an event for each, dated or not', async () => {
    origin.plan(
      paths.pastes,
      json([
        { Source: 'Pastebin', Id: 'Ab12Cd34', Title: 'liste demo', Date: '2022-11-03T10:12:44Z', EmailCount: 128 },
        { Source: 'AdHocUrl', Id: 'http://depot.example.org/dump.txt', Date: null, EmailCount: 5120 },
        { Source: 'Slexy', Id: 's2DemoXyz', EmailCount: 30 },
      ]),
    )

    const [answer] = await pages('pastes')

    expect(answer?.sightings).toEqual([
      seen('agent', 'paste:Pastebin:Ab12Cd34'),
      seen('agent', 'paste:AdHocUrl:http://depot.example.org/dump.txt'),
      seen('agent', 'paste:Slexy:s2DemoXyz'),
    ])
    expect(answer?.events.map((event) => event.occurredOn)).toEqual(['2022-11-03', undefined, undefined])
    expect(JSON.stringify(answer)).not.toContain('liste demo')
    expect(answer?.truncated).toBe(false)
  })

  test('of pastes of somebody who opted out is not whole', async () => {
    origin.plan(paths.pastes, json([{ Source: 'PermanentOptOut', Id: 'x', Date: null, EmailCount: 0 }]))

    expect(await pages('pastes')).toEqual([page({ truncated: true })])
  })

  test.each(calls)('of %s is nothing on 404, whatever the body', async (call) => {
    origin.plan(
      paths[call],
      call === 'range' ? text('There are no hashes beginning with that prefix', 'text/plain', 404) : empty(404),
    )

    expect(await pages(call)).toEqual([page({})])
  })

  test.each(calls)('of %s is none on a 404 that is a page: it is not HIBP that speaks', async (call) => {
    origin.plan(paths[call], html('<html>not here</html>', 404))

    await expect(pages(call)).rejects.toMatchObject({ code: 'malformed' })
  })

  test.each(calls)('of %s without a row is refused: nothing found is a 404', async (call) => {
    origin.plan(paths[call], json(call === 'domain' || call === 'stealerLogs' ? {} : []))

    await expect(pages(call)).rejects.toMatchObject({ code: 'malformed' })
  })

  test.each([
    ['account', [{ Name: 'ForumDemo' }, { Nom: 'x' }]],
    ['domain', { mairie: ['ForumDemo'], agent: 'ForumDemo' }],
    ['stealerLogs', { mairie: ['connexion.example.org'], agent: [] }],
    ['pastes', [{ Source: 'Slexy', Id: 's2' }, { Source: 'Slexy' }]],
  ] as const)('of %s counts one bad row and keeps the good one', async (call, body) => {
    origin.plan(paths[call], json(body))

    const [answer] = await pages(call)

    expect(answer?.badRows).toBe(1)
    expect(answer?.sightings.length).toBeGreaterThan(0)
  })

  test('after a 429 counts the requests it took', async () => {
    let times = 0
    origin.plan(paths.account, (response, request) => {
      const reply = times++ === 0 ? json({}, 429, { 'retry-after': '1' }) : json([{ Name: 'ForumDemo' }])
      reply(response, request)
    })

    expect(await pages('account')).toEqual([page({ sightings: [seen('agent', 'ForumDemo')], requests: 2 })])
  })
})

describe('a failure of HIBP', () => {
  const cases = calls.flatMap((call) =>
    jsonFaults
      // three times waited for, whatever the call
      .filter(([what]) => what !== 'a time-out' || call === 'account')
      .map(([what, reply, becomes]) => ({ call, what, reply, becomes })),
  )

  test.each(cases)('$what on $call is never an answer', async ({ call, reply, becomes }) => {
    origin.plan(paths[call], reply)

    const error = await pages(call).catch((reason: unknown) => reason)

    expect(error).toBeInstanceOf(becomes)
    expect(JSON.stringify(error) + String(error)).not.toMatch(/agent|0123456789abcdef/)
  })

  test.each(['domain', 'stealerLogs'] as const)('403 on %s speaks of that call, not of the key', async (call) => {
    origin.plan(paths[call], json({ statusCode: 403, message: 'Domain not verified.' }, 403))

    await expect(pages(call)).rejects.toThrow(RefusedError)
  })

  test('403 on a range stops the source', async () => {
    origin.plan(paths.range, text('Your HIBP API key does not have access to this resource', 'text/plain', 403))

    const error = await pages('range').catch((reason: unknown) => reason)

    expect(error).toBeInstanceOf(AuthError)
    expect(error).not.toBeInstanceOf(RefusedError)
  })

  test('an abort ends the request under way', async () => {
    origin.plan(paths.account, (response, request) => {
      hang(response, request)
      origin.abort()
    })

    await expect(pages('account')).rejects.toThrow(InterruptedError)
  })
})

describe('opening HIBP', () => {
  test('reads plan, quota, clock and verified domains', async () => {
    planOpening()

    expect(await hibp.open(origin.net, settings)).toEqual({
      account: {
        plan: 'Pro 1',
        kAnon: true,
        stealerLogs: true,
        domainSearch: true,
        domains: ['agglo.ville-exemple.fr', 'ville-exemple.fr'],
        oversized: [],
      },
      domains: ['agglo.ville-exemple.fr', 'ville-exemple.fr'],
      quota: { requests: 1000, perMs: 60_000 },
      clock: 'ForumDemo 2026-05-02T08:15:00Z 2026-05-02T08:15:00Z',
      summary:
        'Pro 1 until 2027-03-01, 1000 requests a minute, k-anonymity included, stealer logs included, 2 domains to search',
    })
    expect(origin.asked).toEqual([
      { path: '/subscription/status', key: testKey },
      { path: '/latestbreach', key: undefined },
      { path: '/subscribeddomains', key: testKey },
    ])
  })

  test('believes the service, not the configuration, about what is verified', async () => {
    planOpening({}, [subscribed('autre-exemple.fr')])

    const { account } = await hibp.open(origin.net, settings)

    expect(account.domains).toEqual(['autre-exemple.fr'])
  })

  test('takes a configured subdomain of a verified apex where the plan verifies those by itself', async () => {
    const configured = { verifiedDomains: ['agglo.ville-exemple.fr', 'xville-exemple.fr'], options: {} }
    planOpening({}, [subscribed('ville-exemple.fr')])

    const { account } = await hibp.open(origin.net, configured)

    expect(account.domains).toEqual(['agglo.ville-exemple.fr', 'ville-exemple.fr'])
  })

  test('leaves out a domain larger than the plan', async () => {
    planOpening({ DomainSearchMaxBreachedAccounts: 25 }, [
      subscribed('ville-exemple.fr', 361),
      subscribed('petite.example', 25),
    ])

    const { account } = await hibp.open(origin.net, settings)

    expect(account).toMatchObject({ domains: ['petite.example'], oversized: ['ville-exemple.fr'] })
  })

  test('asks a High RPM plan for no domain', async () => {
    origin.plan(
      '/subscription/status',
      json({ ...status, SubscriptionName: 'High RPM 4000', IncludesStealerLogs: false }),
    )
    origin.plan('/latestbreach', json(breaches[1]))

    const { account } = await hibp.open(origin.net, settings)

    expect(account).toMatchObject({ domainSearch: false, domains: [] })
  })

  test('reads an older plan, which lacks the newer keys and the list of domains', async () => {
    const { IncludesKAnon, IncludesStealerLogs, IncludesAutoSubdomainVerification, ...older } = status
    origin.plan('/subscription/status', json({ ...older, SubscriptionName: 'Pwned 1', Rpm: 10 }))
    origin.plan('/latestbreach', json(breaches[1]))
    origin.plan('/subscribeddomains', json({ statusCode: 403, message: 'Not included.' }, 403))

    const { account, quota } = await hibp.open(origin.net, settings)

    expect(account).toMatchObject({ kAnon: false, stealerLogs: false, domains: ['ville-exemple.fr'] })
    expect(quota).toEqual({ requests: 10, perMs: 60_000 })
  })

  test('with a key without subscription is a matter of the key, not "nothing found"', async () => {
    origin.plan('/subscription/status', json({ statusCode: 404, message: 'No active subscription found.' }, 404))

    await expect(hibp.open(origin.net, settings)).rejects.toThrow(AuthError)
  })

  test('names what is missing from the subscription', async () => {
    const { Rpm, ...broken } = status
    origin.plan('/subscription/status', json(broken))

    await expect(hibp.open(origin.net, settings)).rejects.toThrow('hibp: Rpm is not as promised')
  })

  test('assumes from the configuration, without a request', () => {
    const of = (plan?: string) => hibp.assume({ ...settings, options: plan === undefined ? {} : { plan } }).account

    expect(of()).toMatchObject({ plan: 'pro', kAnon: true, stealerLogs: true, domains: ['ville-exemple.fr'] })
    expect(of('core')).toMatchObject({ kAnon: false, stealerLogs: false, domains: ['ville-exemple.fr'] })
    expect(of('high-rpm')).toMatchObject({ kAnon: true, stealerLogs: false, domainSearch: false, domains: [] })
  })
})

describe('the catalogue of HIBP', () => {
  test('is read without the key, a bad row counted', async () => {
    origin.plan('/latestbreach', json(breaches[1]))
    origin.plan('/breaches', json([...breaches, { Name: 'SansTitre' }]))

    const catalogue = await hibp.catalogue?.(origin.net)

    expect(catalogue).toMatchObject({
      clock: 'ForumDemo 2026-05-02T08:15:00Z 2026-05-02T08:15:00Z',
      events: [{ key: 'BoutiqueExemple', nature: 'breach' }, { key: 'ForumDemo' }],
      badRows: 1,
    })
    expect(origin.asked.map((request) => request.key)).toEqual([undefined, undefined])
  })

  test('has no clock while it lacks the latest breach, so that it is read again', async () => {
    origin.plan('/latestbreach', json({ ...breaches[1], Name: 'ToutNeuf' }))
    origin.plan('/breaches', json(breaches))

    expect(await hibp.catalogue?.(origin.net)).toMatchObject({ clock: '' })
  })

  test.each([
    ['an empty list', json([])],
    ['a page', html('<html></html>')],
    ['rows of another shape', json([{ name: 'a' }, { name: 'b' }])],
  ])('is refused when it is %s', async (_, reply) => {
    origin.plan('/latestbreach', json(breaches[1]))
    origin.plan('/breaches', reply)

    await expect(hibp.catalogue?.(origin.net)).rejects.toMatchObject({ code: 'malformed' })
  })
})

describe('the check of HIBP', () => {
  const testAccount = '/breachedaccount/account-exists%40hibp-integration-tests.com'

  test('says that key, plan and test account are as expected', async () => {
    planOpening()
    origin.plan(testAccount, json([{ Name: 'Adobe' }]))

    const lines = await hibp.check(origin.net, settings)

    expect(said(lines)).toEqual([
      'reach: ok',
      'key: ok',
      expect.stringMatching(/^plan: ok \(Pro 1 until .*, 1000 requests a minute, .*, 2 domains to search\)$/),
      'contract: ok (test account found, in 1 breach)',
      'credits: not-needed',
    ])
  })

  test('says which part failed, and why', async () => {
    origin.plan('/subscription/status', json({ statusCode: 401, message: 'Access denied.' }, 401))

    expect(said(await hibp.check(origin.net, settings))).toEqual([
      'reach: ok',
      'key: failed auth',
      'plan: not-learnt',
      'contract: not-learnt',
      'credits: not-needed',
    ])
  })

  test.each([
    ['is not found', empty(404)],
    ['is found with a row that is not as promised', json([{ Name: 'Adobe' }, { name: 'Adobe' }])],
  ])('a test account that %s: the contract has moved', async (_, reply) => {
    planOpening()
    origin.plan(testAccount, reply)

    expect(said(await hibp.check(origin.net, settings))).toContain('contract: failed malformed')
  })
})

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../fixtures/hibp/${name}`, import.meta.url), 'utf8'))
const status = fixture('subscription-status.json') as Record<string, unknown>
const breaches = fixture('breaches.json') as Record<string, unknown>[]

function planOpening(
  plan: Readonly<Record<string, unknown>> = {},
  domains: unknown = fixture('subscribeddomains.json'),
): void {
  origin.plan('/subscription/status', json({ ...status, ...plan }))
  origin.plan('/latestbreach', json(breaches[1]))
  origin.plan('/subscribeddomains', json(domains))
}

function subscribed(domain: string, size: number | null = null): unknown {
  return {
    DomainName: domain,
    PwnCount: size,
    PwnCountExcludingSpamLists: size,
    PwnCountExcludingSpamListsAtLastSubscriptionRenewal: size,
    NextSubscriptionRenewal: null,
  }
}

function query(question: string, endpoint: string, target: string, covers: readonly PlanSelector[]): Query {
  return { type: 'query', question, endpoint, target, covers, discloses: 'nothing', cost: { requests: 1 } }
}

function pages(call: keyof typeof queries): Promise<Page[]> {
  return Array.fromAsync(hibp.ask(queries[call], origin.net))
}

function page(fields: Partial<Page>): Page {
  return { sightings: [], events: [], badRows: 0, truncated: false, requests: 1, ...fields }
}

function seen(alias: string, event: string) {
  return { kind: 'email' as const, canonical: `${alias}@ville-exemple.fr`, event }
}
