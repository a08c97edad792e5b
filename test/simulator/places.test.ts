import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  addPost,
  addText,
  demoChannel,
  demoFeeds,
  makeCity,
  makeWorld,
  type PretendSourceId,
  type Simulator,
  simulatorKey,
  startSimulator,
  type World,
} from '../../src/simulator/index.ts'

const city = makeCity()
let world: World
let simulator: Simulator

beforeEach(async () => {
  world = makeWorld(city)
  simulator = await startSimulator({ world })
})
afterEach(() => simulator.close())

async function get(source: PretendSourceId, path: string, headers: Record<string, string> = {}) {
  const response = await fetch(simulator.baseUrl(source) + path, { headers, redirect: 'manual' })
  return { status: response.status, headers: response.headers, body: await response.text() }
}

describe('the watched places of the invented city', () => {
  test('are the same for the same city', () => {
    expect(makeWorld(city).places).toEqual(makeWorld(city).places)
  })

  test('hold a sale post, a combo list, a claim, a report and a press note about it, among others', () => {
    const { channels, gists, claims, reports, feeds } = world.places
    const ours = [...city.staff, ...city.residents].map(({ email }) => email)

    expect(
      channels.get(demoChannel)?.filter(({ text }) => /Vends BDD mairie de Saint-Exemple/.test(text)),
    ).toHaveLength(1)
    expect(gists.filter(({ body }) => ours.some((email) => body.includes(email)))).toHaveLength(1)
    expect(gists.some(({ body }) => body.includes(world.canarySecret))).toBe(true)
    expect(claims.filter(({ domain }) => domain === 'ville-exemple.fr')).toMatchObject([
      { victim: 'Mairie de Saint-Exemple' },
    ])
    expect(reports.filter(({ domain }) => domain === 'ville-exemple.fr')).toHaveLength(1)
    expect(feeds.get(demoFeeds.press)?.entries[0]?.title).toContain('Saint-Exemple : la mairie notifie')
  })

  test('speak of nobody who exists', () => {
    const all = JSON.stringify([...world.places.channels, world.places.gists, world.places.claims])

    for (const [, domain] of all.matchAll(/@([a-z0-9-]+\.[a-z.]+)/g)) {
      expect(domain).toMatch(/(?:\.example|^example\.(?:org|net|com)|^ville-exemple\.fr)$/)
    }
  })
})

describe('pretend GitHub', () => {
  test('lists gists without contents, with an ETag that answers 304', async () => {
    const first = await get('gist', '/gists/public?per_page=5')
    const again = await get('gist', '/gists/public?per_page=5', { 'if-none-match': first.headers.get('etag') ?? '' })
    addText(world.places.gists, { body: 'x' })
    const changed = await get('gist', '/gists/public?per_page=5', { 'if-none-match': first.headers.get('etag') ?? '' })

    expect(JSON.parse(first.body)).toHaveLength(5)
    expect(first.body).not.toContain('"content"')
    expect(again).toMatchObject({ status: 304, body: '' })
    expect(changed.status).toBe(200)
  })

  test('refuses a token that is not one, and pages that are too deep', async () => {
    expect((await get('gist', '/gists/public', { authorization: 'Bearer wrong' })).status).toBe(401)
    expect((await get('gist', '/gists/public', { authorization: `Bearer ${simulatorKey}` })).status).toBe(200)
    expect((await get('gist', '/gists/public?per_page=100&page=31')).status).toBe(422)
  })

  test('gives a file at its raw address, 404 once it is removed', async () => {
    const [{ files }] = JSON.parse((await get('gist', '/gists/public')).body) as [
      { files: Record<string, { raw_url: string }> },
    ]
    const path = new URL(Object.values(files)[0]!.raw_url).pathname

    expect((await get('gist', path)).body).toBe(world.places.gists[0]!.body)
    world.places.gists[0]!.state = 'removed'
    expect((await get('gist', path)).status).toBe(404)
  })
})

describe('pretend GitLab and Ideone', () => {
  test('a snippet keeps its number when others come', async () => {
    const number = async (index: number) => JSON.parse((await get('gitlab', '/api/v4/snippets/public')).body)[index].id
    const before = await number(0)
    addText(world.places.snippets, { body: 'x' })

    expect(await number(1)).toBe(before)
    expect((await get('gitlab', '/api/v4/snippets/public', { 'private-token': 'wrong' })).status).toBe(401)
  })

  test('recent codes are 24, each with its plain text', async () => {
    const { body } = await get('ideone', '/recent')
    const [first] = world.places.codes

    expect(body.match(/class="source-view"/g)).toHaveLength(24)
    expect((await get('ideone', `/plain/${first!.id}`)).body).toBe(first!.body)
    expect((await get('ideone', '/plain/AAAAAA')).status).toBe(404)
  })
})

describe('pretend Telegram', () => {
  test('shows twenty posts a page, oldest first, and leads back', async () => {
    for (let index = 0; index < 30; index++) addPost(world.places, demoChannel, { text: `Annonce ${index}` })
    const numbers = (body: string) =>
      [...body.matchAll(/data-post="[a-z_]+\/(\d+)"/g)].map(([, number]) => Number(number))

    const first = numbers((await get('telegram', `/s/${demoChannel}`)).body)
    const older = numbers((await get('telegram', `/s/${demoChannel}?before=${first[0]}`)).body)

    expect(first).toHaveLength(20)
    expect(first).toEqual([...first].sort((a, b) => a - b))
    expect(Math.max(...older)).toBe(first[0]! - 1)
  })

  test('sends a channel that is not there to its contact page', async () => {
    const { status, headers } = await get('telegram', '/s/inconnu')

    expect([status, headers.get('location')]).toEqual([302, `${simulator.baseUrl('telegram')}/inconnu`])
    expect((await get('telegram', '/inconnu')).body).toContain('tgme_page')
  })

  test('shows one post by itself, and an error for one that is deleted', async () => {
    const number = world.places.channels.get(demoChannel)![0]!.number

    expect((await get('telegram', `/${demoChannel}/${number}?embed=1&mode=tme`)).body).toContain(`/${number}"`)
    expect((await get('telegram', `/${demoChannel}/9?embed=1&mode=tme`)).body).toContain('tgme_widget_message_error')
  })
})

describe('pretend trackers', () => {
  test('ransomware.live: a bare list without a key, an object with one, its own words for nothing', async () => {
    const v2 = JSON.parse((await get('ransomware-live', '/countryvictims/FR')).body)
    const pro = await get('ransomware-live-pro', '/victims?country=FR', { 'x-api-key': simulatorKey })

    expect(v2.every(({ country }: { country: string }) => country === 'FR')).toBe(true)
    expect(JSON.parse(pro.body).victims).toHaveLength(v2.length)
    expect((await get('ransomware-live-pro', '/victims')).status).toBe(401)
    expect(await get('ransomware-live', '/searchvictims/nulle-part')).toMatchObject({
      status: 404,
      body: expect.stringContaining('No victims found'),
    })
  })

  test('RansomLook: by number and by days, titles with entities', async () => {
    const { body } = await get('ransomlook', '/recent/100')

    expect(JSON.parse(body)).toHaveLength(62)
    expect(body).toContain('&amp; Cie')
    expect(JSON.parse((await get('ransomlook', '/last/1')).body)).toHaveLength(62)
  })

  test('Cyberwatch: one file, with three letters for a country and an ETag', async () => {
    const { body, headers } = await get('cyberwatch', '/cyberattacks.json')

    expect(JSON.parse(body)[0]).toMatchObject({ country: 'FRA', domain: 'ville-exemple.fr' })
    expect((await get('cyberwatch', '/cyberattacks.json', { 'if-none-match': headers.get('etag') ?? '' })).status).toBe(
      304,
    )
  })

  test('feeds: RSS and Atom, and robots.txt where there is one', async () => {
    expect((await get('rss', demoFeeds.press)).body).toContain('<rss version="2.0"')
    expect((await get('rss', demoFeeds.victims)).body).toContain('http://www.w3.org/2005/Atom')
    expect((await get('rss', '/robots.txt')).status).toBe(404)
    world.places.robots.set('rss', 'User-agent: *\nDisallow: /')
    expect((await get('rss', '/robots.txt')).body).toContain('Disallow: /')
  })
})
