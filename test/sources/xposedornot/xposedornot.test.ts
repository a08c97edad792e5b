import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { PlanSelector, SourceSettings } from '../../../src/sources/index.ts'
import { xposedornot } from '../../../src/sources/xposedornot/index.ts'
import { said } from '../checked.ts'
import { type Bench, startBench } from '../contract-suite.ts'
import { expectWholePlan } from '../whole-plan.ts'

const keyless: SourceSettings = { verifiedDomains: ['ville-exemple.fr'], options: {} }
const keyed: SourceSettings = { ...keyless, hasKey: true }
const plus: SourceSettings = { ...keyed, options: { plus: true, perMinute: 600 } }

const selectors: readonly PlanSelector[] = [
  { ref: 1, kind: 'domain', canonical: 'ville-exemple.fr', allowed: 'clear' },
  { ref: 2, kind: 'email', canonical: 'agent@ville-exemple.fr', allowed: 'nothing' },
  { ref: 3, kind: 'email', canonical: 'elu@example.org', allowed: 'clear' },
  { ref: 4, kind: 'email', canonical: 'habitante@example.org', allowed: 'k-anonymous' },
  { ref: 5, kind: 'phone', canonical: '+33639980001', allowed: 'clear' },
]

function told(settings: SourceSettings): readonly string[] {
  const { account } = xposedornot.assume(settings)
  const steps = [...xposedornot.plan(selectors, account, settings)]
  expectWholePlan(steps, selectors, xposedornot.questions)
  return steps.map(
    (step) => `${step.type === 'query' ? step.endpoint : step.reason} [${step.covers.map((s) => s.ref)}]`,
  )
}

describe('the plan for XposedOrNot', () => {
  test('without a key asks addresses in clear where that is allowed, and counts of the domain', () => {
    expect(told(keyless)).toEqual([
      'domain-breach-summary [1]',
      'check-email [3]',
      'policy [2,4]',
      'kind-not-taken [5]',
    ])
  })

  test('with a key asks one call for all addresses under the verified domain, whatever may be told of them', () => {
    expect(told(keyed)).toEqual(['domain-breaches [1,2]', 'check-email [3]', 'policy [4]', 'kind-not-taken [5]'])
  })

  test('with Plus asks the paid call; with the option, the other free one', () => {
    expect(told(plus)[1]).toBe('plus [3]')
    expect(told({ ...keyless, options: { analytics: true } })[1]).toBe('breach-analytics [3]')
  })
})

describe('opening XposedOrNot', () => {
  let bench: Bench
  beforeEach(async () => {
    bench = await startBench({ source: xposedornot, pretend: 'xposedornot' })
    bench.world.leaks.push({
      key: 'CollectionRecyclee',
      nature: 'combo-list',
      site: '',
      occurredOn: '2024-01-17',
      addedAt: '2024-01-22T10:30:00Z',
      size: 70_840_771,
      dataClasses: ['Email addresses', 'Passwords'],
      passwords: 'clear',
      names: { xposedornot: 'CollectionRecyclee' },
    })
  })
  afterEach(() => bench.close())

  test('reads its clock, and believes the configuration about key and pace', async () => {
    const opening = await xposedornot.open(bench.net, plus)

    expect(opening).toEqual({
      account: { addressCall: 'plus', domains: ['ville-exemple.fr'] },
      quota: { requests: 600, perMs: 60_000 },
      clock: '1 2024-01-22T10:30:00+00:00',
      summary: 'Plus, 600 requests a minute, domains to search: 1',
    })
    expect((await xposedornot.open(bench.net, keyless)).summary).toBe(
      'no key, 100 requests a day, domains to search: 0',
    )
  })

  test('its catalogue is in our words', async () => {
    expect(await xposedornot.catalogue?.(bench.net)).toEqual({
      clock: '1 2024-01-22T10:30:00+00:00',
      badRows: 0,
      events: [
        {
          key: 'CollectionRecyclee',
          title: 'CollectionRecyclee',
          nature: 'combo-list',
          domain: '',
          occurredOn: '2024-01-17',
          addedAt: '2024-01-22T10:30:00.000Z',
          description: 'An invented combo list.',
          dataClasses: ['Email addresses', 'Passwords'],
          records: 70_840_771,
          url: 'https://xposedornot.com/breach/CollectionRecyclee',
        },
      ],
    })
  })

  test('an empty catalogue is a broken one', async () => {
    bench.world.leaks.length = 0

    await expect(xposedornot.catalogue?.(bench.net)).rejects.toThrow('the catalogue is empty')
  })

  test('checks the list, and the key where one is configured', async () => {
    const check = async (settings: SourceSettings) => said(await xposedornot.check(bench.net, settings))

    expect(await check(keyed)).toEqual([
      'reach: ok',
      'key: ok (good for a verified domain)',
      'plan: not-published',
      'contract: ok (1 breaches listed)',
      'credits: not-needed',
    ])
    expect(await check(keyless)).toContain('key: not-needed')
    bench.simulator.setFault('xposedornot', '401', { match: /domain-breaches/ })
    expect(await check(keyed)).toContain('key: failed auth')
  })
})
