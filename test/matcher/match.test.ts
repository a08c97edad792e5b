import { describe, expect, test } from '@jest/globals'
import { createMatcher, type Hit, type WatchedSelector } from '../../src/matcher/index.ts'

const email = 'a.dupont@ville-exemple.fr'
const phone = '+33639980123'
const overseas = '+262692001122'
const domain = 'ville-exemple.fr'

function matcherOf(...canonicals: string[]) {
  return createMatcher(
    canonicals.map((canonical, ref): WatchedSelector => {
      const kind = canonical.includes('@') ? 'email' : canonical.startsWith('+') ? 'phone' : 'domain'
      return { ref, kind, canonical }
    }),
  )
}

/** What each hit points at in the text, with its spelling. */
function found(canonical: string | readonly string[], text: string | Uint8Array): string[] {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  const hits = matcherOf(...[canonical].flat()).match(bytes)
  return hits.map((hit) => `${show(bytes, hit)} ${hit.spelling}${hit.variant === true ? ' variant' : ''}`)
}

function show(bytes: Uint8Array, { offset, length }: Hit): string {
  return Buffer.from(bytes.subarray(offset, offset + length)).toString('utf8')
}

describe('a whole e-mail is a hit', () => {
  test.each([
    ['alone', 'a.dupont@ville-exemple.fr'],
    ['combo', 'x\na.dupont@ville-exemple.fr:Soleil12\n'],
    ['semicolon', '12;a.dupont@ville-exemple.fr;x'],
    ['url:login:password', 'https://shop.example/login:a.dupont@ville-exemple.fr:Soleil12'],
    ['login|password', 'a.dupont@ville-exemple.fr|Soleil12'],
    ['JSON', '{"email":"a.dupont@ville-exemple.fr","n":1}'],
    ['JSON in JSON', '{\\"email\\":\\"a.dupont@ville-exemple.fr\\"}'],
    ['SQL', "(1,'a.dupont@ville-exemple.fr','x')"],
    ['SQL national string', "(1,N'a.dupont@ville-exemple.fr',N'x')"],
    ['CSV', '"Dupont","a.dupont@ville-exemple.fr","01"'],
    ['mailto', '<a href="mailto:a.dupont@ville-exemple.fr">'],
    ['brackets', 'Anne <a.dupont@ville-exemple.fr>, x'],
    ['end of a sentence', 'écrire à a.dupont@ville-exemple.fr.'],
    ['query', '?mail=a.dupont@ville-exemple.fr&x=1'],
    ['NULs', '\0a.dupont@ville-exemple.fr\0'],
    ['CRLF', '\r\na.dupont@ville-exemple.fr\r\n'],
    ['escaped line end', '\\na.dupont@ville-exemple.fr\\n'],
    ['escaped bracket', '\\u003ca.dupont@ville-exemple.fr\\u003e'],
    ['entity', '&lt;a.dupont@ville-exemple.fr&gt;'],
    ['percent', 'to=%20a.dupont@ville-exemple.fr%20'],
    ['bullet', '-a.dupont@ville-exemple.fr'],
    ['diff', '+a.dupont@ville-exemple.fr'],
    ['NBSP', '\u00a0a.dupont@ville-exemple.fr\u00a0'],
    ['guillemets', '«a.dupont@ville-exemple.fr»'],
    ['Chinese', '邮箱a.dupont@ville-exemple.fr邮箱'],
    ['SQL pattern', "like '%a.dupont@ville-exemple.fr%'"],
    ['user of a mail server', 'smtp://a.dupont@ville-exemple.fr@mail.example'],
  ])('%s', (_, text) => {
    expect(found(email, text)).toEqual(['a.dupont@ville-exemple.fr plain'])
  })

  test('letter case is ignored', () => {
    expect(found(email, 'A.Dupont@VILLE-Exemple.FR')).toEqual(['A.Dupont@VILLE-Exemple.FR plain'])
  })

  test.each([
    ['a.dupont%40ville-exemple.fr', 'escaped'],
    ['a.dupont\\u0040ville-exemple.fr', 'escaped'],
    ['a%2Edupont%40ville-exemple%2efr', 'escaped'],
    ['a.dupont&#64;ville-exemple.fr', 'escaped'],
    ['a.dupont&#x40;ville-exemple.fr', 'escaped'],
    ['a.dupont@ville-exemple\\u002efr', 'escaped'],
    ['a.dupont＠ville-exemple.fr', 'escaped'],
    ['a.dupont[at]ville-exemple.fr', 'defanged'],
    ['a.dupont [at] ville-exemple [dot] fr', 'defanged'],
    ['a.dupont(AT)ville-exemple(.)fr', 'defanged'],
    ['a.dupont@ville-exemple[.]fr', 'defanged'],
  ])('%s', (text, spelling) => {
    expect(found(email, `<"${text}">`)).toEqual([`${text} ${spelling}`])
  })

  test('a tag makes a variant, unless the tagged address is watched itself', () => {
    expect(found(email, 'a.dupont+shop@ville-exemple.fr')).toEqual(['a.dupont+shop@ville-exemple.fr plus-tag variant'])
    expect(found([email, 'a.dupont+shop@ville-exemple.fr'], 'A.dupont+Shop@ville-exemple.fr')).toEqual([
      'A.dupont+Shop@ville-exemple.fr plain',
    ])
  })

  test('apostrophes and accents in the local part', () => {
    expect(found("m.o'brien@ville-exemple.fr", "('x','m.o''brien@ville-exemple.fr')")).toEqual([
      "m.o''brien@ville-exemple.fr plain",
    ])
    expect(found("m.o'brien@ville-exemple.fr", "<m.O'Brien@ville-exemple.fr>")).toEqual([
      "m.O'Brien@ville-exemple.fr plain",
    ])
    expect(found('andré@ville-exemple.fr', 'x;ANDRÉ@ville-exemple.fr')).toEqual(['ANDRÉ@ville-exemple.fr plain'])
  })

  test('a domain as people write it', () => {
    expect(found('a.dupont@xn--chteau-exemple-chb.fr', 'a.dupont@Château-exemple.fr:x')).toEqual([
      'a.dupont@Château-exemple.fr plain',
    ])
  })
})

describe('a longer address is no hit', () => {
  test.each([
    'xa.dupont@ville-exemple.fr',
    'x.a.dupont@ville-exemple.fr',
    'x-a.dupont@ville-exemple.fr',
    'x_a.dupont@ville-exemple.fr',
    '_a.dupont@ville-exemple.fr',
    'éa.dupont@ville-exemple.fr',
    "o'a.dupont@ville-exemple.fr",
    "o''a.dupont@ville-exemple.fr",
    'x%a.dupont@ville-exemple.fr',
    'a.dupont@ville-exemple.fr.evil.example',
    'a.dupont@ville-exemple.fr[.]evil.example',
    'a.dupont@ville-exemple.fr%2eevil.example',
    'a.dupont@ville-exemple.fra',
    'a.dupont@ville-exemple.fr-x',
    'a.dupont@ville-exemple.fré',
    'a.dupont@x.ville-exemple.fr',
    'a.dupont@ville-exemple',
    'a.dupont @ville-exemple.fr',
    'a.dupont@ ville-exemple.fr',
    '+tag@ville-exemple.fr',
  ])('%s', (text) => {
    expect(found(email, text)).toEqual([])
  })

  test('a Windows-1252 letter goes on to the left, a Windows-1252 space does not', () => {
    expect(found(email, Buffer.from('éa.dupont@ville-exemple.fr', 'latin1'))).toEqual([])
    expect(found(email, Buffer.from('\xa0a.dupont@ville-exemple.fr\xa0', 'latin1'))).toHaveLength(1)
  })
})

describe('a phone in every spelling', () => {
  test.each([
    ['0639980123', 'national'],
    ['06 39 98 01 23', 'national-grouped'],
    ['06.39.98.01.23', 'national-grouped'],
    ['06-39-98-01-23', 'national-grouped'],
    ['06/39/98/01/23', 'national-grouped'],
    ['06 39 980 123', 'national-grouped'],
    ['0639 98 01 23', 'national-grouped'],
    ['06\u00a039\u00a098\u00a001\u00a023', 'national-grouped'],
    ['06\u202f39\u202f98\u202f01\u202f23', 'national-grouped'],
    ['06\u200939\u200998\u200901\u200923', 'national-grouped'],
    ['06\u201139\u201198\u201101\u201123', 'national-grouped'],
    ['06\u200b39980123', 'national'],
    ['639980123', 'nine-digits'],
    ['33639980123', 'international-bare'],
    ['33 6 39 98 01 23', 'international-bare'],
    ['+33639980123', 'international'],
    ['+33 6 39 98 01 23', 'international-grouped'],
    ['+33-6-39-98-01-23', 'international-grouped'],
    ['+33 (0)6 39 98 01 23', 'international-trunk-zero'],
    ['+33(0)639980123', 'international-trunk-zero'],
    ['+330639980123', 'international-trunk-zero'],
    ['+33 06 39 98 01 23', 'international-trunk-zero'],
    ['330639980123', 'international-trunk-zero'],
    ['0033639980123', 'international-00'],
    ['00 33 6 39 98 01 23', 'international-00'],
    ['0033 06 39 98 01 23', 'international-00'],
    ['6.39980123E8', 'scientific'],
    ['6,39980123E+08', 'scientific'],
    ['3.3639980123E10', 'scientific'],
    ['０６３９９８０１２３', 'full-width'],
    ['０６　３９　９８　０１　２３', 'full-width'],
    ['＋３３６３９９８０１２３', 'full-width'],
  ])('%s', (text, spelling) => {
    for (const around of [`${text}`, `\n"${text}"\n`, `tél:${text};x`, `x;${text};y`]) {
      expect(found(phone, around)).toEqual([`${text} ${spelling}`])
    }
  })

  test.each([
    ['tel:+33639980123', '+33639980123 international'],
    ['="0639980123"', '0639980123 national'],
    ["'0639980123", '0639980123 national'],
    ['tél0639980123', '0639980123 national'],
    ['Tel0639980123', '0639980123 national'],
    ['\u202d0639980123\u202c', '0639980123 national'],
    ['%2B33639980123', '%2B33639980123 international'],
    ['\\u002B33639980123', '\\u002B33639980123 international'],
    ['%200639980123', '0639980123 national'],
    ['\\n0639980123\\n', '0639980123 national'],
    ['33639980123@s.whatsapp.example', '33639980123 international-bare'],
    ['(+33) 6 39 98 01 23', '+33) 6 39 98 01 23 international-grouped'],
    ['(06) 39 98 01 23', '06) 39 98 01 23 national-grouped'],
    ['2021-01-02,0639980123,75000', '0639980123 national'],
    ['12 06 39 98 01 23', '06 39 98 01 23 national-grouped'],
  ])('%s', (text, hit) => {
    expect(found(phone, text)).toEqual([hit])
  })

  test('two numbers in one cell', () => {
    expect(found([phone, '+33199000001'], '06 39 98 01 23 / 01 99 00 00 01')).toEqual([
      '06 39 98 01 23 national-grouped',
      '01 99 00 00 01 national-grouped',
    ])
    expect(found([phone, '+33199000001'], '0639980123/0199000001')).toHaveLength(2)
    expect(found([phone, '+33199000001'], '06 39 98 01 23 01 99 00 00 01')).toHaveLength(2)
    expect(found([phone, '+33199000001'], '06.39.98.01.23/01.99.00.00.01')).toHaveLength(2)
  })

  test('overseas numbers by their own code, by +33 as a variant, and by no other code', () => {
    expect(found(overseas, '0692 00 11 22')).toEqual(['0692 00 11 22 national-grouped'])
    expect(found(overseas, '+262 692 00 11 22')).toEqual(['+262 692 00 11 22 international-grouped'])
    expect(found(overseas, '00262692001122')).toEqual(['00262692001122 international-00'])
    expect(found(overseas, '262692001122')).toEqual(['262692001122 international-bare'])
    expect(found(overseas, '+33692001122')).toEqual(['+33692001122 international variant'])
    expect(found(overseas, '+590692001122')).toEqual([])
    expect(found(phone, '+262639980123')).toEqual([])
  })

  test.each(['06xxxxxx23', '06****0123', '06 39 xx xx 23', '06.39.**.01.23', '06••••0123', '063998XX23'])(
    'masked, %s: a variant when one watched number alone fits',
    (text) => {
      expect(found(phone, `tel;${text};x`)).toEqual([`${text} masked variant`])
      expect(found([phone, '+33645670123'], '06xxxxxx23')).toEqual([])
      expect(found([phone, '+33645670124'], '06xxxxxx23')).toEqual(['06xxxxxx23 masked variant'])
    },
  )

  test.each([
    '06xxxxxxx3',
    '06xxxxxx24',
    '07****0123',
    '06*39980123',
    '06xxxxxx234',
    '0xxxxxxx23',
    '06xxxxxx2',
    'xx39980123',
  ])('masked, %s: not this number', (text) => {
    expect(found(phone, text)).toEqual([])
  })

  test('numbers of other countries', () => {
    expect(found('+3225551234', '+32 2 555 12 34')).toEqual(['+32 2 555 12 34 international-grouped'])
    expect(found('+3225551234', '003225551234')).toEqual(['003225551234 international-00'])
    expect(found('+3225551234', '"3225551234"')).toEqual(['3225551234 international-bare'])
    expect(found('+3225551234', '+32 (0)2 555 12 34')).toEqual(['+32 (0)2 555 12 34 international-grouped'])
  })
})

describe('digits that are no phone', () => {
  test.each([
    ['longer run', '00639980123'],
    ['longer run', '06399801234'],
    ['longer run', '10639980123'],
    ['hash', 'a0639980123f'],
    ['hash', 'f00d0639980123'],
    ['word', 'ref0639980123'],
    ['word after', '0639980123x'],
    ['decimal', '48.0639980123'],
    ['decimal', '0639980123.5'],
    ['coordinates', '06.39980123'],
    ['dates', '2021-06-39-98-01-23'],
    ['dots go on', '06.39.98.01.23.45'],
    ['dots go on', '1.06.39.98.01.23'],
    ['slashes go on', '06/39/98/01/23/45'],
    ['SIRET', '63998012300012'],
    ['SIRET grouped', '639980123 00012'],
    ['UUID', '06399801-2306-3998-0123-063998012306'],
    ['IBAN', 'FR76 3000 6000 0112 3363 9980 123'],
    ['rounded', '3,36E+10'],
    ['rounded', '6.3998E8'],
    ['single digits', '0 6 3 9 9 8 0 1 2 3'],
    ['full width goes on', '０６３９９８０１２３４'],
    ['tab between', '06\t39\t98\t01\t23'],
    ['lines', '06\n39\n98\n01\n23'],
  ])('%s: %s', (_, text) => {
    expect(found(phone, text)).toEqual([])
  })
})

describe('a domain and what is under it', () => {
  test.each([
    ['ville-exemple.fr', 'host'],
    ['https://ville-exemple.fr/x', 'host'],
    ['https:\\/\\/ville-exemple.fr\\/x', 'host'],
    ['https%3A%2F%2Fville-exemple.fr%2F', 'host'],
    ['VILLE-exemple.FR:8080', 'host'],
    ['voir ville-exemple.fr.', 'host'],
    ['www.ville-exemple.fr', 'host-under'],
    ['_dmarc.ville-exemple.fr', 'host-under'],
    ['x@ville-exemple.fr', 'address'],
    ['x%40ville-exemple.fr', 'address'],
    ['x@mail.ville-exemple.fr', 'address-under'],
    ['hxxps://www[.]ville-exemple[.]fr/', 'host-under'],
    ['ville-exemple(dot)fr', 'host'],
  ])('%s', (text, spelling) => {
    const [hit, ...more] = found(domain, text)
    expect(hit).toMatch(new RegExp(` ${spelling}$`))
    expect(hit).toMatch(/^ville-exemple/i)
    expect(more).toEqual([])
  })

  test.each([
    'notville-exemple.fr',
    'not-ville-exemple.fr',
    'not_ville-exemple.fr',
    'éville-exemple.fr',
    'ville-exemple.fr.evil.example',
    'ville-exemple.fr[.]evil.example',
    'ville-exemple.fra',
    'ville-exemple.fr-evil',
    'ville-exemple.txt',
    'http://ville-exemple.fr@evil.example/',
    'http://ville-exemple.fr%40evil.example/',
    'x.ville-exemple.fr@evil.example',
    'ville-exemple..fr',
    'ville-exempleXfr',
  ])('but not %s', (text) => {
    expect(found(domain, text)).toEqual([])
  })

  test('two watched domains, one under the other, are both told', () => {
    expect(found([domain, `rh.${domain}`], 'x@rh.ville-exemple.fr')).toEqual([
      'rh.ville-exemple.fr address',
      'ville-exemple.fr address-under',
    ])
  })

  test('one-letter labels', () => {
    expect(found('x.example', 'https://x.example/')).toEqual(['x.example host'])
    expect(found('x.example', 'a@b.x.example')).toEqual(['x.example address-under'])
  })
})

describe('where a hit is', () => {
  test('lines count from 1, offsets in bytes', () => {
    const hits = matcherOf(email).match(Buffer.from('é\n\né;a.dupont@ville-exemple.fr\r\na.dupont@ville-exemple.fr'))
    expect(hits).toEqual([
      { ref: 0, kind: 'email', offset: 7, length: 25, line: 3, spelling: 'plain' },
      { ref: 0, kind: 'email', offset: 34, length: 25, line: 4, spelling: 'plain' },
    ])
  })

  test('an address, its domain and a number beside it, by offset', () => {
    const hits = matcherOf(email, domain, phone).match(Buffer.from('a.dupont@ville-exemple.fr;0639980123'))
    expect(hits.map(({ ref, offset }) => [ref, offset])).toEqual([
      [0, 0],
      [1, 9],
      [2, 26],
    ])
  })

  test.each(['utf-16le', 'utf-16be'] as const)('%s with and without its mark', (encoding) => {
    const text = 'x;été\n«a.dupont@ville-exemple.fr»;06\u202f39 98 01 23;l’w.ville-exemple.fr'
    const le = Buffer.from(text, 'utf16le')
    const plain = encoding === 'utf-16le' ? le : le.swap16()
    const mark = Buffer.from(encoding === 'utf-16le' ? [0xff, 0xfe] : [0xfe, 0xff])
    const expected = [
      { ref: 0, kind: 'email', offset: 14, length: 50, line: 2, spelling: 'plain' },
      { ref: 1, kind: 'phone', offset: 68, length: 28, line: 2, spelling: 'national-grouped' },
    ]

    expect(matcherOf(email, phone).match(plain)).toEqual(expected)
    expect(matcherOf(email, phone).match(Buffer.concat([mark, plain]))).toEqual(
      expected.map((hit) => ({ ...hit, offset: hit.offset + 2 })),
    )
  })

  test('one form under two refs is told for both', () => {
    const matcher = createMatcher([
      { ref: 7, kind: 'email', canonical: email },
      { ref: 4_000_000_000, kind: 'email', canonical: email },
    ])
    expect(
      matcher
        .match(Buffer.from(email))
        .map((hit) => hit.ref)
        .sort(),
    ).toEqual([4_000_000_000, 7])
  })
})

describe('selectors that could never be found are refused', () => {
  test.each([
    ['email', 'ville-exemple.fr', 1],
    ['phone', '0639980123', 1],
    ['domain', 'localhost', 1],
    ['email', email, -1],
    ['email', email, 1.5],
  ] as const)('%s %s', (kind, canonical, ref) => {
    expect(() => createMatcher([{ ref, kind, canonical }])).toThrow(RangeError)
  })
})
