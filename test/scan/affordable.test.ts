import { describe, expect, test } from '@jest/globals'
import { Affordable } from '../../src/scan/affordable.ts'

const plain = { requests: 1 }
const paid = { requests: 1, credits: 1 }
const paged = { requests: 1, maxRequests: 5, credits: 1, maxCredits: 5 }

function take(affordable: Affordable, count: number, cost: Parameters<Affordable['take']>[0]): readonly string[] {
  return Array.from({ length: count }, () => affordable.take(cost))
}

describe('what a budget lets through', () => {
  test('is all, where there is none', () => {
    const affordable = new Affordable({}, {}, { from: 1, to: 3 })

    expect(take(affordable, 2, { requests: 1, maxRequests: 5 })).toEqual(['sure', 'sure'])
    expect(affordable.requests).toEqual({ from: 3, to: 13 })
  })

  test('is as many requests as it has, those before the first query included', () => {
    const affordable = new Affordable({ requests: 5 }, { requests: 50 }, { from: 1, to: 3 })

    expect(take(affordable, 6, plain)).toEqual(['sure', 'sure', 'possible', 'possible', 'none', 'none'])
    expect(affordable.requests).toEqual({ from: 5, to: 5 })
  })

  test('is no credit that no number allows', () => {
    const affordable = new Affordable({}, { credits: 5_000 }, { from: 1, to: 1 })

    expect(take(affordable, 2, paid)).toEqual(['none', 'none'])
    expect({ requests: affordable.requests, credits: affordable.credits }).toEqual({
      requests: { from: 1, to: 1 },
      credits: { from: 0, to: 0 },
    })
  })

  test('is sure of a paged answer only where all of its pages are affordable', () => {
    const affordable = new Affordable({ credits: 7 }, { credits: 10 })

    expect(take(affordable, 9, paged)).toEqual([
      'sure',
      ...['possible', 'possible', 'possible', 'possible', 'possible', 'possible'],
      ...['none', 'none'],
    ])
    expect(affordable.credits).toEqual({ from: 7, to: 7 })
  })

  test('ends with the first that is too dear, as a run does', () => {
    const affordable = new Affordable({ credits: 3 })

    expect([affordable.take(paid), affordable.take({ requests: 2, credits: 3 }), affordable.take(paid)]).toEqual([
      'sure',
      'none',
      'none',
    ])
  })
})
