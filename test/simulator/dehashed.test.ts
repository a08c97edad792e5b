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
beforeEach(async () => {
  world = makeWorld(makeCity())
  simulator = await startSimulator({ world })
})
afterEach(() => simulator.close())

async function post(path: string, body: unknown, key = simulatorKey) {
  const response = await fetch(simulator.baseUrl('dehashed') + path, {
    method: 'POST',
    headers: { 'dehashed-api-key': key, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

const whole = { query: 'domain:ville-exemple.fr', size: 10_000 }

describe('the pretend DeHashed', () => {
  test('finds a domain of the city, fields as lists, empty ones left out, secrets planted', async () => {
    const { body } = await post('/v2/search', whole)

    const entries = body.entries as Record<string, unknown>[]
    expect(entries.length).toBe(body.total)
    expect(entries.length).toBeGreaterThan(5)
    expect(entries.every((entry) => Array.isArray(entry.email) && typeof entry.database_name === 'string')).toBe(true)
    expect(JSON.stringify(entries)).toContain(world.canarySecret)
    expect(entries.some((entry) => !('phone' in entry))).toBe(true)
  })

  test('says nothing found with null entries', async () => {
    expect((await post('/v2/search', { query: 'email:"nobody@example.org"' })).body).toMatchObject({
      entries: null,
      total: 0,
    })
  })

  test('takes a credit for each page, and none for the password count', async () => {
    await post('/v2/search', whole)
    await post('/v2/search-password', { sha256_hashed_password: '0'.repeat(64) })

    expect((await post('/v2/search', whole)).body.balance).toBe(998)
    world.dehashed.credits = 2
    expect(await post('/v2/search', whole)).toEqual({ status: 403, body: { error: 'Insufficient Credits' } })
  })

  test.each([
    ['a bad key', { ...whole }, 'ab'.repeat(16), 'issue with authentication'],
    ['two terms', { query: 'email:a@x.fr name:b' }, simulatorKey, 'Issue with query format'],
    ['an unquoted plus in a phone', { query: 'phone:+336 399' }, simulatorKey, 'Issue with query format'],
    ['a page that is none', { ...whole, page: 0 }, simulatorKey, 'page must be 1 or greater'],
    ['too large a page', { ...whole, size: 10_001 }, simulatorKey, 'size must be between 1 and 10000'],
    ['too deep a page', { ...whole, page: 6 }, simulatorKey, 'pagination limit exceeded'],
  ])('refuses %s with 400', async (_, body, key, error) => {
    expect(await post('/v2/search', body, key)).toEqual({ status: 400, body: { error } })
  })

  test('wants pages past the first in a row', async () => {
    expect((await post('/v2/search', { ...whole, page: 2 })).body.error).toMatch(/deep pagination error/)

    await post('/v2/search', whole)

    expect((await post('/v2/search', { ...whole, page: 2 })).status).toBe(200)
  })

  test('lists its databases without a key', async () => {
    const response = await fetch(`${simulator.baseUrl('dehashed')}/data-wells?page=1&count=20`)

    expect(await response.json()).toMatchObject({ next_page: false, total: 5 })
  })
})
