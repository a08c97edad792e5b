/** What only a plain client sees of Hudson Rock, Enzoic, SpyCloud and ProjectDiscovery; the rest is in the tests of their adapters. */
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  makeCity,
  makeWorld,
  type Simulator,
  simulatorKey,
  startSimulator,
  type World,
} from '../../src/simulator/index.ts'

let world: World
let simulator: Simulator
let staff: string

beforeEach(async () => {
  world = makeWorld(makeCity())
  simulator = await startSimulator({ world })
  staff = world.records.find(
    ({ leak, email }) => leak === 'JournauxVoleursDemo' && email.endsWith('@ville-exemple.fr'),
  )!.email
})
afterEach(() => simulator.close())

async function ask(
  source: 'hudsonrock' | 'enzoic' | 'spycloud' | 'projectdiscovery',
  path: string,
  headers: Readonly<Record<string, string>> = {},
) {
  const response = await fetch(simulator.baseUrl(source) + path, { headers })
  const text = await response.text()
  return { status: response.status, body: text.startsWith('{') ? (JSON.parse(text) as Record<string, never>) : text }
}

describe('Hudson Rock', () => {
  test('gives masked words where a secret would stand, antivirus names in two forms', async () => {
    const one = world.records.find((record) => record.email === staff && record.leak === 'JournauxVoleursDemo')!
    world.records.push({ ...one, website: 'autre.example' })

    const { body } = await ask('hudsonrock', `/search-by-email?email=${staff}`)

    const { stealers } = body as unknown as { stealers: { antiviruses: unknown; top_passwords: string[] }[] }
    expect(stealers.map((row) => typeof row.antiviruses)).toEqual(expect.arrayContaining(['object', 'string']))
    expect(stealers[0]?.top_passwords).toEqual([world.canarySecret])
  })

  test('refuses an address that is none, and counts its whole corpus for every domain', async () => {
    expect(await ask('hudsonrock', '/search-by-email?email=nobody')).toEqual({
      status: 400,
      body: { success: false, error: 'Email must be a valid email address' },
    })
    expect((await ask('hudsonrock', '/search-by-domain?domain=personne.example')).body).toMatchObject({
      totalStealers: 31_000_000,
      employees: 0,
      users: 0,
      last_employee_compromised: null,
    })
  })
})

describe('Enzoic', () => {
  const basic = { authorization: `Basic ${Buffer.from(`${simulatorKey}:secret`).toString('base64')}` }
  const sha256 = (word: string) => createHash('sha256').update(word).digest('hex')

  test('knows its own test address, and nobody else by an empty 404', async () => {
    expect(await ask('enzoic', `/exposures?username=${sha256('eicar_0@enzoic.com')}`, basic)).toMatchObject({
      status: 200,
    })
    expect(await ask('enzoic', `/exposures?username=${sha256('nobody@example.org')}`, basic)).toEqual({
      status: 404,
      body: '',
    })
    expect((await ask('enzoic', `/exposures?username=${sha256(staff)}`)).status).toBe(401)
  })

  test('pages the accounts of a domain by a token, until there is none', async () => {
    const first = await ask('enzoic', '/exposures?accountDomain=ville-exemple.fr&pageSize=5', basic)
    const { pagingToken, users } = first.body as unknown as { pagingToken: string; users: unknown[] }
    const second = await ask(
      'enzoic',
      `/exposures?accountDomain=ville-exemple.fr&pageSize=500&pagingToken=${encodeURIComponent(pagingToken)}`,
      basic,
    )

    expect(users).toHaveLength(5)
    expect(second.body).not.toHaveProperty('pagingToken')
  })
})

describe('SpyCloud', () => {
  const headers = { 'x-api-key': simulatorKey }

  test('answers nothing about what is not on its watch list', async () => {
    expect(await ask('spycloud', '/breach/data/domains/example.org', headers)).toEqual({
      status: 200,
      body: { cursor: '', hits: 0, results: [] },
    })
    expect(await ask('spycloud', `/breach/data/emails/${staff}`, headers)).toMatchObject({ body: { hits: 0 } })
  })

  test('gives passwords in clear, or asterisks where the contract has none', async () => {
    const records = async () =>
      JSON.stringify((await ask('spycloud', '/breach/data/domains/ville-exemple.fr', headers)).body)

    expect(await records()).toContain(`"password_plaintext":"${world.canarySecret}"`)
    world.spycloud.masksSecrets = true
    expect(await records()).not.toContain(world.canarySecret)
    expect(await records()).toContain('"password_type":"plaintext"')
  })
})

test('ProjectDiscovery counts in the shape of its schema, or in that of its prose', async () => {
  const counts = () => ask('projectdiscovery', `/v1/leaks/stats/email?email=${staff}`)

  expect((await counts()).body).toMatchObject({ leak_devices_count: [{ devices: 1 }], leak_user_count: [{ user: 0 }] })
  world.projectdiscovery.flat = true
  expect((await counts()).body).toMatchObject({ recent_activity: { last_30_days: 0 } })
})
