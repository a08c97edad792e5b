import { describe, expect, test } from '@jest/globals'
import { load } from 'cheerio/slim'
import type { Breach } from '../../../src/sources/hibp/contract.ts'
import { accountSha1Hex, pasteEvent, plainText, toEvent, websiteDetails } from '../../../src/sources/hibp/map.ts'

const plain = (html: string) => plainText(html, (fragment) => load(fragment, null, false))

const boutique: Breach = {
  Name: 'BoutiqueExemple',
  Title: 'Boutique Exemple',
  Domain: 'boutique.example.org',
  BreachDate: '2023-05-14',
  AddedDate: '2023-07-02T08:15Z',
  ModifiedDate: '2023-07-02T08:15:00Z',
  PwnCount: 1_204_311,
  Description: 'In May 2023, <a href="https://news.example.org/">Boutique &amp; C&eacute;e</a><br>lost data.',
  DataClasses: ['Email addresses', 'Names'],
  IsVerified: true,
  IsFabricated: false,
  IsSensitive: false,
  IsRetired: false,
  IsSpamList: false,
  IsMalware: false,
  IsStealerLog: false,
}

describe('a breach of HIBP in our words', () => {
  test('becomes an event with plain text, dates and flags', () => {
    expect(toEvent(boutique, plain)).toEqual({
      key: 'BoutiqueExemple',
      title: 'Boutique Exemple',
      nature: 'breach',
      domain: 'boutique.example.org',
      occurredOn: '2023-05-14',
      addedAt: '2023-07-02T08:15:00.000Z',
      description: 'In May 2023, Boutique & Cée lost data.',
      dataClasses: ['Email addresses', 'Names'],
      records: 1_204_311,
      url: 'https://haveibeenpwned.com/Breach/BoutiqueExemple',
      flags: ['verified'],
    })
  })

  test.each([
    ['stealer-log', { IsStealerLog: true, IsMalware: true, Domain: '' }],
    ['spam-list', { IsSpamList: true, Domain: '' }],
    ['combo-list', { Domain: '', Description: 'A large collection of credential stuffing lists.' }],
    ['combo-list', { Domain: '', Description: 'A list known as a &quot;combo list&quot;.' }],
    ['breach', { Domain: '', Description: 'Origin unknown.' }],
    ['breach', { Description: 'Later found in a combo list.' }],
  ] as const)('is a %s for %j', (nature, fields) => {
    expect(toEvent({ ...boutique, ...fields }, plain).nature).toBe(nature)
  })

  test('keeps every flag that is set', () => {
    const flagged = { ...boutique, IsFabricated: true, IsSensitive: true, IsRetired: true, IsMalware: true }

    expect(toEvent(flagged, plain).flags).toEqual(['verified', 'fabricated', 'sensitive', 'retired', 'malware'])
  })

  test('has no script in its text', () => {
    expect(plain('a<script>alert(1)</script><p>b</p><style>p{}</style>')).toBe('a b')
  })
})

describe('other words of HIBP', () => {
  test('the SHA-1 is the one of the publisher’s own example', () => {
    expect(accountSha1Hex('test@example.com')).toBe('567159D622FFBB50B11B0EFD307BE358624A26EE')
  })

  test('a paste keeps source and id, and neither title nor the address of an ad hoc one as title', () => {
    expect(pasteEvent({ Source: 'Pastebin', Id: 'Ab12Cd34', Date: '2022-11-03T10:12:44Z' })).toEqual({
      key: 'paste:Pastebin:Ab12Cd34',
      title: 'Pastebin Ab12Cd34',
      nature: 'paste',
      dataClasses: ['Email addresses'],
      occurredOn: '2022-11-03',
      url: 'https://pastebin.com/Ab12Cd34',
    })
    expect(pasteEvent({ Source: 'AdHocUrl', Id: 'http://depot.example.org/dump.txt', Date: null })).toEqual({
      key: 'paste:AdHocUrl:http://depot.example.org/dump.txt',
      title: 'Paste at a web address',
      nature: 'paste',
      dataClasses: ['Email addresses'],
      url: 'http://depot.example.org/dump.txt',
    })
  })

  test('web domains are sorted, said once, at most 50, with the rest counted', () => {
    const many = Array.from({ length: 62 }, (_, index) => `site-${String(index).padStart(2, '0')}.example`)

    expect(websiteDetails(['b.example', 'a.example', 'b.example'])).toEqual(['a.example', 'b.example'])
    expect(websiteDetails(many.toReversed())).toEqual([...many.slice(0, 50), '+12'])
  })
})
