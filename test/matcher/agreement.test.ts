import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { buildKernel } from '../../scripts/build-kernel.mjs'
import { context, createKernel, type Kernel, loadKernel } from '../../src/matcher/kernel.ts'
import { type Found, inOrder } from '../../src/matcher/match.ts'
import { scanPlain } from '../../src/matcher/scan.ts'
import { buildTable, type Table } from '../../src/matcher/table.ts'

const everyKind = [
  'a.dupont@ville-exemple.fr',
  'a.dupont+tag@ville-exemple.fr',
  'jean-baptiste.de-la-tour@services.ville-exemple.fr',
  'abcdefghijklmnop@abcdefghijklmn.fr',
  'abcdefghijklmno@abcdefghijklm.fr',
  'a@b.example',
  "m.o'brien@ville-exemple.fr",
  'andré@ville-exemple.fr',
  'x@xn--vreux-9ra.example',
  'x@xn--chteau-exemple-de-ville-bjc.example',
  '+33639980123',
  '+33199000001',
  '+262692001122',
  '+3225551234',
  '+441632960001',
  'ville-exemple.fr',
  'rh.ville-exemple.fr',
  'b.example',
  'x.example',
]
const plainCity = [
  'a.dupont@ville-exemple.fr',
  'abcdefghijklmnop@abcdefghijklmn.fr',
  '+33639980123',
  '+33199000001',
  'ville-exemple.fr',
]

if (loadKernel() === undefined) await buildKernel()
const module = loadKernel()
if (module === undefined) throw new Error('the kernel is not built: run npm run build')

/** What hits and near misses are made of. */
const fragments = [
  ...everyKind,
  ...['a.dupont', 'ville-exemple', 'fr', 'services', 'A.Dupont', 'VILLE-EXEMPLE.FR', 'jean-baptiste.de-la-tour'],
  ...['a.dupont%40ville-exemple.fr', 'a.dupont[at]ville-exemple[.]fr', 'x@ville-exemple%2Efr', '%2B262 692 00 11 22'],
  ...['06xxxxxx23', '06****0123', '06 39 •• •• 23', '0639**', 'xx', '*'],
  ...['éa', 'évreux.example', 'x@évreux.example', 'Château-exemple-de-ville.example', 'ANDRÉ', 'K', '’', '邮箱'],
  ...['0639980123', '06 39 98 01 23', '06.39.98.01.23', '639980123', '33639980123', '+33 (0)6 39 98 01 23'],
  ...[
    '0033',
    '00 33',
    '+33',
    '33',
    '06',
    '39',
    '98',
    '01',
    '23',
    '0',
    '(0)',
    '692001122',
    '0692 00 11 22',
    '262',
    '590',
  ],
  ...[
    '6.39980123E8',
    '6,39980123E+08',
    '3.3639980123E10',
    '+32 2 555 12 34',
    '３３',
    '０６３９９８０１２３',
    '＋',
    '＠',
    '．',
  ],
  ...[
    '@',
    '.',
    '-',
    '_',
    '+',
    '%',
    '\\',
    '/',
    "'",
    '"',
    ',',
    ';',
    ':',
    '|',
    '&',
    '<',
    '>',
    '[',
    ']',
    '(',
    ')',
    ' ',
    '\n',
    '\t',
    '=',
  ],
  ...[
    '%40',
    '%2e',
    '%2E',
    '%20',
    '%2B',
    '%3A',
    '%99',
    '\\u0040',
    '\\u002e',
    '\\u0020',
    '\\u002b',
    '\\u003c',
    '\\n',
    '\\x40',
  ],
  ...[
    '&#64;',
    '&#x2e;',
    '&commat;',
    '&period;',
    '&lt;',
    '&amp;',
    '&#65312;',
    '[at]',
    ' [at] ',
    '(AT)',
    '[dot]',
    ' (dot) ',
    '[.]',
    '[@]',
  ],
  ...[
    '\u00a0',
    '\u202f',
    '\u200b',
    '\u2011',
    '\u202d',
    '\ufeff',
    'tel',
    'tél',
    'gsm:',
    'mailto:',
    'b',
    'u',
    'E8',
    'www.',
    '\0',
  ],
].map((text) => Buffer.from(text))

const hostile = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...fragments) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('a', '.', '@', '0', ' ', '-', 'a.', '%40'), fc.nat(330))
      .map(([s, n]) => Buffer.from(s.repeat(n))),
  },
)
const hostileText = fc.array(hostile, { maxLength: 40 }).map((parts) => Buffer.concat(parts))

function tableOf(canonicals: readonly string[]): Table {
  return buildTable(
    canonicals.map((canonical, ref) => ({
      ref,
      kind: canonical.includes('@')
        ? ('email' as const)
        : canonical.startsWith('+')
          ? ('phone' as const)
          : ('domain' as const),
      canonical,
    })),
  )
}

function collect(scan: (found: Found[]) => void): string[] {
  const found: Found[] = []
  scan(found)
  return inOrder(found).map((f) => [f.offset, f.length, f.selector, f.spelling, f.variant].join(' '))
}

function plainly(table: Table, text: Uint8Array): string[] {
  return collect((found) => scanPlain(table, text, 0, text.length, 0, text.length, into(found)))
}

/** The kernel over pieces of `step` bytes, each with its context only. */
function byKernel(kernel: Kernel, text: Uint8Array, step: number): string[] {
  const room = kernel.parts.rooms[0]!
  return collect((found) => {
    for (let at = 0; at < text.length; at += step) {
      const begin = Math.max(0, at - context)
      const end = Math.min(text.length, at + step + context)
      // stale bytes of the piece before stay beyond the margins, as in a real run
      kernel.bytes.set(text.subarray(begin, end), room.window)
      const move = begin - room.window
      const last = Math.min(text.length, at + step)
      const emit = into(found, move)
      kernel.scan(room, at - move, last - move, begin - move, end - move, emit)
    }
  })
}

function into(found: Found[], move = 0) {
  return (selector: number, offset: number, length: number, spelling: number, variant: boolean): void => {
    found.push({ selector, offset: offset + move, length, spelling, variant })
  }
}

describe.each([
  ['every sort of selector', everyKind],
  ['the usual sorts', plainCity],
  ['e-mails only', everyKind.filter((c) => c.includes('@'))],
  ['phones only', everyKind.filter((c) => c.startsWith('+'))],
])('kernel and plain scan find the same: %s', (_, canonicals) => {
  const table = tableOf(canonicals)
  const kernel = createKernel(table, module, 1, 0)

  test('on hostile bytes', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(byKernel(kernel, text, 1 << 18)).toEqual(plainly(table, text))
      }),
      { numRuns: 4000 },
    )
  })

  test('whatever the size of the pieces', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1, max: 700 }), (text, step) => {
        expect(byKernel(kernel, text, step)).toEqual(plainly(table, text))
      }),
      { numRuns: 600 },
    )
  })

  test('on random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), (text) => {
        expect(byKernel(kernel, text, 1000)).toEqual(plainly(table, text))
      }),
      { numRuns: 300 },
    )
  })
})
