/** From an exported list and a key to the two files, through the program and real HTTP. */
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { ScanReport } from '../../src/scan/index.ts'
import {
  cityFiles,
  emptyWorld,
  type HibpBreach,
  makeCity,
  type Simulator,
  simulatorKey,
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
  // an archive page without a row would be a failure, not an empty place
  world.pastebin.push({ body: 'rien d’utile ici\n' })
  simulator = await startSimulator({ world })
})
afterEach(async () => {
  await simulator.close()
  await place.remove()
})

const list = [
  'Matricule;Courriel;Téléphone',
  '1;TEST@Ville-Exemple.fr;06 39 98 01 23',
  '2;autre@ville-exemple.fr;',
].join('\n')

async function makeWorkspace(more = '', sources?: string): Promise<void> {
  const made = await place.run([
    'init',
    '--legal-basis',
    'RGPD, art. 6, 1, e',
    '--organisation',
    'Ville de Saint-Exemple',
  ])
  expect(made.code).toBe(0)
  await place.write('key', `${simulatorKey}\n`)
  await place.write(
    '.vigie/vigie.yaml',
    `organisation: { name: Ville de Saint-Exemple }
legalBasis: "RGPD, art. 6, 1, e"
populations:
  staff: { persons: Employés, disclose: { default: k-anonymous, clear: [] } }
  residents: { persons: Utilisateurs, disclose: { default: k-anonymous, clear: [] } }
keys: { directory: ${JSON.stringify(await keysDirectory())} }
sources:
${
  sources ??
  `  hibp: { enabled: true, apiKey: { file: ../key }, baseUrl: ${simulator.baseUrl('hibp')}, verifiedDomains: [ville-exemple.fr], pace: { requests: 1000, per: 1s } }
  pastebin: { enabled: true, baseUrl: ${simulator.baseUrl('pastebin')}, pace: { requests: 1000, per: 1s } }`
}
${more}`,
  )
}

async function keysDirectory(): Promise<string> {
  const yaml = await place.read('.vigie/vigie.yaml')
  return /directory: "(.*)"/.exec(yaml)?.[1] ?? ''
}

async function importStaff(text = list): Promise<void> {
  await place.write('agents.csv', text)
  const imported = await place.run(['lists', 'import', 'agents.csv', '--population', 'staff'])
  expect(imported.stderr).not.toContain('vigie:')
  expect(imported.code).toBe(0)
}

function breach(Name: string, Description: string): HibpBreach {
  return {
    ...{ Name, Title: `${Name} (fictif)`, Domain: `${Name.toLowerCase()}.example`, BreachDate: '2025-02-01' },
    ...{ AddedDate: '2025-03-01T00:00:00Z', ModifiedDate: '2025-03-01T00:00:00Z', PwnCount: 1000, Description },
    ...{ LogoPath: '', Attribution: null, DataClasses: ['Email addresses', 'Names'], IsVerified: true },
    ...{ IsFabricated: false, IsSensitive: false, IsRetired: false, IsSpamList: false, IsMalware: false },
    ...{ IsSubscriptionFree: false, IsStealerLog: false },
  }
}

describe('a scan of the city’s own list', () => {
  test('finds who is exposed, says what is resold and why, and what is not known', async () => {
    world.hibp.breaches.push(
      breach('Vendu', 'In 2025 the data was put up for sale on a hacking forum.'),
      breach('Publie', 'In 2025 a copy of the data was published.'),
    )
    world.hibp.accounts.set('test@ville-exemple.fr', ['Vendu', 'Publie'])
    world.hibp.accounts.set('xtest@ville-exemple.fr', ['Publie'])
    await makeWorkspace()
    await importStaff()

    const scan = await place.run(['scan', '--csv', 'results'])

    expect(scan.code).toBe(10)
    const exposures = await place.csv('results/exposures.csv')
    expect(Object.keys(exposures[0] ?? {}).join(',')).toBe(
      'schema,ref,exposure,person,population,kind,selector,incident,incident_date,sources,data_classes,resale,resale_confidence,resale_evidence,last_offered,state,first_seen,last_seen',
    )
    const shown = exposures.map((row) => [row.selector, row.incident?.replace(/ \(i-.*/, ''), row.resale, row.state])
    expect(shown.sort()).toEqual([
      ['t•••••@ville-exemple.fr', 'Publie (fictif)', 'no-evidence', 'new'],
      ['t•••••@ville-exemple.fr', 'Vendu (fictif)', 'yes', 'new'],
    ])
    expect(exposures.find((row) => row.resale === 'yes')?.resale_evidence).toMatch(/put up for sale/)

    const coverage = await place.csv('results/coverage.csv')
    const breaches = coverage
      .filter((row) => row.source === 'hibp' && row.question === 'breaches')
      .map((row) => [row.kind, row.answer, row.reason, row.count])
    expect(breaches).toEqual([
      ['email', 'present', '', '1'],
      ['email', 'absent', '', '1'],
      ['phone', 'not-asked', 'kind-not-taken', '1'],
    ])
  })

  test('finds nothing new the second time, and asks nothing again', async () => {
    world.hibp.breaches.push(breach('Vendu', 'The data was sold.'))
    world.hibp.accounts.set('test@ville-exemple.fr', ['Vendu'])
    await makeWorkspace()
    await importStaff()
    expect((await place.run(['scan'])).code).toBe(10)
    simulator.forgetRequests()

    const again = await place.run(['scan'])

    expect(again.code).toBe(0)
    expect(simulator.requests.map((request) => request.path.replace(/^.*\/v3/, ''))).toEqual([
      '/subscription/status',
      '/latestbreach',
      '/subscribeddomains',
    ])
  })

  test('counts among the last news what a scan found that was killed before it could tell', async () => {
    world.hibp.breaches.push(breach('Vendu', 'The data was sold.'))
    world.hibp.accounts.set('test@ville-exemple.fr', ['Vendu'])
    await makeWorkspace()
    await importStaff()
    await place.run(['scan'])
    // as kill -9 leaves it: begun by a process that is gone, never ended
    const database = new DatabaseSync(path.join(place.directory, '.vigie/vigie.db'))
    database.exec("UPDATE scan SET status = 'running', ended_at = NULL, summary = NULL, pid = 2147483646")
    database.close()
    expect((await place.run(['scan'])).code).toBe(0)

    const news = await place.run(['exposures', 'list', '--new-since', 'last', '--json'])

    expect(JSON.parse(news.stdout)).toMatchObject({ total: 1 })
    await place.run(['scan'])
    const later = await place.run(['exposures', 'list', '--new-since', 'last', '--json'])
    expect(JSON.parse(later.stdout)).toMatchObject({ total: 0 })
  })

  test('takes a breach that was renamed upstream for the one it knows', async () => {
    world.hibp.breaches.push(breach('Vendu', 'The data was sold.'))
    world.hibp.accounts.set('test@ville-exemple.fr', ['Vendu'])
    await makeWorkspace()
    await importStaff()
    await place.run(['scan'])
    const [only] = world.hibp.breaches
    Object.assign(only!, { Title: 'Un autre nom', Domain: 'autre.example', ModifiedDate: '2026-11-01T00:00:00Z' })

    const again = await place.run(['scan', '--fresh', '--csv', 'results'])

    expect(again.code).toBe(0)
    expect((await place.csv('results/exposures.csv')).map((row) => row.state)).toEqual(['known'])
  })

  test('counts two breaches with equal fields as two exposures', async () => {
    world.hibp.breaches.push(breach('Une', 'Same words.'), breach('Deux', 'Same words.'))
    world.hibp.accounts.set('test@ville-exemple.fr', ['Une', 'Deux'])
    await makeWorkspace()
    await importStaff()

    await place.run(['scan', '--csv', 'results'])

    expect(await place.csv('results/exposures.csv')).toHaveLength(2)
  })

  test('with a plan sends nothing, and what it says is what the scan then does', async () => {
    world.hibp.breaches.push(breach('Vendu', 'The data was sold.'))
    await makeWorkspace()
    await importStaff()

    const planned = await place.run(['scan', '--plan', '--json'])

    expect(planned.code).toBe(0)
    expect(simulator.requests).toEqual([])
    const plan = JSON.parse(planned.stdout) as { sources: { source: string; queries: number }[] }
    const scan = await place.run(['scan', '--json'])
    const report = JSON.parse(scan.stdout) as { sources: { source: string; queries: number }[] }
    const queries = (of: typeof plan) => of.sources.find((one) => one.source === 'hibp')?.queries
    // breaches, stealer logs, stealer logs of the own sites: a call for the whole domain each
    expect(queries(plan)).toBe(3)
    expect(queries(report)).toBe(3)
  })
})

describe('a source that refuses', () => {
  test('the key stops before it burns quota; the others go on, and its coverage is failed: auth', async () => {
    simulator.setKey('hibp', simulatorKey, undefined)
    world.pastebin.push({ body: 'mail: test@ville-exemple.fr\n' })
    await makeWorkspace()
    await importStaff()

    const scan = await place.run(['scan', '--csv', 'results'])

    expect(scan.code).toBe(30)
    expect(simulator.counts.hibp.requests).toBe(1)
    const answers = (await place.csv('results/coverage.csv'))
      .filter((row) => row.kind === 'email' && row.question === 'breaches' && row.source === 'hibp')
      .map((row) => [row.answer, row.reason, row.count])
    expect(answers).toEqual([['failed', 'auth', '2']])
    expect((await place.csv('results/exposures.csv')).map((row) => row.sources)).toEqual(['pastebin'])
  })

  test('never tells its key: not in a file, an error or --json, nor to another host', async () => {
    const secret = 'c0ffee00c0ffee00c0ffee00c0ffee00'
    await makeWorkspace()
    await place.write('key', `${secret}\n`)
    await importStaff()
    simulator.setFault('hibp', 'redirect')
    const told = [await place.run(['scan', '--csv', 'results']), await place.run(['scan', '--json'])]
    told.push(await place.run(['sources', 'check']), await place.run(['doctor', '--json']))

    for (const { stdout, stderr } of told) expect(stdout + stderr).not.toContain(secret)
    for (const [file, bytes] of await place.everything()) {
      if (file !== 'key') expect([file, bytes.includes(secret)]).toEqual([file, false])
    }
    const elsewhere = simulator.requests.filter((request) => request.source === 'elsewhere')
    expect(elsewhere).toEqual([])
  })
})

describe('a paste', () => {
  test('whose download failed stays due, and is found when it can be read', async () => {
    const paste = world.pastebin.push({ body: 'mail: test@ville-exemple.fr et xtest@ville-exemple.fr\n' })
    simulator.setFault('pastebin', '503-html', { match: new RegExp(`raw/${paste.id}`) })
    const pastebin = `enabled: true, baseUrl: ${simulator.baseUrl('pastebin')}, pace: { requests: 1000, per: 1s }`
    await makeWorkspace('', `  pastebin: { ${pastebin} }`)
    await importStaff()

    const failed = await place.run(['scan', '--json'])

    expect(failed.code).toBe(0)
    expect(watchOf(failed)).toMatchObject({ read: 1, failed: 1, hits: 0 })
    expect(watchOf(failed)?.intervals.map((interval) => interval.itemsUnread)).toEqual([1])
  })

  function watchOf({ stdout }: { stdout: string }) {
    const { sources } = JSON.parse(stdout) as ScanReport
    return sources.find((one) => one.source === 'pastebin')?.watch
  }
})

describe('the lists of the fictional city', () => {
  let shared: Place
  beforeAll(async () => {
    shared = await makePlace()
  })
  afterAll(() => shared.remove())

  test('are imported whole, and say line by line what was not taken', async () => {
    await shared.run(['init', '--legal-basis', 'RGPD'])
    for (const { name, text } of cityFiles(makeCity())) await shared.write(name, text)

    const imported = await shared.run([
      'lists',
      'import',
      'usagers.csv',
      '-p',
      'residents',
      '--rejects',
      'rejets.csv',
      '--json',
    ])

    expect(imported.code).toBe(0)
    const [file] = (JSON.parse(imported.stdout) as { files: Record<string, number>[] }).files
    expect(file?.values).toBe((file?.taken ?? 0) + (file?.duplicates ?? 0) + (file?.objected ?? 0) + 2)
    expect((await shared.csv('rejets.csv')).map((row) => [row.line, row.column, row.reason, row.value])).toEqual([
      ['152', 'Courriel', 'not-an-email', 'l•••••'],
      ['802', 'Tél. portable', 'precision-lost', '3•••••'],
    ])
  })
})
