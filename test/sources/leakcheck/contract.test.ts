import { describe, expect, test } from '@jest/globals'
import {
  AmbiguousError,
  AuthError,
  BlockedError,
  ContractError,
  QuotaError,
  type Sighting,
} from '../../../src/domain/index.ts'
import type { PretendLeak, World } from '../../../src/simulator/index.ts'
import type { PlanSelector, Query, SourceSettings } from '../../../src/sources/index.ts'
import { truncatedHash } from '../../../src/sources/leakcheck/hash.ts'
import { leakcheck } from '../../../src/sources/leakcheck/index.ts'
import { toEvent } from '../../../src/sources/leakcheck/map.ts'
import { testContract } from '../contract-suite.ts'
import { html, json, startOrigin } from '../origin.ts'
import { expectWholePlan } from '../whole-plan.ts'

const agent: PlanSelector = { ref: 1, kind: 'email', canonical: 'agent@ville-exemple.fr', allowed: 'k-anonymous' }
const number: PlanSelector = { ref: 2, kind: 'phone', canonical: '+33639980001', allowed: 'clear' }
const town: PlanSelector = { ref: 3, kind: 'domain', canonical: 'ville-exemple.fr', allowed: 'clear' }

const queries: Readonly<Record<'hash' | 'phone', Query>> = {
  hash: query('hash', truncatedHash(agent.canonical), agent),
  phone: query('phone', number.canonical, number),
}

function query(endpoint: string, target: string, selector: PlanSelector): Query {
  const cost = { requests: 1 }
  return { type: 'query', question: 'breaches', endpoint, target, covers: [selector], discloses: 'k-anonymous', cost }
}

function leak(key: string, name: string, fields: Partial<PretendLeak> = {}): PretendLeak {
  return {
    key,
    nature: 'breach',
    site: `${key.toLowerCase()}.example`,
    occurredOn: '2021-04-03',
    addedAt: '2021-04-06T01:12:00Z',
    size: 4,
    dataClasses: ['Email addresses', 'Phone numbers'],
    names: { leakcheck: name },
    ...fields,
  }
}

function know(world: World): void {
  world.leaks.push(
    leak('ReseauSocialExemple', 'ReseauSocial.example 2021'),
    leak('CollectionRecyclee', 'Compilation Demo', { nature: 'combo-list', passwords: 'clear' }),
  )
  world.records.push(
    { leak: 'ReseauSocialExemple', email: agent.canonical, phoneE164: number.canonical },
    { leak: 'CollectionRecyclee', email: agent.canonical },
  )
}

function seen(selector: PlanSelector, event: string, told: Partial<Sighting>): Sighting {
  return { kind: selector.kind, canonical: selector.canonical, event, ...told }
}

const details = ['in one of 2 leaks: Names', 'in one of 2 leaks: Passwords', 'in one of 2 leaks: Phone numbers']
const social = {
  key: 'ReseauSocial.example 2021',
  nature: 'breach' as const,
  domain: 'reseausocial.example',
  occurredOn: '2021-04-01',
}

testContract({
  source: leakcheck,
  pretend: 'leakcheck',
  calls: [
    {
      name: 'by hash',
      query: queries.hash,
      know,
      sightings: [seen(agent, 'ReseauSocial.example 2021', { details }), seen(agent, 'Compilation Demo', { details })],
      events: [social, { key: 'Compilation Demo', nature: 'combo-list' }],
    },
    {
      name: 'by phone',
      query: queries.phone,
      know,
      sightings: [seen(number, 'ReseauSocial.example 2021', { dataClasses: ['Names', 'Phone numbers'] })],
      events: [social],
    },
  ],
})

const path = `/public?check=${truncatedHash(agent.canonical)}`

async function answerTo(reply: Parameters<Awaited<ReturnType<typeof startOrigin>>['plan']>[1]) {
  const origin = await startOrigin(leakcheck)
  origin.plan(path, reply)
  const outcome = await Array.fromAsync(leakcheck.ask(queries.hash, origin.net)).catch((reason: unknown) => reason)
  await origin.close()
  return outcome
}

describe('what looks clean at LeakCheck and is not', () => {
  test.each([
    ['an older "Not found" without success', json({ success: false, error: 'Not found' }), AmbiguousError],
    ['a limit, said with 200', json({ success: false, error: 'Limit reached' }), QuotaError],
    ['too fast, said with 200 in another field', json({ success: false, message: 'Too many requests' }), QuotaError],
    ['a refusal without a reason', json({ success: false }), ContractError],
    ['400', json({ success: false, error: 'Invalid query' }, 400), ContractError],
    ['403', json({ success: false, error: 'Active plan required' }, 403), AuthError],
    ['a page of the edge', html('<html>just a moment</html>', 403), BlockedError],
    ['no count', json({ success: true }), ContractError],
  ] as const)('%s', async (_, reply, becomes) => {
    expect(await answerTo(reply)).toBeInstanceOf(becomes)
  })
})

test('a find without a name is a find', async () => {
  expect(await answerTo(json({ success: true, found: 3, fields: ['password'] }))).toMatchObject([
    { sightings: [seen(agent, 'Unknown', { dataClasses: ['Passwords'] })], events: [{ key: 'Unknown' }], badRows: 0 },
  ])
})

describe('the plan for LeakCheck', () => {
  const plan = (selectors: readonly PlanSelector[], options: SourceSettings['options'] = {}) => {
    const steps = [...leakcheck.plan(selectors, null, { verifiedDomains: ['ville-exemple.fr'], options })]
    expectWholePlan(steps, selectors, leakcheck.questions)
    return steps
  }

  test('tells 24 digits of a hash, a number only in clear, and takes no domain', () => {
    const selectors: readonly PlanSelector[] = [agent, number, town, { ...agent, ref: 4, allowed: 'nothing' }]

    const steps = plan(selectors)

    expect(steps[0]).toEqual({ ...queries.hash, target: 'a5f88f2dcf3aa80d9337dc6f' })
    expect(steps.slice(1).map((step) => (step.type === 'query' ? step.endpoint : step.reason))).toEqual([
      'phone',
      'kind-not-taken',
      'policy',
    ])
    expect(plan([{ ...number, allowed: 'k-anonymous' }])).toMatchObject([{ reason: 'policy' }])
  })

  test('takes the hash for the address where the configuration reads it so', () => {
    expect(plan([agent], { hashIs: 'clear' })).toMatchObject([{ type: 'skip', reason: 'policy' }])
    expect(plan([{ ...agent, allowed: 'clear' }], { hashIs: 'clear' })).toMatchObject([{ discloses: 'clear' }])
  })
})

test('a name becomes site, date and nature where it says them', () => {
  expect(toEvent({ name: 'Boutique.example.org', date: '2023-05' })).toMatchObject({
    domain: 'boutique.example.org',
    occurredOn: '2023-05-01',
    nature: 'breach',
  })
  expect(toEvent({ name: 'Stealer Logs', date: '' })).toEqual({
    key: 'Stealer Logs',
    title: 'Stealer Logs',
    nature: 'stealer-log',
    dataClasses: [],
  })
  expect(toEvent({ name: 'Anonyme', date: '2020', isCompilation: true })).toMatchObject({
    nature: 'combo-list',
    occurredOn: '2020-01-01',
  })
})
