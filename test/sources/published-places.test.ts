/**
 * The shapes that watched places show, read by the adapters: written apart from the pretend sources, so that both cannot be
 * wrong in the same way.
 */
import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from '@jest/globals'
import { AuthError, BlockedError, QuotaError, RefusedError } from '../../src/domain/index.ts'
import { cyberwatch } from '../../src/sources/cyberwatch/index.ts'
import { gist } from '../../src/sources/gist/index.ts'
import { gitlab } from '../../src/sources/gitlab/index.ts'
import { ideone } from '../../src/sources/ideone/index.ts'
import type { ListPage, WatchSource } from '../../src/sources/index.ts'
import { pastebin } from '../../src/sources/pastebin/index.ts'
import { ransomlook } from '../../src/sources/ransomlook/index.ts'
import { ransomwareLive } from '../../src/sources/ransomware-live/index.ts'
import { telegram } from '../../src/sources/telegram/index.ts'
import { empty, html, json, type Origin, type Reply, startOrigin, text } from './origin.ts'

const settings = { verifiedDomains: [], options: {} }
let origin: Origin
afterEach(() => origin.close())

function fixture(name: string): string {
  return readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8')
}

async function list(source: WatchSource, replies: Readonly<Record<string, Reply>>, place?: string): Promise<ListPage> {
  origin = await startOrigin(source)
  for (const [path, reply] of Object.entries(replies)) origin.plan(path, reply)
  return source.list(origin.net, settings, place === undefined ? {} : { place })
}

const asJson = (name: string) => text(fixture(name), 'application/json; charset=utf-8')
const words = (page: ListPage) => page.items.map(({ body }) => new TextDecoder().decode(body).split('\n'))

describe('the preview of a Telegram channel', () => {
  const path = '/s/canal_demo_exemple'

  test('gives its posts, text and names of documents, and nothing of what they answer to', async () => {
    const replies = { '/robots.txt': empty(404), [path]: html(fixture('telegram/preview.html')) }

    const page = await list(telegram, replies, 'canal_demo_exemple')

    expect(page.badRows).toBe(0)
    expect(page.items.map(({ key }) => key.split('/')[1])).toEqual(['43', '42', '41'])
    expect(words(page)).toEqual([
      [''],
      ['Extrait : agent@ville-exemple.fr, +33 6 39 98 00 01', 'ville-exemple_sample.txt'],
      [
        'Vente base ville-exemple.fr',
        '4 200 lignes : email, tel',
        '💰 prix en MP (annonce inventée)',
        'https://ville-exemple.fr/',
      ],
    ])
    expect(page.items.map(({ event }) => event?.addedAt)).toEqual([
      '2026-01-28T13:00:00.000Z',
      '2026-01-28T12:05:10.000Z',
      '2026-01-28T12:00:00.000Z',
    ])
  })

  test('that is missing is a contact page after a redirect, and never an empty channel', async () => {
    const replies: Record<string, Reply> = {
      '/robots.txt': empty(404),
      '/s/inconnu_exemple': (response) => response.writeHead(302, { location: '/inconnu_exemple' }).end(),
      '/inconnu_exemple': html(fixture('telegram/missing.html')),
    }

    await expect(list(telegram, replies, 'inconnu_exemple')).rejects.toThrow(BlockedError)
  })
})

describe('the lists of texts', () => {
  test('of gists name each file, its version and its raw address', async () => {
    const page = await list(gist, { '/gists/public?per_page=100&page=1': asJson('gist/public.json') })

    expect(page.items).toEqual([
      {
        key: '0123456789abcdef0123456789abcdef/aaaabbbbccccddddeeeeffff0000111122223333/comptes.txt',
        url: 'https://gist.githubusercontent.com/demo-user/0123456789abcdef0123456789abcdef/raw/aaaabbbbccccddddeeeeffff0000111122223333/comptes.txt',
        title: 'comptes.txt',
      },
    ])
  })

  test.each([
    ['in words', json(JSON.parse(fixture('gist/error-403.json')), 403), 60_000],
    ['by its header', json({ message: 'Forbidden' }, 403, { 'retry-after': '30' }), 30_000],
    [
      'by its reset',
      json({ message: 'Forbidden' }, 403, {
        date: 'Tue, 24 Nov 2026 08:00:00 GMT',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': '1795507260',
      }),
      60_000,
    ],
  ])('of gists say "too often" with 403, %s', async (_, reply, waitMs) => {
    const outcome = await list(gist, { '/gists/public?per_page=100&page=1': reply }).catch((error: unknown) => error)

    expect(outcome).toBeInstanceOf(QuotaError)
    expect((outcome as QuotaError).retryAfterMs).toBe(waitMs)
  })

  test('of gists say no with 403 too', async () => {
    const replies = { '/gists/public?per_page=100&page=1': json({ message: 'Forbidden' }, 403) }

    await expect(list(gist, replies)).rejects.toThrow(AuthError)
  })

  test('of snippets name each file and its raw address', async () => {
    const page = await list(gitlab, { '/api/v4/snippets/public?per_page=100&page=1': asJson('gitlab/public.json') })

    expect(page.items).toEqual([
      {
        key: '9000001/1770091506000/liste.txt',
        url: 'https://gitlab.com/-/snippets/9000001/raw/main/liste.txt',
        title: 'liste.txt',
      },
    ])
  })

  test('of Ideone name each code', async () => {
    const replies = { '/robots.txt': empty(404), '/recent': html(fixture('ideone/recent.html')) }

    expect((await list(ideone, replies)).items).toEqual([
      { key: 'aB3xY1', url: 'https://ideone.com/plain/aB3xY1' },
      { key: 'cD4zW2', url: 'https://ideone.com/plain/cD4zW2' },
    ])
  })

  test('of Pastebin, the page and the paid feed', async () => {
    const replies = { '/robots.txt': empty(404), '/archive': html(fixture('pastebin/archive.html')) }
    expect((await list(pastebin, replies, 'archive')).items.length).toBeGreaterThan(0)
    await origin.close()

    const feed = { '/api_scraping.php?limit=250': asJson('pastebin/api-scraping.json') }
    expect((await list(pastebin, feed, 'feed')).items).toEqual([
      { key: 'Ab12Cd34', url: 'https://scrape.pastebin.com/api_scrape_item.php?i=Ab12Cd34', title: 'liste demo' },
      { key: 'Zz98Yy76', url: 'https://scrape.pastebin.com/api_scrape_item.php?i=Zz98Yy76' },
    ])
    await origin.close()

    const denied = { '/api_scraping.php?limit=250': text(fixture('pastebin/api-scraping-denied.txt')) }
    await expect(list(pastebin, denied, 'feed')).rejects.toThrow(RefusedError)
    await origin.close()

    const challenge = { '/robots.txt': empty(404), '/archive': html(fixture('pastebin/archive-403.html'), 403) }
    await expect(list(pastebin, challenge, 'archive')).rejects.toThrow(BlockedError)
  })
})

describe('the lists of claims and attacks', () => {
  test('of ransomware.live v2', async () => {
    const page = await list(ransomwareLive, { '/recentvictims': asJson('ransomware-live/v2-victims.json') }, 'recent')

    expect(page.badRows).toBe(0)
    expect(words(page)).toEqual([
      ['Ville Exemple', 'ville-exemple.fr', 'Public Sector', 'Invented claim text.'],
      ['Fabrique Demo', 'fabrique.example.org', 'Not Found', 'Text that mentions Ville Exemple by chance.'],
    ])
    expect(page.items[0]?.event).toMatchObject({ domain: 'ville-exemple.fr', occurredOn: '2026-01-05' })
    expect(JSON.stringify(page.items.map(({ event }) => event))).not.toMatch(/onion|Invented|by chance/)
  })

  test('of ransomware.live PRO, the same claim under the same key', async () => {
    const v2 = await list(ransomwareLive, { '/recentvictims': asJson('ransomware-live/v2-victims.json') }, 'recent')
    await origin.close()
    origin = await startOrigin(ransomwareLive)
    origin.plan('/victims/recent?order=discovered', asJson('ransomware-live/pro-victims.json'))

    const pro = await ransomwareLive.list(origin.net, { ...settings, hasKey: true }, { place: 'recent' })

    expect(pro.items[0]?.key).toBe(v2.items[0]?.key)
  })

  test.each([200, 429])('of ransomware.live say "too often" with %d', async (status) => {
    const reply = json(JSON.parse(fixture('ransomware-live/v2-error-429.json')), status)

    await expect(list(ransomwareLive, { '/recentvictims': reply }, 'recent')).rejects.toThrow(QuotaError)
  })

  test('of press reports', async () => {
    const replies = { '/countrycyberattacks/FR': asJson('ransomware-live/v2-cyberattacks.json') }

    const page = await list(ransomwareLive, replies, 'press')

    expect(page.items[0]?.event).toMatchObject({ nature: 'post', domain: 'ville-exemple.fr' })
  })

  test('of RansomLook', async () => {
    const page = await list(ransomlook, { '/recent/100': asJson('ransomlook/recent.json') })

    expect(words(page)).toEqual([['ville-exemple.fr', 'Invented claim text.'], ['Fabrique Demo']])
    expect(page.items[0]?.event).toMatchObject({ domain: 'ville-exemple.fr', addedAt: '2026-01-28T12:41:10.000Z' })
    expect(page.items[1]?.event).not.toHaveProperty('domain')
  })

  test('of Cyberwatch', async () => {
    const page = await list(cyberwatch, { '/cyberattacks.json': asJson('cyberwatch/cyberattacks.json') })

    expect(page.items.map(({ event }) => [event?.domain, event?.addedAt])).toEqual([
      ['ville-exemple.fr', '2026-02-11T00:00:00.000Z'],
      ['prestataire.example.org', '2026-01-22T00:00:00.000Z'],
    ])
  })
})
