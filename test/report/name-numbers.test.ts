import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { NameNumbers, NumberSet } from '../../src/report/name-numbers.ts'

const letters = fc.constantFrom(...'0123456789abcdefghjkmnpqrstvwxyz')
const name = fc.oneof(
  fc.string({ unit: letters, minLength: 10, maxLength: 10 }).map((text) => `p-${text}`),
  fc.string({ unit: letters, minLength: 12, maxLength: 12 }).map((text) => `s-${text}`),
)

test('names have numbers in the order in which they are met, the same each time', () => {
  fc.assert(
    fc.property(fc.array(name, { maxLength: 400 }), (names) => {
      const numbers = new NameNumbers()
      const met = [...new Set(names)]

      expect(names.map((one) => numbers.numberOf(one))).toEqual(names.map((one) => met.indexOf(one)))
      expect(met.map((_, number) => numbers.at(number))).toEqual(met)
    }),
  )
})

test('names are held apart when there are many', () => {
  const numbers = new NameNumbers()
  const names = Array.from({ length: 20_000 }, (_, i) => `s-${i.toString(36).padStart(12, '0')}`)

  expect(names.map((one) => numbers.numberOf(one))).toEqual(names.map((_, i) => i))
  expect(numbers.numberOf(names[12_345]!)).toBe(12_345)
})

test('a set of numbers counts each once, whenever it is asked', () => {
  const some = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 200 })
  fc.assert(
    fc.property(some, some, (first, then) => {
      const set = new NumberSet()
      for (const number of first) set.add(number)
      expect(set.size).toBe(new Set(first).size)
      for (const number of then) set.add(number)
      expect(set.size).toBe(new Set([...first, ...then]).size)
    }),
  )
})
