import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { canonicalizeDomain } from '../../src/domain/index.ts'

function domain(value: string): string {
  const form = canonicalizeDomain(value)
  return form.ok ? form.canonical : form.reason
}

test.each([
  ['Ville-Exemple.FR', 'ville-exemple.fr'],
  ['ville-exemple.fr.', 'ville-exemple.fr'],
  ['www.ville-exemple.fr', 'ville-exemple.fr'],
  ['*.ville-exemple.fr', 'ville-exemple.fr'],
  ['*.www.ville-exemple.fr', 'ville-exemple.fr'],
  ['@ville-exemple.fr', 'ville-exemple.fr'],
  ['https://www.ville-exemple.fr/contact?x=1#y', 'ville-exemple.fr'],
  ['HTTP://ville-exemple.fr:8080/', 'ville-exemple.fr'],
  ['//ville-exemple.fr/x', 'ville-exemple.fr'],
  ['ftp://agent:mot@ville-exemple.fr/', 'ville-exemple.fr'],
  ['ville-exemple.fr/agenda@mairie', 'ville-exemple.fr'],
  ['ville-exemple.fr:443', 'ville-exemple.fr'],
  ['"ville-exemple.fr";', 'ville-exemple.fr'],
  ['portail.ville-exemple.fr', 'portail.ville-exemple.fr'],
  ['Évreux.example', 'xn--vreux-9ra.example'],
  ['xn--vreux-9ra.example', 'xn--vreux-9ra.example'],
  ['saint-exemple.asso.fr', 'saint-exemple.asso.fr'],
  ['vi\u200blle\u00a0-exemple.fr', 'ville-exemple.fr'],
  ['ｖｉｌｌｅ．example', 'ville.example'],
  ['saint-exemple.example', 'saint-exemple.example'],
  ['wwwille.example', 'wwwille.example'],
])('%j is %s', (value, canonical) => {
  expect(domain(value)).toBe(canonical)
})

test.each([
  ['fr', 'public-suffix'],
  ['FR.', 'public-suffix'],
  ['.fr', 'public-suffix'],
  ['gouv.fr', 'public-suffix'],
  ['asso.fr', 'public-suffix'],
  ['https://www.asso.fr/', 'public-suffix'],
  ['*.gouv.fr', 'public-suffix'],
  ['co.uk', 'public-suffix'],
  ['github.io', 'public-suffix'],
  ['192.0.2.7', 'ip-address'],
  ['192.0.2.0/24', 'ip-address'],
  ['http://192.0.2.7:8080/x', 'ip-address'],
  ['2001:db8::1', 'ip-address'],
  ['[2001:db8::1]', 'ip-address'],
  ['https://[2001:db8::1]:443/', 'ip-address'],
  ['::1', 'ip-address'],
  ['192.0.2', 'ip-address'],
  ['', 'not-a-domain'],
  ['intranet', 'not-a-domain'],
  ['localhost', 'not-a-domain'],
  ['contact@ville-exemple.fr', 'not-a-domain'],
  ['ville exemple.fr', 'not-a-domain'],
  ['ville_exemple.fr', 'not-a-domain'],
  ['-ville.fr', 'not-a-domain'],
  ['ville..fr', 'not-a-domain'],
  ['ville.123', 'not-a-domain'],
  ['*', 'not-a-domain'],
  ['ville-exemple.*', 'not-a-domain'],
  [`${'x'.repeat(64)}.fr`, 'not-a-domain'],
  ['ville%2ffr.example', 'not-a-domain'],
])('%j: %s', (value, reason) => {
  expect(domain(value)).toBe(reason)
})

test('the canonical form is its own canonical form, whatever was written around it', () => {
  const label = fc.oneof(
    fc.stringMatching(/^[A-Za-z0-9-]{1,8}$/),
    fc.string({ unit: 'grapheme', maxLength: 6 }),
    fc.constantFrom('www', '*', 'Été', 'xn--t-9fab', 'straße', '。', '1'),
  )
  const host = fc.oneof(
    fc.domain(),
    fc.webUrl(),
    fc.array(label, { maxLength: 5 }).map((labels) => labels.join('.')),
    fc.string({ unit: 'binary' }),
  )
  fc.assert(
    fc.property(host, fc.constantFrom('', 'https://', 'www.', '*.', '@'), (value, before) => {
      const form = canonicalizeDomain(before + value)
      if (!form.ok) return

      expect(canonicalizeDomain(form.canonical)).toEqual(form)
      expect(form.canonical).toMatch(/^[a-z\d.-]+\.[a-z\d-]+$/)
      expect(form.canonical).not.toMatch(/^www\./)
    }),
    { numRuns: 3000 },
  )
})
