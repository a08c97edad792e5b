/** What the form is proposed to say, from the model. Every answer is a proposal; what findings cannot tell is left to the DPO. */
import { cnilTypologies } from '../../assess/index.ts'
import type { EventNature } from '../../domain/index.ts'
import type { Breach, PopulationFacts, ReportModel } from '../model/contract.ts'
import { type Cause, type Harm, type Origin, type PersonCategory, personCategories } from './vocabulary.ts'

export interface Proposals {
  readonly origins: readonly Origin[]
  readonly causes: readonly Cause[]
  readonly categories: readonly PersonCategory[]
  readonly harms: readonly Harm[]
}

export function propose(model: ReportModel): Proposals {
  const { breach } = model
  return {
    origins: originsOf(breach.natures),
    causes: causesOf(breach.natures),
    categories: categoriesOf(breach, model.populations),
    harms: harmsOf(breach, model),
  }
}

/** Data that is traded, taken by malware or claimed by whoever took it was taken; a paste alone may be somebody's mistake. */
const taken: readonly EventNature[] = ['breach', 'stealer-log', 'combo-list', 'post', 'claim', 'dump']

function originsOf(natures: readonly EventNature[]): readonly Origin[] {
  return natures.some((nature) => taken.includes(nature)) ? ['hacking'] : []
}

function causesOf(natures: readonly EventNature[]): readonly Cause[] {
  if (natures.some((nature) => taken.includes(nature))) return ['externalMalicious']
  return natures.length > 0 ? ['unknown'] : []
}

/** The configured word of a population where it is one of the CNIL's, else the usual one. */
const usualCategories: Readonly<Record<string, PersonCategory>> = {
  staff: 'staff',
  residents: 'users',
  minors: 'minors',
  elected: 'others',
  contractors: 'others',
}

export function categoryOf(population: string, configured: string | undefined): PersonCategory {
  const entry = Object.entries(personCategories).find(([, text]) => text === configured)
  return (entry?.[0] as PersonCategory | undefined) ?? usualCategories[population] ?? 'others'
}

function categoriesOf({ populations }: Breach, known: readonly PopulationFacts[]): readonly PersonCategory[] {
  const found = new Set(populations.map(({ population, category }) => categoryOf(population, category)))
  for (const { population } of populations) {
    if (known.find(({ name }) => name === population)?.minors === true) found.add('minors')
  }
  return (Object.keys(personCategories) as PersonCategory[]).filter((category) => found.has(category))
}

const identityWords = [
  'Dates of birth',
  'Social security numbers',
  'Government issued IDs',
  'Passport numbers',
  "Driver's licenses",
  'Identity document scans',
]

function harmsOf(breach: Breach, { bases }: ReportModel): readonly Harm[] {
  const { typologies, sensitive, dataClasses } = breach
  if (typologies.length === 0) return []
  const has = (...wanted: readonly string[]) => typologies.some((one) => wanted.includes(one))
  const harms: Harm[] = ['control']
  const professional = bases.some((base) => base.sensitive && breach.bases.includes(base.name))
  if (sensitive.length > 0) harms.push('discrimination')
  if (has(cnilTypologies.documents, cnilTypologies.nir) || identityWords.some((word) => dataClasses.includes(word))) {
    harms.push('identity')
  }
  if (has(cnilTypologies.contact, cnilTypologies.access, cnilTypologies.financial, cnilTypologies.documents)) {
    harms.push('fraud')
  }
  if (has(cnilTypologies.financial)) harms.push('financial')
  if (sensitive.length > 0 || has(cnilTypologies.offences)) harms.push('reputation')
  if (professional) harms.push('secrecy')
  return harms
}
