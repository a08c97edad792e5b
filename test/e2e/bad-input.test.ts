/** What gets one line that says what and how to mend it, and an exit code that a script can act on. */
import { chmod, readFile, truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { emptyWorld, type Simulator, simulatorKey, startSimulator } from '../../src/simulator/index.ts'
import { makePlace, type Place } from './vigie.ts'

let place: Place
beforeEach(async () => {
  place = await makePlace()
})
afterEach(() => place.remove())

const database = () => path.join(place.directory, '.vigie/vigie.db')

async function made(): Promise<void> {
  expect((await place.run(['init', '--legal-basis', 'RGPD', '--keys', 'keys'])).code).toBe(0)
}

async function imported(): Promise<void> {
  await made()
  await place.write('l.txt', 'a@ville-exemple.fr\n')
  expect((await place.run(['lists', 'import', 'l.txt', '-p', 'staff'])).code).toBe(0)
}

/** One line that says what, one that says how to mend it, nothing on stdout. */
function expectRefusal(
  ended: { code: number | null; stdout: string; stderr: string },
  code: number,
  says: RegExp,
): void {
  const errors = ended.stderr.split('\n').filter((line) => line.startsWith('vigie: ') || line.startsWith('  → '))
  expect(errors[0]).toMatch(says)
  expect(errors).toHaveLength(2)
  expect(ended.stdout).toBe('')
  expect(ended.code).toBe(code)
}

describe('the configuration', () => {
  test('that is not there', async () => {
    expectRefusal(await place.run(['lists', 'stats']), 2, /there is no configuration at/)
  })

  test.each([
    ['that is no YAML', 'organisation: [', /vigie\.yaml.*not YAML/],
    ['with an unknown setting', 'legalBassis: x\n', /unknown setting legalBassis/],
    ['with an unknown source', 'sources: { hibpp: { enabled: true } }\n', /unknown source hibpp/],
  ])('%s', async (_, text, says) => {
    await made()
    await place.write('.vigie/vigie.yaml', text)

    expectRefusal(await place.run(['scan']), 2, says)
  })

  test('with a secret written in it is refused without a word of the secret', async () => {
    await made()
    await place.write('.vigie/vigie.yaml', 'sources: { hibp: { apiKey: 00f1c71f00f1c71f } }\n')

    const refused = await place.run(['scan'])

    expect(refused.code).toBe(2)
    expect(refused.stderr).toMatch(/sources\.hibp\.apiKey must be where the secret is kept/)
    expect(refused.stderr).not.toContain('00f1c71f00f1c71f')
  })

  test('is told with what was meant', async () => {
    await made()
    await place.write('.vigie/vigie.yaml', 'legalBassis: x\n')

    expect((await place.run(['scan'])).stderr).toContain('did you mean "legalBasis"?')
  })

  test('without a legal basis: nothing is imported, nothing is scanned', async () => {
    await place.run(['init', '--keys', 'keys'])
    await place.write('l.txt', 'a@ville-exemple.fr\n')

    expectRefusal(await place.run(['lists', 'import', 'l.txt', '-p', 'staff']), 2, /staff has no legal basis/)
  })
})

describe('a list', () => {
  test.each([
    ['that is empty', '', /empty/],
    ['of binary content', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 1, 1, 1, 0, 0, 0, 0xff, 0xfe, 0, 0]), /l\.csv/],
    ['without a column that is known', 'Couleur;Taille\nbleu;grand\n', /no column of l\.csv is recognised/],
  ])('%s', async (_, bytes, says) => {
    await made()
    await place.write('l.csv', bytes)

    expectRefusal(await place.run(['lists', 'import', 'l.csv', '-p', 'staff']), 2, says)
  })

  test('that is not there, or is a folder', async () => {
    await made()

    expectRefusal(await place.run(['lists', 'import', 'nowhere.csv', '-p', 'staff']), 2, /nowhere\.csv/)
    expectRefusal(await place.run(['lists', 'import', '.vigie', '-p', 'staff']), 2, /\.vigie/)
  })

  test('of a population that was misspelt', async () => {
    await made()
    await place.write('l.txt', 'a@ville-exemple.fr\n')

    const refused = await place.run(['lists', 'import', 'l.txt', '-p', 'staf'])

    expectRefusal(refused, 2, /no population "staf"/)
    expect(refused.stderr).toContain('did you mean "staff"?')
  })
})

describe('the database', () => {
  test('that is newer than the program', async () => {
    await imported()
    const db = new DatabaseSync(database())
    db.exec("insert into migration (number, name, at) values (999, 'from-the-future', '2030-01-01T00:00:00Z')")
    db.close()

    expectRefusal(await place.run(['lists', 'stats']), 1, /newer|999/)
  })

  test('that is damaged', async () => {
    await imported()
    const bytes = await readFile(database())
    await writeFile(database(), bytes.fill(0x55, 4096, bytes.length))

    expectRefusal(await place.run(['lists', 'stats']), 1, /damaged|not a database/)
  })

  test('that was cut short', async () => {
    await imported()
    await truncate(database(), 100)

    expectRefusal(await place.run(['lists', 'stats']), 1, /vigie\.db|damaged|database/)
  })

  test('whose keys others may read', async () => {
    await imported()
    await chmod(path.join(place.directory, 'keys'), 0o755)

    expectRefusal(await place.run(['lists', 'stats']), 2, /keys/)
  })

  test('whose keys are gone', async () => {
    await imported()
    const other = path.join(place.directory, 'other-keys')
    const yaml = await place.read('.vigie/vigie.yaml')
    await place.write('.vigie/vigie.yaml', yaml.replace(path.join(place.directory, 'keys'), other))

    const refused = await place.run(['lists', 'stats'])

    expect(refused.code).toBe(1)
    expect(refused.stderr).toMatch(/key/)
  })
})

describe('a scan', () => {
  let simulator: Simulator
  beforeEach(async () => {
    simulator = await startSimulator({ world: emptyWorld() })
  })
  afterEach(() => simulator.close())

  test('that another run keeps from its only source is busy, and reading is not', async () => {
    await imported()
    await place.write('key', simulatorKey)
    const yaml = await place.read('.vigie/vigie.yaml')
    const source = `  hibp: { enabled: true, apiKey: { file: ../key }, baseUrl: ${simulator.baseUrl('hibp')} }\n`
    await place.write('.vigie/vigie.yaml', yaml.replace(/^sources:[\s\S]*?(?=^#|^\w)/m, `sources:\n${source}\n`))
    simulator.setFault('hibp', 'hang')
    const holder = place.start(['scan'])
    await vigilantly(async () => simulator.requests.length > 0)

    expectRefusal(await place.run(['scan']), 75, /another run holds/)
    expect((await place.run(['lists', 'stats'])).code).toBe(0)
    expect((await place.run(['export', 'csv', '--out', 'o'])).code).toBe(0)

    holder.child.kill('SIGINT')
    expect((await holder.ended).code).toBe(130)
  })
})

/** Waits until it is so. */
async function vigilantly(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20))
}
