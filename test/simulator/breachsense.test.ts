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

async function get(path: string, key = simulatorKey) {
  const response = await fetch(simulator.baseUrl('breachsense') + path, { headers: { lic: key } })
  return { status: response.status, body: (await response.json()) as Record<string, unknown>[] }
}

describe('the pretend Breachsense', () => {
  test.each([
    ['creds', ['eml', 'pwd', 'src', 'fnd', 'atr']],
    ['combo', ['usr', 'pwd', 'fle', 'fnd']],
    ['stealer', ['usr', 'pwd', 'src', 'fle', 'fnd', 'hid', 'iip', 'inf', 'mac', 'mal', 'os']],
    ['darkweb', ['data', 'name', 'site', 'src', 'found', 'desc']],
    ['radar', ['data', 'src', 'found']],
  ])('/%s has the fields of its contract, days as eight digits', async (call, fields) => {
    const { status, body } = await get(`/${call}?s=ville-exemple.fr`)

    expect(status).toBe(200)
    expect(body.length).toBeGreaterThan(0)
    expect(Object.keys(body[0]!)).toEqual(fields)
    expect(body[0]!.fnd ?? body[0]!.found).toMatch(/^\d{8}$/)
  })

  test('plants secrets wherever it would give one away', async () => {
    world.records.push({ leak: 'JournauxVoleursDemo', email: 'x@example.org', website: 'webmail.ville-exemple.fr' })

    for (const call of ['combo', 'stealer', 'sessions', 'nhi']) {
      expect(JSON.stringify((await get(`/${call}?s=ville-exemple.fr`)).body)).toContain(world.canarySecret)
    }
  })

  test('answers 206 while there are more pages', async () => {
    world.breachsense.pageSize = 2
    const all = (await get('/creds?s=ville-exemple.fr')).status

    expect(all).toBe(206)
    expect((await get('/creds?s=ville-exemple.fr&p=999')).body).toEqual([])
  })

  test('says nothing found with an empty list', async () => {
    expect(await get('/creds?s=autre.example')).toEqual({ status: 200, body: [] })
  })

  test('tells what is left of the month, one less for each query', async () => {
    world.breachsense.queriesLeft = 10
    await get('/creds?s=ville-exemple.fr')

    expect((await get('/account?action=remaining')).body).toEqual([{ status: 'ok', remaining: '9' }])
  })

  test('refuses a bad key, a call beyond the licence, a request without a term', async () => {
    expect((await get('/creds?s=x.fr', 'none')).status).toBe(401)
    simulator.setKey('breachsense', simulatorKey, { subscriptionName: 'basic' })
    expect((await get('/radar?s=x.fr')).status).toBe(403)
    expect((await get('/creds')).status).toBe(400)
    expect((await get('/unknown?s=x.fr')).status).toBe(404)
  })
})
