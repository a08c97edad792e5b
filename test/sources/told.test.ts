import { expect, test } from '@jest/globals'
import type { Disclosure } from '../../src/domain/index.ts'
import { mostTold, type PlanSelector, sources, toldForm } from '../../src/sources/index.ts'

const residents: readonly PlanSelector[] = [
  { ref: 1, kind: 'email', canonical: 'anne@example.org', allowed: 'k-anonymous' },
  { ref: 2, kind: 'phone', canonical: '+33639980101', allowed: 'k-anonymous' },
]

const asked = sources.flatMap((source) => (source.shape === 'ask' ? [source] : []))

test.each(asked.map(({ id }) => id))('%s plans a hash if and only if it says that it is told one', (id) => {
  const source = asked.find((one) => one.id === id)!
  const settings = { hasKey: true, verifiedDomains: [], options: {} }
  const { account } = source.assume(settings)
  const told = new Set<Disclosure>()
  for (const step of source.plan(residents, account, settings)) if (step.type === 'query') told.add(step.discloses)
  const most = told.has('k-anonymous') ? 'k-anonymous' : 'nothing'
  expect(mostTold(source, settings, 'k-anonymous')).toBe(most)
  expect(source.hashTold === undefined).toBe(most === 'nothing')
})

test('a source that takes no hash is told nothing of those of whom it may not have more', () => {
  const most = (id: string, allowed: Disclosure, options = {}) =>
    mostTold(sources.find((one) => one.id === id)!, { options }, allowed)

  expect(most('xposedornot', 'k-anonymous')).toBe('nothing')
  expect(most('xposedornot', 'clear')).toBe('clear')
  expect(most('hibp', 'k-anonymous')).toBe('k-anonymous')
  expect(most('hibp', 'nothing')).toBe('nothing')
  expect(most('leakcheck', 'k-anonymous')).toBe('k-anonymous')
  expect(most('leakcheck', 'k-anonymous', { hashIs: 'clear' })).toBe('nothing')
  expect(most('pastebin', 'clear')).toBe('nothing')
})

test('96 bits of a hash are not named like 24', () => {
  expect(toldForm('hibp', 'k-anonymous')).toBe('k-anonymous')
  expect(toldForm('leakcheck', 'k-anonymous')).toBe('hash-of-one')
  expect(toldForm('leakcheck-pro', 'k-anonymous')).toBe('hash-of-one')
  expect(toldForm('leakcheck', 'clear')).toBe('clear')
})
