import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { load } from 'cheerio/slim'
import { makeCity, makeWorld, type Simulator, startSimulator, type World } from '../../src/simulator/index.ts'

const city = makeCity()
let world: World
let simulator: Simulator

beforeEach(async () => {
  world = makeWorld(city)
  simulator = await startSimulator({ world })
})
afterEach(() => simulator.close())

async function get(path: string, source: 'pastebin' | 'pastebin-scrape' = 'pastebin') {
  const response = await fetch(simulator.baseUrl(source) + path)
  return { status: response.status, type: response.headers.get('content-type'), body: await response.text() }
}

async function listedIds(path = '/archive'): Promise<string[]> {
  const page = load((await get(path)).body)
  return page('table.maintable tr td:first-child a[href]')
    .toArray()
    .map((link) => page(link).attr('href')?.slice(1, 9) ?? '')
}

describe('the archive page', () => {
  test('lists the fifty newest, newest first, whatever stands between the rows', async () => {
    const { body } = await get('/archive')

    expect(await listedIds()).toEqual(world.pastebin.pastes.slice(0, 50).map((paste) => paste.id))
    expect(body.match(/<div data-key="/g)).toHaveLength(50)
    expect(body).toContain('?source=archive')
    expect(body).toContain('Untitled')
  })

  test('repeats ids in its side bar', async () => {
    const page = load((await get('/archive')).body)

    expect(page('ul.sidebar__menu li a').length).toBe(8)
  })

  test('moves on: after more than a page of new pastes no former row is left', async () => {
    const before = await listedIds()

    for (let index = 0; index < 51; index++) world.pastebin.push({ body: `paste ${index}`, title: `<b>${index}</b>` })

    const after = await listedIds()
    expect(after).toHaveLength(50)
    expect(after.filter((id) => before.includes(id))).toEqual([])
    expect((await get('/archive')).body).toContain('&lt;b&gt;50&lt;/b&gt;')
  })

  test('may be narrowed to a syntax', async () => {
    const python = world.pastebin.pastes.filter((paste) => paste.syntax === 'python').map((paste) => paste.id)

    expect(await listedIds('/archive/python')).toEqual(python)
  })
})

describe('a raw paste', () => {
  test('is the body as plain text', async () => {
    const paste = world.pastebin.push({ body: 'agent@ville-exemple.fr:FICTIF\n' })

    expect(await get(`/raw/${paste.id}`)).toEqual({ status: 200, type: 'text/plain; charset=utf-8', body: paste.body })
  })

  test('that is gone answers 404, one that is private or pending says so', async () => {
    const removed = world.pastebin.push({ body: 'x', state: 'removed' })
    const hidden = world.pastebin.push({ body: 'x', state: 'private' })
    const pending = world.pastebin.push({ body: 'x', state: 'pending' })
    const words = 'this is a private paste or is pending moderation'

    expect((await get(`/raw/${removed.id}`)).status).toBe(404)
    expect((await get('/raw/AAAAAAAA')).status).toBe(404)
    expect(await get(`/raw/${hidden.id}`)).toMatchObject({ status: 200, body: expect.stringContaining(words) })
    expect(await get(`/raw/${pending.id}`)).toMatchObject({ status: 404, body: expect.stringContaining(words) })
  })
})

describe('what the archive holds about the city', () => {
  const bodies = makeWorld(city).pastebin.pastes.map((paste) => paste.body)

  test('is a dump with addresses and numbers in several spellings, and a sale post that names the town hall', () => {
    const dump = bodies.find((body) => body.includes('@ailleurs.example:') && body.includes('FICTIF-canari')) ?? ''
    const emails = city.residents.filter((resident) => dump.includes(`${resident.email};`))

    expect(emails.length).toBe(12)
    expect(dump).toMatch(/;0639\d{6}$/m)
    expect(dump).toMatch(/;\+33 \(0\)6 39 98/)
    expect(bodies.filter((body) => /selling fresh.*mairie de Saint-Exemple/i.test(body))).toHaveLength(1)
  })

  test('leaves most of it about somebody else', () => {
    const ours = [...city.staff, ...city.residents].map((person) => person.email)
    const telling = bodies.filter((body) => ours.some((email) => body.toLowerCase().includes(email)))

    // the dump, the sample of the sale post, and the look-alikes that only contain one of our addresses
    expect(telling).toHaveLength(3)
    expect(bodies).toHaveLength(50)
  })
})

describe('the paid feed', () => {
  test('refuses an address that is not on its list, with 200', async () => {
    expect(await get('/api_scraping.php', 'pastebin-scrape')).toMatchObject({
      status: 200,
      body: expect.stringContaining('DOES NOT HAVE ACCESS'),
    })
  })

  test('lists items whose values are all strings, and gives bodies', async () => {
    world.pastebin.scrapeAllowed = true

    const items = JSON.parse((await get('/api_scraping.php?limit=3', 'pastebin-scrape')).body) as Record<
      string,
      string
    >[]
    const [{ key, ...first } = {}] = items

    expect(items).toHaveLength(3)
    expect(Object.values(first).every((value) => typeof value === 'string')).toBe(true)
    expect(key).toBe(world.pastebin.pastes[0]?.id)
    expect((await get(`/api_scrape_item.php?i=${key}`, 'pastebin-scrape')).body).toBe(world.pastebin.pastes[0]?.body)
    expect((await get('/api_scrape_item.php?i=AAAAAAAA', 'pastebin-scrape')).body).toBe(
      'Error, we cannot find this paste.',
    )
  })
})
