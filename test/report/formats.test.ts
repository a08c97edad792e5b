/** Every machine-readable file of the program, as it comes out of the program, against its published schema. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { unzipSync } from 'fflate'
import { makePlace, type Place } from '../e2e/vigie.ts'
import { formats, readSchema, validator } from './schemas.ts'

let place: Place
beforeAll(async () => {
  place = await makePlace()
  const { code, stderr } = await place.run(['demo'])
  if (code !== 0) throw new Error(stderr)
}, 120_000)
afterAll(() => place.remove())

const workspace = ['--workspace', 'vigie-demo/workspace']

async function json(...args: readonly string[]): Promise<Record<string, unknown>> {
  const { stdout, stderr } = await place.run([...args, ...workspace, '--json'])
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout)
}

async function lines(file: string): Promise<readonly unknown[]> {
  const text = await place.read(file)
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
}

/** At most a few of what is wrong with any of them. */
function faultsOf(schema: string, values: readonly unknown[]): readonly string[] {
  const faults = validator(schema)
  return values.flatMap((value) => faults(value)).slice(0, 5)
}

describe('an output is as its schema says:', () => {
  test('scan --plan', async () => {
    const plan = await json('scan', '--plan', '--source', 'hibp')

    expect((plan as { sources: unknown[] }).sources.length).toBeGreaterThan(5)
    expect(faultsOf('scan-plan.schema.json', [plan])).toEqual([])
  })

  test('scan', async () => {
    const report = await json('scan', '--csv', 'scanned')

    expect((report as { coverage: unknown[] }).coverage.length).toBeGreaterThan(10)
    expect((report as { files: unknown[] }).files).toHaveLength(4)
    expect(faultsOf('scan-report.schema.json', [report])).toEqual([])
  })

  test('exposures list and exposures.ndjson', async () => {
    const { exposures } = await json('exposures', 'list')
    await json('export', 'ndjson', '--out', 'ndjson')
    const written = await lines('ndjson/exposures.ndjson')

    expect(written.length).toBeGreaterThan(500)
    expect(exposures).toEqual(written)
    expect(faultsOf('exposure.schema.json', written)).toEqual([])
    expect(faultsOf('coverage.schema.json', await lines('ndjson/coverage.ndjson'))).toEqual([])
  })

  test('exposures explain', async () => {
    const { exposures } = (await json('exposures', 'list')) as { exposures: { exposure: string; sources: string[] }[] }
    const told = exposures.toSorted((a, b) => b.sources.length - a.sources.length).slice(0, 2)
    const explained = []
    for (const { exposure } of told) explained.push(await json('exposures', 'explain', exposure))

    expect((explained[0] as { joins: unknown[] }).joins.length).toBeGreaterThan(0)
    expect(faultsOf('explanation.schema.json', explained)).toEqual([])
  })

  test('export misp', async () => {
    const { incidents } = await json('export', 'misp', '--out', 'misp.json')
    const file = JSON.parse(await place.read('misp.json')) as { response: unknown[] }

    expect(file.response).toHaveLength(incidents as number)
    expect(faultsOf('misp.schema.json', [file])).toEqual([])
  })

  test('export stix', async () => {
    await json('export', 'stix', '--out', 'stix.json')

    expect(faultsOf('stix.schema.json', [JSON.parse(await place.read('stix.json'))])).toEqual([])
  })

  test('report evidence', async () => {
    const { exposures } = (await json('exposures', 'list')) as { exposures: { incident: { id: string } }[] }
    const incident = exposures[0]!.incident.id
    const { asOf } = await json('report', 'evidence', '--incident', incident, '--out', 'one.zip')
    await json('report', 'evidence', '--incident', incident, '--as-of', asOf as string, '--out', 'two.zip')
    const [one, two] = ['one.zip', 'two.zip'].map((name) => readFileSync(path.join(place.directory, name)))

    expect(Buffer.compare(one!, two!)).toBe(0)
    const items = Object.entries(unzipSync(one!)).find(([name]) => name.endsWith('/items.json'))![1]
    expect(faultsOf('evidence-items.schema.json', [JSON.parse(Buffer.from(items).toString())])).toEqual([])
  })
})

describe('a command that shows identifiers', () => {
  test.each([['misp'], ['stix']])('export %s asks for a reason, and writes it down', async (format) => {
    const refused = await place.run(['export', format, ...workspace, '--out', 'x.json', '--reveal'])
    const given = ['--reveal', '--reason', 'transmis au CSIRT régional']
    const shown = await json('export', format, '--out', 'x.json', ...given)

    expect(refused.code).toBe(2)
    expect(shown).toMatchObject({ revealed: true, values: expect.any(Number) })
    expect(shown.values).toBeGreaterThan(100)
  })

  test('report dashboard says so on the page', async () => {
    const masked = await json('report', 'dashboard', '--out', 'masked.html')
    const clear = await json('report', 'dashboard', '--out', 'clear.html', '--reveal', '--reason', 'réunion du 24')

    expect([masked.revealed, clear.revealed]).toEqual([false, true])
    expect(await place.read('masked.html')).not.toMatch(/[a-z]\.[a-z]+@/)
    expect(await place.read('clear.html')).toContain('Identifiers are in clear on this page')
  })
})

describe('a schema', () => {
  const files = readdirSync(formats).filter((file) => file.endsWith('.schema.json') && file !== 'vigie.schema.json')

  test('is published for each output', () => {
    expect(files).toEqual(
      expect.arrayContaining([
        ...['commands.schema.json', 'coverage.schema.json', 'evidence-items.schema.json', 'exposure.schema.json'],
        ...['misp.schema.json', 'scan-plan.schema.json', 'scan-report.schema.json', 'stix.schema.json'],
      ]),
    )
  })

  test.each(files)('%s says what it is of, and can be compiled', (file) => {
    expect(readSchema(file)).toMatchObject({ title: expect.stringMatching(/\w/) })
    expect(validator(file)({ nothing: 'of it' })).not.toEqual([])
  })
})
