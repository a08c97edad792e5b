import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { exposureLines } from '../../src/report/index.ts'
import { exitCodeOf, type ScanOptions, type ScanReport } from '../../src/scan/index.ts'
import { addClaim, addPost, addText } from '../../src/simulator/index.ts'
import { exposures, ledger, openTown, population, type Town } from './town.ts'

const hourMs = 3_600_000
const organisationNames = ['mairie de Saint-Exemple', 'CCAS de Saint-Exemple']

let town: Town
beforeEach(async () => {
  town = await openTown()
  town.sources.clear()
  town.populations.push(population('city', { disclose: 'nothing' }))
})
afterEach(() => town.close())

const scan = (options?: ScanOptions, more = {}) => town.scan(options, { organisationNames, ...more })
const asked = (part: string) => town.simulator.requests.filter(({ path }) => path.includes(part))
const watch = (report: ScanReport) => report.sources[0]!.watch!

function follow(...channels: string[]) {
  town.sources.set('telegram', { settings: { verifiedDomains: [], options: { channels } } })
}

async function resale(): Promise<string[]> {
  const found: string[] = []
  for await (const lines of exposureLines(town.store, { now: new Date(town.clock.wallNow()), filter: {} })) {
    found.push(...lines.map((line) => `${line.selector} ${line.judgement.resale}`))
  }
  return found.sort()
}

describe('a name of an organisation', () => {
  test('is watched like any selector, and told to nobody', async () => {
    town.sources.set('hibp', {})
    follow('canal')
    addPost(town.world.places, 'canal', {
      text: 'Vends BDD mairie de Saint-Exemple, 41 200 lignes, jamais diffusée. Prix 150 $ en XMR, contact @vendeur_fictif',
    })

    const report = await scan()

    expect(await exposures(town.store)).toEqual(['mairie de Saint-Exemple telegram:canal/101 new'])
    expect(await resale()).toEqual(['mairie de Saint-Exemple yes'])
    expect(ledger(report, 'telegram')).toEqual(['city organisation posts: 1 present'])
    expect(ledger(report, 'hibp', 'breaches')).toEqual(['city organisation breaches: 2 not-asked (kind-not-taken)'])
    expect(asked('/hibp/').filter(({ path }) => path.includes('account') || path.includes('range'))).toEqual([])
    expect(await town.store.lists.persons(new Date().toISOString())).toEqual([])
  })

  test('is watched for as long as the configuration holds it', async () => {
    follow('canal')
    addPost(town.world.places, 'canal', { text: 'rien' })
    const held = async () => {
      const names: string[] = []
      for await (const block of town.store.lists.watched({ populations: ['city'] })) {
        names.push(...block.map(({ canonical }) => canonical))
      }
      return names.sort()
    }

    await scan()
    const version = await town.store.lists.version()
    expect(await held()).toEqual(['CCAS de Saint-Exemple', 'mairie de Saint-Exemple'])
    await scan()
    expect(await town.store.lists.version()).toBe(version)
    await scan({}, { organisationNames: ['  Mairie  de Saint-Exemple'] })
    expect(await held()).toEqual(['Mairie de Saint-Exemple'])
    await scan({}, { organisationNames: [] })
    expect(await held()).toEqual([])
  })
})

describe('several places of one source', () => {
  test('are read apart: one that fails leaves the others', async () => {
    follow('absent', 'canal')
    addPost(town.world.places, 'canal', { text: 'Le CCAS de Saint-Exemple recrute' })

    const report = await scan()

    expect(watch(report).places).toEqual([
      { place: 'telegram/absent', name: 't.me/absent', listRead: false, listFailed: expect.any(String), gap: false },
      { place: 'telegram/canal', name: 't.me/canal', listRead: true, gap: false },
    ])
    expect(watch(report).intervals).toMatchObject([
      { place: 'telegram/absent', readings: 0, failedReadings: 1, itemsListed: 0 },
      { place: 'telegram/canal', readings: 1, failedReadings: 0, itemsListed: 1, itemsRead: 1 },
    ])
    expect(await exposures(town.store)).toHaveLength(1)
    expect(exitCodeOf(report)).toBe(30)
  })

  test('go on each from its own newest item, and a gap is counted where it was', async () => {
    follow('a-un', 'deux')
    for (const channel of ['a_un', 'deux']) {
      for (let index = 0; index < 30; index++) addPost(town.world.places, channel, { text: `annonce ${index}` })
    }
    follow('a_un', 'deux')
    expect(watch(await scan())).toMatchObject({ read: 40, gap: false })
    for (let index = 0; index < 45; index++) addPost(town.world.places, 'deux', { text: `autre ${index}` })
    town.clock.pass(hourMs)

    const report = await scan()

    // two pages more, down to what was read before
    expect(asked('/s/deux')).toHaveLength(4)
    expect(asked('/s/a_un')).toHaveLength(2)
    expect(watch(report)).toMatchObject({ added: 45, read: 45, gap: false })
  })

  test('that are not configured are no failure, unless the source is required', async () => {
    follow()

    const report = await scan()
    expect(watch(report)).toMatchObject({ places: [], read: 0 })
    expect(report.sources[0]).toMatchObject({ outcome: 'done', requests: 0 })
    expect(exitCodeOf(report)).toBe(0)

    expect(exitCodeOf(await scan({ require: ['telegram'] }))).toBe(20)
  })

  test('have each their clock', async () => {
    follow('canal')
    addPost(town.world.places, 'canal', { text: 'rien' })
    await scan()
    follow('canal', 'nouveau')
    addPost(town.world.places, 'nouveau', { text: 'CCAS de Saint-Exemple' })

    await scan()

    expect(asked('/s/canal')).toHaveLength(1)
    expect(asked('/s/nouveau')).toHaveLength(1)
  })
})

describe('a list that did not change', () => {
  test('is a reading, and extends the interval', async () => {
    town.sources.set('gist', {})
    addText(town.world.places.gists, { body: 'mairie de Saint-Exemple' })
    await scan()
    town.clock.pass(hourMs)

    const report = await scan()

    expect(asked('/gists/public').map(({ status }) => status)).toEqual([200, 304])
    const [interval] = watch(report).intervals
    expect(interval).toMatchObject({ readings: 2, failedReadings: 0, gaps: 0, itemsListed: 1 })
    expect(Date.parse(interval!.to) - Date.parse(interval!.from)).toBeGreaterThanOrEqual(hourMs)
  })
})

describe('an item', () => {
  test('of a kind that is never read is counted as unread, and not asked for again', async () => {
    town.sources.set('gist', {})
    addText(town.world.places.gists, { name: 'dump.sql', body: 'mairie de Saint-Exemple' })
    addText(town.world.places.gists, { name: 'a.txt', body: 'PK\u0003\u0004 archive' })

    const report = await scan()
    expect(watch(report)).toMatchObject({ read: 0, refused: 2, failed: 0, hits: 0 })
    expect(watch(report).intervals).toMatchObject([{ itemsListed: 2, itemsUnread: 2, itemsRefused: 2, itemsGone: 0 }])

    town.clock.pass(48 * hourMs)
    await scan()
    expect(asked('/raw/')).toHaveLength(1)
  })

  test('leaves its fingerprint, a verdict and the words of our own rules', async () => {
    await town.list('residents', 'jeanne.durand@example.org', '+33639980123')
    town.sources.set('gist', {})
    const body = [
      'Selling database of Jeanne Durand, diabetes since 2012, mairie de Saint-Exemple, 41 200 lines',
      'Price: 150 $ in XMR, escrow accepted, contact @vendeur_fictif',
      `Durand;Jeanne;jeanne.durand@example.org;06 39 98 01 23;${town.world.canarySecret}`,
    ].join('\n')
    addText(town.world.places.gists, { body })

    await scan()

    const [event] = await town.store.events.all()
    expect(event!.post).toMatchObject({
      label: 'sale_offer',
      commercial: 'yes',
      status: 200,
      sha256Hex: createHash('sha256').update(body).digest('hex'),
    })
    expect(event!.post!.excerpt.length).toBeLessThanOrEqual(200)
    expect(event!.post!.excerpt).toContain('mairie de Saint-Exemple')
    expect(event!.post!.excerpt).toContain('<email>;<phone>')
    const kept = JSON.stringify(await town.store.events.all())
    for (const word of ['Durand', 'Jeanne', 'diabetes', '2012', '98 01', 'vendeur', town.world.canarySecret]) {
      expect(kept.toLowerCase()).not.toContain(word.toLowerCase())
    }
    expect(await resale()).toEqual(['06 39 98 •• •• yes', 'j•••••@example.org yes', 'mairie de Saint-Exemple yes'])
  })

  test('about another victim is a mention', async () => {
    await town.list('staff', 'ville-exemple.fr')
    town.sources.set('ransomware-live', { settings: { hasKey: false, verifiedDomains: [], options: {} } })
    addClaim(town.world.places, { victim: 'Mairie de Saint-Exemple', domain: 'ville-exemple.fr' })
    addClaim(town.world.places, {
      victim: 'Prestataire Exemple',
      domain: 'prestataire.example.org',
      words: 'Clients: CCAS de Saint-Exemple',
    })

    await scan()

    const found: string[] = []
    for await (const block of town.store.exposures.list({})) {
      for (const { selector, sightings } of block) {
        found.push(`${selector.canonical} ${sightings.map(({ details }) => details ?? 'victim').join()}`)
      }
    }
    expect(found.sort()).toEqual([
      'CCAS de Saint-Exemple mention',
      'mairie de Saint-Exemple victim',
      'ville-exemple.fr victim',
    ])
  })

  test('that its list holds is matched again after a crash, without being asked for', async () => {
    follow('canal')
    for (let index = 0; index < 12; index++) {
      addPost(town.world.places, 'canal', { text: `${index} : mairie de Saint-Exemple` })
    }
    const mend = town.breakStore("before update on watch_item when new.key = 'canal/107'")
    await expect(scan()).rejects.toThrow('broken by a test')
    expect((await exposures(town.store)).length).toBeLessThan(12)
    mend()

    const report = await scan()

    expect(await exposures(town.store)).toHaveLength(12)
    expect(watch(report).intervals).toMatchObject([{ readings: 1, itemsListed: 12, itemsRead: 12 }])
    expect(asked('embed')).toEqual([])
  })

  test('that failed has its turn while the place is followed, before the list has', async () => {
    town.sources.set('cyberwatch', {})
    town.sources.set('gist', {})
    addText(town.world.places.gists, { body: 'mairie de Saint-Exemple', state: 'pending' })
    const stop = new AbortController()
    let rounds = 0

    await scan(
      { follow: true, watchOnly: true },
      {
        sources: town.deps.sources.filter(({ source }) => source.id === 'gist'),
        signal: stop.signal,
        onProgress(progress: { type: string; phase?: string }) {
          if (progress.phase !== 'paused') return
          if (++rounds === 1) town.world.places.gists[0]!.state = 'public'
          if (rounds === 2) stop.abort()
        },
      },
    )

    expect(await exposures(town.store)).toHaveLength(1)
  })
})

describe('bad input', () => {
  test.each(['endless', 'gzip-bomb', 'html-200', 'reset', 'cut-body', 'redirect', '503-html'] as const)(
    'an item that answers with %s has failed, and the rest goes on',
    async (fault) => {
      town.sources.set('gist', {})
      const bad = addText(town.world.places.gists, { body: 'mairie de Saint-Exemple' })
      addText(town.world.places.gists, { body: 'mairie de Saint-Exemple' })
      town.simulator.setFault('gist', fault, { match: new RegExp(bad.id) })

      const report = await scan()

      expect(watch(report)).toMatchObject({ failed: 1, read: 1, hits: 1, refused: 0 })
      town.simulator.clearFaults()
      town.clock.pass(hourMs)
      await scan()
      expect(await exposures(town.store)).toHaveLength(2)
    },
  )

  test('a text over the cap is tried a few times, and counted as unread for good', async () => {
    town.sources.set('gist', {})
    addText(town.world.places.gists, { body: `mairie de Saint-Exemple ${'x'.repeat(6 * 2 ** 20)}` })

    let tries = 0
    for (let day = 0; day < 12; day++) {
      const before = asked('/raw/').length
      await scan()
      // a try is two requests where the first met a connection that was just closed upon the body before
      if (asked('/raw/').length > before) tries++
      town.clock.pass(25 * hourMs)
    }

    expect(tries).toBe(8)
    expect(watch(await scan()).intervals).toMatchObject([{ itemsListed: 1, itemsUnread: 1, itemsRefused: 1 }])
    expect(await exposures(town.store)).toEqual([])
  })

  test('a list whose structure changed is no empty list', async () => {
    follow('canal')
    addPost(town.world.places, 'canal', { text: 'mairie de Saint-Exemple' })
    town.simulator.setFault('telegram', 'schema-drift', {})

    const report = await scan()

    expect(watch(report)).toMatchObject({ listRead: false, listFailed: 'malformed' })
    expect(watch(report).intervals).toMatchObject([{ readings: 0, failedReadings: 1 }])
    expect(exitCodeOf(report)).toBe(20)
  })
})
