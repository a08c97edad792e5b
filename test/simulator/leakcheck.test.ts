import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
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
let email: string
let phone: string

beforeEach(async () => {
  world = makeWorld(makeCity())
  simulator = await startSimulator({ world })
  const record = world.records.find((one) => one.leak === 'ReseauSocialExemple' && one.phoneE164 !== undefined)!
  email = record.email
  phone = record.phoneE164!
})
afterEach(() => simulator.close())

async function ask(path: string, key?: string) {
  const base = simulator.baseUrl(path.startsWith('/v2') ? 'leakcheck-pro' : 'leakcheck')
  const response = await fetch(base + path, { headers: key === undefined ? {} : { 'X-API-Key': key } })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

const hash = (word: string) => createHash('sha256').update(word).digest('hex').slice(0, 24)

test('the public call names leaks and no values, for a hash or for digits', async () => {
  const byHash = await ask(`/public?check=${hash(email)}`)
  const byPhone = await ask(`/public?check=${phone.slice(1)}&type=phone`)

  for (const { body } of [byHash, byPhone]) {
    expect(JSON.stringify(body)).toContain('ReseauSocial.example 2021')
    expect(JSON.stringify(body)).not.toContain(world.canarySecret)
  }
  expect(await ask(`/public?check=${hash('nobody@example.org')}`)).toEqual({
    status: 200,
    body: { success: true, found: 0 },
  })
})

test('Pro returns records with their passwords, and counts what is left', async () => {
  const clear = world.records.find((one) => one.leak === 'CollectionRecyclee')!.email

  const { body } = await ask(`/v2/query/${encodeURIComponent(clear)}?type=email`, simulatorKey)

  expect(body).toMatchObject({ success: true, quota: 99_999 })
  expect(JSON.stringify(body)).toContain(`"password":"${world.canarySecret}"`)
})

test.each([
  ['no key', undefined, 'x@example.org', 401, 'Missing X-API-Key header'],
  ['a bad key', 'other', 'x@example.org', 400, 'Invalid X-API-Key'],
  ['a short query', simulatorKey, 'x?type=email', 400, 'Too short query (< 3 characters)'],
  [
    'a number with its plus',
    simulatorKey,
    '%2B33639980001?type=phone',
    422,
    'Could not determine search type automatically',
  ],
  ['a place that is too far', simulatorKey, 'example.org?type=domain&offset=2501', 400, 'Invalid query'],
])('Pro refuses %s', async (_, key, path, status, error) => {
  expect(await ask(`/v2/query/${path}`, key)).toEqual({ status, body: { success: false, error } })
})

test('a spent quota is a 403', async () => {
  world.leakcheckQuota = 1
  await ask('/v2/query/example.org?type=domain', simulatorKey)

  expect(await ask('/v2/query/example.org?type=domain', simulatorKey)).toEqual({
    status: 403,
    body: { success: false, error: 'Limit reached' },
  })
})
