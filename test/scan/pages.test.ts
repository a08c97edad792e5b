/** Answers in several pages, told by a source made up for it: what no real one can be made to do on demand. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { QuotaError, UnreachableError } from '../../src/domain/index.ts'
import type { ScanReport } from '../../src/scan/index.ts'
import type { AskSource, Page, Query } from '../../src/sources/index.ts'
import { exposures, ledger, openTown, scanSource, type Town } from './town.ts'

let town: Town
beforeEach(async () => {
  town = await openTown()
  town.sources.clear()
})
afterEach(() => town.close())

type Told = Error | Partial<Page>

/** Answers one query about everybody, page after page; what it was asked from is kept in `cursors`. */
function paged(pages: Readonly<Record<string, Told>>, more: Partial<AskSource> = {}) {
  const cursors: string[] = []
  const source: AskSource = {
    shape: 'ask',
    id: 'paged',
    name: 'Paged',
    kinds: ['email'],
    operator: 'nobody',
    country: 'nowhere',
    legalClass: 'usable',
    legalReason: '',
    termsUrl: '',
    contractReadOn: '2026-11-24',
    hosts: { main: 'https://paged.example' },
    quota: { requests: 1_000, perMs: 1 },
    quotaFrom: '',
    tells: 'nothing',
    cost: '',
    ownershipProof: '',
    opens: { requests: 0, maxRequests: 0 },
    french: { legalReason: '', quotaFrom: '', cost: '', ownershipProof: '' },
    paidPerAnswer: false,
    questions: ['records'],
    assume: () => ({ account: undefined, summary: 'assumed' }),
    open: async () => ({ account: undefined, summary: 'open' }),
    *plan(covers): Generator<Query> {
      const cost = { requests: 1, maxRequests: 3 }
      yield { type: 'query', question: 'records', target: 'all', endpoint: 'all', covers, discloses: 'nothing', cost }
    },
    async *ask(_query, _net, cursor = 'first'): AsyncGenerator<Page> {
      for (let at: string | undefined = cursor; at !== undefined; ) {
        cursors.push(at)
        const told: Told = pages[at] ?? {}
        if (told instanceof Error) throw told
        yield { sightings: [], events: [], badRows: 0, truncated: false, requests: 1, ...told }
        at = told.next
      }
    },
    check: async () => [],
    ...more,
  }
  return { source, cursors }
}

function seen(name: string): Pick<Page, 'sightings'> {
  return { sightings: [{ kind: 'email', canonical: `${name}@example.org`, event: 'Fuite' }] }
}

async function scan({ source }: { readonly source: AskSource }, options = {}, entry = {}): Promise<ScanReport> {
  const net = { request: async () => Promise.reject(new Error('not used')) }
  const state = () => ({
    source: 'paged',
    requests: 0,
    retries: 0,
    limited: 0,
    inFlight: 0,
    waiting: 0,
    quota: source.quota,
    begun: 0,
    opensInMs: 0,
    circuit: { state: 'closed' as const, failures: 0 },
  })
  return town.scan(options, {
    sources: [scanSource(source, entry)],
    connect: () => ({ ...net, state, setQuota: () => {} }),
  })
}

describe('an answer in pages', () => {
  const gone = new UnreachableError('paged', 'gone')

  test('makes absent only at its end', async () => {
    await town.list('residents', 'a@example.org', 'b@example.org', 'c@example.org')

    const report = await scan(paged({ first: { ...seen('a'), next: '2' }, 2: seen('b') }))

    expect(ledger(report, 'paged')).toEqual(['residents email records: 2 present', 'residents email records: 1 absent'])
  })

  test('that breaks off keeps what was present, says partial of the rest, and goes on from there next time', async () => {
    await town.list('residents', 'a@example.org', 'b@example.org', 'c@example.org')
    const broken = paged({ first: { ...seen('a'), next: '2' }, 2: gone })

    const report = await scan(broken)

    expect(ledger(report, 'paged')).toEqual([
      'residents email records: 1 present',
      'residents email records: 2 failed (partial)',
    ])
    const mended = paged({ 2: seen('b') })
    const next = await scan(mended)
    expect(mended.cursors).toEqual(['2'])
    expect(ledger(next, 'paged')).toEqual(['residents email records: 2 present', 'residents email records: 1 absent'])
    expect(await exposures(town.store)).toEqual(['a@example.org Fuite known', 'b@example.org Fuite new'])
  })

  test('remembers, when it goes on, that a row of an earlier page was bad', async () => {
    await town.list('residents', 'a@example.org', 'b@example.org')
    await scan(paged({ first: { badRows: 1, next: '2' }, 2: gone }))

    const report = await scan(paged({ 2: seen('b') }))

    expect(ledger(report, 'paged')).toEqual([
      'residents email records: 1 present',
      'residents email records: 1 failed (malformed)',
    ])
  })

  test('starts anew when somebody joined whom it covers, and after a day', async () => {
    await town.list('residents', 'a@example.org')
    await scan(paged({ first: { next: '2' }, 2: gone }))
    await town.list('residents', 'b@example.org')

    const joined = paged({ first: { next: '2' }, 2: gone })
    await scan(joined)
    expect(joined.cursors).toEqual(['first', '2'])

    town.clock.pass(2 * 86_400_000)
    const later = paged({ first: {} })
    await scan(later)
    expect(later.cursors).toEqual(['first'])
  })

  test('that was cut off by the source says nothing of those it does not name', async () => {
    await town.list('residents', 'a@example.org', 'b@example.org')

    const report = await scan(paged({ first: { ...seen('a'), truncated: true } }))

    expect(ledger(report, 'paged')).toEqual([
      'residents email records: 1 present',
      'residents email records: 1 failed (partial)',
    ])
  })

  test('without a last page is no answer', async () => {
    await town.list('residents', 'a@example.org')

    const report = await scan(
      paged(
        {},
        {
          async *ask() {},
        },
      ),
    )

    expect(ledger(report, 'paged')).toEqual(['residents email records: 1 failed (malformed)'])
  })

  test('that is cut off at a quota withdraws nothing', async () => {
    await town.list('residents', 'a@example.org', 'b@example.org')
    await scan(paged({ first: { ...seen('a'), next: '2' }, 2: seen('b') }))

    const report = await scan(paged({ first: { next: '2' }, 2: new QuotaError('paged', 'closed', 86_400_000) }), {
      fresh: true,
    })

    expect(report.exposures.withdrawn).toBe(0)
    expect(ledger(report, 'paged')).toEqual(['residents email records: 2 present'])
    expect(report.sources[0]).toMatchObject({ outcome: 'stopped', reason: 'quota' })
  })
})

describe('an answer that costs credits', () => {
  const paid: Partial<AskSource> = {
    paidPerAnswer: true,
    *plan(selectors): Generator<Query> {
      for (const one of selectors) {
        const cost = { requests: 1, credits: 1 }
        const { canonical: target } = one
        yield { type: 'query', question: 'records', target, endpoint: 'one', covers: [one], discloses: 'nothing', cost }
      }
    },
  }

  test('is not asked for until a number is written', async () => {
    await town.list('residents', 'a@example.org')
    const source = paged({}, paid)

    const report = await scan(source)

    expect(source.cursors).toEqual([])
    expect(ledger(report, 'paged')).toEqual(['residents email records: 1 failed (budget)'])
    expect(report.sources[0]!.mend).toBe('set sources.paged.budget.credits to what may be spent in one run')
  })

  test('is asked for one at a time, up to that number', async () => {
    await town.list('residents', 'a@example.org', 'b@example.org', 'c@example.org')
    const source = paged({ first: { credits: 1 } }, paid)

    const report = await scan(source, {}, { budget: { credits: 2 } })

    expect(source.cursors).toHaveLength(2)
    expect(report.sources[0]).toMatchObject({ credits: 2, left: { queries: 1 } })
    expect(ledger(report, 'paged')).toEqual([
      'residents email records: 2 absent',
      'residents email records: 1 failed (budget)',
    ])
  })
})

test('a source that would tell more than it may is stopped before it does', async () => {
  await town.list('residents', 'a@example.org')
  const careless = paged(
    {},
    {
      *plan(covers): Generator<Query> {
        const cost = { requests: 1 }
        yield { type: 'query', question: 'records', target: 'x', endpoint: 'x', covers, discloses: 'clear', cost }
      },
    },
  )

  await expect(scan(careless)).rejects.toThrow('planned to tell more than it may be told')
  expect(careless.cursors).toEqual([])
})
