/** Searching leak files that are lawfully held, through the program. */
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { makePlace, type Place } from './vigie.ts'

const secret = 'FICTIF-motdepasse'
const leak = [
  'id;who',
  `xjean.durand@ville-exemple.fr:${secret}`,
  `JEAN.DURAND@ville-exemple.fr:${secret}`,
  `https://portail.example/login:jean.durand@ville-exemple.fr:${secret}`,
  '+33 6 39 98 01 23;x',
  '',
].join('\n')
const held = ['--held-as', 'police', '--provenance', 'PV 2026/123, gendarmerie']

let place: Place
beforeEach(async () => {
  place = await makePlace()
  await place.run(['init', '--legal-basis', 'RGPD', '--keys', 'keys'])
  await place.write('agents.csv', 'Courriel;Tél\njean.durand@ville-exemple.fr;06 39 98 01 23\n')
  await place.run(['lists', 'import', 'agents.csv', '-p', 'staff'])
})
afterEach(() => place.remove())

describe('dump scan', () => {
  test('does nothing before it is said where the files come from, and says why', async () => {
    await place.write('leak.txt', leak)

    const refused = await place.run(['dump', 'scan', 'leak.txt'])

    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain('--provenance TEXT --held-as own|police|cert|processor')
    expect(refused.stderr).toContain('321-1')
  })

  test('tells each hit with its place and nothing of its secrets, and makes exposures of them', async () => {
    await place.write('leak.txt', leak)

    const scan = await place.run(['dump', 'scan', 'leak.txt', ...held, '--ndjson'])

    expect(scan.code).toBe(10)
    const lines = scan.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(
      lines.slice(0, -1).map(({ line, offset, kind, selector, spelling }) => [line, offset, kind, selector, spelling]),
    ).toEqual([
      [3, leak.indexOf('JEAN'), 'email', 'j•••••@ville-exemple.fr', 'plain'],
      [4, leak.indexOf('jean.durand@ville-exemple.fr', 90), 'email', 'j•••••@ville-exemple.fr', 'plain'],
      [5, leak.indexOf('+33'), 'phone', '06 39 98 •• ••', 'international-grouped'],
    ])
    expect(lines.at(-1)).toMatchObject({ summary: { hits: 3, selectors: 2, newExposures: 2, unread: [] } })
    for (const [file, bytes] of await place.everything()) {
      if (file !== 'leak.txt') expect([file, bytes.includes(secret)]).toEqual([file, false])
    }
    expect(scan.stdout + scan.stderr).not.toContain(secret)
    expect((await place.run(['dump', 'scan', 'leak.txt', ...held])).code).toBe(0)
  })

  test('searches what can be read, and names what cannot', async () => {
    await place.write('leak.gz', gzipSync(leak))
    await place.write('cut.gz', gzipSync(leak.repeat(200)).subarray(0, 300))

    const scan = await place.run(['dump', 'scan', 'leak.gz', 'cut.gz', 'nowhere', ...held, '--json'])

    expect(scan.code).toBe(30)
    const { summary } = JSON.parse(scan.stdout) as { summary: { unread: { file: string; reason: string }[] } }
    expect(summary.unread.map(({ file, reason }) => [file, reason]).sort()).toEqual([
      ['cut.gz', 'damaged'],
      ['nowhere', 'not-found'],
    ])
  })

  test('says at once when nothing of what was named is there', async () => {
    const refused = await place.run(['dump', 'scan', 'nope.sql', 'nope/', ...held, '--lang', 'fr'])

    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain('introuvable\u00a0: nope.sql, nope/')
    expect(refused.stderr).toContain('vérifier le chemin')
  })

  test('does not take the word of a name for what the bytes are', async () => {
    await place.write('noise.zip', Buffer.from(Array.from({ length: 3_000 }, (_, index) => (index * 37) % 256)))
    await place.write('unpacked.gz', leak)

    const noise = await place.run(['dump', 'scan', 'noise.zip', ...held, '--lang', 'en'])
    const text = await place.run(['dump', 'scan', 'unpacked.gz', ...held, '--json'])

    expect(noise.code).toBe(20)
    expect(noise.stdout).not.toContain('Every file was read whole')
    expect(noise.stdout.replace(/\s+/g, ' ')).toContain('its name says that it is packed')
    expect(text.code).toBe(10)
    expect(JSON.parse(text.stdout)).toMatchObject({ summary: { hits: 3, unread: [] } })
  })

  test('with a list of its own records nothing but the search, and leaves out who objected', async () => {
    await place.write('leak.txt', leak)
    await place.write('other.txt', 'jean.durand@ville-exemple.fr\n+33639980123\n')
    await place.run(['lists', 'object', '+33639980123', '--yes'])

    const scan = await place.run([
      'dump',
      'scan',
      'leak.txt',
      '--list',
      'other.txt',
      ...held,
      '--json',
      '--reveal',
      '--reason',
      'essai',
    ])

    expect(scan.code).toBe(10)
    const { hits } = JSON.parse(scan.stdout) as { hits: { selector: string }[] }
    expect(hits.map((hit) => hit.selector)).toEqual(['jean.durand@ville-exemple.fr', 'jean.durand@ville-exemple.fr'])
    const { total } = JSON.parse((await place.run(['exposures', 'list', '--json'])).stdout) as { total: number }
    expect(total).toBe(0)
  })
})
