import { describe, expect, test } from '@jest/globals'
import { type ExposureQuestion, judgeExposure, type SeenEvent } from '../../src/assess/index.ts'
import type { SourceEvent } from '../../src/domain/index.ts'

const now = new Date('2026-11-24T08:00:00Z')

function seen(event: Partial<SourceEvent>, more: Partial<SeenEvent> = {}): SeenEvent {
  return {
    source: 'hibp',
    event: { key: 'Exemple', title: 'Exemple', nature: 'breach', dataClasses: ['Email addresses'], ...event },
    selectorSeen: true,
    ...more,
  }
}

function judge(events: readonly SeenEvent[], more: Partial<ExposureQuestion> = {}) {
  return judgeExposure({ kind: 'email', events, now, ...more })
}

const forSale = 'The data was listed for sale on a popular hacking forum.'

describe('appears resold: yes', () => {
  test('a for-sale text covers the address', () => {
    expect(judge([seen({ description: forSale, addedAt: '2026-04-02T06:05:00Z' })])).toMatchObject({
      resale: 'yes',
      lastOfferedOn: '2026-04-02',
      lastOfferedFrom: 'published',
      historical: false,
      circulation: 'for-sale',
    })
    expect(judge([seen({ description: forSale })]).evidence[0]).toEqual({
      rule: 'en.sale.put-up',
      words: 'listed for sale',
      language: 'en',
      field: 'description',
      at: 13,
      source: 'hibp',
      event: 'Exemple',
    })
  })

  test('an offer of stealer logs holds the address', () => {
    const post = { label: 'stealer_logs', commercial: 'yes', confidence: 0.8, evidence: [] } as const

    expect(judge([seen({ nature: 'post', dataClasses: [], occurredOn: '2026-05-01' }, { post })])).toMatchObject({
      resale: 'yes',
      lastOfferedOn: '2026-05-01',
      lastOfferedFrom: 'event',
    })
  })

  test('older than 24 months is historical', () => {
    const old = judge([seen({ description: forSale, addedAt: '2024-11-23T00:00:00Z' })])
    const young = judge([seen({ description: forSale, addedAt: '2024-11-24T00:00:00Z' })])

    expect([old.resale, old.historical]).toEqual(['yes', true])
    expect([young.resale, young.historical]).toEqual(['yes', false])
  })
})

describe('appears resold: likely', () => {
  test('the incident is traded', () => {
    expect(judge([seen({ description: 'The data was being traded online.' })])).toMatchObject({
      resale: 'likely',
      historical: false,
    })
  })

  test('a stealer log being traded, without an offer', () => {
    expect(judge([seen({ nature: 'stealer-log', addedAt: '2026-05-10T00:00:00Z' })])).toMatchObject({
      resale: 'likely',
      lastOfferedOn: '2026-05-10',
    })
  })

  test('an offer names the city, the selector is only elsewhere in the incident', () => {
    const post = { label: 'sale_offer', commercial: 'yes', confidence: 0.9, evidence: [] } as const
    const offer = seen(
      { key: 'telegram:1', nature: 'post', dataClasses: [] },
      { source: 'telegram', selectorSeen: false, post },
    )

    expect(judge([seen({}), offer]).resale).toBe('likely')
  })

  test('a for-sale text about other classes than the selector’s', () => {
    expect(judge([seen({ description: forSale })], { kind: 'phone' }).resale).toBe('likely')
  })
})

describe('appears resold: no evidence', () => {
  test.each([
    ['published once', seen({ description: 'The data was published on a forum.' })],
    ['nothing said', seen({ description: 'The shop was breached.' })],
    ['a spam list, even one for sale', seen({ nature: 'spam-list', description: forSale })],
    ['a fabricated breach', seen({ description: forSale, flags: ['fabricated'] })],
    [
      'a post that asks to buy',
      seen({ nature: 'post' }, { post: { label: 'request_to_buy', commercial: 'no', confidence: 0.9, evidence: [] } }),
    ],
  ])('%s', (_, event) => {
    expect(judge([event])).toMatchObject({ resale: 'no-evidence', historical: false })
    expect(judge([event])).not.toHaveProperty('lastOfferedOn')
  })

  test('a recycled compilation says so, with the older day', () => {
    const combo = seen({ nature: 'combo-list', addedAt: '2026-01-01T00:00:00Z' })

    expect(judge([combo]).resale).toBe('likely')
    expect(judge([combo], { recycledFrom: '2019-02-03' })).toMatchObject({
      resale: 'no-evidence',
      recycledFrom: '2019-02-03',
    })
  })
})
