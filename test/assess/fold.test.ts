import { describe, expect, test } from '@jest/globals'
import { fold } from '../../src/assess/text/fold.ts'

describe('what a text is compared by', () => {
  test.each([
    ['accents and case', 'Échantillon VÉRIFIÉ, cœur', 'echantillon verifie, coeur'],
    ['full width', 'Ｓｔａｒｔ: $500', 'start: $500'],
    ['mathematical letters', '𝗦𝗲𝗹𝗹𝗶𝗻𝗴 𝓭𝓪𝓽𝓪', 'selling data'],
    ['small capitals', 'ꜱᴇʟʟɪɴɢ', 'selling'],
    ['zero width', 'V\u200bE\u200bN\u200bD\u200bS', 'vends'],
    ['soft hyphen and word joiner', 'ven\u00addre base\u2060s', 'vendre bases'],
    ['spaced letters', 'V E N D S   f.i.c.h.e.s', 'vends fiches'],
    ['Cyrillic in Latin words', 'HQ mаil аccеss', 'hq mail access'],
    ['a whole Latin word in Cyrillic disguise', 'selling the lots сосоа bean', 'selling the lots cocoa bean'],
    ['Latin in Cyrillic words', 'Пpoдaм cвeжyю бaзy, жмy pyкy', 'продам свежую базу, жму руку'],
    ['ё, and й in two characters', 'Ёлка йод', 'елка йод'],
    ['leet inside a word', 's3ll1ng d4tabase v1lle Ex3mplev1lle', 'selling database ville exempleville'],
    ['dashes, quotes, spaces', 'l’accès\u00a0—\u2009« root »', 'l\'acces - " root "'],
    ['emoji stay', '🇫🇷 base', '🇫🇷 base'],
  ])('%s', (_, original, folded) => {
    expect(fold(original).text).toBe(folded)
  })

  test.each(['md5', 'trc20', 'agent07', '12k', 'sha256', '2fa', '500mb', 'deadbeef01', 'h264'])(
    '%s is no leet',
    (word) => {
      expect(fold(`x ${word} y`).text).toBe(`x ${word} y`)
    },
  )

  test('Russian stays Russian beside Latin names', () => {
    expect(fold('все оси на хосте Exempleville').text).toBe('все оси на хосте exempleville')
  })

  test('every place leads back to the original words', () => {
    const original = '  → V\u200bE\u200bN\u200bD\u200bS  ｂａｓｅ «œuf»'
    const folded = fold(original)

    const at = folded.text.indexOf('vends base')

    expect(folded.quote(at, at + 10)).toBe('V\u200bE\u200bN\u200bD\u200bS  ｂａｓｅ')
    expect(folded.at(at)).toBe(4)
    expect(folded.quote(folded.text.indexOf('oeuf'), folded.text.indexOf('oeuf') + 4)).toBe('œuf')
  })

  test('ten thousand zero-width characters, a megabyte and lone surrogates are read through', () => {
    expect(fold(`sell${'\u200b'.repeat(10_000)}ing`).text).toBe('selling')
    expect(fold('éa '.repeat(333_333)).text.length).toBe(999_999)
    expect(fold('a\ud800b').text).toBe('a\ud800b')
    expect(fold('').text).toBe('')
  })
})
