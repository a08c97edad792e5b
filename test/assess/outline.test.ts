import { describe, expect, test } from '@jest/globals'
import { outlineOf } from '../../src/assess/posts/kinds.ts'
import { fold } from '../../src/assess/text/fold.ts'

const outline = (text: string) => outlineOf(fold(text).text).join(' ')

describe('the outline of a post', () => {
  test('two offers of different goods have one outline', () => {
    expect(outline('ferry passengers, 90k, 300 usd')).toBe('Place Person , Number , Number Money')
    expect(outline('clinic patients, 12k, 150 euros')).toBe('Place Person , Number , Number Money')
  })

  test.each([
    ['Продам базу клиентов аптеки', 'продам Data Person Place'],
    ['je vends les élèves du lycée 2024', 'je vends les Person du Place Year'],
    ['name, phone; iban', 'Field , Field ; Field'],
  ])('%s', (text, steps) => {
    expect(outline(text)).toBe(steps)
  })

  test('a kind said twice in a row is said once, a word is not', () => {
    expect(outline('mail phone address')).toBe('Field')
    expect(outline('no no no')).toBe('no no no')
  })
})
