import { describe, expect, test } from '@jest/globals'
import type { AnswerRecord, SelectorCell, Store } from '../../src/store/index.ts'
import { answer, importInto, newStore, noonSeconds, refOf, selector } from './workspace.ts'

async function twoSelectors(): Promise<{ store: Store; channel: number }> {
  const store = await newStore()
  await importInto(store, 'staff', ['a@ville-exemple.fr', 'b@ville-exemple.fr'])
  return { store, channel: await store.coverage.channel('hibp', 'breaches') }
}

async function toldAfter(...records: readonly Partial<AnswerRecord>[]): Promise<readonly SelectorCell[]> {
  const { store, channel } = await twoSelectors()
  for (const record of records) await store.exposures.commit(1, [answer(channel, record)])
  return store.coverage.of(1)
}

describe('what a source was told of a selector', () => {
  test('is kept beside the answer', async () => {
    const cells = await toldAfter({ absent: [1, 2], told: { discloses: 'clear', refs: [1, 2] } })

    expect(cells).toEqual([
      {
        source: 'hibp',
        question: 'breaches',
        answer: { kind: 'absent', at: '2026-11-24T12:00:00Z' },
        told: { discloses: 'clear', at: '2026-11-24T12:00:00Z' },
      },
    ])
  })

  test('is kept where the question failed, and where nothing came of it at all', async () => {
    const failed = { answer: 'failed', reason: 'network' } as const

    const [unanswered] = await toldAfter({
      unanswered: { state: failed, refs: [1] },
      told: { discloses: 'k-anonymous', refs: [1, 2] },
    })
    const [interrupted] = await toldAfter({ told: { discloses: 'clear', refs: [1] } })

    expect(unanswered).toMatchObject({ note: { state: failed }, told: { discloses: 'k-anonymous' } })
    expect(interrupted).toEqual({
      source: 'hibp',
      question: 'breaches',
      told: { discloses: 'clear', at: '2026-11-24T12:00:00Z' },
    })
  })

  test('is the strongest disclosure, and of equal ones the latest', async () => {
    const clear = { discloses: 'clear', refs: [1] } as const
    const prefix = { discloses: 'k-anonymous', refs: [1] } as const

    const weaker = await toldAfter({ told: clear }, { at: noonSeconds + 60, absent: [1], told: prefix })
    const stronger = await toldAfter({ told: prefix }, { at: noonSeconds + 60, absent: [1], told: clear })
    const again = await toldAfter({ absent: [1], told: clear }, { at: noonSeconds + 60, absent: [1], told: clear })
    const older = await toldAfter({ at: noonSeconds + 60, told: clear }, { told: clear })

    expect([weaker, stronger, again, older].map(([cell]) => cell?.told)).toEqual([
      { discloses: 'clear', at: '2026-11-24T12:00:00Z' },
      { discloses: 'clear', at: '2026-11-24T12:01:00Z' },
      { discloses: 'clear', at: '2026-11-24T12:01:00Z' },
      { discloses: 'clear', at: '2026-11-24T12:01:00Z' },
    ])
  })

  test('is nothing where nothing was disclosed, and stays when a later plan does not ask', async () => {
    const { store, channel } = await twoSelectors()
    await store.exposures.commit(1, [
      answer(channel, { absent: [2], told: { discloses: 'nothing', refs: [1, 2] } }),
      answer(channel, { absent: [1], told: { discloses: 'clear', refs: [1] } }),
    ])

    await store.coverage.note(channel, noonSeconds + 9, [
      { ref: 1, state: { answer: 'not-asked', reason: 'policy' } },
      { ref: 2, state: { answer: 'not-asked', reason: 'policy' } },
    ])

    const [first] = await store.coverage.of(1)
    const [second] = await store.coverage.of(2)
    expect(first?.told).toEqual({ discloses: 'clear', at: '2026-11-24T12:00:00Z' })
    expect(second?.told).toBeUndefined()
    expect(second?.note).toEqual({ state: { answer: 'not-asked', reason: 'policy' }, at: '2026-11-24T12:00:09Z' })
  })

  test('is told of each question, and goes with an objection', async () => {
    const { store, channel } = await twoSelectors()
    const pastes = await store.coverage.channel('hibp', 'pastes')
    const ref = await refOf(store, 'a@ville-exemple.fr')
    const told = { discloses: 'clear', refs: [ref] } as const
    await store.exposures.commit(1, [answer(channel, { absent: [ref], told }), answer(pastes, { absent: [ref], told })])
    const before = await store.coverage.of(ref)

    await store.lists.object(selector('a@ville-exemple.fr'))
    await store.exposures.commit(1, [answer(channel, { absent: [ref], told })])

    expect(before.map(({ question }) => question)).toEqual(['breaches', 'pastes'])
    expect(await store.coverage.of(ref)).toEqual([])
  })
})
