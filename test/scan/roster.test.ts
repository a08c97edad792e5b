import { expect, test } from '@jest/globals'
import { Roster } from '../../src/scan/roster.ts'
import type { WatchedSelector } from '../../src/store/index.ts'

const staff = ['staff']
const later = 4_000_000_000

function selector(ref: number, kind: WatchedSelector['kind'], canonical: string): WatchedSelector {
  return { ref, kind, canonical, populations: staff, name: `s-${ref}`, expiresAt: later }
}

const listed = [
  selector(7, 'email', 'a@ville-exemple.fr'),
  selector(3, 'phone', '+33639980123'),
  selector(9, 'domain', 'ville-exemple.fr'),
  selector(4, 'email', 'é@exemple.fr'),
]

function withoutTexts(): Roster {
  const roster = new Roster()
  roster.addNumbers({
    refs: Uint32Array.of(7, 3, 9, 4),
    kinds: Uint8Array.of(0, 1, 2, 0),
    populations: [staff, staff, staff, staff],
    expiresAt: Uint32Array.of(later, later, later, later),
  })
  return roster
}

async function* inBlocks(...blocks: readonly (readonly WatchedSelector[])[]) {
  yield* blocks
}

function shown(roster: Roster): readonly (readonly unknown[])[] {
  return Array.from({ length: roster.size }, (_, position) => [
    roster.refs[position],
    roster.kind(position),
    roster.isExpired(position, 1_800_000_000) ? 'over' : roster.canonical(position),
    roster.domains[roster.domainOf(position)],
  ])
}

test('is the same whether texts come with the selectors or after them', async () => {
  const whole = new Roster()
  for (const one of listed) whole.add(one)
  const roster = withoutTexts()
  expect([roster.hasTexts, whole.hasTexts]).toEqual([false, true])
  expect(() => roster.canonical(0)).toThrow(TypeError)

  await roster.readTexts(inBlocks(listed.slice(0, 3), listed.slice(3)))

  expect(shown(roster)).toEqual(shown(whole))
  expect(shown(roster)).toEqual([
    [7, 'email', 'a@ville-exemple.fr', 'ville-exemple.fr'],
    [3, 'phone', '+33639980123', ''],
    [9, 'domain', 'ville-exemple.fr', 'ville-exemple.fr'],
    [4, 'email', 'é@exemple.fr', 'exemple.fr'],
  ])
})

test('lists that changed in between: who was retired is over, who is new is left out, whatever the order', async () => {
  const roster = withoutTexts()

  await roster.readTexts(inBlocks([listed[3]!, selector(12, 'email', 'nouvelle@exemple.fr'), listed[0]!, listed[2]!]))

  expect(shown(roster)).toEqual([
    [7, 'email', 'a@ville-exemple.fr', 'ville-exemple.fr'],
    [3, 'phone', 'over', ''],
    [9, 'domain', 'ville-exemple.fr', 'ville-exemple.fr'],
    [4, 'email', 'é@exemple.fr', 'exemple.fr'],
  ])
})

test('grows with a list that is longer than was expected', () => {
  const roster = new Roster()

  for (let ref = 1; ref <= 5_000; ref++) roster.add(selector(ref, 'email', `${'longue'.repeat(12)}${ref}@exemple.fr`))

  expect(roster.size).toBe(5_000)
  expect(roster.canonical(4_999)).toBe(`${'longue'.repeat(12)}5000@exemple.fr`)
  expect(roster.canonical(0)).toBe(`${'longue'.repeat(12)}1@exemple.fr`)
})
