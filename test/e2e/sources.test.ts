/** What sources are, as the program and its pages tell it. */
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { page, pageFile } from '../../scripts/sources-page.ts'
import { type Locale, locales } from '../../src/messages/index.ts'
import { retired, sources } from '../../src/sources/index.ts'
import { makePlace, type Place } from './vigie.ts'

let place: Place

/** What is shown where a line has so many columns. */
async function inColumns(args: readonly string[], columns: number): Promise<string> {
  const widening = `Object.defineProperty(process.stdout, 'columns', { value: ${columns} })`
  const file = await place.write('columns.mjs', widening)
  return (await place.run(args, { NODE_OPTIONS: `--import ${file}` })).stdout
}

beforeAll(async () => {
  place = await makePlace()
  await place.run(['init', '--legal-basis', 'RGPD'])
  await place.write(
    '.vigie/vigie.yaml',
    `sources:
  hibp: { enabled: true }
  intelx: { enabled: true, accepted: { by: Camille Exemple, on: 2026-11-24, because: convention du CSIRT } }
  dehashed: { enabled: true }
`,
  )
})
afterAll(() => place.remove())

describe('sources list', () => {
  test.each(locales)(
    'in 80 columns says of each what it takes and is told, who runs it, its cost, key, class, state: %s',
    async (lang) => {
      const { stdout, code } = await place.run(['sources', 'list', '--lang', lang])

      expect(code).toBe(0)
      for (const line of stdout.split('\n').slice(0, -4)) expect(line.length).toBeLessThanOrEqual(80)
      for (const { id } of sources) expect(stdout.match(new RegExp(`^${id} `, 'gm'))).toHaveLength(2)
      const said = { en: english, fr: french }[lang]
      for (const words of said) expect(stdout).toMatch(words)
    },
  )
  const english = [
    /^hibp +e-mail, domain +the value itself +required +on$/m,
    /^intelx +e-mail, phone, +the value itself +required +on$/m,
    /^dehashed +.* required +not accepted$/m,
    /^leakix +BaDaaS SRL, Belgium +free key +to be accepted$/m,
  ]
  const french = [
    /^hibp +courriel, domaine +l’identifiant +nécessaire +active$/m,
    /^leakix +BaDaaS SRL, Belgique +clé gratuite +à accepter$/m,
  ]

  test.each(locales)(
    'in 160 columns each has a line with all that a data protection officer asks: %s',
    async (lang) => {
      const lines = (await inColumns(['sources', 'list', '--lang', lang], 160)).split('\n')

      const [head, , ...rows] = lines
      const { en, fr } = {
        en: /^Source +Takes +Told at most +Operator, country +Cost +Key +Legal class +State$/,
        fr: /^Source +Accepte +Reçoit au plus +Exploitant, pays +Coût +Clé +Statut juridique +État$/,
      }
      expect(head).toMatch({ en, fr }[lang])
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(160)
      for (const { id } of sources) expect(rows.filter((row) => row.startsWith(`${id} `))).toHaveLength(1)
      const said = {
        en: [
          /^hibp +e-mail, domain +the value itself +Superlative Enterprises Pty.* required +may be used +on$/,
          /^leakix +domain +the value itself +BaDaaS SRL, Belgium +free key +required +to be accepted +(?:off|not accepted)$/,
          /^dehashed +e-mail, phone, domain .* required +to be accepted +not accepted$/,
          /^cyberwatch +domain, organisation +nothing +Casualtek +free +none +may be used +off$/,
        ],
        fr: [
          /^leakix +domaine +l’identifiant +BaDaaS SRL, Belgique +clé gratuite +nécessaire +à accepter +(?:inactive|non acceptée)$/,
          /^cyberwatch +domaine, organisme +rien +Casualtek +gratuite +aucune +utilisable +inactive$/,
        ],
      }[lang]
      for (const words of said) expect(rows).toContainEqual(expect.stringMatching(words))
    },
  )

  test('in full says all of each, and --json has every fact with who accepted what', async () => {
    const full = await place.run(['sources', 'list', '--full', '--lang', 'fr'])
    const { sources: listed, retired: left } = JSON.parse((await place.run(['sources', 'list', '--json'])).stdout)
    const shown = JSON.parse((await place.run(['sources', 'show', 'intelx', '--json'])).stdout)

    expect(full.stdout.split('\n\n').filter((card) => card.startsWith('Nom '))).toHaveLength(sources.length)
    expect(full.stdout).toMatch(/par Camille Exemple le 24\snovembre\s2026\s: convention du\s+CSIRT/)
    expect(listed.map(({ id }: { id: string }) => id)).toEqual(sources.map(({ id }) => id))
    expect(left.map(({ id }: { id: string }) => id)).toEqual(retired.map(({ id }) => id))
    const { configuration: _, ...facts } = shown
    expect(listed.find(({ id }: { id: string }) => id === 'intelx')).toEqual(facts)
    expect(facts).toEqual({
      id: 'intelx',
      name: 'Intelligence X',
      shape: 'ask',
      kinds: ['email', 'phone', 'domain'],
      questions: ['items', 'phonebook'],
      tells: 'clear',
      operator: 'Kleissner Investments s.r.o.',
      country: 'Czech Republic',
      legalClass: 'needs-acceptance',
      legalReason: expect.stringContaining('told the identifier in clear'),
      termsUrl: 'https://intelx.io/terms-of-service',
      hosts: { main: 'https://2.intelx.io' },
      contractReadOn: '2026-11-24',
      quotaFrom: expect.any(String),
      cost: 'a credit for each search; free keys are weak',
      ownershipProof: '',
      attribution: null,
      paidPerAnswer: true,
      quota: [{ requests: 1, perMs: 1_000 }],
      key: { header: 'x-key', required: true },
      state: 'on',
      accepted: { by: 'Camille Exemple', on: '2026-11-24', because: 'convention du CSIRT' },
    })
  })
})

describe('every source', () => {
  test.each(sources.map((source) => [source.id, source] as const))(
    '%s says in French what it says in English',
    (_, source) => {
      const { french: own } = source

      for (const key of ['legalReason', 'quotaFrom', 'cost', 'ownershipProof'] as const) {
        expect([key, own[key] === '']).toEqual([key, source[key] === ''])
        if (source[key].includes(' ')) expect(own[key]).not.toBe(source[key])
      }
    },
  )
})

test.each(locales)(
  'the page for the data protection officer is what the program says: %s (node scripts/sources-page.ts)',
  async (locale: Locale) => {
    expect(await readFile(pageFile(locale), 'utf8')).toBe(page(locale))
  },
)
