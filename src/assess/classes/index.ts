/** Every source's words for exposed data → one vocabulary → the CNIL's headings → ENISA's types. */
import { fold } from '../text/fold.ts'
import {
  type CnilSensitive,
  type CnilTypology,
  cnilSensitive,
  cnilTypologies,
  type EnisaType,
  enisaTypes,
  type Heading,
} from './headings.ts'
import { groups, synonyms } from './vocabulary.ts'

export { type CnilSensitive, type CnilTypology, cnilSensitive, cnilTypologies, type EnisaType, enisaTypes }

export interface DataClass {
  /** the vocabulary's word; the source's own where the vocabulary has none */
  readonly name: string
  /** false: the word is shown as it came, ticked under "autres données", and reported */
  readonly known: boolean
  readonly typology: CnilTypology
  /** second question of the form; both are ticked */
  readonly sensitive?: CnilSensitive
  readonly enisa: EnisaType
  /** what a person has to look at before ticking */
  readonly check?: 'nir-only-if-french' | 'type-of-what-it-opens' | 'content-unknown' | 'location-may-be-a-town'
}

/**
 * What a source's word means. `first_name`, `First names` and `prénom` are `Names`; an unknown word comes back as itself.
 *
 * @param options.french false where the persons are not in the French registers: their social security numbers are no NIR
 */
export function dataClass(word: string, options: { readonly french?: boolean } = {}): DataClass {
  const entry = book().get(keyOf(word))
  if (entry === undefined) {
    return { name: word.trim(), known: false, typology: cnilTypologies.other, enisa: 'simple' }
  }
  const foreign = entry.heading === 'nir' && options.french === false
  const check = foreign ? undefined : checks[entry.name]
  return {
    name: entry.name,
    known: true,
    ...headingOf(foreign ? 'documents' : entry.heading),
    enisa: entry.enisa,
    ...(check === undefined ? {} : { check }),
  }
}

export interface DataSummary {
  /** each once, in alphabetical order */
  readonly classes: readonly DataClass[]
  /** boxes to tick, in the order of the form; "ne sont pas connues" when no class is given */
  readonly typologies: readonly CnilTypology[]
  readonly sensitive: readonly CnilSensitive[]
  /** words that the vocabulary lacks, as they came */
  readonly unmapped: readonly string[]
}

/** The data of an incident, for the form: every source's words together. */
export function summarizeData(words: Iterable<string>, options: { readonly french?: boolean } = {}): DataSummary {
  const byName = new Map<string, DataClass>()
  for (const word of words) {
    const one = dataClass(word, options)
    if (one.name !== '') byName.set(one.name, one)
  }
  const classes = [...byName.values()].sort((a, b) => a.name.localeCompare(b.name, 'en'))
  const typologies = Object.values(cnilTypologies).filter((text) => classes.some((one) => one.typology === text))
  return {
    classes,
    typologies: classes.length === 0 ? [cnilTypologies.unknown] : typologies,
    sensitive: Object.values(cnilSensitive).filter((text) => classes.some((one) => one.sensitive === text)),
    unmapped: classes.filter((one) => !one.known).map((one) => one.name),
  }
}

const checks: Readonly<Record<string, DataClass['check']>> = {
  'Social security numbers': 'nir-only-if-french',
  Passwords: 'type-of-what-it-opens',
  PINs: 'type-of-what-it-opens',
  'Auth tokens': 'type-of-what-it-opens',
  'Session cookies': 'type-of-what-it-opens',
  'Security questions and answers': 'type-of-what-it-opens',
  'Email messages': 'content-unknown',
  'Private messages': 'content-unknown',
  'Support tickets': 'content-unknown',
  'Chat logs': 'content-unknown',
  'Geographic locations': 'location-may-be-a-town',
}

interface Entry {
  readonly name: string
  readonly heading: Heading
  readonly enisa: EnisaType
}

let entries: ReadonlyMap<string, Entry> | undefined

function book(): ReadonlyMap<string, Entry> {
  if (entries !== undefined) return entries
  const made = new Map<string, Entry>()
  for (const { heading, enisa, classes } of groups) {
    for (const name of classes) made.set(keyOf(name), { name, heading, enisa })
  }
  for (const [word, name] of Object.entries(synonyms)) {
    const entry = made.get(keyOf(name))
    if (entry === undefined) throw new Error(`synonym ${word} leads to no class`)
    if (!made.has(keyOf(word))) made.set(keyOf(word), entry)
  }
  entries = made
  return made
}

/** `Driver’s licenses`, `drivers_license` and `DRIVER'S LICENSES` share a key. */
function keyOf(word: string): string {
  const words = fold(word.slice(0, 200))
    .text.replace(/'s\b/g, 's')
    .split(/[^\p{L}\p{N}]+/u)
  return words
    .filter((one) => one !== '')
    .map((one) => (one.length > 3 ? one.replace(/s$/, '') : one))
    .join(' ')
}

function headingOf(heading: Heading): { typology: CnilTypology; sensitive?: CnilSensitive } {
  if (heading in cnilTypologies) return { typology: cnilTypologies[heading as keyof typeof cnilTypologies] }
  return { typology: cnilTypologies.other, sensitive: cnilSensitive[heading as keyof typeof cnilSensitive] }
}
