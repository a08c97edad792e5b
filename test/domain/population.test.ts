import { expect, test } from '@jest/globals'
import { isInvented, isNobodys } from '../../src/domain/index.ts'

test('canaries and names of organisations are nobody’s; only canaries are invented', () => {
  const names = ['staff', 'residents', 'canaries', 'city']

  expect(names.filter(isNobodys)).toEqual(['canaries', 'city'])
  expect(names.filter(isInvented)).toEqual(['canaries'])
})
