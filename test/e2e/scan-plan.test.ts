/** What `scan --plan` says is what the scan then does: equal, or within the range that was printed. Through the program. */
import { afterEach, describe, expect, test } from '@jest/globals'
import type { ScanPlan, ScanReport } from '../../src/scan/index.ts'
import type { KeyPlan, World } from '../../src/simulator/index.ts'
import { type CityOptions, canaryKey, openCity, ownDomain, type SweptCity } from '../sweep/city.ts'

let city: SweptCity
afterEach(() => city.remove())

const nobodyInClear = `  staff: { disclose: { default: k-anonymous } }
  residents: { disclose: { default: nothing } }`
const cases: readonly {
  what: string
  options: CityOptions
  hibp: Partial<KeyPlan>
  /** what sources know besides */
  know?: (world: World) => void
}[] = [
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
  {
    what: 'answers of several pages',
    options: { settings: { hibp: 'options: { plan: pro }' } },
    hibp: { verifiedDomains: [ownDomain] },
    // more than Enzoic's hundred and Breachsense's page hold
    know: (world) => {
      world.breachsense.pageSize = 50
      for (let number = 0; number < 250; number++) {
        world.records.push({ leak: 'ForumDemo', email: `ancien.agent${number}@${ownDomain}` })
        world.records.push({ leak: 'BoutiqueExemple', email: `ancien.agent${number}@${ownDomain}` })
      }
    },
  },
]

describe.each(cases)('with $what', ({ options, hibp, know }) => {
  test('requests, credits, queries and what is told of whom are as planned', async () => {
    city = await openCity({ staff: 2, residents: 2, ...options })
    city.simulator.setKey('hibp', canaryKey, hibp)
    know?.(city.world)
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

describe('with budgets', () => {
  const core = {
    verified: false,
    settings: { spycloud: 'off', hibp: 'options: { plan: core, pastes: false }' },
  } as const
  const limited: readonly { what: string; options: CityOptions; among: readonly string[] }[] = [
    {
      what: 'of requests and of credits of each source',
      options: {
        ...core,
        settings: {
          ...core.settings,
          hibp: 'budget: { requests: 6 }, options: { plan: core, pastes: false }',
          'leak-lookup': 'budget: { credits: 5 }',
          breachsense: 'budget: { credits: 4 }',
          dehashed: 'budget: { credits: 0 }',
        },
      },
      among: ['hibp', 'leak-lookup', 'breachsense', 'dehashed', 'leakix'],
    },
    {
      what: 'of credits of the whole scan',
      options: { ...core, credits: 7 },
      among: ['leak-lookup', 'intelx', 'dehashed'],
    },
    { what: 'of requests of the whole scan', options: { ...core, scan: 'requests: 12' }, among: ['hibp', 'leakcheck'] },
    {
      what: 'that allow no credit at all',
      options: { ...core, credits: 0 },
      among: ['leak-lookup', 'dehashed', 'leakix'],
    },
  ]

  test.each(limited)('$what, the plan says what is asked and what stays unknown', async ({ options, among }) => {
    city = await openCity({ staff: 2, residents: 2, ...options })
    city.simulator.setKey('hibp', canaryKey, { includesKAnon: false, includesStealerLogs: false, verifiedDomains: [] })
    const only = among.flatMap((id) => ['--source', id])
    const plan = JSON.parse((await city.expectRun(['scan', '--plan', '--json', ...only])).stdout) as ScanPlan

    const report = JSON.parse((await city.expectRun(['scan', '--json', ...only], [20, 30])).stdout) as ScanReport

    let unaffordable = 0
    for (const planned of plan.sources.filter(({ notAsked }) => notAsked === undefined)) {
      const { source, requests, credits } = planned
      const done = report.sources.find((one) => one.source === source)!
      const sum = (of: (question: (typeof planned.questions)[number]) => number) =>
        planned.questions.reduce((total, question) => total + of(question), 0)
      const failed = report.coverage
        .filter((row) => row.source === source && row.answer === 'failed' && row.reason === 'budget')
        .reduce((total, { count }) => total + count, 0)
      unaffordable += failed
      const within = {
        requests: [requests.from, city.simulator.counts[source as 'hibp'].requests, requests.to],
        credits: [credits.from, done.credits, credits.to],
        failed: [sum((one) => one.overBudget?.from ?? 0), failed, sum((one) => one.overBudget?.to ?? 0)],
      }
      for (const [what, values] of Object.entries(within)) {
        expect([source, what, values]).toEqual([source, what, values.toSorted((a, b) => a - b)])
      }
    }
    expect(unaffordable).toBeGreaterThan(0)
    // sources run side by side: none counts on a credit that another is about to take
    const spent = report.sources.reduce((sum, { credits }) => sum + credits, 0)
    if ('credits' in options) expect(spent).toBeLessThanOrEqual(options.credits)
    const { stdout } = await city.expectRun(['scan', '--plan', '--fresh', ...only])
    expect(stdout).toMatch(/our own budget\s+reached/)
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
