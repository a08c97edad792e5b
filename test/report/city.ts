/** A fictional city on a real store, and the model of its report. */
import { type Configuration, parseConfiguration } from '../../src/config/index.ts'
import type { SourceEvent } from '../../src/domain/index.ts'
import {
  buildModel,
  type CoverageLine,
  type FactsOptions,
  gatherFacts,
  type ReportModel,
  type UsedSource,
} from '../../src/report/index.ts'
import { sources } from '../../src/sources/index.ts'
import type { Qualification, Store } from '../../src/store/index.ts'
import { answer, noon, refOf } from '../store/workspace.ts'

export const configurationText = `
organisation:
  name: Ville de Saint-Exemple
  siren: "000000000"
  sector: Administration publique
  address: { street: 1 place de la Mairie, postcode: "99000", city: Saint-Exemple }
  legalRepresentative: { title: Mme, firstName: Claude, lastName: Exemple, email: maire@ville-exemple.fr }
  dpo: { name: Dominique Modèle, email: dpo@ville-exemple.fr, phone: "01 99 00 12 34" }
legalBasis: Mission d'intérêt public (RGPD, art. 6, paragraphe 1, e)
populations:
  staff: { persons: Employés, disclose: { default: k-anonymous, clear: [hibp] } }
  residents: { persons: Utilisateurs }
  minors: { persons: Mineurs }
bases:
  rendez-vous: { processor: Éditeur Exemple, dataClasses: [Names, Email addresses, Phone numbers, Physical addresses] }
sources:
  hibp: { enabled: true, apiKey: { env: NONE }, verifiedDomains: [ville-exemple.fr] }
  pastebin: { enabled: true }
`

export function configured(text: string = configurationText): Promise<Configuration> {
  return parseConfiguration(text, '/vigie/vigie.yaml', { sourceIds: sources.map(({ id }) => id) })
}

export const coverage: readonly CoverageLine[] = [
  { population: 'staff', kind: 'email', source: 'hibp', question: 'breaches', answer: 'absent', count: 3, stale: 0 },
  {
    ...{ population: 'staff', kind: 'email', source: 'hibp', question: 'pastes', answer: 'failed', reason: 'quota' },
    ...{ count: 4, stale: 0 },
  },
  {
    ...{ population: 'minors', kind: 'email', source: 'hibp', question: 'breaches', answer: 'not-asked' },
    ...{ reason: 'policy', count: 2, stale: 0 },
  },
]

/** The model as of noon, with what a test says of it. */
export async function modelOf(
  store: Store,
  more: Partial<FactsOptions> & { readonly text?: string } = {},
): Promise<ReportModel> {
  const configuration = await configured(more.text)
  const used = sources.flatMap((source): UsedSource[] => {
    const own = configuration.sources.get(source.id)
    return own === undefined ? [] : [{ source, configuration: own }]
  })
  const facts = await gatherFacts(store, {
    configuration,
    sources: used,
    coverage,
    now: new Date(noon),
    programVersion: '0.1.0',
    notification: { type: 'initial' },
    scope: {},
    instants: {},
    decided: {},
    ...more,
  })
  return buildModel(facts)
}

export function event(more: Partial<SourceEvent> & Pick<SourceEvent, 'key'>): SourceEvent {
  return { title: more.key, nature: 'breach', dataClasses: ['Email addresses'], ...more }
}

/** Puts these selectors into the event of one source. @returns the public name of its incident */
export async function expose(store: Store, told: SourceEvent, canonical: readonly string[]): Promise<string> {
  const [saved] = await store.events.save('hibp', [{ event: told }], noon)
  const channel = await store.coverage.channel('hibp', 'breaches')
  const refs = await Promise.all(canonical.map((one) => refOf(store, one)))
  await store.exposures.commit(1, [
    answer(channel, { present: refs, sightings: refs.map((ref) => ({ ref, event: saved!.id })) }),
  ])
  const incidents = await store.events.incidents()
  return incidents.find(({ id }) => id === saved!.incident)!.name
}

/** What a person decides about all exposures of an incident, or about those that `only` names. */
export async function decide(
  store: Store,
  incident: string,
  decision: Pick<Qualification, 'as'> & Partial<Qualification>,
  only?: readonly string[],
): Promise<void> {
  const row = (await store.events.incidents()).find(({ name }) => name === incident)!
  const names: string[] = []
  for await (const rows of store.exposures.list({ incidents: [row.id] })) {
    names.push(...rows.filter(({ selector }) => only?.includes(selector.canonical) ?? true).map(({ name }) => name))
  }
  await store.qualifications.qualify(names, { who: 'rssi@poste', at: noon, ...decision })
}
