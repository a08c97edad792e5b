import { describe, expect, test } from '@jest/globals'
import { isAllowed, parseRobots } from '../../src/sources/robots.ts'

const allows = (file: string, path: string) => isAllowed(parseRobots(file), path)

describe('robots.txt', () => {
  test('that is empty, or about others only, forbids nothing', () => {
    expect(allows('', '/raw/1')).toBe(true)
    expect(allows('User-agent: GPTBot\nDisallow: /', '/raw/1')).toBe(true)
    expect(allows('User-agent: *\nDisallow:', '/raw/1')).toBe(true)
    expect(allows('<html><body>Disallow: /</body></html>', '/raw/1')).toBe(true)
  })

  test('forbids what begins with a rule for all', () => {
    const file = 'User-agent: *\r\nDisallow: /raw/ # not this\r\n'

    expect(allows(file, '/raw/abc')).toBe(false)
    expect(allows(file, '/recent')).toBe(true)
  })

  test('names us by our name, in any case, and then nothing else counts', () => {
    const file = 'User-agent: *\nDisallow: /\n\nUser-agent: Other\nUser-agent: Vigie\nDisallow: /private'

    expect(allows(file, '/recent')).toBe(true)
    expect(allows(file, '/private/1')).toBe(false)
  })

  test('lets the longest rule decide, a permission before a refusal of the same length', () => {
    const file = 'User-agent: *\nDisallow: /\nAllow: /raw/\nDisallow: /raw/secret\nAllow: /raw/secret'

    expect(allows(file, '/raw/1')).toBe(true)
    expect(allows(file, '/raw/secret')).toBe(true)
    expect(allows(file, '/recent')).toBe(false)
  })

  test.each([
    ['/*.txt$', '/raw/a.txt', false],
    ['/*.txt$', '/raw/a.txt?x', true],
    ['/a*b*c', '/a1b2c3', false],
    ['/a*b*c', '/a1c2b3', true],
    ['/a*b$', '/ab', false],
    ['/ab*b$', '/ab', true],
    ['/plain$', '/plain', false],
    ['/plain$', '/plain/x', true],
    ['*', '/anything', false],
  ])('reads the wildcards of %s for %s', (rule, path, allowed) => {
    expect(allows(`User-agent: *\nDisallow: ${rule}`, path)).toBe(allowed)
  })

  test('of a hostile site is read in no time', () => {
    const rule = `/${'*a'.repeat(5_000)}b`

    expect(allows(`User-agent: *\nDisallow: ${rule}`, `/${'a'.repeat(20_000)}`)).toBe(true)
  })
})
