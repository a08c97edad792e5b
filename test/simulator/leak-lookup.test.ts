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

async function post(call: string, form: Record<string, string>) {
  const response = await fetch(`${simulator.baseUrl('leak-lookup')}/${call}`, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  return { status: response.status, body: (await response.json()) as { error: unknown; message: unknown } }
}
const known = () => world.records.find((record) => record.leak === 'ForumDemo')!.email
const search = (query: string) => post('search', { key: simulatorKey, type: 'email_address', query })

describe('the pretend Leak-Lookup', () => {
  test('gives a private key whole records, secrets planted', async () => {
    world.records.push({ leak: 'AnnuaireSportif', email: known() })

    const { body } = await search(known())

    expect(body.error).toBe('false')
    expect(body.message).toMatchObject({ forumdemo_example: [{ email_address: known(), hash: '0f'.repeat(16) }] })
    expect(JSON.stringify(body.message)).toContain(world.canarySecret)
  })

  test('gives a public key names only, ten times a day, and counts them', async () => {
    simulator.setKey('leak-lookup', simulatorKey, { subscriptionName: 'public' })

    const first = await search(known())
    for (let more = 0; more < 9; more++) await search(known())

    expect(first.body.message).toMatchObject({ forumdemo_example: [] })
    expect(await search(known())).toEqual({ status: 200, body: { error: 'true', message: 'REQUEST LIMIT REACHED' } })
    expect((await post('stats', { key: simulatorKey })).body.message).toMatchObject({ requests: 10, limit: 10 })
  })

  test('says nothing found with a list where a map was promised', async () => {
    expect((await search('nobody@example.org')).body).toEqual({ error: 'false', message: [] })
  })

  test('knows a number with its country code, and in no other form', async () => {
    const phoneE164 = '+33639980123'
    world.records.push({ leak: 'ReseauSocialExemple', email: 'x@example.org', phoneE164 })
    const ask = async (query: string) =>
      (await post('search', { key: simulatorKey, type: 'phone', query })).body.message

    expect(await ask('33639980123')).toHaveProperty('reseausocial_2021')
    expect(await ask('0639980123')).toEqual([])
  })

  test.each([
    [{ type: 'domain', query: 'x.fr' }, 'MISSING API KEY'],
    [{ key: 'ab'.repeat(16), type: 'domain', query: 'x.fr' }, 'INVALID API KEY'],
    [{ key: simulatorKey, query: 'x.fr' }, 'MISSING REQUIRED PARAMETERS'],
    [{ key: simulatorKey, type: 'domain', query: '' }, 'EMPTY VALUE DETECTED'],
  ])('refuses %j with 200', async (form, message) => {
    expect(await post('search', form)).toEqual({ status: 200, body: { error: 'true', message } })
  })
})
