import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { BlockedError, ContractError, RefusedError } from '../../../src/domain/index.ts'
import type { World } from '../../../src/simulator/index.ts'
import { pastebin } from '../../../src/sources/pastebin/index.ts'
import { startWatch, testWatch, type WatchBench, type WatchSpec } from '../watch-suite.ts'

const pretend = { main: 'pastebin', feed: 'pastebin-scrape' } as const

function grow({ pastebin: archive }: World, count: number): void {
  for (let index = 0; index < count; index++) archive.push({ body: `nouveau ${index}` })
}

const spec: Omit<WatchSpec, 'place' | 'items' | 'reach'> = {
  source: pastebin,
  pretend,
  know: (world) => {
    world.pastebin.scrapeAllowed = true
    grow(world, 30)
    world.pastebin.push({ id: 'Ab12Cd34', title: 'mix fr', body: 'agent@ville-exemple.fr:FICTIF\n' })
  },
  text: { at: 0, is: 'agent@ville-exemple.fr:FICTIF\n', inHand: false },
  grow,
  remove: ({ pastebin: archive }) => {
    archive.pastes[0]!.state = 'removed'
  },
}

testWatch({
  ...spec,
  place: 'archive',
  items: [{ key: 'Ab12Cd34', url: 'https://pastebin.com/Ab12Cd34', title: 'mix fr' }],
  reach: { found: 49, tooMany: 50 },
  hold: ({ pastebin: archive }) => {
    archive.pastes[0]!.state = 'pending'
  },
  // its words for a refusal are a page
  becomes: { '403': BlockedError },
})

testWatch({
  ...spec,
  again: true,
  place: 'feed',
  items: [{ key: 'Ab12Cd34', url: 'https://scrape.pastebin.com/api_scrape_item.php?i=Ab12Cd34', title: 'mix fr' }],
  reach: { found: 249, tooMany: 250 },
})

describe('Pastebin', () => {
  let bench: WatchBench
  beforeEach(async () => {
    bench = await startWatch({ source: pastebin, pretend })
    spec.know(bench.world)
  })
  afterEach(() => bench.close())

  test('has its paid feed only where the configuration says so', () => {
    const keys = (options: Record<string, unknown>) =>
      pastebin.places?.({ verifiedDomains: [], options }).map(({ key }) => key)

    expect(keys({})).toEqual(['archive'])
    expect(keys({ feed: true })).toEqual(['archive', 'feed'])
  })

  test('says with 200 that an address is not on the list of its feed: refused, and the archive goes on', async () => {
    bench.world.pastebin.scrapeAllowed = false

    await expect(bench.list({ place: 'feed' })).rejects.toThrow(RefusedError)
    expect((await bench.list()).items).toHaveLength(31)
  })

  test('is not read where its robots.txt asks programs not to, and asked again once a day', async () => {
    const first = await bench.list()
    await bench.list(first.state === undefined ? {} : { state: first.state })

    const robots = bench.simulator.requests.filter(({ path }) => path.endsWith('/robots.txt'))
    expect(robots).toHaveLength(1)
  })

  test('a private paste stays due, with 200 or 404', async () => {
    const item = { key: 'Ab12Cd34', url: 'https://pastebin.com/Ab12Cd34' }
    bench.world.pastebin.pastes[0]!.state = 'private'

    await expect(pastebin.read(item, bench.net)).rejects.toThrow('awaits moderation')
  })

  test('a long paste that quotes the notice of a private one is content', async () => {
    const body = `this is a private paste or is pending moderation\n${'x'.repeat(700)}`
    bench.world.pastebin.push({ id: 'Quote001', body })

    const read = await pastebin.read({ key: 'Quote001', url: 'https://pastebin.com/Quote001' }, bench.net)

    expect(new TextDecoder().decode(read?.body)).toBe(body)
  })

  test('an empty paste is no content', async () => {
    bench.world.pastebin.push({ id: 'Vide0001', body: '' })

    const read = pastebin.read({ key: 'Vide0001', url: 'https://pastebin.com/Vide0001' }, bench.net)

    await expect(read).rejects.toThrow(ContractError)
  })

  test('a page titled like a challenge is judged by its rows', async () => {
    bench.world.pastebin.push({ id: 'Titre001', title: 'Just a moment... Please slow down', body: 'x' })

    expect((await bench.list()).items[0]).toMatchObject({ key: 'Titre001' })
  })
})
