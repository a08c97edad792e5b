import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { exitCodeOf } from '../../src/scan/index.ts'
import { exposures, ledger, openTown, type Town } from './town.ts'

const hourMs = 3_600_000

let town: Town
beforeEach(async () => {
  town = await openTown()
  town.sources.clear()
  town.sources.set('pastebin', {})
  town.world.pastebin.pastes = []
})
afterEach(() => town.close())

const raws = () => town.simulator.requests.map(({ path }) => path).filter((path) => path.includes('/raw/'))

describe('a watched place', () => {
  test('tells who was seen in what is new, and reads each item once', async () => {
    await town.list('residents', 'test@example.org', '+33639980123', 'ville-exemple.fr', 'autre@example.org')
    const id = town.world.pastebin.push({
      body: 'xtest@example.org\nTEST@Example.org;06 39 98 01 23\nagent@ville-exemple.fr',
    }).id

    const report = await town.scan()

    expect(await exposures(town.store)).toEqual([
      `+33639980123 pastebin:${id} new`,
      `test@example.org pastebin:${id} new`,
      `ville-exemple.fr pastebin:${id} new`,
    ])
    expect(report.sources[0]!.watch).toMatchObject({
      listRead: true,
      added: 1,
      read: 1,
      failed: 0,
      hits: 3,
      gap: false,
    })
    expect(ledger(report, 'pastebin').join()).not.toContain('absent')

    town.clock.pass(hourMs)
    await town.scan()
    expect(raws()).toHaveLength(1)
  })

  test('keeps an item due whose body could not be had, and reads it later', async () => {
    await town.list('residents', 'test@example.org')
    town.world.pastebin.push({ body: 'test@example.org' })
    town.simulator.setFault('pastebin', '500', { match: /raw/ })

    const report = await town.scan()
    expect(report.sources[0]!.watch).toMatchObject({ read: 0, failed: 1, hits: 0 })
    expect(report.sources[0]!.watch!.intervals).toMatchObject([{ itemsListed: 1, itemsRead: 0, itemsUnread: 1 }])
    expect(report.exposures.new).toBe(0)

    town.simulator.clearFaults()
    await town.scan()
    expect(await town.store.exposures.count({})).toBe(0)

    town.clock.pass(hourMs)
    const later = await town.scan()
    expect(later.exposures.new).toBe(1)
    expect(exitCodeOf(later)).toBe(10)
    expect(later.sources[0]!.watch!.intervals).toMatchObject([{ itemsRead: 1, itemsUnread: 0 }])
  })

  test.each(['403-challenge', 'empty-list', '500'] as const)(
    'whose list is none (%s) has failed, and found nothing',
    async (fault) => {
      await town.list('residents', 'test@example.org')
      town.simulator.setFault('pastebin', fault, { match: /archive/ })

      const report = await town.scan()

      expect(report.sources[0]!.watch).toMatchObject({ listRead: false, read: 0 })
      expect(report.sources[0]!.watch!.listFailed).toBeDefined()
      expect(report.sources[0]!.watch!.intervals).toMatchObject([{ readings: 0, failedReadings: 1 }])
      expect(exitCodeOf(report)).toBe(20)
    },
  )

  test('counts a gap when nothing of the former list is left', async () => {
    await town.list('residents', 'test@example.org')
    for (let index = 0; index < 50; index++) town.world.pastebin.push({ body: `rien ${index}` })
    await town.scan()
    for (let index = 0; index < 60; index++) town.world.pastebin.push({ body: `autre ${index}` })
    town.clock.pass(hourMs)

    const report = await town.scan()

    expect(report.sources[0]!.watch).toMatchObject({ gap: true, added: 50 })
    expect(report.sources[0]!.watch!.intervals).toMatchObject([{ readings: 2, gaps: 1 }])
  })

  test('does not read its list more often than the place wants, over several runs', async () => {
    await town.list('residents', 'test@example.org')
    town.world.pastebin.push({ body: 'rien' })
    await town.scan()

    const report = await town.scan()

    expect(town.simulator.requests.filter(({ path }) => path.endsWith('/archive'))).toHaveLength(1)
    expect(report.sources[0]!.watch!.listRead).toBe(false)
    expect(exitCodeOf(report)).toBe(0)
  })

  test('begins another interval when the lists change: who is new was not watched yesterday', async () => {
    await town.list('residents', 'test@example.org')
    town.world.pastebin.push({ body: 'nouveau@example.org' })
    await town.scan()
    await town.list('residents', 'nouveau@example.org')
    town.clock.pass(hourMs)
    town.world.pastebin.push({ body: 'nouveau@example.org encore' })

    const report = await town.scan()

    expect(report.exposures.new).toBe(1)
    expect(report.sources[0]!.watch!.intervals).toHaveLength(2)
  })

  test('is followed until the signal, at its own pace', async () => {
    await town.list('residents', 'test@example.org')
    town.world.pastebin.push({ body: 'rien' })
    const stop = new AbortController()
    let rounds = 0

    const report = await town.scan(
      { follow: true, watchOnly: true },
      {
        signal: stop.signal,
        onProgress(progress) {
          if (progress.type !== 'source' || progress.phase !== 'paused') return
          if (++rounds === 1) town.world.pastebin.push({ body: 'test@example.org' })
          if (rounds === 3) stop.abort()
        },
      },
    )

    expect(report.exposures.new).toBe(1)
    expect(town.simulator.requests.filter(({ path }) => path.endsWith('/archive')).length).toBeGreaterThan(1)
    expect(exitCodeOf(report)).toBe(130)
  })

  test('keeps nothing of a paste but who was in it', async () => {
    await town.list('residents', 'test@example.org')
    town.world.pastebin.push({ body: `test@example.org:${town.world.canarySecret}`, title: town.world.canarySecret })

    const report = await town.scan()

    expect(report.exposures.new).toBe(1)
    expect(JSON.stringify([report, await town.store.events.all(), await exposures(town.store)])).not.toContain(
      town.world.canarySecret,
    )
  })
})
