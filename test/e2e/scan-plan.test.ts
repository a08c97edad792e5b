/** What `scan --plan` says is what the scan then does: equal, or within the range that was printed. Through the program. */
import { afterEach, describe, expect, test } from '@jest/globals'
import type { ScanPlan, ScanReport } from '../../src/scan/index.ts'
import type { KeyPlan } from '../../src/simulator/index.ts'
import { type CityOptions, canaryKey, openCity, ownDomain, type SweptCity } from '../sweep/city.ts'

let city: SweptCity
afterEach(() => city.remove())

const nobodyInClear = `  staff: { disclose: { default: k-anonymous } }
  residents: { disclose: { default: nothing } }`
const cases: readonly { what: string; options: CityOptions; hibp: Partial<KeyPlan> }[] = [
  {
    what: 'HIBP Pro, the domain verified everywhere, everybody in clear to everybody',
    options: { settings: { hibp: 'options: { plan: pro }' } },
    hibp: { verifiedDomains: [ownDomain] },
  },
  {
    what: 'HIBP Core, nothing verified, everybody in clear',
    options: { verified: false, settings: { hibp: 'options: { plan: core }', spycloud: 'off' } },
    hibp: { includesKAnon: false, includesStealerLogs: false, verifiedDomains: [], subscriptionName: 'Core 1' },
  },
  {
    what: 'HIBP High RPM, staff by prefix, residents not at all',
    options: { populations: nobodyInClear, settings: { hibp: 'options: { plan: high-rpm }' } },
    hibp: { includesStealerLogs: false, verifiedDomains: [], subscriptionName: 'High RPM 4000' },
  },
  {
    what: 'the other call of every source that has two',
    options: {
      settings: {
        hibp: 'options: { plan: pro, stealerLogs: address, pastes: false }',
        xposedornot: 'options: { analytics: true }',
        intelx: 'options: { plan: paid }',
        'leakcheck-pro': 'options: { domains: false }',
      },
    },
    hibp: { verifiedDomains: [ownDomain] },
  },
]

describe.each(cases)('with $what', ({ options, hibp }) => {
  test('requests, credits, queries and what is told of whom are as planned', async () => {
    city = await openCity({ staff: 2, residents: 2, ...options })
    city.simulator.setKey('hibp', canaryKey, hibp)
    const plan = JSON.parse((await city.expectRun(['scan', '--plan', '--json'])).stdout) as ScanPlan
    expect(city.simulator.requests).toEqual([])

    const report = JSON.parse((await city.expectRun(['scan', '--json'], [10])).stdout) as ScanReport

    for (const planned of plan.sources.filter(({ notAsked }) => notAsked === undefined)) {
      const done = report.sources.find(({ source }) => source === planned.source)!
      const sent = city.simulator.counts[planned.source as 'hibp'].requests
      expect({ source: done.source, outcome: done.outcome, queries: done.queries, sent: done.requests }).toEqual({
        source: planned.source,
        outcome: 'done',
        queries: planned.queries,
        sent,
      })
      expect([planned.source, sent >= planned.requests.from, sent <= planned.requests.to]).toEqual([
        planned.source,
        true,
        true,
      ])
      expect([planned.source, done.credits >= planned.credits.from, done.credits <= planned.credits.to]).toEqual([
        planned.source,
        true,
        true,
      ])
      const covered = planned.questions.reduce((sum, { covered: cells }) => sum + cells, 0)
      const answered = report.coverage.filter(
        ({ source, answer }) => source === planned.source && (answer === 'present' || answer === 'absent'),
      )
      expect([planned.source, answered.reduce((sum, { count }) => sum + count, 0)]).toEqual([planned.source, covered])
    }
    const asPlanned = plan.sources
      .flatMap(({ source, disclosures }) =>
        disclosures
          .filter(({ discloses }) => discloses !== 'nothing')
          .map(({ population, discloses, selectors }) => `${population} ${source} ${discloses}: ${selectors}`),
      )
      .sort()
    expect(await whatWasTold()).toEqual(asPlanned)
  })
})

/** As the persons themselves would be told: by source and population, of how many and how. */
async function whatWasTold(): Promise<readonly string[]> {
  const files = [
    ['agents.csv', 'staff'],
    ['usagers.csv', 'residents'],
    ['domaines.txt', 'staff'],
  ] as const
  const counts = new Map<string, number>()
  for (const [file, population] of files) {
    const cells = (await city.read(file)).split('\n').flatMap((line) => line.split(';'))
    const selectors = cells.filter((cell) => /^[+\w].*[.\d]/.test(cell))
    await Promise.all(
      selectors.map(async (selector) => {
        for (const key of await toldOf(selector)) {
          counts.set(`${population} ${key}`, (counts.get(`${population} ${key}`) ?? 0) + 1)
        }
      }),
    )
  }
  return Array.from(counts, ([key, count]) => `${key}: ${count}`).sort()
}

async function toldOf(selector: string): Promise<readonly string[]> {
  const { stdout } = await city.expectRun(['subject', 'show', selector, '--json'])
  const [own] = (JSON.parse(stdout) as { selectors: { told: { source: string; discloses: string }[] }[] }).selectors
  const bySource = Map.groupBy(own?.told ?? [], ({ source }) => source)
  return Array.from(bySource, ([source, told]) => {
    const most = told.some(({ discloses }) => discloses === 'clear') ? 'clear' : 'k-anonymous'
    return `${source} ${most}`
  })
}
