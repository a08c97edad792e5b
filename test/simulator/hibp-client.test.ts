/** A client that nobody here wrote must get right answers: the simulator is no proof of itself. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import * as hibp from 'hibp'
import { makeCity, makeWorld, type Simulator, simulatorKey, startSimulator } from '../../src/simulator/index.ts'

const city = makeCity()
const world = makeWorld(city)
const [known = ''] = [...world.hibp.accounts.keys()].filter((account) => account.endsWith('@ville-exemple.fr'))
const [infected = ''] = [...world.hibp.stealerLogs.keys()].filter((email) => email.endsWith('@ville-exemple.fr'))
const [pasted = ''] = world.hibp.pastes.keys()
let simulator: Simulator
let options: { apiKey: string; baseUrl: string }

beforeAll(async () => {
  simulator = await startSimulator({ world })
  options = { apiKey: simulatorKey, baseUrl: simulator.baseUrl('hibp') }
})
afterAll(() => simulator.close())

/** Names that the public account search may tell, by the world itself. */
function publicNames(account: string): string[] {
  const names = world.hibp.accounts.get(account) ?? []
  return world.hibp.breaches
    .filter((breach) => names.includes(breach.Name) && !breach.IsSensitive && !breach.IsRetired)
    .map((breach) => breach.Name)
    .sort()
}

describe('the npm client hibp', () => {
  test('reads every account of the city as the world has it', async () => {
    for (const account of [...world.hibp.accounts.keys()].slice(0, 60)) {
      const found = await hibp.breachedAccount(account, options)
      expect((found ?? []).map((breach) => breach.Name).sort()).toEqual(publicNames(account))
    }
    expect(await hibp.breachedAccount('nobody@example.org', options)).toBeNull()
  })

  test('reads a whole account', async () => {
    const found = await hibp.breachedAccount(known, { ...options, truncate: false })

    expect(found?.[0]).toEqual(world.hibp.breaches.find((breach) => breach.Name === found?.[0]?.Name))
  })

  test('reads the catalogue, one breach, the latest and the data classes', async () => {
    expect(await hibp.breaches(options)).toHaveLength(world.hibp.breaches.length)
    expect((await hibp.breach('TransFictif', options))?.Title).toBe('TransFictif')
    expect(await hibp.breach('NoSuchBreach', options)).toBeNull()
    expect((await hibp.latestBreach(options))?.Name).toBe('LogicielMairieExemple')
    expect(await hibp.dataClasses(options)).toContain('Phone numbers')
  })

  test('reads pastes', async () => {
    expect(await hibp.pasteAccount(pasted, options)).toHaveLength(world.hibp.pastes.get(pasted)?.length ?? 0)
    expect(await hibp.pasteAccount('nobody@example.org', options)).toBeNull()
  })

  test('reads domains and stealer logs of a verified domain', async () => {
    const [alias = ''] = infected.split('@')
    const sites = [...(world.hibp.stealerLogs.get(infected) ?? [])].sort()

    expect(Object.keys((await hibp.breachedDomain('ville-exemple.fr', options)) ?? {})).toContain(known.split('@')[0])
    expect(await hibp.stealerLogsByEmail(infected, options)).toEqual(sites)
    expect((await hibp.stealerLogsByEmailDomain('ville-exemple.fr', options))?.[alias]).toEqual(sites)
    expect(await hibp.stealerLogsByWebsiteDomain('ville-exemple.fr', options)).toEqual(
      [...world.hibp.stealerLogs]
        .filter(([, all]) => all.includes('webmail.ville-exemple.fr'))
        .map(([email]) => email)
        .sort(),
    )
  })

  test('reads the subscription and its domains', async () => {
    expect(await hibp.subscriptionStatus(options)).toMatchObject({ SubscriptionName: 'Pro 5', Rpm: 60_000 })
    expect((await hibp.subscribedDomains(options)).map((domain) => domain.DomainName)).toEqual(world.domains)
  })

  test('reads pwned passwords', async () => {
    expect(await hibp.pwnedPassword('password', { baseUrl: simulator.baseUrl('pwnedpasswords') })).toBe(52_256_179)
  })

  test('hears a wrong key, a refusal of the edge and the limit as such', async () => {
    const wrong = { ...options, apiKey: 'ab'.repeat(16) }
    await expect(hibp.breachedAccount(known, wrong)).rejects.toThrow('invalid hibp-api-key')

    simulator.setFault('hibp', '403-challenge', { times: 1 })
    await expect(hibp.breachedAccount(known, options)).rejects.toThrow('Request blocked')

    simulator.setFault('hibp', { mode: '429', retryAfterSeconds: 6 }, { times: 1 })
    await expect(hibp.breachedAccount(known, options)).rejects.toMatchObject({
      name: 'RateLimitError',
      retryAfterSeconds: 6,
    })
  })
})
