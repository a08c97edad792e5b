import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { findPopulation, freshConfiguration, loadConfiguration, parseConfiguration } from '../../src/config/index.ts'
import { allowedDisclosure, ConfigError } from '../../src/domain/index.ts'
import { catalogue } from '../../src/messages/index.ts'

const sourceIds = ['hibp', 'pastebin', 'dehashed']

function parse(source: string) {
  return parseConfiguration(source, '/city/vigie.yaml', { sourceIds, env: { HOME: '/home/rssi' } })
}

/** what is told of a file that is refused */
async function refusal(
  source: string,
  locale: 'fr' | 'en' = 'en',
): Promise<{ message: string; mend: string | undefined }> {
  try {
    await parseConfiguration(source, 'vigie.yaml', { sourceIds, env: {}, messages: catalogue(locale) })
  } catch (error) {
    if (error instanceof ConfigError) return { message: error.message, mend: error.mend }
    throw error
  }
  throw new Error('it was taken')
}

describe('a configuration', () => {
  test('that is empty has every default', async () => {
    const configuration = await parse('')

    expect(configuration.legalBasis).toBe('')
    expect(configuration.populations).toEqual([])
    expect(configuration.store).toEqual({ engine: 'sqlite', file: '/city/vigie.db' })
    expect(configuration.keysDirectory).toBe('/home/rssi/.config/vigie/keys')
    expect(configuration.retention).toEqual({
      evidenceDays: 365,
      irrelevantDays: 7,
      registerDays: 1825,
      auditDays: 1095,
    })
    expect(configuration.scan).toEqual({ forMs: undefined, budget: { requests: undefined, credits: 0 } })
    expect(configuration.tlp).toBe('TLP:AMBER+STRICT')
    expect(configuration.organisation.timezone).toBe('Europe/Paris')
  })

  test('names what is written in it and changes nothing: minors are told to nobody', async () => {
    const told = (disclose: string) =>
      parse(`populations: { minors: { disclose: ${disclose} }, staff: { disclose: ${disclose} } }`)

    expect((await told('{ clear: [hibp] }')).withoutEffect).toEqual(['populations.minors.disclose'])
    expect((await told('{ default: k-anonymous }')).withoutEffect).toEqual(['populations.minors.disclose'])
    expect((await told('{ default: nothing, clear: [] }')).withoutEffect).toBeUndefined()
  })

  test('is read as the documentation shows it', async () => {
    const configuration = await parse(`
organisation:
  name: Ville de Saint-Exemple
  siren: "000000000"
  sector: Administration publique
  address: { street: 1 rue de la Mairie, postcode: "99000", city: Saint-Exemple, country: FR }
  legalRepresentative: { title: Mme, firstName: Alix, lastName: Exemple, email: maire@ville-exemple.fr }
  dpo: { name: Camille Exemple, email: dpo@ville-exemple.fr, phone: "+33199000001" }
  timezone: Europe/Paris
  locale: fr
legalBasis: "RGPD art. 6(1)(e)"
populations:
  staff:      { legalBasis: intérêt public, persons: Employés, disclose: { default: k-anonymous, clear: [hibp] }, expiresAfter: 1y, retention: 2y, reveal: true }
  residents:  { persons: Utilisateurs, disclose: { default: k-anonymous, clear: [] } }
  minors:     { persons: Mineurs, disclose: { default: k-anonymous, clear: [hibp] } }
bases:
  portail-famille: { processor: Éditeur X, dataClasses: [Names, Email addresses, Phone numbers], sensitive: false, vulnerable: true }
organisationNames: [mairie de Saint-Exemple, Saint-Exemple Agglo]
sources:
  hibp: { enabled: true, apiKey: { env: VIGIE_HIBP_API_KEY }, baseUrl: "http://127.0.0.1:8080/hibp", verifiedDomains: [Ville-Exemple.fr], budget: { requests: 5000 }, freshness: 7d, proxy: "socks5://127.0.0.1:1080" }
  dehashed: { enabled: false, accepted: { by: Camille, on: 2026-11-23, because: mission confiée } }
places: []
scan: { for: 6h, budget: { requests: 50000, credits: 0 } }
store: { urlFile: /run/secrets/postgres }
keys: { directory: ~/keys }
retention: { evidence: 90d, irrelevant: 1d, register: 5y, audit: 3y }
alerts: []
network: { proxy: { file: proxy.txt }, ca: ca.pem, userAgent: vigie-ville, timeout: 5s }
reports: { tlp: TLP:RED }
`)

    expect(findPopulation(configuration, 'staff')).toEqual({
      name: 'staff',
      legalBasis: 'intérêt public',
      persons: 'Employés',
      disclose: 'k-anonymous',
      clearTo: ['hibp'],
      expiresAfterDays: 365,
      retentionDays: 730,
      reveal: true,
    })
    expect(findPopulation(configuration, 'residents')?.legalBasis).toBe('RGPD art. 6(1)(e)')
    expect(findPopulation(configuration, 'elected')).toBeUndefined()
    expect(configuration.bases).toEqual([
      {
        name: 'portail-famille',
        processor: 'Éditeur X',
        dataClasses: ['Names', 'Email addresses', 'Phone numbers'],
        domains: [],
        columns: [],
        sensitive: false,
        vulnerable: true,
      },
    ])
    expect(configuration.sources.get('hibp')).toEqual({
      enabled: true,
      accepted: undefined,
      apiKey: { env: 'VIGIE_HIBP_API_KEY' },
      baseUrl: 'http://127.0.0.1:8080/hibp',
      verifiedDomains: ['ville-exemple.fr'],
      budget: { requests: 5000, credits: 0 },
      freshnessMs: 604_800_000,
      proxy: 'socks5://127.0.0.1:1080',
      options: {},
    })
    expect(configuration.sources.get('dehashed')?.accepted).toEqual({
      by: 'Camille',
      on: '2026-11-23',
      because: 'mission confiée',
    })
    expect(configuration.scan).toEqual({ forMs: 21_600_000, budget: { requests: 50_000, credits: 0 } })
    expect(configuration.store).toEqual({ engine: 'postgresql', urlFile: '/run/secrets/postgres' })
    expect(configuration.keysDirectory).toBe('/home/rssi/keys')
    expect(configuration.network).toEqual({
      proxy: { file: 'proxy.txt' },
      ca: '/city/ca.pem',
      userAgent: 'vigie-ville',
      timeoutMs: 5_000,
    })
    expect(configuration.organisation.dpo.phone).toBe('+33199000001')
  })

  test('tells minors and canaries to nobody, whatever is written', async () => {
    const { populations } = await parse(
      'populations:\n  minors: { disclose: { default: k-anonymous, clear: [hibp] } }\n  canaries: { disclose: { clear: [hibp] } }',
    )
    const [minors, canaries] = populations

    expect(minors).toMatchObject({ disclose: 'nothing', clearTo: [] })
    expect(canaries).toMatchObject({ disclose: 'nothing', clearTo: [] })
    expect(allowedDisclosure(minors!, 'hibp')).toBe('nothing')
  })

  test('tells a prefix of staff and elected by default, and nothing of the others', async () => {
    const { populations } = await parse('populations: { staff: {}, elected: {}, residents: {}, contractors: {} }')

    expect(populations.map(({ name, disclose }) => [name, disclose])).toEqual([
      ['staff', 'k-anonymous'],
      ['elected', 'k-anonymous'],
      ['residents', 'nothing'],
      ['contractors', 'nothing'],
    ])
  })

  test('takes a key without a value for an absent one', async () => {
    expect(
      (await parse('legalBasis:\nsources:\n  hibp:\n    apiKey:\n    freshness:\nscan:\n')).sources.get('hibp'),
    ).toMatchObject({
      apiKey: undefined,
      freshnessMs: 604_800_000,
    })
  })
})

describe('a configuration is refused, with file, line and setting', () => {
  const cases: [what: string, source: string, message: string, mend?: string][] = [
    [
      'an unknown setting',
      'legalBasis: x\nlegalBases: y',
      'vigie.yaml:2: unknown setting legalBases',
      'did you mean "legalBasis"?',
    ],
    [
      'an unknown setting within',
      'sources:\n  hibp:\n    apikey: x',
      'vigie.yaml:3: unknown setting sources.hibp.apikey',
      'did you mean "apiKey"?',
    ],
    [
      'an unknown setting that is like none',
      'scan: { colour: red }',
      'vigie.yaml:1: unknown setting scan.colour',
      'known here: for, budget',
    ],
    ['an unknown source', 'sources:\n  hipb: {}', 'vigie.yaml:2: unknown source hipb', 'did you mean "hibp"?'],
    [
      'an unknown source that would be told',
      'populations:\n  staff:\n    disclose:\n      clear: [haveibeen]',
      'vigie.yaml:4: unknown source haveibeen',
      '"vigie sources list" names them all',
    ],
    [
      'a duration in months or minutes',
      'scan: { for: 6m }',
      'vigie.yaml:1: scan.for must be a duration such as 30min, 6h, 7d or 1y',
    ],
    [
      'a duration of nothing',
      'retention: { audit: 0d }',
      'vigie.yaml:1: retention.audit must be a duration such as 30min, 6h, 7d or 1y',
    ],
    [
      'more than 7 days of what does not concern the city',
      'retention:\n  irrelevant: 8d',
      'vigie.yaml:2: retention.irrelevant must be 7d at most: what does not concern the city is not kept longer',
    ],
    [
      'a number for a text',
      'organisation: { siren: 000000000 }',
      'vigie.yaml:1: organisation.siren must be a text',
      'put it in quotes',
    ],
    [
      'everything told in clear',
      'populations: { staff: { disclose: { default: clear } } }',
      'vigie.yaml:1: populations.staff.disclose.default must be nothing or k-anonymous; sources that may be told more are named under "clear"',
    ],
    [
      'a population that no CSV cell could hold',
      'populations: { "=Staff": {} }',
      'vigie.yaml:1: populations.=Staff must be a name of lower-case letters, digits and hyphens',
    ],
    [
      'an acceptance without a date',
      'sources:\n  dehashed:\n    accepted: { by: x, because: y }',
      'vigie.yaml:3: sources.dehashed.accepted lacks "on"',
    ],
    [
      'a base address with a password',
      'sources: { hibp: { baseUrl: "https://u:canary@x.example/" } }',
      'vigie.yaml:1: sources.hibp.baseUrl must be an http or https address, without user or password',
    ],
    [
      'a domain that is none',
      'sources: { hibp: { verifiedDomains: [ville-exemple.fr, fr] } }',
      'vigie.yaml:1: sources.hibp.verifiedDomains[1] must be a domain such as ville-exemple.fr',
    ],
    [
      'a time zone that is none',
      'organisation: { timezone: Europe/Caen }',
      'vigie.yaml:1: organisation.timezone must be a time zone such as Europe/Paris',
    ],
    [
      'a negative budget',
      'scan: { budget: { requests: -1 } }',
      'vigie.yaml:1: scan.budget.requests must be a whole number, 0 or more',
    ],
    [
      'a setting written twice',
      'legalBasis: a\nlegalBasis: b',
      'vigie.yaml:2: legalBasis is written twice, first at line 1',
      'keep one of the two',
    ],
    [
      'one deep inside written twice',
      'populations:\n  staff:\n    legalBasis: a\n    persons: b\n    legalBasis: c',
      'vigie.yaml:5: populations.staff.legalBasis is written twice, first at line 3',
      'keep one of the two',
    ],
    [
      'a quote that stays open',
      'legalBasis: "a',
      'vigie.yaml:1: this is not YAML (MISSING_CHAR)',
      'look at the indentation and the quotes of this line and of the one before',
    ],
    ['a list', '- legalBasis', 'vigie.yaml:1: vigie.yaml must be a section with settings of its own'],
  ]
  const told = cases.map(([what, source, message, mend]) => ({ what, source, message, mend }))
  test.each(told)('for $what', async ({ source, message, mend }) => {
    expect(await refusal(source)).toEqual({ message, mend })
  })

  test('and never repeats what stands where a secret was expected', async () => {
    const canary = 'canary0123456789'
    const attempts = [
      `sources: { hibp: { apiKey: ${canary} } }`,
      `sources: { hibp: { apiKey: { key: ${canary} } } }`,
      `sources: { hibp: { apiKey: { env: "${canary} " } } }`,
      `sources: { hibp: { apiKey: [${canary}] } }`,
      `network: { proxy: "http://u:${canary}@proxy.example:3128" }`,
      `sources: { hibp: { proxy: "http://u:${canary}@proxy.example:3128" } }`,
      `sources: { hibp: { apiKey: "${canary} }`,
    ]

    const told = await Promise.all(
      attempts.map(async (source) => JSON.stringify([await refusal(source), await refusal(source, 'fr')])),
    )

    for (const text of told) expect(text).not.toContain(canary)
    expect(told[0]).toContain('and never the secret itself')
  })

  test('in French too', async () => {
    expect(await refusal('legalBase: x', 'fr')).toEqual({
      message: 'vigie.yaml:1: réglage inconnu legalBase',
      mend: 'vouliez-vous dire «\u00a0legalBasis\u00a0»\u00a0?',
    })
  })

  test('in French, for a setting written twice', async () => {
    expect(await refusal('bases: {}\nbases: {}', 'fr')).toEqual({
      message: 'vigie.yaml:2: bases est écrit deux fois, d’abord à la ligne 1',
      mend: 'n’en garder qu’un',
    })
  })

  test.each(['', '\uFEFF\r\n', '# nothing yet\n\n'])('when there is nothing in it: %j', async (text) => {
    const directory = await mkdtemp(path.join(os.tmpdir(), 'vigie-empty-'))
    const file = path.join(directory, 'vigie.yaml')
    await writeFile(file, text)

    await expect(loadConfiguration(file, { sourceIds })).rejects.toMatchObject({
      name: 'ConfigError',
      message: `${file} is empty: it holds no setting`,
    })
    await rm(directory, { recursive: true })
  })

  test('when it is in neither of the usual places', async () => {
    const options = { sourceIds, insteadOf: '/here/.vigie/vigie.yaml' }

    await expect(loadConfiguration('/nowhere/vigie.yaml', options)).rejects.toMatchObject({
      message: 'there is no configuration at /here/.vigie/vigie.yaml, nor at /nowhere/vigie.yaml',
    })
  })

  test('when it is not there', async () => {
    await expect(loadConfiguration('/nowhere/vigie.yaml', { sourceIds })).rejects.toMatchObject({
      name: 'ConfigError',
      message: 'there is no configuration at /nowhere/vigie.yaml',
      mend: 'make a workspace with "vigie init", or name one with --workspace or VIGIE_WORKSPACE',
    })
  })
})

describe('a fresh configuration', () => {
  test.each(['fr', 'en'] as const)('with comments in %s is valid, and holds what was given', async (locale) => {
    const source = freshConfiguration({
      locale,
      organisation: 'Ville de "Saint-Exemple": été',
      legalBasis: 'RGPD art. 6(1)(e)',
      keysDirectory: '/etc/vigie/keys',
    })

    const configuration = await parse(source)

    expect(configuration.organisation.name).toBe('Ville de "Saint-Exemple": été')
    expect(configuration.organisation.locale).toBe(locale)
    expect(configuration.keysDirectory).toBe('/etc/vigie/keys')
    expect(configuration.populations.map(({ name }) => name)).toEqual([
      'staff',
      'elected',
      'residents',
      'contractors',
      'minors',
    ])
    expect(configuration.populations.every((population) => population.legalBasis === 'RGPD art. 6(1)(e)')).toBe(true)
    expect([...configuration.sources].map(([id, { enabled }]) => [id, enabled])).toEqual([
      ['hibp', true],
      ['pastebin', false],
    ])
  })

  test('has no legal basis unless one is given', async () => {
    expect((await parse(freshConfiguration({ locale: 'en' }))).legalBasis).toBe('')
  })

  test('takes other sources', async () => {
    const source = freshConfiguration({
      locale: 'en',
      sources: { pastebin: { enabled: true, baseUrl: 'http://127.0.0.1:9/' } },
    })

    const { sources } = await parse(source)

    expect([...sources.keys()]).toEqual(['pastebin'])
    expect(sources.get('pastebin')).toMatchObject({ enabled: true, baseUrl: 'http://127.0.0.1:9/' })
  })
})
