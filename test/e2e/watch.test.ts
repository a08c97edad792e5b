/** Watching, through the program and real HTTP: once, and on and on. */
import { chmod, mkdir } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  addClaim,
  addPost,
  addReport,
  addText,
  emptyWorld,
  type Simulator,
  startSimulator,
  type World,
} from '../../src/simulator/index.ts'
import { makePlace, type Place } from './vigie.ts'

let place: Place
let simulator: Simulator
let world: World

beforeEach(async () => {
  place = await makePlace()
  world = emptyWorld()
  simulator = await startSimulator({ world })
  addText(world.places.gists, { body: 'rien d’utile ici' })
  addPost(world.places, 'canal_exemple', { text: 'rien' })
  addClaim(world.places, { victim: 'Fabrique & Cie' })
  addReport(world.places, { title: 'Article' })
})
afterEach(async () => {
  await simulator.close()
  await place.remove()
})

async function makeWorkspace(more = ''): Promise<void> {
  expect((await place.run(['init', '--legal-basis', 'RGPD, art. 6, 1, e', '--organisation', 'Ville'])).code).toBe(0)
  const keys = /directory: "(.*)"/.exec(await place.read('.vigie/vigie.yaml'))?.[1]
  const at = (source: 'gist' | 'telegram' | 'ransomware-live') =>
    `enabled: true, baseUrl: ${simulator.baseUrl(source)}, pace: { requests: 1000, per: 1s }`
  await place.write(
    '.vigie/vigie.yaml',
    `organisation: { name: Ville de Saint-Exemple }
legalBasis: "RGPD, art. 6, 1, e"
populations: { residents: { persons: Utilisateurs } }
organisationNames: [mairie de Saint-Exemple]
keys: { directory: ${JSON.stringify(keys)} }
sources:
  gist: { ${at('gist')} }
  telegram: { ${at('telegram')}, options: { channels: [canal_exemple] } }
  ransomware-live: { ${at('ransomware-live')} }
${more}`,
  )
  await place.write('usagers.csv', 'Courriel\ntest@example.org\n')
  expect((await place.run(['lists', 'import', 'usagers.csv', '--population', 'residents'])).code).toBe(0)
}

async function found(): Promise<string[]> {
  const rows = await place.csv('results/exposures.csv')
  return rows.map((row) => [row.population, row.kind, row.selector, row.sources, row.resale].join(' ')).sort()
}

describe('watching once', () => {
  test('finds a sale post, a paste and a claim, and tells what was watched', async () => {
    await makeWorkspace()
    addText(world.places.gists, { body: `test@example.org:${world.canarySecret}` })
    addClaim(world.places, { victim: 'Mairie de Saint-Exemple' })
    addPost(world.places, 'canal_exemple', {
      text: 'Vends BDD mairie de Saint-Exemple, 41 200 lignes, jamais diffusée. Prix 150 $ en XMR, séquestre accepté',
    })
    addText(world.places.gists, { name: 'dump.sql', body: 'x' })

    const scan = await place.run(['scan', '--watch-only', '--csv', 'results', '--lang', 'fr'])

    if (scan.code !== 10) console.error(scan)
    expect(scan.code).toBe(10)
    expect(await found()).toEqual([
      'city organisation mairie de Saint-Exemple ransomware-live no-evidence',
      'city organisation mairie de Saint-Exemple telegram yes',
      'residents email t•••••@example.org gist no-evidence',
    ])
    const watched = await place.csv('results/watched.csv')
    expect(watched.map((row) => [row.place, row.readings, row.items_listed, row.items_read, row.items_unread])).toEqual(
      [
        ['gist', '1', '3', '2', '1'],
        ['ransomware-live/country', '1', '0', '0', '0'],
        ['ransomware-live/press', '1', '1', '1', '0'],
        ['ransomware-live/recent', '1', '2', '2', '0'],
        ['telegram/canal_exemple', '1', '2', '2', '0'],
      ],
    )
    const shown = scan.stdout.replace(/[\u00a0\u202f]/g, ' ')
    expect(shown).toContain('mise en vente : Telegram canal_exemple/102')
    expect(shown).toContain('revendication de rançongiciel : Mairie de Saint-Exemple')
    expect(shown).toMatch(/GitHub gists \(public\) : surveillé le \d+\s\S+\s\d{4}, 1 élément non lu/)
    for (const [file, bytes] of await place.everything()) {
      expect([file, bytes.includes(world.canarySecret)]).toEqual([file, false])
    }
  }, 60_000)

  test('reads a place of the city’s own, written down as a recipe', async () => {
    await makeWorkspace(`places:
  - id: depot-exemple
    list: { url: "${simulator.baseUrl('gist')}/gists/public", format: json, items: $, id: { from: id }, title: { from: html_url }, size: 30 }
    item: { inline: { from: id } }
    because: page publique
    checkedOn: 2026-11-24
`)

    const check = await place.run(['sources', 'check', 'depot-exemple'])
    expect(check.stdout).toMatch(/^depot-exemple +contract +ok +1 items listed, first: [0-9a-f]{16}…/m)
    expect(check.code).toBe(0)

    const list = await place.run(['sources', 'list'])
    expect(list.stdout).toContain('depot-exemple')

    const scan = await place.run(['scan', '--source', 'depot-exemple', '--json'])
    expect(scan.code).toBe(0)
    const [own] = (
      JSON.parse(scan.stdout) as { sources: { source: string; watch?: { read: number } }[] }
    ).sources.filter(({ source }) => source === 'depot-exemple')
    expect(own?.watch?.read).toBe(1)
  }, 60_000)

  test('says which setting of a recipe is wrong, before anything is asked', async () => {
    await makeWorkspace()
    await place.write(
      '.vigie/vigie.yaml',
      `${await place.read('.vigie/vigie.yaml')}
places:
  - { id: depot, list: { url: "https://depot.example.org", items: "[[", id: {}, size: 5 }, item: { url: "https://depot.example.org/{id}" }, because: x, checkedOn: 2026-11-24 }
`,
    )

    const refused = await place.run(['scan'])

    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain('places[0].list.items: expected a CSS selector')
  }, 60_000)
})

describe('following', () => {
  test('goes on until it is told to stop, tells systemd, and stops no other scan', async () => {
    await makeWorkspace()
    await mkdir(`${place.directory}/bin`)
    const notify = await place.write('bin/systemd-notify', '#!/bin/sh\nprintf "%s %s" "$1" "$NOTIFY_SOCKET" >ready\n')
    await chmod(notify, 0o755)
    const env = { PATH: `${place.directory}/bin:${process.env.PATH}`, NOTIFY_SOCKET: '/run/fictif' }
    const { child, ended } = place.start(
      ['scan', '--follow', '--source', 'gist', '--source', 'telegram', '--log-format', 'json'],
      env,
    )
    let told = ''
    const paused = new Promise<void>((resolve) => {
      child.stderr!.setEncoding('utf8').on('data', (text: string) => {
        told += text
        if (told.split('"phase":"paused"').length > 2) resolve()
      })
    })
    await paused

    const other = await place.run(['scan', '--watch-only', '--json'])
    child.kill('SIGTERM')
    const follower = await ended

    expect(follower.code).toBe(130)
    expect(await place.read('ready')).toBe('--ready /run/fictif')
    const outcomes = (JSON.parse(other.stdout) as { sources: { source: string; outcome: string }[] }).sources
      .filter(({ outcome }) => outcome !== 'not-asked')
      .map(({ source, outcome }) => `${source} ${outcome}`)
    expect(outcomes).toEqual(['gist busy', 'telegram busy', 'ransomware-live done'])
    expect(other.code).toBe(0)
  }, 60_000)
})
