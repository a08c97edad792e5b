import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { failedReasons, notAskedReasons } from '../../src/domain/index.ts'
import { type CoverageColumns, noteCode, type Store, stateOfNote } from '../../src/store/index.ts'
import { answer, importInto, newStore, noon, noonSeconds, reopen, temporaryDirectory } from './workspace.ts'

async function threeSelectors(): Promise<{ store: Store; channel: number }> {
  const store = await newStore()
  await importInto(store, 'staff', ['a@ville-exemple.fr', 'b@ville-exemple.fr', 'c@ville-exemple.fr'])
  return { store, channel: await store.coverage.channel('hibp', 'breaches') }
}

function cell(columns: CoverageColumns, ref: number): readonly (number | undefined)[] {
  const { answer, answeredAt, version, note, notedAt } = columns
  return [answer[ref], answeredAt[ref], version[ref], note[ref], notedAt[ref]]
}

const quota = { answer: 'failed', reason: 'quota' } as const
const policy = { answer: 'not-asked', reason: 'policy' } as const

describe('a channel', () => {
  test('is one number for one question of one source', async () => {
    const { store, channel } = await threeSelectors()

    const again = await store.coverage.channel('hibp', 'breaches')
    const other = await store.coverage.channel('hibp', 'pastes')

    expect(again).toBe(channel)
    expect(other).not.toBe(channel)
    expect(await store.coverage.channels()).toEqual([
      { channel, source: 'hibp', question: 'breaches' },
      { channel: other, source: 'hibp', question: 'pastes' },
    ])
  })
})

describe('a cell', () => {
  test('is empty before anything was asked', async () => {
    const { store, channel } = await threeSelectors()

    const columns = await store.coverage.load(channel)

    expect(columns.answer.length).toBe(4)
    expect(cell(columns, 1)).toEqual([0, 0, 0, 0, 0])
  })

  test('keeps its answer when the next attempt fails, and loses the note with the next answer', async () => {
    const { store, channel } = await threeSelectors()
    const version = await store.coverage.clockVersion('hibp', 'Adobe 2013', noon)

    await store.exposures.commit(1, [answer(channel, { version, absent: [1], present: [2] })])
    const answered = await store.coverage.load(channel)
    await store.exposures.commit(1, [
      answer(channel, { at: noonSeconds + 9, version: 2, unanswered: { state: quota, refs: [1, 2, 3] } }),
    ])
    const failed = await store.coverage.load(channel)
    await store.exposures.commit(1, [answer(channel, { at: noonSeconds + 20, version: 2, absent: [2] })])
    const renewed = await store.coverage.load(channel)

    expect([1, 2, 3].map((ref) => cell(answered, ref))).toEqual([
      [1, noonSeconds, 1, 0, 0],
      [2, noonSeconds, 1, 0, 0],
      [0, 0, 0, 0, 0],
    ])
    expect([1, 2, 3].map((ref) => cell(failed, ref))).toEqual([
      [1, noonSeconds, 1, noteCode(quota), noonSeconds + 9],
      [2, noonSeconds, 1, noteCode(quota), noonSeconds + 9],
      [0, 0, 0, noteCode(quota), noonSeconds + 9],
    ])
    expect(cell(renewed, 2)).toEqual([1, noonSeconds + 20, 2, 0, 0])
    expect(cell(renewed, 1)).toEqual(cell(failed, 1))
  })

  test('holds what came last within one group', async () => {
    const { store, channel } = await threeSelectors()

    await store.exposures.commit(1, [
      answer(channel, { unanswered: { state: quota, refs: [1, 2] } }),
      answer(channel, { at: noonSeconds + 1, absent: [1] }),
      answer(channel, { at: noonSeconds + 2, absent: [2], unanswered: { state: quota, refs: [1] } }),
    ])

    const columns = await store.coverage.load(channel)
    expect(cell(columns, 1)).toEqual([1, noonSeconds + 1, 1, noteCode(quota), noonSeconds + 2])
    expect(cell(columns, 2)).toEqual([1, noonSeconds + 2, 1, 0, 0])
  })

  test('takes the greatest version and a time beyond 2038', async () => {
    const { store, channel } = await threeSelectors()

    await store.exposures.commit(1, [answer(channel, { at: 4_294_967_295, version: 65_535, present: [3] })])

    expect(cell(await store.coverage.load(channel), 3)).toEqual([2, 4_294_967_295, 65_535, 0, 0])
  })
})

describe('notes in bulk', () => {
  test('are written where they say something else than what stands', async () => {
    const { store, channel } = await threeSelectors()
    await store.exposures.commit(1, [answer(channel, { present: [1] })])

    await store.coverage.note(channel, noonSeconds + 1, [
      { ref: 1, state: policy },
      { ref: 2, state: policy },
    ])
    await store.coverage.note(channel, noonSeconds + 2, [
      { ref: 1, state: policy },
      { ref: 2, state: quota },
    ])

    const columns = await store.coverage.load(channel)
    expect(cell(columns, 1)).toEqual([2, noonSeconds, 1, noteCode(policy), noonSeconds + 1])
    expect(cell(columns, 2)).toEqual([0, 0, 0, noteCode(quota), noonSeconds + 2])
  })

  test('are the same for ten thousand at once', async () => {
    const store = await newStore()
    const refs = Array.from({ length: 10_000 }, (_, i) => i + 1)
    await importInto(
      store,
      'staff',
      refs.map((ref) => `agent${ref}@ville-exemple.fr`),
    )
    const channel = await store.coverage.channel('hibp', 'breaches')

    await store.coverage.note(
      channel,
      noonSeconds,
      refs.map((ref) => ({ ref, state: policy })),
    )
    await store.coverage.note(
      channel,
      noonSeconds + 1,
      refs.map((ref) => ({ ref, state: ref % 2 === 0 ? policy : quota })),
    )
    await store.coverage.note(channel, noonSeconds + 2, [])

    const { note, notedAt } = await store.coverage.load(channel)
    expect([note[9_999], notedAt[9_999]]).toEqual([noteCode(quota), noonSeconds + 1])
    expect([note[10_000], notedAt[10_000]]).toEqual([noteCode(policy), noonSeconds])
    expect(notedAt.filter((at) => at === noonSeconds + 1).length).toBe(5_000)
  })
})

describe('a note in bulk', () => {
  test('gives way to an answer or an attempt that is later, and to none that is earlier', async () => {
    const { store, channel } = await threeSelectors()
    await store.exposures.commit(1, [answer(channel, { absent: [1, 2] })])
    await store.coverage.note(
      channel,
      noonSeconds + 5,
      [1, 2, 3].map((ref) => ({ ref, state: policy })),
    )

    await store.exposures.commit(1, [
      answer(channel, { at: noonSeconds + 9, version: 2, present: [2] }),
      answer(channel, { at: noonSeconds + 9, version: 2, unanswered: { state: quota, refs: [3] } }),
    ])

    const columns = await store.coverage.load(channel)
    expect(cell(columns, 1)).toEqual([1, noonSeconds, 1, noteCode(policy), noonSeconds + 5])
    expect(cell(columns, 2)).toEqual([2, noonSeconds + 9, 2, 0, 0])
    expect(cell(columns, 3)).toEqual([0, 0, 0, noteCode(quota), noonSeconds + 9])
    expect((await store.coverage.of(1))[0]).toMatchObject({ answer: { kind: 'absent' }, note: { state: policy } })
    expect((await store.coverage.of(2))[0]?.note).toBeUndefined()
    expect((await store.coverage.of(3))[0]?.note?.state).toEqual(quota)
  })

  test('never comes back after it gave way, whatever is noted of its neighbours', async () => {
    const { store, channel } = await threeSelectors()
    await store.coverage.note(
      channel,
      noonSeconds,
      [1, 2].map((ref) => ({ ref, state: policy })),
    )
    await store.exposures.commit(1, [answer(channel, { at: noonSeconds + 1, absent: [1] })])

    await store.coverage.note(channel, noonSeconds + 60, [{ ref: 2, state: quota }])

    const columns = await store.coverage.load(channel)
    expect(cell(columns, 1)).toEqual([1, noonSeconds + 1, 1, 0, 0])
    expect(cell(columns, 2)).toEqual([0, 0, 0, noteCode(quota), noonSeconds + 60])
  })

  test('and answers and attempts: what came last stands, whatever the clock said', async () => {
    const step = fc.record({
      what: fc.constantFrom('note', 'answer', 'attempt'),
      at: fc.integer({ min: 1, max: 6 }),
      refs: fc.uniqueArray(fc.integer({ min: 1, max: 3 }), { minLength: 1 }),
      state: fc.constantFrom(quota, policy),
    })
    const { store } = await threeSelectors()
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const channel = await store.coverage.channel('hibp', `question ${++run}`)
        const expected = [1, 2, 3].map(() => ({ answeredAt: 0, note: 0 }))
        for (const { what, at, refs, state } of steps) {
          const times = { at: noonSeconds + at, askedAt: noonSeconds + at }
          if (what === 'note')
            await store.coverage.note(
              channel,
              times.at,
              refs.map((ref) => ({ ref, state })),
            )
          else if (what === 'answer') await store.exposures.commit(1, [answer(channel, { ...times, absent: refs })])
          else await store.exposures.commit(1, [answer(channel, { ...times, unanswered: { state, refs } })])
          for (const ref of refs) {
            const one = expected[ref - 1]!
            if (what === 'answer') one.answeredAt = times.at
            one.note = what === 'answer' ? 0 : noteCode(state)
          }
        }
        const { answeredAt, note } = await store.coverage.load(channel)
        expect([1, 2, 3].map((ref) => ({ answeredAt: answeredAt[ref], note: note[ref] }))).toEqual(expected)
        for (const ref of [1, 2, 3]) {
          const told = (await store.coverage.of(ref)).find(({ question }) => question === `question ${run}`)
          expect(told?.note === undefined ? 0 : noteCode(told.note.state)).toBe(expected[ref - 1]!.note)
        }
      }),
      { numRuns: 150 },
    )
  })

  test('that a process noted under a clock ahead ends with the answer that another brings', async () => {
    const directory = temporaryDirectory()
    const store = await newStore(directory)
    await importInto(store, 'staff', ['a@ville-exemple.fr', 'b@ville-exemple.fr'])
    const channel = await store.coverage.channel('hibp', 'breaches')
    await store.coverage.note(
      channel,
      noonSeconds + 86_400,
      [1, 2].map((ref) => ({ ref, state: policy })),
    )
    await store.close()

    const other = await reopen(directory)
    await other.exposures.commit(1, [answer(channel, { absent: [1] })])

    const columns = await other.coverage.load(channel)
    expect(cell(columns, 1)).toEqual([1, noonSeconds, 1, 0, 0])
    expect(cell(columns, 2)).toEqual([0, 0, 0, noteCode(policy), noonSeconds + 86_400])
  })

  test('says nothing of who objected while the run was under way', async () => {
    const { store, channel } = await threeSelectors()
    const found = await store.lists.find({ kind: 'email', canonical: 'b@ville-exemple.fr' })
    await store.lists.object({ kind: 'email', canonical: 'b@ville-exemple.fr' })

    await store.coverage.note(
      channel,
      noonSeconds,
      [1, 2, 3].map((ref) => ({ ref, state: policy })),
    )

    const { note } = await store.coverage.load(channel)
    expect([1, 2, 3].filter((ref) => note[ref] === 0)).toEqual([found?.ref])
  })

  test('of a million selectors weighs a few kilobytes, and is gone with an objection', async () => {
    const { store, channel } = await threeSelectors()
    const before = await sizeOf(store)
    await store.coverage.note(
      channel,
      noonSeconds,
      Array.from({ length: 1_000_000 }, (_, index) => ({ ref: index + 1, state: policy })),
    )

    expect((await sizeOf(store)) - before).toBeLessThan(200_000)
    await store.lists.object({ kind: 'email', canonical: 'a@ville-exemple.fr' })
    const { note } = await store.coverage.load(channel)
    // which of the three numbers it had is chance
    expect([...note].sort()).toEqual([0, 0, noteCode(policy), noteCode(policy)])
  })
})

async function sizeOf(store: Store): Promise<number> {
  const size = (await store.health()).find(({ what }) => what === 'size')
  return Number.parseInt(size!.detail, 10)
}

describe('the code of a note', () => {
  test('is its own for each reason, never 0, and leads back to it', () => {
    const states = [
      ...notAskedReasons.map((reason) => ({ answer: 'not-asked', reason }) as const),
      ...failedReasons.map((reason) => ({ answer: 'failed', reason }) as const),
    ]

    const codes = states.map(noteCode)

    expect(new Set(codes).size).toBe(19)
    expect(codes.every((code) => code > 0 && code < 256)).toBe(true)
    expect(codes.map(stateOfNote)).toEqual(states)
    expect(stateOfNote(0)).toBeUndefined()
  })
})

describe("a source's clock", () => {
  test('is numbered as it moves', async () => {
    const { store } = await threeSelectors()
    const { coverage } = store

    const numbers = [
      await coverage.currentVersion('hibp'),
      await coverage.clockVersion('hibp', 'Adobe', noon),
      await coverage.clockVersion('hibp', 'Adobe', noon),
      await coverage.clockVersion('hibp', 'Canva', noon),
      await coverage.clockVersion('hibp', 'Adobe', noon),
      await coverage.clockVersion('other', 'Adobe', noon),
      await coverage.currentVersion('hibp'),
    ]

    expect(numbers).toEqual([0, 1, 1, 2, 3, 1, 3])
  })
})
