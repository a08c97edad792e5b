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

async function get(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(simulator.baseUrl('leakix') + path, {
    headers: { 'api-key': simulatorKey, accept: 'application/json', ...headers },
  })
  return { status: response.status, type: response.headers.get('content-type'), body: await response.text() }
}

describe('the pretend LeakIX', () => {
  test('shows leaks and services of a domain, a stranger among them, secrets planted', async () => {
    const answer = JSON.parse((await get('/domain/ville-exemple.fr')).body) as Record<string, { host: string }[]>

    expect(Object.keys(answer)).toEqual(['Services', 'Leaks'])
    expect(answer.Leaks?.map(({ host }) => host)).toEqual(['demo.ville-exemple.fr', 'autre-client.example'])
    expect(JSON.stringify(answer)).toContain(world.canarySecret)
  })

  test('says nothing found with null for a domain it has met, with 404 for others', async () => {
    expect((await get('/domain/agglo-exemple.fr')).body).toBe('{"Services":null,"Leaks":null}')
    expect((await get('/domain/autre.example')).status).toBe(404)
  })

  test('answers pages for people unless JSON is asked for', async () => {
    expect((await get('/domain/ville-exemple.fr', { accept: '*/*' })).type).toContain('text/html')
  })

  test('refuses a free key that pages too far with 200, and a bad key with 401', async () => {
    simulator.setKey('leakix', simulatorKey, { subscriptionName: 'free' })

    expect(await get('/search?scope=leak&q=x&page=2')).toMatchObject({ status: 200, body: '{"Error":"Page limit"}' })
    expect((await get('/search?scope=leak&q=x&page=1')).body).toBe('null')
    expect((await get('/api/plugins', { 'api-key': 'none' })).status).toBe(401)
  })

  test('says in a header of its own how long to wait', async () => {
    const limited = await startSimulator({ world, quota: { leakix: { requests: 1, perMs: 60_000 } } })
    const ask = () =>
      fetch(`${limited.baseUrl('leakix')}/api/plugins`, {
        headers: { 'api-key': simulatorKey, accept: 'application/json' },
      })
    await ask()

    const refused = await ask()

    expect(refused.status).toBe(429)
    expect(refused.headers.get('x-limited-for')).toMatch(/^\d+s$/)
    await limited.close()
  })
})
