import { describe, expect, test } from '@jest/globals'
import * as v from 'valibot'
import { dataClassesOf } from '../../src/sources/data-classes.ts'
import { secretDetail, secretField, secretForm } from '../../src/sources/secret.ts'

describe('a leaked secret', () => {
  test.each([
    ['soleil', 'clear'],
    ['$2b$10$abcdefghijklmnopqrstuv', 'hash(bcrypt)'],
    ['5f4dcc3b5aa765d61d8327deb882cf99', 'hash(md5)'],
    ['5f4dcc3b5aa765d61d8327deb882cf99:salt', 'hash(md5)'],
    ['5baa61e4c9b93f3f0682250b6cf8331b7ee68fd8', 'hash(sha1)'],
    ['*2470C0C06DEE42FD1618BB99005ADCA2EC9D1E19', 'hash(mysql)'],
    ['********', 'masked'],
    ['m***', 'masked'],
    ['shadow', 'clear'],
    ['a:b', 'clear'],
    ['  ', undefined],
  ])('%s stands as %s', (secret, form) => {
    expect(secretForm(secret)).toBe(form)
  })

  test('is gone once its field was read', () => {
    const row = v.object({ password: secretField })

    const read = [{ password: 'soleil' }, { password: ['soleil', 'lune'] }, { password: null }, { password: 1234 }, {}]

    expect(read.map((body) => v.parse(row, body).password)).toEqual(['clear', 'clear', undefined, 'clear', undefined])
    expect(secretDetail('hash(md5)')).toBe('password: hash(md5)')
  })
})

test('words of services become data classes, each once, unknown ones as they came', () => {
  expect(dataClassesOf(['first_name', 'Last Name', 'password', 'hash', 'origin', 'Favourite colours', ''])).toEqual([
    'Favourite colours',
    'Names',
    'Passwords',
  ])
})
