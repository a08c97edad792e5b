import { expect, test } from '@jest/globals'
import { decodeText } from '../../src/matcher/decode-text.ts'

test.each([
  ['UTF-8', Buffer.from('mairie à Évreux', 'utf8')],
  ['Windows-1252', Buffer.from('mairie à Évreux', 'latin1')],
  ['UTF-16 with its mark', Buffer.from('\ufeffmairie à Évreux', 'utf16le')],
  ['UTF-16 without it', Buffer.from('mairie à Évreux', 'utf16le')],
])('text in %s is read as what it says', (_, bytes) => {
  expect(decodeText(bytes)).toBe('mairie à Évreux')
})
