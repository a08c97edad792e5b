import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { AuthError, ContractError, QuotaError, SourceError } from '../../../src/domain/index.ts'
import { addClaim, addReport, type World } from '../../../src/simulator/index.ts'
import { ransomwareLive } from '../../../src/sources/ransomware-live/index.ts'
import { startWatch, testWatch, type WatchBench, type WatchSpec } from '../watch-suite.ts'

const pretend = { main: 'ransomware-live', pro: 'ransomware-live-pro' } as const
const page = 'https://www.ransomware.live/id/TWFpcmllIGRlIFNhaW50LUV4ZW1wbGVAZGVtb2dhbmc='

function grow({ places }: World, count: number): void {
  for (let index = 0; index < count; index++) addClaim(places, { victim: `Fabrique ${places.claims.length}` })
}

function know(world: World): void {
  grow(world, 3)
  addClaim(world.places, {
    victim: 'Mairie de Saint-Exemple',
    group: 'demogang',
    domain: 'www.Ville-Exemple.fr',
    attackedOn: '2026-01-05',
    discoveredAt: '2026-01-28T12:40:08.723Z',
    words: 'Invented words of the attackers.',
  })
}

const claims: Omit<WatchSpec, 'place' | 'settings' | 'reach'> = {
  source: ransomwareLive,
  pretend,
  know,
  items: [
    {
      key: 'claim:9f18b1d07aacd1ed40bfdb8bf5f1d014',
      url: page,
      event: {
        key: 'ransomware-live:claim:9f18b1d07aacd1ed40bfdb8bf5f1d014',
        title: 'Mairie de Saint-Exemple (demogang)',
        nature: 'claim',
        dataClasses: [],
        url: page,
        domain: 'ville-exemple.fr',
        occurredOn: '2026-01-05',
        addedAt: '2026-01-28T12:40:08.723Z',
      },
    },
  ],
  text: {
    at: 0,
    is: 'Mairie de Saint-Exemple\nwww.Ville-Exemple.fr\nPublic Sector\nInvented words of the attackers.',
    inHand: true,
  },
  grow,
  // a broken body is broken, whatever words stand in it
  // a large list is allowed: time may run out before its cap
  becomes: { 'slow-down': ContractError, 'gzip-bomb': SourceError },
}

testWatch({ ...claims, place: 'recent', reach: { found: 99, tooMany: 100 } })
// the whole country is listed, however long it takes
testWatch({ ...claims, again: true, place: 'country', reach: { found: 120, tooMany: Number.POSITIVE_INFINITY } })
testWatch({ ...claims, again: true, place: 'recent', settings: { hasKey: true }, reach: { found: 99, tooMany: 100 } })

testWatch({
  ...claims,
  again: true,
  place: 'press',
  know: (world) => {
    know(world)
    addReport(world.places, { title: 'Autre', country: 'DE' })
    addReport(world.places, {
      title: 'Cyberattaque fictive',
      victim: 'Ville Exemple',
      domain: 'ville-exemple.fr',
      date: '2026-01-06',
      added: '2026-01-07',
      summary: 'Résumé.',
      url: 'https://presse.example.org/article',
    })
  },
  items: [
    {
      url: 'https://presse.example.org/article',
      event: {
        key: expect.stringMatching(/^ransomware-live:press:[0-9a-f]{32}$/) as never,
        title: 'Cyberattaque fictive',
        nature: 'post',
        dataClasses: [],
        url: 'https://presse.example.org/article',
        domain: 'ville-exemple.fr',
        occurredOn: '2026-01-06',
        addedAt: '2026-01-07T00:00:00.000Z',
        description: 'Résumé.',
      },
    },
  ],
  text: { at: 0, is: 'Cyberattaque fictive\nVille Exemple\nville-exemple.fr\nRésumé.', inHand: true },
  grow: ({ places }, count) => {
    for (let index = 0; index < count; index++)
      addReport(places, { title: `Article ${index} ${places.reports.length}` })
  },
  reach: { found: 120, tooMany: Number.POSITIVE_INFINITY },
})

describe('ransomware.live', () => {
  let bench: WatchBench
  beforeEach(async () => {
    bench = await startWatch({ source: ransomwareLive, pretend, place: 'recent' })
    know(bench.world)
  })
  afterEach(() => bench.close())

  test('its limit, told with 200, is a limit', async () => {
    const { readClaims } = await import('../../../src/sources/ransomware-live/contract.ts')

    expect(() => readClaims({ message: '1 per 1 minute' })).toThrow(QuotaError)
    expect(() => readClaims({ error: "No victims found for keyword 'x'." })).toThrow(ContractError)
  })

  test('the same claim in two lists is one item', async () => {
    const recent = await bench.list()
    const country = await bench.list({ place: 'country' })

    expect(country.items.map(({ key }) => key)).toEqual(recent.items.map(({ key }) => key))
  })

  test('with a key PRO alone is asked, and without one v2 alone', async () => {
    await bench.list()
    const keyed = await startWatch({ source: ransomwareLive, pretend, place: 'recent', settings: { hasKey: true } })
    know(keyed.world)
    await keyed.list()

    expect(bench.simulator.requests.map(({ path }) => path)).toEqual(['/ransomware-live/v2/recentvictims'])
    expect(keyed.simulator.requests.map(({ path }) => path)).toEqual([
      '/ransomware-live-pro/victims/recent?order=discovered',
    ])
    await keyed.close()
  })

  test('a key that is refused is said to be, and v2 is not asked in its place', async () => {
    const keyed = await startWatch({ source: ransomwareLive, pretend, place: 'recent', settings: { hasKey: true } })
    keyed.fault('401')

    await expect(keyed.list()).rejects.toThrow(AuthError)
    expect(keyed.simulator.counts['ransomware-live'].requests).toBe(0)
    await keyed.close()
  })

  test('a country that is no code is a broken setting', async () => {
    const settings = { verifiedDomains: [], options: { country: 'France' } }

    await expect(ransomwareLive.list(bench.net, settings, { place: 'country' })).rejects.toThrow(
      'sources.ransomware-live.options.country',
    )
  })

  test('older names of the fields are read, a placeholder is no domain', async () => {
    const { readClaims } = await import('../../../src/sources/ransomware-live/contract.ts')
    const { claimItem } = await import('../../../src/sources/ransomware-live/map.ts')
    const { rows } = readClaims([
      { post_title: 'Ville Exemple', group_name: 'demogang', website: 'example.com', published: '2025-01-05 10:00:00' },
    ])

    const { event, url } = claimItem(rows[0]!)

    expect(event).toMatchObject({ title: 'Ville Exemple (demogang)', occurredOn: '2025-01-05' })
    expect(event).not.toHaveProperty('domain')
    expect(url).toBe('https://www.ransomware.live/')
  })
})
