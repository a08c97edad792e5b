/**
 * Lines for the register of breaches (GDPR, art. 33(5)): facts, effects and measures of every confirmed breach of the city or of
 * a processor, notified or not. No personal data, so that the register may be kept long. Third parties' leaks stay out of it.
 *
 * What the DPO decides has its columns, and is left blank.
 * @see docs/formats/registre.md
 */
import { registerWords } from '../messages/index.ts'
import { resaleText, sourceNames } from './cnil/annex/findings.ts'
import { categoryOf, propose } from './cnil/propose.ts'
import { causes, consequences, harms, natures, origins, personCategories } from './cnil/vocabulary.ts'
import { csvText } from './csv.ts'
import { type Finding, isOfBreach, type ReportModel } from './model/index.ts'
import { Voice } from './voice.ts'

const schema = 1
const separator = '; '

export const registerColumns = [
  'schema',
  'reference',
  'incident',
  'attribution',
  'date_debut',
  'date_fin',
  'en_cours',
  'decouverte',
  'prise_de_connaissance',
  'faits',
  'natures',
  'origines',
  'causes',
  'donnees',
  'donnees_sensibles',
  'categories_personnes',
  'personnes_min',
  'personnes_max',
  'enregistrements_min',
  'enregistrements_max',
  'effets',
  'prejudices',
  'gravite',
  'mesures',
  'traitements_lies',
  'sous_traitants_lies',
  'decide_par',
  'notifiee_cnil',
  'reference_cnil',
  'date_notification',
  'motif_si_non_notifiee',
  'personnes_informees',
  'detail_information',
  'commentaire',
] as const

export type RegisterLine = Readonly<Record<(typeof registerColumns)[number], string | number>>

/** One for each confirmed finding of A or B, in the order of the report. */
export function registerLines(model: ReportModel): readonly RegisterLine[] {
  const voice = new Voice('fr', model.organisation.timezone)
  return model.findings.filter(isOfBreach).map((finding) => lineOf(finding, model, voice))
}

/** With its header. */
export function registerCsv(lines: readonly RegisterLine[], { excel = false } = {}): string {
  const rows = [registerColumns, ...lines.map((line) => registerColumns.map((column) => line[column]))]
  return `${excel ? '\ufeff' : ''}${csvText(rows, excel ? ';' : ',')}`
}

function lineOf(finding: Finding, model: ReportModel, voice: Voice): RegisterLine {
  const { clocks, notification } = model
  const { decision, counts, severity, resale } = finding
  const own = propose(breachAlone(model, finding))
  const base = model.bases.find(({ name }) => name === decision?.base)
  const kinds = finding.natures.map((nature) => voice.words.common.nature[nature]).join(', ')
  const facts = [
    registerWords.facts(
      finding.title,
      voice.local(finding.firstSeenAt),
      kinds,
      voice.persons(counts.persons),
      voice.records(counts.records),
    ),
    ...(resale.word === 'no-evidence'
      ? []
      : [registerWords.resale(resaleText(resale, sourceNames(model, voice), voice))]),
  ]
  const words = (all: Readonly<Record<string, string>>, keys: readonly string[]) =>
    keys.map((key) => all[key]).join(separator)
  const categories = counts.populations.map(({ population, category }) => categoryOf(population, category))
  return {
    schema,
    reference: model.id,
    incident: finding.incident,
    attribution: decision?.attribution ?? '',
    date_debut: finding.occurredOn ?? '',
    date_fin: '',
    en_cours: '',
    decouverte: voice.iso(finding.firstSeenAt),
    prise_de_connaissance: clocks.awarenessAt === undefined ? '' : voice.iso(clocks.awarenessAt),
    faits: facts.join(' '),
    natures: natures.confidentiality,
    origines: words(origins, own.origins),
    causes: words(causes, own.causes),
    donnees: finding.typologies.join(separator),
    donnees_sensibles: finding.sensitive.join(separator),
    categories_personnes: words(personCategories, [...new Set(categories)]),
    personnes_min: counts.persons.low,
    personnes_max: counts.persons.high,
    enregistrements_min: counts.records.low,
    enregistrements_max: counts.records.high,
    effets: words(consequences, ['spread', 'combined', 'misused']),
    prejudices: words(harms, own.harms),
    gravite: registerWords.gravity(severity.cnilLevel, voice.score(severity.score)),
    mesures: model.remedied === 0 ? '' : registerWords.measures(voice.number(model.remedied)),
    traitements_lies: decision?.base ?? '',
    sous_traitants_lies: base?.processor ?? '',
    decide_par: decision?.by ?? '',
    notifiee_cnil: '',
    reference_cnil: notification.cnilReference ?? '',
    date_notification: '',
    motif_si_non_notifiee: '',
    personnes_informees: '',
    detail_information: '',
    commentaire: '',
  }
}

/** The model as if this were its only breach. */
function breachAlone(model: ReportModel, finding: Finding): ReportModel {
  const { typologies, sensitive, dataClasses, natures: kinds, counts, decision } = finding
  return {
    ...model,
    breach: {
      ...model.breach,
      ...{ typologies, sensitive, dataClasses, natures: kinds, populations: counts.populations },
      bases: decision?.base === undefined ? [] : [decision.base],
    },
  }
}
