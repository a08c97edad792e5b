import { afterEach, beforeEach, expect, test } from '@jest/globals'
import {
  makeCity,
  makeWorld,
  type Simulator,
  simulatorKey,
  startSimulator,
  type World,
} from '../../src/simulator/index.ts'

const city = makeCity()
let world: World
let simulator: Simulator
let known: string

beforeEach(async () => {
  world = makeWorld(city)
  simulator = await startSimulator({ world })
  known = world.records.find((record) => record.leak === 'ReseauSocialExemple')!.email
})
afterEach(() => simulator.close())

async function ask(path: string, init: RequestInit = {}) {
  const response = await fetch(simulator.baseUrl('xposedornot') + path, init)
  return { status: response.status, body: JSON.parse(await response.text()) as Record<string, unknown> }
}

test('names stand in a list in a list, under names of their own', async () => {
  const { status, body } = await ask(`/v1/check-email/${encodeURIComponent(known.toUpperCase())}`)

  expect(status).toBe(200)
  expect((body.breaches as string[][]).flat()).toContain('ReseauSocialExemple-2021')
  expect(body).toMatchObject({ email: known, status: 'success' })
})

test('nobody and nonsense get the same 200, a hidden address a 404', async () => {
  world.xposedornot.hidden.push(known)

  expect(await ask('/v1/check-email/nobody@example.org')).toEqual({
    status: 200,
    body: { Error: 'Not found', email: null },
  })
  expect(await ask('/v1/check-email/nonsense')).toEqual({ status: 200, body: { Error: 'Not found', email: null } })
  expect(await ask(`/v1/check-email/${known}`)).toMatchObject({ status: 404, body: { status: 'failed' } })
  expect(await ask(`/v1/breach-analytics?email=${known}`)).toMatchObject({ status: 404, body: { detail: 'Not found' } })
})

test('the call for verified domains wants POST, its slash, a length and a key', async () => {
  const post = (key?: string): RequestInit => ({
    method: 'POST',
    headers: key === undefined ? {} : { 'x-api-key': key },
  })

  expect((await ask('/v1/domain-breaches/')).status).toBe(405)
  expect((await ask('/v1/domain-breaches', post(simulatorKey))).status).toBe(405)
  expect((await ask('/v1/domain-breaches/', post())).status).toBe(422)
  expect((await ask('/v1/domain-breaches/', post('other'))).status).toBe(401)
  const { status, body } = await ask('/v1/domain-breaches/', post(simulatorKey))
  expect(status).toBe(200)
  expect(Object.keys((body.metrics as { Domain_Summary: object }).Domain_Summary)).toEqual(city.domains)
})

test('beyond its quota it says how long to wait, in its own words', async () => {
  const strict = await startSimulator({ world, quota: { xposedornot: { requests: 1, perMs: 60_000 } } })
  const call = () => fetch(`${strict.baseUrl('xposedornot')}/v1/breaches`)
  await call()

  const refused = await call()

  expect(refused.status).toBe(429)
  expect(refused.headers.get('retry-after')).toBe('60')
  expect(await refused.json()).toMatchObject({ detail: { error: 'Rate limit exceeded', retry_after: 60 } })
  await strict.close()
})
