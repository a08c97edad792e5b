import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { BlockedError, ConfigError, ContractError, UnreachableError } from '../../../src/domain/index.ts'
import { addPost } from '../../../src/simulator/index.ts'
import { telegram } from '../../../src/sources/telegram/index.ts'
import { said } from '../checked.ts'
import { startWatch, type WatchBench } from '../watch-suite.ts'

const channel = 'canal_demo_exemple'
let bench: WatchBench
beforeEach(async () => {
  bench = await startWatch({ source: telegram, pretend: 'telegram', place: channel })
  post(5)
})
afterEach(() => bench.close())

function post(count: number): void {
  for (let index = 0; index < count; index++) addPost(bench.world.places, channel, { text: `Annonce ${index}` })
}

const state = async () => ({ state: (await bench.list()).state ?? '' })
const pages = () => bench.simulator.requests.map(({ path }) => path).filter((path) => path.includes('/s/'))

describe('a watched channel', () => {
  test('is read back to the last post known, one page after the other', async () => {
    const former = await state()
    post(45)
    bench.simulator.forgetRequests()

    const { items, gap } = await bench.list(former)

    expect(items.slice(0, 45).map(({ key }) => key)).toEqual(
      Array.from({ length: 45 }, (_, i) => `${channel}/${150 - i}`),
    )
    expect(gap).toBe(false)
    expect(pages()).toEqual([
      `/telegram/s/${channel}`,
      `/telegram/s/${channel}?before=131`,
      `/telegram/s/${channel}?before=111`,
    ])
  })

  test('is read by its latest page alone at first, and when little is new', async () => {
    post(60)
    const former = await state()
    post(19)
    await bench.list(former)

    expect(pages()).toEqual([`/telegram/s/${channel}`, `/telegram/s/${channel}`])
  })

  test('has no gap where the posts known were deleted and older ones are reached', async () => {
    const former = await state()
    post(30)
    const posts = bench.world.places.channels.get(channel)!
    bench.world.places.channels.set(channel, [
      ...posts.slice(0, 30),
      { number: 50, text: 'x', postedAt: '2026-01-01T00:00:00.000Z' },
    ])

    expect((await bench.list(former)).gap).toBe(false)
  })

  test('fails as a whole when one of the pages cannot be had, so that nothing between is taken for read', async () => {
    const former = await state()
    post(45)
    bench.fault('500', /before=111/)

    await expect(bench.list(former)).rejects.toThrow(UnreachableError)
  })

  test('that is missing or private is refused, with what to check', async () => {
    const outcome = await telegram
      .list(bench.net, bench.settings, { place: 'inconnu' })
      .catch((error: unknown) => error)

    expect(outcome).toBeInstanceOf(BlockedError)
    expect((outcome as BlockedError).mend).toContain('sources.telegram.options.channels')
  })

  test('with lines of the channel itself only is no failure', async () => {
    bench.world.places.channels.clear()
    addPost(bench.world.places, channel, { text: '', kind: 'service' })

    expect(await bench.list()).toMatchObject({ items: [], badRows: 0, gap: false })
  })

  test('is not read where robots.txt asks programs not to', async () => {
    bench.world.places.robots.set('telegram', 'User-agent: *\nDisallow: /s/')

    await expect(bench.list()).rejects.toThrow(BlockedError)
  })

  test('a post whose page is neither a post nor an error is no content', async () => {
    bench.fault('html-200')

    const read = telegram.read({ key: `${channel}/101`, url: `https://t.me/${channel}/101` }, bench.net)

    await expect(read).rejects.toThrow(ContractError)
  })
})

describe('the channels of the configuration', () => {
  const keys = (channels: unknown) =>
    telegram.places?.({ verifiedDomains: [], options: { channels } }).map(({ key }) => key)

  test('are places, each once', () => {
    expect(keys(['Canal_Demo', 'canal_demo', 'autre_canal'])).toEqual(['canal_demo', 'autre_canal'])
    expect(telegram.places?.({ verifiedDomains: [], options: {} })).toEqual([])
  })

  test.each([['canal_demo'], [['@canal']], [['a/b']], [['https://t.me/canal']], [[42]], [['']]])(
    '%j is a broken setting',
    (channels) => {
      expect(() => keys(channels)).toThrow(ConfigError)
    },
  )

  test('without one there is nothing to read, and the check says so', async () => {
    await expect(telegram.list(bench.net, bench.settings, {})).rejects.toThrow(ConfigError)
    expect(said(await telegram.check(bench.net, bench.settings))).toEqual([
      'contract: not-learnt (sources.telegram.options names no place to watch)',
    ])
  })
})
