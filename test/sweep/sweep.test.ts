/**
 * Every source that can be asked, failing in every way, through the program: what is unknown is never shown as absent, and
 * neither the key nor a password that a source gives away is found in anything that the program writes.
 *
 * Sources do not know of each other, so one run holds as many pairs of source and failure as there are sources: in round N
 * source I fails in way N + I. A few rounds by default; `VIGIE_SWEEP=full` for all pairs.
 */
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { CoverageRow, ScanReport } from '../../src/scan/index.ts'
import { type FaultMode, faultModes, type PretendSourceId } from '../../src/simulator/index.ts'
import type { Ended } from '../e2e/vigie.ts'
import { askIds, canaryKey, openCity, type SweptCity } from './city.ts'

/** right answers, whatever else is in them or however long they take */
const harmless: readonly FaultMode[] = ['extra-fields', 'slow-drip']
/** an answer with one row that cannot be read, or with none: what that means is for each contract to say, and for its test */
const sometimesAnAnswer: readonly FaultMode[] = ['bad-row', 'empty-list']
const everyExitOfAScan = [0, 10, 20, 30]

const isFull = process.env.VIGIE_SWEEP === 'full'
const rounds = Array.from({ length: faultModes.length }, (_, round) => round).filter(
  (round) => isFull || round % 4 === 0,
)

let city: SweptCity
beforeAll(async () => {
  city = await openCity()
}, 60_000)
afterAll(() => city.remove())
beforeEach(() => city.reset())

// first: searches that a failing round left open count at their source
describe('no secret is found', () => {
  test('when every source answers as it should, with passwords where it gives them', async () => {
    const scan = await city.expectRun(['scan', '--csv', 'results', '--json'], [10])

    const present = new Set(
      (JSON.parse(scan.stdout) as ScanReport).coverage.filter(isPresent).map(({ source }) => source),
    )
    expect([...present].sort()).toEqual([...askIds].sort())
    const reports = await Promise.all([
      city.expectRun(['report', 'dashboard', '--out', 'results/dashboard.html']),
      city.expectRun(['export', 'ndjson', '--out', 'export', '--reveal', '--reason', 'balayage']),
      city.expectRun(['exposures', 'list', '--ndjson', '--reveal', '--reason', 'balayage']),
    ])
    await expectNoSecret([scan, ...reports, ...(await readEverything())])
  }, 60_000)

  test('in what a killed run leaves, its write-ahead log included', async () => {
    city.simulator.setLatency(30)
    const running = city.start(['scan', '--log-format', 'json'])
    await until(() => city.simulator.counts.hibp.requests > 12)
    running.child.kill('SIGKILL')
    const killed = await running.ended

    expect([...(await city.everything()).keys()]).toContain('.vigie/vigie.db-wal')
    await expectNoSecret([killed])
  }, 60_000)

  test('in what the program says of a bug of its own that happens while an answer is read', async () => {
    await city.write(
      'bug.mjs',
      `const parse = JSON.parse
JSON.parse = (text, ...more) => {
  const value = parse(text, ...more)
  if (typeof text === 'string' && text.includes('"records"')) throw new TypeError('while reading ' + text)
  return value
}
`,
    )

    const crashed = await city.expectRun(['scan'], [1], {
      NODE_OPTIONS: `--import ${path.join(city.directory, 'bug.mjs')}`,
    })

    expect(crashed.stderr).toContain('TypeError')
    await expectNoSecret([crashed])
  }, 60_000)
})

describe.each(rounds)('round %i', (round) => {
  const failing = askIds.map((id, index) => [id, faultModes[(round + index) % faultModes.length]!] as const)

  test(failing.map(([id, mode]) => `${id} ${mode}`).join(', '), async () => {
    for (const [id, mode] of failing) city.simulator.setFault(id as PretendSourceId, mode)

    const scan = await city.expectRun(
      ['scan', '--csv', 'results', '--json', '--for', '5s', '--log-format', 'json', '--log-file', 'scan.log'],
      everyExitOfAScan,
    )

    const { coverage } = JSON.parse(scan.stdout) as ScanReport
    const strict = failing.filter(([, mode]) => !harmless.includes(mode) && !sometimesAnAnswer.includes(mode))
    for (const [id, mode] of strict) expect([id, mode, answersOf(coverage, id)]).toEqual([id, mode, []])
    expect(city.simulator.counts.elsewhere.requests).toBe(0)
    await expectNoSecret([scan, ...(await readEverything())])
  }, 60_000)
})

function isPresent({ answer }: CoverageRow): boolean {
  return answer === 'present'
}

/** Cells of this source that say absent. */
function answersOf(coverage: readonly CoverageRow[], id: string): readonly string[] {
  return coverage
    .filter(({ source, answer }) => source === id && answer === 'absent')
    .map(({ population, kind, question, count }) => `${population} ${kind} ${question}: ${count}`)
}

/** Every way in which what is held can be read, identifiers in clear. */
async function readEverything(): Promise<readonly Ended[]> {
  const reveal = ['--reveal', '--reason', 'balayage']
  return [
    await city.expectRun(['export', 'csv', '--out', 'export', '--cells', ...reveal]),
    await city.expectRun(['exposures', 'list', '--json', ...reveal]),
  ]
}

/** In outputs, and in every file of the workspace: database, logs, exports. */
async function expectNoSecret(outputs: readonly Ended[]): Promise<void> {
  const files = await city.everything()
  const texts = [
    ...outputs.map(({ stdout, stderr }, index) => [`output ${index}`, stdout + stderr] as const),
    ...[...files].filter(([name]) => !['key', 'pair'].includes(name)),
  ]
  for (const [name, text] of texts) {
    for (const [what, secret] of secrets()) expect([name, what, text.includes(secret)]).toEqual([name, what, false])
  }
}

function secrets(): readonly (readonly [string, string])[] {
  const forms = (text: string) => {
    const bytes = Buffer.from(text)
    return [text, bytes.toString('base64').replace(/=+$/, ''), bytes.toString('hex')]
  }
  return [
    ...forms(city.world.canarySecret).map((form) => ['password', form] as const),
    ...[...forms(canaryKey), ...forms(`${canaryKey}:${canaryKey}`)].map((form) => ['key', form] as const),
  ]
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5))
}
