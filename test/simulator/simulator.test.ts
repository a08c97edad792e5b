import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { emptyWorld, type Simulator, simulatorKey, startSimulator } from '../../src/simulator/index.ts'

let simulator: Simulator

beforeEach(async () => {
  simulator = await startSimulator({ world: emptyWorld() })
})
afterEach(() => simulator.close())

describe('the simulator', () => {
  test('listens on loopback only, each source under its own base', () => {
    expect(simulator.url).toBe(`http://127.0.0.1:${simulator.port}`)
    expect(simulator.baseUrl('hibp')).toBe(`${simulator.url}/hibp/api/v3`)
    expect(simulator.baseUrl('pwnedpasswords')).toBe(`${simulator.url}/pwnedpasswords`)
    expect(simulator.baseUrl('pastebin')).toBe(`${simulator.url}/pastebin`)
    expect(simulator.baseUrl('pastebin-scrape')).toBe(`${simulator.url}/pastebin-scrape`)
  })

  test('keeps each request with its headers, hour and status', async () => {
    const before = Date.now()

    await fetch(`${simulator.baseUrl('hibp')}/breach/None?x=1`, { headers: { 'HIBP-API-Key': simulatorKey } })

    const [seen] = simulator.requests
    expect(seen).toMatchObject({ source: 'hibp', method: 'GET', path: '/hibp/api/v3/breach/None?x=1', status: 404 })
    expect(seen?.headers['hibp-api-key']).toBe(simulatorKey)
    expect(Math.abs((seen?.at ?? 0) - before)).toBeLessThan(5000)
    simulator.forgetRequests()
    expect(simulator.requests).toHaveLength(0)
    expect(simulator.counts.hibp.requests).toBe(0)
  })

  test('counts without keeping when the log is off', async () => {
    const quiet = await startSimulator({ world: emptyWorld(), log: false })

    await fetch(`${quiet.baseUrl('hibp')}/breaches`)

    expect(quiet.requests).toHaveLength(0)
    expect(quiet.counts.hibp).toMatchObject({ requests: 1, statuses: { 200: 1 } })
    await quiet.close()
  })

  test('waits its latency before it answers, and knows how many were waiting at once', async () => {
    simulator.setLatency(30)

    await Promise.all(Array.from({ length: 5 }, () => fetch(`${simulator.baseUrl('hibp')}/breaches`)))

    expect(simulator.counts.hibp.mostInFlight).toBe(5)
  })

  test('answers what is no source with 404, and notes it as elsewhere', async () => {
    expect((await fetch(`${simulator.url}/`)).status).toBe(404)
    expect((await fetch(`${simulator.url}/hibpx/api`)).status).toBe(404)
    expect((await fetch(`${simulator.url}/hibp`)).status).toBe(404)
    expect((await fetch(`${simulator.baseUrl('hibp')}/nothing`, { method: 'POST', body: 'x' })).status).toBe(404)
    expect(simulator.counts.elsewhere.requests).toBe(2)
    expect(simulator.counts.hibp.requests).toBe(2)
  })

  test('refuses a port that is taken', async () => {
    await expect(startSimulator({ world: emptyWorld(), port: simulator.port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    })
  })

  test('closes while a request hangs', async () => {
    const other = await startSimulator({ world: emptyWorld(), faults: { hibp: 'hang' } })
    const hanging = fetch(`${other.baseUrl('hibp')}/breaches`)
    const failed = expect(hanging).rejects.toThrow('fetch failed')
    while (other.counts.hibp.requests === 0) await new Promise((resolve) => setImmediate(resolve))

    await other.close()

    await failed
  })
})
