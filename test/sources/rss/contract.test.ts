import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { BlockedError, ConfigError, ContractError } from '../../../src/domain/index.ts'
import type { World } from '../../../src/simulator/index.ts'
import { rss } from '../../../src/sources/rss/index.ts'
import { startWatch, testWatch, type WatchBench, type WatchSpec } from '../watch-suite.ts'

const press = { key: 'presse', url: 'https://presse.example.org/flux.xml?tout=1' }
const path = '/flux.xml'

function add({ places }: World, title: string, given: { link?: string; name?: string; summary?: string } = {}): void {
  const feed = places.feeds.get(path) ?? { format: 'rss', entries: [] }
  places.feeds.set(path, feed)
  feed.entries.unshift({
    name: `tag:presse.example.org,2026:${feed.entries.length}`,
    link: `https://presse.example.org/${feed.entries.length}`,
    title,
    summary: '',
    publishedAt: '2026-11-23T06:00:00.000Z',
    ...given,
  })
}

/** The feed shows its ten latest. */
function grow(world: World, count: number): void {
  for (let index = 0; index < count; index++) add(world, `Article ${index} ${count}`)
  world.places.feeds.get(path)!.entries.splice(10)
}

function spec(format: 'rss' | 'atom'): WatchSpec {
  return {
    source: rss,
    pretend: 'rss',
    settings: { options: { feeds: [press] } },
    place: 'presse',
    know: (world) => {
      for (const feed of ['/alerte/feed/', '/cti/feed/', '/feed/atom-flux-complet']) {
        add(world, 'Une alerte')
        world.places.feeds.set(feed, {
          ...world.places.feeds.get(path)!,
          entries: [...world.places.feeds.get(path)!.entries],
        })
      }
      world.places.feeds.set(path, { format, entries: [] })
      grow(world, 3)
      add(world, 'Saint-Exemple : la mairie & la CNIL', {
        link: 'https://presse.example.org/saint-exemple',
        summary: '<p>La ville de Saint-Exemple a notifi&eacute; <b>une violation</b>.</p>',
      })
    },
    items: [
      {
        key: expect.stringMatching(/^presse\/[0-9a-f]{32}$/) as never,
        url: 'https://presse.example.org/saint-exemple',
        event: {
          key: expect.stringMatching(/^rss:presse\/[0-9a-f]{32}$/) as never,
          title: 'presse: presse.example.org',
          nature: 'post',
          dataClasses: [],
          url: 'https://presse.example.org/saint-exemple',
          addedAt: '2026-11-23T06:00:00.000Z',
        },
      },
    ],
    text: {
      at: 0,
      is: [
        'Saint-Exemple : la mairie & la CNIL',
        'La ville de Saint-Exemple a notifié une violation.',
        'https://presse.example.org/saint-exemple',
      ].join('\n'),
      inHand: true,
    },
    grow,
    reach: { found: 9, tooMany: 10 },
    versioned: true,
    // words in place of a feed are read for what they say; a refusal is a page
    becomes: { '403': BlockedError },
  }
}

testWatch(spec('rss'))
testWatch({ ...spec('atom'), again: true })

describe('feeds', () => {
  let bench: WatchBench
  beforeEach(async () => {
    bench = await startWatch({
      source: rss,
      pretend: 'rss',
      place: 'presse',
      settings: { options: { feeds: [press] } },
    })
  })
  afterEach(() => bench.close())

  const settings = (feeds: unknown) => ({ verifiedDomains: [], options: { feeds } })

  test('of the State are there from the start, and each is a place at its own host', () => {
    expect(rss.places?.(settings([press])).map(({ key }) => key)).toEqual([
      'cert-fr-alerts',
      'cert-fr-threats',
      'cybermalveillance',
      'presse',
    ])
    expect(rss.hostsOf?.(settings([press]))).toMatchObject({
      presse: 'https://presse.example.org',
      'cert-fr-alerts': 'https://www.cert.ssi.gouv.fr',
    })
  })

  test.each([
    ['no list', 'https://presse.example.org/flux.xml'],
    ['no key', [{ url: press.url }]],
    ['an address of no website', [{ key: 'a1', url: 'file:///etc/passwd' }]],
    ['a hidden service', [{ key: 'a1', url: 'http://exampleonlyexampleonly.onion/feed' }]],
    ['an address with a password', [{ key: 'a1', url: 'https://u:motdepasse@presse.example.org/' }]],
    ['an unknown setting', [{ ...press, cookie: 'x' }]],
  ])('with %s are a broken setting, which is named and not quoted', (_, feeds) => {
    const attempt = () => rss.places?.(settings(feeds))

    expect(attempt).toThrow(ConfigError)
    expect(attempt).toThrow(/^sources\.rss\.options\.feeds/)
    expect(attempt).not.toThrow(/passwd|motdepasse|onion/)
  })

  test('an entry that was corrected is another item', async () => {
    add(bench.world, 'Une commune touchée')
    const [before] = (await bench.list()).items
    bench.world.places.feeds.get(path)!.entries[0]!.title = 'Saint-Exemple touchée'

    const [after] = (await bench.list()).items

    expect(after?.key).not.toBe(before?.key)
  })

  test('without an entry are a failure, unless the setting says that there may be none', async () => {
    bench.world.places.feeds.set(path, { format: 'rss', entries: [] })
    const quiet = settings([{ ...press, mayBeEmpty: true }])

    await expect(bench.list()).rejects.toThrow(ContractError)
    expect(await rss.list(bench.net, quiet, { place: 'presse' })).toMatchObject({ items: [], badRows: 0, gap: false })
  })

  test('are not read where the site asks programs not to', async () => {
    add(bench.world, 'Un article')
    bench.world.places.robots.set('rss', 'User-agent: *\nDisallow: /flux.xml')

    await expect(bench.list()).rejects.toThrow(BlockedError)
  })

  test('an entry whose feed left the configuration stays unread', async () => {
    const item = { key: 'disparu/0123', url: 'https://presse.example.org/1' }

    await expect(rss.read(item, bench.net, bench.settings)).rejects.toThrow('no longer configured')
  })
})
