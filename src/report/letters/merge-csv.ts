/**
 * `courriers.csv`: one row for each person, for a mail merge. It names people, as no other file of a report does, and stays in
 * the city.
 * @see docs/formats/courriers-csv.md
 */
import { dataClass } from '../../assess/index.ts'
import { csvText } from '../csv.ts'
import { Voice } from '../voice.ts'
import type { Recipient } from './people.ts'

/** What a letter needs of a directory; a guardian is written to in a minor's place. */
export const directoryFields = [
  'civilite',
  'prenom',
  'nom',
  'adresse_1',
  'adresse_2',
  'code_postal',
  'ville',
  'pays',
  'courriel',
  'representant_civilite',
  'representant_prenom',
  'representant_nom',
  'representant_adresse_1',
  'representant_adresse_2',
  'representant_code_postal',
  'representant_ville',
] as const
export type DirectoryField = (typeof directoryFields)[number]

export const letterColumns = [
  'schema',
  'reference',
  'modele',
  'population',
  'destinataire',
  'adresse_postale_1',
  'adresse_postale_2',
  'adresse_postale_code',
  'adresse_postale_ville',
  'personne',
  'donnees',
  'constats',
  ...directoryFields,
] as const

const schema = 1

/** Usual headers of each field, without case, accents and punctuation. */
const usualHeaders: Readonly<Record<DirectoryField, readonly string[]>> = {
  civilite: ['civilite', 'civ', 'titre'],
  prenom: ['prenom', 'prenoms', 'prenom usuel'],
  nom: ['nom', 'nom de famille', 'nom usuel', 'nom d usage', 'nom de naissance'],
  adresse_1: ['adresse', 'adresse 1', 'adresse1', 'voie', 'rue', 'adresse postale', 'ligne 1'],
  adresse_2: ['adresse 2', 'adresse2', 'complement', 'complement d adresse', 'complement adresse', 'ligne 2'],
  code_postal: ['code postal', 'codepostal', 'cp'],
  ville: ['ville', 'commune', 'localite'],
  pays: ['pays'],
  courriel: ['courriel', 'mail', 'email', 'e mail', 'adresse electronique'],
  representant_civilite: ['civilite representant', 'civilite responsable', 'civilite parent'],
  representant_prenom: ['prenom representant', 'prenom responsable', 'prenom parent', 'prenom du responsable legal'],
  representant_nom: [
    'nom representant',
    'nom responsable',
    'nom parent',
    'nom du responsable legal',
    'responsable legal',
  ],
  representant_adresse_1: ['adresse representant', 'adresse responsable', 'adresse parent'],
  representant_adresse_2: ['complement adresse representant', 'complement adresse responsable'],
  representant_code_postal: ['code postal representant', 'code postal responsable', 'cp responsable'],
  representant_ville: ['ville representant', 'ville responsable', 'commune responsable'],
}

/** Which column of the file is which field: as a person says, else by its header. */
export function fieldColumns(
  headers: readonly string[],
  told: ReadonlyMap<DirectoryField, string>,
): ReadonlyMap<DirectoryField, string> {
  const plain = new Map(headers.map((header) => [plainHeader(header), header]))
  const found = directoryFields.flatMap((field) => {
    const header = told.get(field) ?? usualHeaders[field].flatMap((usual) => plain.get(usual) ?? [])[0]
    return header === undefined ? [] : [[field, header] as const]
  })
  return new Map(found)
}

/** `Code postal` and `CODE_POSTAL` are one header. */
export function plainHeader(header: string): string {
  return header
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

export interface LetterFacts {
  /** populations that are minors: their letters go to the guardian */
  readonly minors: ReadonlySet<string>
  readonly timezone: string
}

/** With its header; `;` and a byte order mark, as a French office merges it. */
export function lettersCsv(
  recipients: readonly Recipient[],
  columns: ReadonlyMap<DirectoryField, string>,
  facts: LetterFacts,
): string {
  const voice = new Voice('fr', facts.timezone)
  const rows = recipients.map((recipient) => {
    const values = letterValues(recipient, columns, facts, voice)
    return letterColumns.map((column) => values[column])
  })
  return `\ufeff${csvText([letterColumns, ...rows], ';')}`
}

/** Name of the letter's file for a population. */
export function templateName(population: string): string {
  return `courrier-${population}.docx`
}

function letterValues(
  { concerned, cells }: Recipient,
  columns: ReadonlyMap<DirectoryField, string>,
  { minors }: LetterFacts,
  voice: Voice,
): Record<(typeof letterColumns)[number], string | number> {
  const field = (name: DirectoryField) => cells.get(columns.get(name) ?? '')?.trim() ?? ''
  const populations = [...concerned.populations].sort()
  const minor = populations.find((one) => minors.has(one))
  const population = minor ?? populations[0] ?? ''
  const guardian = [field('representant_civilite'), field('representant_prenom'), field('representant_nom')]
  const toGuardian = minor !== undefined && guardian.some((one) => one !== '')
  const at = (part: 'adresse_1' | 'adresse_2' | 'code_postal' | 'ville') =>
    toGuardian && field('representant_adresse_1') !== '' ? field(`representant_${part}`) : field(part)
  const unmapped = [...concerned.dataClasses].filter((word) => !dataClass(word).known)
  const classes = [...concerned.dataClasses].map((word) => dataClass(word).name)
  return {
    schema,
    reference: concerned.ref,
    modele: templateName(population),
    population: voice.population(population),
    destinataire: joined(toGuardian ? guardian : [field('civilite'), field('prenom'), field('nom')]),
    adresse_postale_1: at('adresse_1'),
    adresse_postale_2: at('adresse_2'),
    adresse_postale_code: at('code_postal'),
    adresse_postale_ville: at('ville'),
    personne: joined([field('prenom'), field('nom')]),
    donnees: voice.dataClasses(classes, unmapped),
    constats: [...concerned.incidents].sort().join(', '),
    ...(Object.fromEntries(directoryFields.map((name) => [name, field(name)])) as Record<DirectoryField, string>),
  }
}

function joined(parts: readonly string[]): string {
  return parts.filter((one) => one !== '').join(' ')
}
