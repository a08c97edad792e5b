import { describe, expect, test } from '@jest/globals'
import { BlockedError, ContractError, QuotaError } from '../../src/domain/index.ts'
import type { NetReply } from '../../src/net/index.ts'
import { lawfulText, maxItemBytes, RefusedBodyError, refuseName } from '../../src/sources/lawful.ts'

function reply(body: string | Uint8Array, type = 'text/plain; charset=utf-8'): NetReply {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body
  const text = () => new TextDecoder().decode(bytes)
  const receivedAt = '2026-11-24T08:00:00.000Z'
  return {
    status: 200,
    headers: { 'content-type': type },
    body: bytes,
    receivedAt,
    attempts: 1,
    text,
    json: () => JSON.parse(text()),
  }
}

const read = (body: string | Uint8Array, type?: string) => lawfulText('place', reply(body, type))

describe('what may be read', () => {
  test('is plain text, whole and as bytes', () => {
    const latin = Buffer.from('pré\n', 'latin1')

    expect(read(latin)).toEqual({ status: 200, body: latin, receivedAt: '2026-11-24T08:00:00.000Z' })
  })

  test.each([
    ['UTF-16 with its mark', Buffer.from('\ufeffagent@ville-exemple.fr', 'utf16le')],
    ['UTF-16 without it', Buffer.from('agent@ville-exemple.fr'.repeat(20), 'utf16le')],
    ['text with a stray NUL', Buffer.from('agent@ville-exemple.fr\0\n')],
  ])('is %s', (_, body) => {
    expect(read(body).body).toBe(body)
  })

  test.each([
    ['application/zip'],
    ['application/x-7z-compressed'],
    ['application/octet-stream'],
    ['application/sql'],
    ['text/x-sql'],
    ['application/vnd.sqlite3'],
    ['application/vnd.ms-excel'],
    ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['text/csv'],
    [''],
  ])('is nothing announced as "%s"', (type) => {
    expect(() => read('a;b', type)).toThrow(RefusedBodyError)
  })

  test.each([
    ['zip', [0x50, 0x4b, 0x03, 0x04]],
    ['gzip', [0x1f, 0x8b, 0x08]],
    ['7z', [0x37, 0x7a, 0xbc, 0xaf]],
    ['rar', [0x52, 0x61, 0x72, 0x21]],
    ['an old office file', [0xd0, 0xcf, 0x11, 0xe0]],
    ['SQLite', [...Buffer.from('SQLite format 3\0')]],
    ['anything full of NULs', Array.from({ length: 64 }, (_, index) => (index % 3 === 0 ? 65 : 0))],
  ])('is not %s that is announced as text', (_, bytes) => {
    expect(() => read(Uint8Array.from(bytes))).toThrow(RefusedBodyError)
  })

  test('is not over the cap', () => {
    expect(() => read(Buffer.alloc(maxItemBytes + 1, 'a'))).toThrow(RefusedBodyError)
  })

  test('is not a page, which says why there is no text', () => {
    expect(() => read('<title>Just a moment...</title>', 'text/html')).toThrow(BlockedError)
    expect(() => read('<form><input name="p" type="password"></form>', 'text/html')).toThrow(/login page/)
    expect(() => read('<p>Please slow down</p>', 'text/html')).toThrow(QuotaError)
    expect(() => read('<p>Welcome</p>', 'text/html; charset=utf-8')).toThrow(ContractError)
  })

  test('is not empty', () => {
    expect(() => read('')).toThrow('the item is empty')
  })

  test('refusals never quote what was refused', () => {
    expect(() => read('agent@ville-exemple.fr', 'application/agent')).not.toThrow(/agent/)
  })
})

describe('the name of a file', () => {
  test.each(['dump.sql', 'base.XLSX', 'a.tar.gz', 'x/y/leak.7z', 'photo.JPG', 'b.sqlite3'])('%s is refused', (name) => {
    expect(() => refuseName('place', name)).toThrow(RefusedBodyError)
  })

  test.each(['comptes.txt', 'sql', 'export.csv', 'zip.md', 'main.py'])('%s is not', (name) => {
    expect(() => refuseName('place', name)).not.toThrow()
  })
})
