import { createHash } from 'node:crypto'
import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  type HibpBreach,
  makeCity,
  makeWorld,
  type Simulator,
  simulatorKey,
  startSimulator,
  type World,
} from '../../src/simulator/index.ts'

const city = makeCity()
const agent = city.staff[0]!.email
const resident = city.residents[0]!.email
const otherKey = 'ab'.repeat(16)
let world: World
let simulator: Simulator

beforeEach(async () => {
  world = makeWorld(city)
  world.hibp.accounts.clear()
  world.hibp.pastes.clear()
  world.hibp.stealerLogs.clear()
  world.hibp.accounts.set(agent, ['TransFictif', 'RencontresFictives', 'CollectionRecyclee', 'AncienJournal'])
  world.hibp.accounts.set(resident, ['BoutiqueExemple'])
  simulator = await startSimulator({ world })
})
afterEach(() => simulator.close())

async function ask(path: string, headers: Record<string, string> = { 'hibp-api-key': simulatorKey }) {
  const response = await fetch(simulator.baseUrl('hibp') + path, { headers })
  return { status: response.status, type: response.headers.get('content-type'), body: await response.text() }
}

async function names(path: string): Promise<string[]> {
  return (JSON.parse((await ask(path)).body) as HibpBreach[]).map((breach) => breach.Name)
}

const account = (email: string, query = '') => `/breachedaccount/${encodeURIComponent(email)}${query}`

describe('the key', () => {
  test.each([
    [{}, 'Access denied due to missing hibp-api-key.'],
    [{ 'hibp-api-key': 'short' }, 'Access denied due to improperly formed hibp-api-key.'],
    [{ 'hibp-api-key': otherKey }, 'Access denied due to invalid hibp-api-key.'],
  ])('%j is refused with its own text', async (headers, message) => {
    const answer = await ask(account(resident), headers as Record<string, string>)

    expect(answer.status).toBe(401)
    expect(JSON.parse(answer.body)).toEqual({ statusCode: 401, message })
  })

  test('is not asked for by the catalogue', async () => {
    for (const path of ['/breaches', '/breach/TransFictif', '/latestbreach', '/dataclasses']) {
      expect((await ask(path, {})).status).toBe(200)
    }
  })

  test('may be replaced while the simulator runs', async () => {
    simulator.setKey('hibp', otherKey, { rpm: 10 })
    simulator.setKey('hibp', simulatorKey, undefined)

    expect((await ask('/subscription/status', { 'hibp-api-key': otherKey })).body).toContain('"Rpm":10,')
    expect((await ask('/subscription/status')).status).toBe(401)
  })

  test('with an ended subscription has none', async () => {
    simulator.setKey('hibp', simulatorKey, { active: false })

    expect((await ask('/subscription/status')).body).toBe(
      '{"statusCode":404,"message":"No active subscription found."}',
    )
  })
})

test('a request without a user agent is refused, even for free calls', async () => {
  const status = await new Promise((resolve, reject) => {
    request(`${simulator.baseUrl('hibp')}/breaches`, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end()
  })

  expect(status).toBe(403)
})

describe('an account', () => {
  test('is found whatever its case, by path names in any case', async () => {
    expect(await names(`/BreachedAccount/${encodeURIComponent(` ${resident.toUpperCase()} `)}`)).toEqual([
      'BoutiqueExemple',
    ])
  })

  test('never shows sensitive or retired breaches, and is sorted by title', async () => {
    expect(await names(account(agent))).toEqual(['CollectionRecyclee', 'TransFictif'])
  })

  test('comes truncated unless asked whole', async () => {
    expect(JSON.parse((await ask(account(resident))).body)).toEqual([{ Name: 'BoutiqueExemple' }])
    const whole = JSON.parse((await ask(account(resident, '?truncateResponse=false'))).body)
    expect(whole).toEqual([world.hibp.breaches.find((breach) => breach.Name === 'BoutiqueExemple')])
  })

  test('is filtered by breached site and by verification', async () => {
    expect(await names(account(agent, '?domain=transfictif.example'))).toEqual(['TransFictif'])
    expect(await names(account(agent, '?includeUnverified=false'))).toEqual(['TransFictif'])
  })

  test('that is not found answers 404 without a body', async () => {
    expect(await ask(account(`x${resident}`))).toEqual({ status: 404, type: null, body: '' })
  })

  test('that is empty or cannot be decoded is a bad request', async () => {
    expect((await ask('/breachedaccount/%20')).status).toBe(400)
    expect((await ask('/breachedaccount/%E0%A4%A')).status).toBe(400)
  })

  test('follows the world: a breach renamed, added to or taken out shows at once', async () => {
    world.hibp.breaches = world.hibp.breaches.filter((breach) => breach.Name !== 'TransFictif')
    world.hibp.accounts.set(resident, ['ForumDemo', 'BoutiqueExemple'])

    expect(await names(account(agent))).toEqual(['CollectionRecyclee'])
    expect(await names(account(resident))).toEqual(['BoutiqueExemple', 'ForumDemo'])
  })
})

describe('the range', () => {
  const digest = (email: string) => createHash('sha1').update(email).digest('hex').toUpperCase()

  test('holds the account among strangers, without its sensitive breaches', async () => {
    const whole = digest(agent)

    const answer = await ask(`/breachedaccount/range/${whole.slice(0, 6).toLowerCase()}`)

    const rows = JSON.parse(answer.body) as { hashSuffix: string; websites: string[] }[]
    expect(rows.find((row) => row.hashSuffix === whole.slice(6))?.websites).toEqual([
      'CollectionRecyclee',
      'TransFictif',
    ])
    expect(rows.length).toBeGreaterThanOrEqual(whole[5] === '0' ? 1 : 4)
    expect(rows.every((row) => /^[0-9A-F]{34}$/.test(row.hashSuffix))).toBe(true)
  })

  test('sees an account put in after the first call', async () => {
    const late = 'late@example.org'
    const path = `/breachedaccount/range/${digest(late).slice(0, 6)}`
    await ask(path)

    world.hibp.accounts.set(late, ['ForumDemo'])

    expect((await ask(path)).body).toContain(digest(late).slice(6))
  })

  test('speaks plain text when it refuses or has nothing', async () => {
    world.hibp.rangeDecoys = 0
    expect(await ask('/breachedaccount/range/00000')).toMatchObject({ status: 400, body: 'Invalid hex prefix' })
    expect(await ask('/breachedaccount/range/000000')).toEqual({
      status: 404,
      type: 'text/plain; charset=utf-8',
      body: 'There are no hashes beginning with that prefix',
    })

    simulator.setKey('hibp', simulatorKey, { includesKAnon: false })
    expect(await ask('/breachedaccount/range/000000')).toMatchObject({
      status: 403,
      body: 'Your HIBP API key does not have access to this resource',
    })
  })
})

describe('a domain', () => {
  test('that is verified shows its aliases, with sensitive breaches', async () => {
    const answer = await ask('/breacheddomain/Ville-Exemple.fr')

    expect(JSON.parse(answer.body)).toEqual({
      [agent.split('@')[0]!]: ['CollectionRecyclee', 'RencontresFictives', 'TransFictif'],
    })
  })

  test('that is not verified, or too large for the plan, is refused', async () => {
    expect((await ask('/breacheddomain/example.org')).status).toBe(403)
    simulator.setKey('hibp', simulatorKey, { domainSearchMaxBreachedAccounts: 0 })
    expect((await ask('/breacheddomain/ville-exemple.fr')).status).toBe(403)
  })

  test('in which nobody is known answers 404', async () => {
    expect((await ask('/breacheddomain/agglo-exemple.fr')).status).toBe(404)
  })

  test('is listed among the subscribed ones with its counts', async () => {
    expect(JSON.parse((await ask('/subscribeddomains')).body)).toMatchObject([
      { DomainName: 'ville-exemple.fr', PwnCount: 1, PwnCountExcludingSpamLists: 1 },
      { DomainName: 'saint-exemple.example', PwnCount: 0 },
      { DomainName: 'agglo-exemple.fr', PwnCount: 0 },
    ])
  })
})

describe('the catalogue', () => {
  test('is sorted by title and filtered by site and spam list', async () => {
    const all = JSON.parse((await ask('/breaches')).body) as HibpBreach[]

    expect(all.map((breach) => breach.Title)).toEqual(all.map((breach) => breach.Title).sort())
    expect(await names('/breaches?Domain=forumdemo.example')).toEqual(['ForumDemo'])
    expect(await names('/breaches?IsSpamList=true')).toEqual(['AnnonceExempleSpam'])
    expect(await names('/breaches?domain=nobody.example')).toEqual([])
  })

  test('knows its newest entry and one by name', async () => {
    expect((await ask('/latestbreach')).body).toContain('"Name":"LogicielMairieExemple"')
    expect((await ask('/breach/forumdemo')).body).toContain('"Name":"ForumDemo"')
    expect((await ask('/breach/NoSuchBreach')).status).toBe(404)
  })
})

describe('pastes and stealer logs', () => {
  test('pastes come newest first, those without a date last', async () => {
    const paste = (Id: string, on: string | null) => ({ Source: 'Pastebin', Id, Date: on, EmailCount: 1 })
    world.hibp.pastes.set(resident, [paste('none', null), paste('old', '2014-01-01'), paste('new', '2022-01-01')])

    const ids = JSON.parse((await ask(`/pasteaccount/${encodeURIComponent(resident)}`)).body) as { Id: string }[]

    expect(ids.map((one) => one.Id)).toEqual(['new', 'old', 'none'])
    expect((await ask('/pasteaccount/nobody%40example.org')).status).toBe(404)
    expect((await ask('/pasteaccount/not-an-email')).status).toBe(400)
  })

  test('stealer logs are found by address, by address domain and by website domain', async () => {
    world.hibp.stealerLogs.set(agent, ['webmail.ville-exemple.fr', 'connexion.example.org'])

    expect((await ask(`/stealerlogsbyemail/${encodeURIComponent(agent)}`)).body).toBe(
      '["connexion.example.org","webmail.ville-exemple.fr"]',
    )
    expect(JSON.parse((await ask('/stealerlogsbyemaildomain/ville-exemple.fr')).body)).toEqual({
      [agent.split('@')[0]!]: ['connexion.example.org', 'webmail.ville-exemple.fr'],
    })
    expect((await ask('/stealerlogsbywebsitedomain/ville-exemple.fr')).body).toBe(JSON.stringify([agent]))
  })

  test('stealer logs need the plan and the verified domain', async () => {
    expect((await ask(`/stealerlogsbyemail/${encodeURIComponent(resident)}`)).status).toBe(403)
    simulator.setKey('hibp', simulatorKey, { includesStealerLogs: false })
    expect((await ask('/stealerlogsbyemaildomain/ville-exemple.fr')).status).toBe(403)
  })
})

test.each([
  ['account-exists', 1],
  ['multiple-breaches', 3],
  ['not-active-breach', 0],
  ['not-active-and-active-breach', 1],
  ['opt-out', 0],
  ['paste-sensitive-breach', 0],
  ['sensitive-breach', 0],
  ['sensitive-and-other-breaches', 2],
  ['spam-list-only', 1],
  ['spam-list-and-others', 3],
  ['stealer-log', 1],
  ['subscription-free-breach', 1],
  ['subscription-free-and-other-breaches', 3],
  ['unverified-breach', 1],
])('the published test address %s is in %d breaches, for any well-formed key', async (alias, count) => {
  const answer = await ask(account(`${alias}@hibp-integration-tests.com`), { 'hibp-api-key': '0'.repeat(32) })

  expect(answer.status).toBe(count === 0 ? 404 : 200)
  if (count > 0) expect(JSON.parse(answer.body)).toHaveLength(count)
})

test('beyond its quota a key gets 429 with the seconds to wait, and other calls go on', async () => {
  const strict = await startSimulator({ world, quota: { hibp: { requests: 2, perMs: 60_000 } } })
  const headers = { 'hibp-api-key': simulatorKey }
  const call = (path: string) => fetch(strict.baseUrl('hibp') + path, { headers })

  expect((await call(account(agent))).status).toBe(200)
  expect((await call('/breachedaccount/range/ABCDEF')).status).toBe(200)
  const refused = await call(account(agent))

  expect(refused.status).toBe(429)
  expect(refused.headers.get('retry-after')).toBe('60')
  expect(await refused.json()).toEqual({ statusCode: 429, message: 'Rate limit is exceeded. Try again in 60 seconds.' })
  expect((await call('/latestbreach')).status).toBe(200)
  expect(((await (await call('/subscription/status')).json()) as { Rpm: number }).Rpm).toBe(2)
  expect(strict.counts.hibp.statuses).toEqual({ 200: 4, 429: 1 })
  await strict.close()
})

test('requests that are refused for their key, or fail, take no place in the quota', async () => {
  const strict = await startSimulator({ world, quota: { hibp: { requests: 1, perMs: 60_000 } } })
  const call = async (key: string) =>
    (await fetch(strict.baseUrl('hibp') + account(agent), { headers: { 'hibp-api-key': key } })).status

  expect(await call(otherKey)).toBe(401)
  strict.setFault('hibp', '500', { times: 1 })
  expect(await call(simulatorKey)).toBe(500)
  expect(await call(simulatorKey)).toBe(200)
  expect(await call(simulatorKey)).toBe(429)
  await strict.close()
})

test('pwned passwords answers every prefix with lines, padded on demand', async () => {
  const base = simulator.baseUrl('pwnedpasswords')

  const plain = await (await fetch(`${base}/range/5baa6`)).text()
  const padded = await (await fetch(`${base}/range/5BAA6`, { headers: { 'Add-Padding': 'true' } })).text()
  const ntlm = await (await fetch(`${base}/range/5BAA6?mode=ntlm`)).text()

  expect(plain.split('\r\n')).toContain('1E4C9B93F3F0682250B6CF8331B7EE68FD8:52256179')
  expect(padded.split('\r\n').length).toBeGreaterThanOrEqual(800)
  expect(padded.split('\r\n').filter((line) => line.endsWith(':0')).length).toBeGreaterThan(700)
  expect(ntlm.split('\r\n')[0]).toMatch(/^[0-9A-F]{27}:\d+$/)
  expect((await fetch(`${base}/range/5BAA`)).status).toBe(400)
})
