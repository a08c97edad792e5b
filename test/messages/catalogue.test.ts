import { describe, expect, test } from '@jest/globals'
import { catalogue } from '../../src/messages/index.ts'

/** Stands for anything that a message may be told: a number, a text, a list or an object of those. */
const anything: never = new Proxy(() => {}, {
  get: (_, key) => (key === Symbol.toPrimitive ? () => 2 : anything),
  apply: () => anything,
}) as never

/** every message, told: [key, text] */
function allTold(messages: object, path = ''): (readonly [string, string])[] {
  return Object.entries(messages).flatMap(([key, message]) => {
    const here = `${path}${key}`
    if (typeof message === 'string') return [[here, message] as const]
    if (typeof message === 'function') {
      return [[here, String(message(...Array.from({ length: message.length }, () => anything)))] as const]
    }
    return allTold(message, `${here}.`)
  })
}

describe('the catalogues', () => {
  const french = allTold(catalogue('fr'))
  const english = allTold(catalogue('en'))

  test('have the same messages', () => {
    expect(french.map(([key]) => key).sort()).toEqual(english.map(([key]) => key).sort())
    expect(french.length).toBeGreaterThan(50)
  })

  test('say something in each', () => {
    expect([...french, ...english].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  test('set French as it is set: no plain space before a high sign or inside quotation marks', () => {
    expect(french.filter(([, text]) => / [:;?!%»]|« /.test(text))).toEqual([])
  })

  test('leave no value out', () => {
    expect([...french, ...english].filter(([, text]) => /undefined|\[object|NaN/.test(text))).toEqual([])
  })
})
