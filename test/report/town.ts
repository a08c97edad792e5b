/** A small town in a real store: lists, two sources, four incidents, decisions; with harmless words, or with hostile ones. */
import type { SourceEvent } from '../../src/domain/index.ts'
import { buildModel, collect, type ReportModel, type ReportScope } from '../../src/report/index.ts'
import type { Store } from '../../src/store/index.ts'
import { answer, importInto, newStore, noon, refOf } from '../store/workspace.ts'

export const now = new Date(noon)

export const anne = 'anne.martin@ville-exemple.fr'
export const paul = 'paul.durand@ville-exemple.fr'
export const lea = 'lea.petit@example.org'
export const phone = '+33639980123'
export const canary = 'canari.cantine@ville-exemple.fr'

export const events: readonly SourceEvent[] = [
  {
    key: 'PortailFamille',
    title: 'Portail Famille',
    nature: 'breach',
    domain: 'portail-famille.example',
    occurredOn: '2026-05-14',
    addedAt: '2026-06-01T08:00:00Z',
    description: 'The data was put up for sale on a forum for 500 dollars.',
    dataClasses: ['Email addresses', 'Names', 'Phone numbers'],
    records: 48_000,
    url: 'https://portail-famille.example/avis',
  },
  {
    key: 'Boutique',
    title: 'Boutique Exemple',
    nature: 'breach',
    domain: 'boutique.example',
    occurredOn: '2019-03-02',
    dataClasses: ['Email addresses', 'Passwords'],
  },
  {
    key: 'Combo',
    title: 'Collection (combo list)',
    nature: 'combo-list',
    dataClasses: ['Email addresses', 'Passwords'],
  },
  {
    key: 'pastebin:Ab12',
    title: 'Pastebin Ab12',
    nature: 'paste',
    addedAt: '2026-11-20T10:00:00Z',
    dataClasses: ['Email addresses'],
    url: 'https://pastebin.com/Ab12',
  },
]

/** Every text that a source may send, with what must never have an effect. */
export const hostile = [
  '<script>document.title="ran"</script>',
  '"><img src=x onerror=document.title="ran">',
  '</script><script>document.title="ran"</script>',
  '=HYPERLINK("http://evil.example";"x")',
  '@SUM(1)',
  '\u202egnp.exe\u202c',
  '\u0000\u0007\u001b[31mred',
  "' || 1=1 --",
  '{{constructor.constructor("document.title=1")()}}',
  '\ud800lone',
  '-->]]>&amp;&#0;',
] as const

export interface Town {
  readonly store: Store
  readonly scan: number
  /** by key of the event */
  readonly incident: (key: string) => Promise<string>
}

export async function makeTown(options: { readonly words?: readonly string[] } = {}): Promise<Town> {
  const store = await newStore()
  await importInto(store, 'staff', [
    { kind: 'email', canonical: anne, person: 'A1' },
    { kind: 'phone', canonical: phone, person: 'A1' },
    { kind: 'email', canonical: paul, person: 'A2' },
    'ville-exemple.fr',
  ])
  await importInto(store, 'residents', [lea, '+33639980145'])
  await importInto(store, 'canaries', [canary])
  const refs = {
    anne: await refOf(store, anne),
    paul: await refOf(store, paul),
    lea: await refOf(store, lea),
    phone: await refOf(store, phone),
    canary: await refOf(store, canary),
    domain: await refOf(store, 'ville-exemple.fr'),
  }
  const channel = await store.coverage.channel('hibp', 'breaches')
  const pastes = await store.coverage.channel('pastebin', 'pastes')
  const worded = events.map((event, index) => spoilt(event, options.words, index))
  const extra = (options.words ?? []).slice(4).map((word, index) => hostileEvent(word, index))
  const told = await store.events.save(
    'hibp',
    [...worded.slice(0, 3), ...extra].map((event) => ({ event })),
    noon,
  )
  const [paste] = await store.events.save('pastebin', [{ event: worded[3]! }], noon)
  const [portail, boutique, combo, ...others] = told
  const scan = await store.scans.begin(noon, {})
  await store.exposures.commit(scan, [
    answer(channel, {
      present: [refs.anne, refs.paul, refs.lea, refs.phone, refs.canary, refs.domain],
      sightings: [
        ...[refs.anne, refs.lea, refs.phone, refs.canary].map((ref) => ({ ref, event: portail!.id })),
        { ref: refs.paul, event: boutique!.id, details: ['portail.ville-exemple.fr'] },
        { ref: refs.anne, event: boutique!.id },
        { ref: refs.anne, event: combo!.id },
        { ref: refs.domain, event: combo!.id },
        ...others.map(({ id }) => ({ ref: refs.paul, event: id })),
      ],
    }),
    answer(pastes, { present: [refs.paul], sightings: [{ ref: refs.paul, event: paste!.id }] }),
  ])
  await store.scans.end(scan, '2026-11-24T12:05:00.000Z', 'done', {})
  return {
    store,
    scan,
    async incident(key) {
      const event = (await store.events.all()).find((one) => one.key === key)
      const row = (await store.events.incidents()).find(({ id }) => id === event?.incident)
      if (row === undefined) throw new Error(`no incident of ${key}`)
      return row.name
    },
  }
}

function spoilt(event: SourceEvent, words: readonly string[] | undefined, index: number): SourceEvent {
  const word = words?.[index]
  if (word === undefined) return event
  return { ...event, title: word, description: `for sale ${word}`, dataClasses: [...event.dataClasses, word] }
}

function hostileEvent(word: string, index: number): SourceEvent {
  return {
    key: `hostile-${index}`,
    title: `${word} ${'A'.repeat(index === 0 ? 1_000_000 : 1)}`,
    nature: 'post',
    description: `selling database ${word}`,
    dataClasses: ['Email addresses', word],
    domain: word,
    url: 'https://forum.example/1',
  }
}

export async function townModel(store: Store, scope: ReportScope = {}): Promise<ReportModel> {
  const population = (name: string, category: string, high: number) => ({
    ...({
      name,
      category,
      legalBasis: 'RGPD, art. 6(1)(e)',
      minors: false,
      discloses: 'k-anonymous',
      clearTo: [],
    } as const),
    ...{ expiresAfterDays: 365, retentionDays: 730, persons: { low: high, high } },
    watched: { email: high, phone: 0, domain: 0, organisation: 0 },
  })
  const line = { kind: 'email', source: 'hibp', question: 'breaches', stale: 0 } as const
  return buildModel({
    now,
    programVersion: '0.1.0',
    notification: { type: 'initial' },
    organisation: {
      ...{ name: 'Ville d’Exemple', siren: '000000000', city: 'Exemple', country: 'FR', timezone: 'Europe/Paris' },
      ...{ representative: {}, dpo: { name: 'Dominique Exemple', email: 'dpo@ville-exemple.fr' } },
    },
    tlp: 'TLP:AMBER+STRICT',
    scope,
    populations: [population('staff', 'Employés', 2), population('residents', 'Utilisateurs', 2)],
    bases: [],
    cityBases: [],
    cityDomains: ['ville-exemple.fr'],
    sources: [
      {
        ...{ id: 'hibp', name: 'Have I Been Pwned', shape: 'ask', operator: 'Superlative Enterprises', country: 'AU' },
        ...{ legalClass: 'usable', tells: 'k-anonymous', told: [{ population: 'staff', discloses: 'k-anonymous' }] },
        ...{ verifiedDomains: ['ville-exemple.fr'], attribution: 'CC BY 4.0, https://haveibeenpwned.com' },
        contractReadOn: '2026-11-01',
      },
      {
        ...{ id: 'intelx', name: 'Intelligence X', shape: 'ask', operator: 'Intelligence X', country: 'CZ' },
        ...{ legalClass: 'needs-acceptance', tells: 'clear', told: [], verifiedDomains: [], off: 'disabled' },
        contractReadOn: '2026-11-01',
      },
    ],
    scans: { count: 1, numbers: [1], firstAt: noon, lastAt: '2026-11-24T12:05:00.000Z', lastStatus: 'done' },
    coverage: [
      { ...line, population: 'staff', answer: 'present', count: 2 },
      { ...line, population: 'residents', answer: 'present', count: 1 },
      { ...line, population: 'residents', answer: 'failed', reason: 'quota', count: 2 },
      { ...line, population: 'residents', answer: 'absent', count: 1 },
      { ...line, question: 'pastes', population: 'staff', answer: 'not-asked', reason: 'policy', count: 2 },
    ],
    watched: [
      {
        ...{ source: 'pastebin', from: noon, to: noon, readings: 3, failedReadings: 1, gaps: 0 },
        ...{ itemsRead: 50, itemsUnread: 0 },
      },
    ],
    retention: { evidenceDays: 365, irrelevantDays: 7, registerDays: 1826, auditDays: 1095 },
    collected: await collect(store, { now, scope }),
    decided: {},
    instants: {},
  })
}
