/** How a scan ends, and what its options do: through the program, exit codes included. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { CoverageRow, ScanReport } from '../../src/scan/index.ts'
import { type CityOptions, canaryKey, openCity, type SweptCity } from '../sweep/city.ts'

/** HIBP Core without a verified domain: a call in clear for each address */
const core: CityOptions = {
  verified: false,
  settings: { hibp: 'options: { plan: core, pastes: false }', spycloud: 'off' },
}
let city: SweptCity
beforeAll(async () => {
  city = await openCity(core)
}, 60_000)
afterAll(() => city.remove())
beforeEach(async () => {
  await city.reset()
  city.simulator.setKey('hibp', canaryKey, { includesKAnon: false, includesStealerLogs: false, verifiedDomains: [] })
})

async function scan(args: readonly string[], code: number): Promise<ScanReport> {
  return JSON.parse((await city.expectRun(['scan', '--json', ...args], [code])).stdout) as ScanReport
}

/** `failed budget: 4`, of one question, populations and kinds together. */
function answers(coverage: readonly CoverageRow[], source: string, question: string): readonly string[] {
  const counts = new Map<string, number>()
  for (const row of coverage.filter((one) => one.source === source && one.question === question)) {
    const key = [row.answer, row.reason].filter(Boolean).join(' ')
    counts.set(key, (counts.get(key) ?? 0) + row.count)
  }
  return Array.from(counts, ([key, count]) => `${key}: ${count}`).sort()
}

const accountCalls = () => city.simulator.requests.filter(({ path: asked }) => asked.includes('/breachedaccount/'))

describe('what is new', () => {
  test('is 10 the first time, 0 the second, and what an export of what is new holds', async () => {
    const first = await scan(['--source', 'hibp'], 10)
    const again = await scan(['--source', 'hibp'], 0)
    const byFresh = await scan(['--source', 'leakcheck'], 10)

    const newSince = async (since: string) => {
      const { stdout } = await city.expectRun(['exposures', 'list', '--json', '--new-since', since])
      // what another source told of a known event has changed, and is no news of that kind
      const { exposures, total } = JSON.parse(stdout) as { exposures: { state: string }[]; total: number }
      return { fresh: exposures.filter(({ state }) => state === 'new').length, total }
    }
    expect(again.exposures.new).toBe(0)
    expect((await newSince('last')).fresh).toBe(byFresh.exposures.new)
    expect((await newSince(String(first.scan))).fresh).toBe(byFresh.exposures.new)
    expect((await newSince('2026-01-01')).total).toBe(first.exposures.new + byFresh.exposures.new)
    expect((await newSince('2199-01-01')).total).toBe(0)
  })

  test('--fresh asks anew what a second scan would not', async () => {
    await scan(['--source', 'hibp'], 10)
    const asked = accountCalls().length
    city.simulator.forgetRequests()

    await scan(['--source', 'hibp'], 0)
    expect(accountCalls()).toHaveLength(0)

    await scan(['--source', 'hibp', '--fresh'], 0)
    expect(accountCalls()).toHaveLength(asked)
  })

  test('--fresh that a source does not answer says so, though earlier answers stand', async () => {
    await scan(['--source', 'hibp'], 10)
    city.simulator.setFault('hibp', 'schema-drift', { match: /breachedaccount/ })

    const { stdout } = await city.expectRun(['scan', '--source', 'hibp', '--fresh'], [20])

    expect(stdout).toMatch(/Have I Been Pwned: \d+ answers could not be had this time; earlier ones stand/)
    expect(stdout).toContain('Incomplete')
  })
})

describe('a budget', () => {
  test('of requests of a source is never exceeded, and what it leaves is failed: budget, 30', async () => {
    await city.configure({
      ...core,
      settings: { ...core.settings, hibp: 'budget: { requests: 9 }, options: { plan: core, pastes: false }' },
    })

    const report = await scan(['--source', 'hibp'], 30)

    expect(city.simulator.counts.hibp.requests).toBe(9)
    expect(report.sources.find(({ source }) => source === 'hibp')).toMatchObject({
      outcome: 'stopped',
      reason: 'budget',
      because: 'hibp: its budget of 9 requests is used',
      requests: 9,
    })
    expect(answers(report.coverage, 'hibp', 'breaches').filter((line) => line.startsWith('failed'))).toEqual([
      'failed budget: 4',
    ])
  })

  test('of requests of the whole scan holds for all sources together', async () => {
    await city.configure({ ...core, more: '', scan: 'requests: 20' })

    const report = await scan(['--source', 'hibp', '--source', 'leakcheck', '--source', 'hudsonrock'], 30)

    const { hibp, leakcheck, hudsonrock } = city.simulator.counts
    expect(hibp.requests + leakcheck.requests + hudsonrock.requests).toBe(20)
    const reasons = report.sources.filter(({ outcome }) => outcome === 'stopped').map(({ because }) => because)
    expect(new Set(reasons)).toEqual(new Set(["the scan's budget of 20 requests is used"]))
  })

  test('of credits of a source is spent as far as whole questions go, and goes on with more, asking nothing twice', async () => {
    const withCredits = (credits: number) =>
      city.configure({ ...core, settings: { ...core.settings, 'leak-lookup': `budget: { credits: ${credits} }` } })
    await withCredits(5)
    const report = await scan(['--source', 'leak-lookup'], 30)
    const { requests } = city.simulator.counts['leak-lookup']
    const spent = report.sources.find(({ source }) => source === 'leak-lookup')
    expect(spent).toMatchObject({
      reason: 'budget',
      mend: 'set sources.leak-lookup.budget.credits to what may be spent in one run',
    })
    // a number costs two: where one is next in the order, which keyed digests give, the fifth credit is left
    const credits = spent?.credits ?? 0
    expect([4, 5]).toContain(credits)
    // and one for the key
    expect(requests).toBe(credits + 1)

    await withCredits(100)
    const whole = await scan(['--source', 'leak-lookup'], 10)

    expect(answers(whole.coverage, 'leak-lookup', 'breaches').filter((line) => !/present|absent/.test(line))).toEqual(
      [],
    )
    expect(whole.sources.find(({ source }) => source === 'leak-lookup')!.credits).toBe(17 - credits)
  })

  test('of credits that nobody wrote for the scan spends nothing, and says which setting it is', async () => {
    await city.configure({ ...core, credits: 0 })

    const report = await scan(['--source', 'leak-lookup'], 20)

    expect(answers(report.coverage, 'leak-lookup', 'breaches')).toEqual(['failed budget: 13'])
    expect(report.sources.find(({ source }) => source === 'leak-lookup')).toMatchObject({
      credits: 0,
      because: "the scan's budget of 0 credits is used",
      mend: 'set scan.budget.credits to what may be spent in one run, by all sources together',
    })
  })
})

describe('a required source', () => {
  test('makes the run incomplete when anything of it is unknown, be it not asked by our own decision', async () => {
    await scan(['--source', 'hudsonrock'], 10)

    const report = await scan(['--source', 'hudsonrock', '--require', 'hudsonrock,leakcheck'], 20)

    expect(report.unmetRequirements).toEqual(['leakcheck'])
  })
})

describe('a scan that ends before its work does', () => {
  test('by its time: says what is left, keeps what was answered, and the next one goes on', async () => {
    city.simulator.setLatency(300)
    const boxed = await scan(['--source', 'leak-lookup', '--for', '2s'], 30)
    const asked = city.simulator.counts['leak-lookup'].requests

    const [own] = boxed.sources.filter(({ source }) => source === 'leak-lookup')
    expect(boxed.interrupted).toBe('time')
    expect(own!.left.queries).toBeGreaterThan(0)
    expect(answers(boxed.coverage, 'leak-lookup', 'breaches')).toContain(`failed interrupted: ${own!.left.queries}`)
    city.simulator.setLatency(0)
    await scan(['--source', 'leak-lookup'], 10)

    // 17 searches, and the key looked at in each run: the search under way at the end may have been made twice
    expect(asked).toBeGreaterThan(2)
    expect(city.simulator.counts['leak-lookup'].requests).toBeLessThanOrEqual(17 + 2 + 1)
  })

  test('by Ctrl-C: 130, the CSV whole, and the same command completes it', async () => {
    city.simulator.setLatency(150)
    const running = city.start(['scan', '--source', 'leak-lookup', '--csv', 'results'])
    await until(() => city.simulator.counts['leak-lookup'].requests > 3)
    running.child.kill('SIGINT')

    const { code, stdout } = await running.ended

    expect(code).toBe(130)
    expect(stdout).toContain('the same command goes on from there')
    expect((await city.csv('results/coverage.csv')).length).toBeGreaterThan(10)
    city.simulator.setLatency(0)
    await city.expectRun(['scan', '--source', 'leak-lookup', '--csv', 'results'], [10])
    const rows = (await city.csv('results/coverage.csv')).filter(
      ({ source, reason }) => source === 'leak-lookup' && reason === 'interrupted',
    )
    expect(rows).toEqual([])
    expect(city.simulator.counts['leak-lookup'].requests).toBeLessThanOrEqual(17 + 2 + 1)
  })

  test('another run that finds every source held ends 75; one that finds a free one takes it', async () => {
    city.simulator.setLatency(300)
    const running = city.start(['scan', '--source', 'leak-lookup'])
    await until(() => city.simulator.counts['leak-lookup'].requests > 0)

    const busy = await city.expectRun(['scan', '--source', 'leak-lookup'], [75])
    const other = await scan(['--source', 'leak-lookup', '--source', 'leakix'], 10)
    await running.ended

    expect(busy.stderr).toMatch(/^vigie: another run holds every source that this scan needs\n {2}→ /m)
    expect(
      other.sources.filter(({ outcome }) => outcome !== 'not-asked').map(({ source, outcome }) => [source, outcome]),
    ).toEqual([
      ['leak-lookup', 'busy'],
      ['leakix', 'done'],
    ])
  })
})

describe('Retry-After', () => {
  /** the first call of an account is refused so many times */
  const refuse = (form: { retryAfterSeconds?: number; retryAfterForm?: 'seconds' | 'date' | 'absent' }, times = 1) =>
    city.simulator.setFault('hibp', { mode: '429', ...form }, { match: /breachedaccount/, times })
  /** ms from the refusal to the last request: what was refused, asked again */
  const waited = () => {
    const sent = city.simulator.requests.filter(({ source }) => source === 'hibp')
    return sent.at(-1)!.at - sent.find(({ status }) => status === 429)!.at
  }

  test.each([
    ['"6" is waited to the second', { retryAfterSeconds: 6 }, 5_990, 7_500],
    ['a date is waited for', { retryAfterSeconds: 4, retryAfterForm: 'date' }, 2_990, 5_500],
    ['0 is a second', { retryAfterSeconds: 0 }, 990, 2_500],
    ['that is absent leaves it to us', { retryAfterForm: 'absent' }, 0, 4_500],
  ] as const)('%s', async (_, form, least, most) => {
    refuse(form)

    const report = await scan(['--source', 'hibp'], 10)

    expect(waited()).toBeGreaterThanOrEqual(least)
    expect(waited()).toBeLessThan(most)
    expect(answers(report.coverage, 'hibp', 'breaches').filter((line) => line.startsWith('failed'))).toEqual([])
    expect(city.simulator.counts.hibp.statuses[429]).toBe(1)
  })

  test('of a day closes the source until then; the others go on, and the report says until when', async () => {
    refuse({ retryAfterSeconds: 86_400 }, 1_000)

    const { stdout } = await city.expectRun(
      ['scan', '--source', 'hibp', '--source', 'leakcheck', '--csv', 'results'],
      [30],
    )
    const report = await scan(['--source', 'hibp', '--source', 'leakcheck'], 20)

    // as many as were out when the first came back; the second run asks nothing
    expect(city.simulator.counts.hibp.statuses[429]).toBeLessThanOrEqual(8)
    expect(report.sources.find(({ source }) => source === 'hibp')!.requests).toBe(0)
    expect(stdout).toMatch(/^Have I Been Pwned takes nothing before \d+\s\w+\s\d{4} at \d\d:\d\d$/m)
    const hibp = report.sources.find(({ source }) => source === 'hibp')!
    expect(hibp).toMatchObject({ outcome: 'stopped', reason: 'quota' })
    expect((Date.parse(hibp.closedUntil!) - Date.now()) / 3_600_000).toBeCloseTo(24, 1)
    expect(answers(report.coverage, 'hibp', 'breaches').filter((line) => /failed|absent/.test(line))).toEqual([
      'failed quota: 8',
    ])
    expect(answers(report.coverage, 'leakcheck', 'breaches').filter((line) => line.startsWith('failed'))).toEqual([])
  })

  test('twice, then silence: failed: quota', async () => {
    const [person] = (await city.read('usagers.csv')).split('\n').slice(1)
    const match = new RegExp(encodeURIComponent(person!.split(';')[0]!))
    city.simulator.setFault('hibp', { mode: '429', retryAfterSeconds: 1 }, { match, times: 2 })
    city.simulator.addFault('hibp', 'reset', { match })

    const report = await scan(['--source', 'hibp'], 30)

    expect(answers(report.coverage, 'hibp', 'breaches').filter((line) => line.startsWith('failed'))).toEqual([
      'failed quota: 1',
    ])
  })
})

describe('--log-file', () => {
  test('keeps the lines of a run, each with its instant, and appends those of the next', async () => {
    await city.expectRun(['scan', '--source', 'leakcheck', '--log-file', 'scan.log', '--json'], [10])
    await city.expectRun(['scan', '--source', 'leakcheck', '--log-file', 'scan.log', '--log-format', 'json'], [0])

    const lines = (await readFile(path.join(city.directory, 'scan.log'), 'utf8')).trimEnd().split('\n')
    const json = lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Record<string, unknown>)
    const text = lines.filter((line) => !line.startsWith('{'))
    expect(text).toEqual([
      expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z scan$/),
      expect.stringMatching(/^\d{4}-\S+Z leakcheck: done 12\/12, \d+ found$/),
      expect.stringMatching(/^\d{4}-\S+Z scan ended with exit code 10: \d+ new exposures since the last scan$/),
    ])
    expect(json.map(({ level, message }) => [level, message])).toEqual([
      ['info', 'scan'],
      ['info', 'leakcheck: done 0/0, 0 found'],
      ['info', 'scan ended with exit code 0: Nothing new since the last scan.'],
    ])
    expect(json[1]).toMatchObject({ source: 'leakcheck', phase: 'done', done: 0, total: 0, present: 0, requests: 0 })
  })

  test('keeps what stopped a run, and one that cannot be written stops it', async () => {
    await city.expectRun(['scan', 'nobody', '--log-file', 'scan.log'], [2])
    const refused = await city.expectRun(['scan', '--log-file', 'nowhere/scan.log'], [2])

    expect(await city.read('scan.log')).toMatch(/^\S+Z .*nobody/)
    expect(refused.stderr).toMatch(/^vigie: the log file .*nowhere\/scan\.log cannot be written\n {2}→ /)
  })
})

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5))
}

describe('what cannot be done is refused before anything is asked', () => {
  test.each([
    ['a folder for the files that cannot be made', ['--csv', 'file/inside'], /cannot be written/],
    ['a log file that cannot be made', ['--log-file', 'file/scan.log'], /log/],
    ['a log file in a folder that is not there', ['--log-file', 'nowhere/scan.log'], /log/],
  ])('%s', async (_, args, says) => {
    await city.write('file', 'not a folder')

    const { stderr } = await city.expectRun(['scan', '--lang', 'en', '--source', 'hibp', ...args], [2])

    expect(stderr).toMatch(says)
    expect(city.simulator.requests).toEqual([])
  })

  test('watching where no place is on', async () => {
    const { stdout, stderr } = await city.expectRun(['scan', '--lang', 'en', '--watch-only', '--source', 'hibp'], [2])

    expect(stderr).toContain('no watched place is switched on')
    expect(stdout).toBe('')
  })
})
