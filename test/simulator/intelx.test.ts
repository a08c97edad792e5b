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

const headers = { 'x-key': simulatorKey }
interface Answer {
  readonly id?: string
  readonly status?: number
  readonly records?: Record<string, unknown>[]
  readonly selectors?: Record<string, unknown>[]
}
async function get(path: string): Promise<Answer & { http: number }> {
  const response = await fetch(simulator.baseUrl('intelx') + path, { headers })
  const body = await response.text()
  return { http: response.status, ...(body === '' ? {} : (JSON.parse(body) as Answer)) }
}
async function start(call: string, term: string, maxresults = 1_000): Promise<Answer & { http: number }> {
  const body = JSON.stringify({ term, buckets: [], maxresults })
  const response = await fetch(`${simulator.baseUrl('intelx')}/${call}`, { method: 'POST', headers, body })
  const text = await response.text()
  return { http: response.status, ...(text === '' ? {} : (JSON.parse(text) as Answer)) }
}
const known = () => world.records.find((record) => record.leak === 'CollectionRecyclee')!.email
const result = (id?: string, limit = 100) => get(`/intelligent/search/result?id=${id}&limit=${limit}&offset=-1`)

describe('the pretend Intelligence X', () => {
  test('is not ready at first, then gives its records with the word that it is over', async () => {
    const { id, status } = await start('intelligent/search', known())

    expect(status).toBe(0)
    expect(await result(id)).toEqual({ http: 200, records: [], status: 3 })
    const last = await result(id)
    expect(last.status).toBe(1)
    expect(last.records?.length).toBeGreaterThan(0)
    expect(JSON.stringify(last)).toContain(world.canarySecret)
  })

  test('is read on by position', async () => {
    world.intelx.emptyPolls = 0
    const { id } = await start('intelligent/search', 'ville-exemple.fr')

    const first = await result(id, 1)
    const second = await result(id, 1)

    expect(first.status).toBe(0)
    expect(second.records?.[0]?.systemid).not.toBe(first.records?.[0]?.systemid)
  })

  test('lists addresses under a domain in the phonebook, and more than those', async () => {
    world.intelx.emptyPolls = 0
    const { id } = await start('phonebook/search', 'ville-exemple.fr')

    const { selectors } = await get(`/phonebook/search/result?id=${id}&limit=1000`)

    expect(selectors?.filter((row) => row.selectortype === 1).length).toBeGreaterThan(0)
    expect(selectors?.at(-1)).toMatchObject({ selectortype: 2 })
  })

  test('takes no free words, and no more searches than may run at once until one is ended', async () => {
    world.intelx.concurrentSearches = 1

    expect(await start('intelligent/search', 'mairie de Saint-Exemple')).toMatchObject({ http: 200, status: 1 })
    const { id } = await start('intelligent/search', known())
    expect(await start('intelligent/search', known())).toMatchObject({ http: 200, status: 2 })
    expect(await get(`/intelligent/search/terminate?id=${id}`)).toEqual({ http: 204 })
    expect(await start('intelligent/search', known())).toMatchObject({ status: 0 })
  })

  test('knows no search that it did not start, and refuses without a word', async () => {
    expect(await result('none')).toMatchObject({ http: 200, status: 2 })
    world.intelx.credits = 0
    expect(await start('intelligent/search', known())).toEqual({ http: 402 })
    simulator.setKey('intelx', simulatorKey, undefined)
    expect(await get('/authenticate/info')).toEqual({ http: 401 })
  })

  test('blacks names out for a free key', async () => {
    simulator.setKey('intelx', simulatorKey, { subscriptionName: 'free' })
    world.intelx.emptyPolls = 0
    const { id } = await start('intelligent/search', known())

    expect((await result(id)).records?.[0]).toMatchObject({ accesslevel: 4, name: '████████' })
  })
})
