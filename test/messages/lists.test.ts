import { expect, test } from '@jest/globals'
import { catalogue } from '../../src/messages/index.ts'

test('what an import added is counted as French does: nought is singular', () => {
  const { added } = catalogue('fr').lists

  expect(added('0', '1', 'staff', 0, 1)).toBe('staff\u00a0: 0 nouvelle, 1 déjà présente')
  expect(added('2', '300', 'staff', 2, 300)).toBe('staff\u00a0: 2 nouvelles, 300 déjà présentes')
})
