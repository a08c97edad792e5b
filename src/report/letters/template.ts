/** The letter, by population, as a document to be edited and merged. */
import { cnilTypologies } from '../../assess/index.ts'
import { letterWords } from '../../messages/index.ts'
import { paperOf } from '../cnil/annex/index.ts'
import { type Block, merge, type Paper, strong, type Text } from '../document/index.ts'
import { isOfBreach, type ReportModel } from '../model/index.ts'
import { Voice } from '../voice.ts'

/** @param population whose letter it is; for minors it goes to who answers for them */
export function letterPaper(model: ReportModel, population: string): Paper {
  const voice = new Voice('fr', model.organisation.timezone)
  const minor = model.populations.find(({ name }) => name === population)?.minors === true
  return {
    ...paperOf(model, voice),
    title: letterWords.title[population] ?? letterWords.titleOf(voice.population(population)),
    keywords: letterWords.keywords.split(', '),
    marking: letterWords.marking,
    numbered: false,
    blocks: [
      { type: 'note', tone: 'decide', title: letterWords.note, text: letterWords.noteText },
      ...addressBlocks(minor),
      ...bodyBlocks(model, voice, minor),
    ],
  }
}

function addressBlocks(minor: boolean): Block[] {
  return [
    { type: 'para', text: [merge('destinataire')] },
    { type: 'para', text: [merge('adresse_postale_1')] },
    { type: 'para', text: [merge('adresse_postale_2')] },
    { type: 'para', text: [merge('adresse_postale_code'), ' ', merge('adresse_postale_ville')] },
    { type: 'para', text: [strong(minor ? letterWords.objectMinor : letterWords.object)] },
    { type: 'para', text: letterWords.salutation },
  ]
}

function bodyBlocks(model: ReportModel, voice: Voice, minor: boolean): Block[] {
  const { organisation, breach } = model
  const { heads } = letterWords
  const opening: Text = minor
    ? [letterWords.openingMinor(organisation.name), ' ', merge('personne'), '.']
    : letterWords.opening(organisation.name)
  return [
    { type: 'para', text: opening },
    { type: 'heading', level: 1, text: heads.what },
    { type: 'para', text: whatText(model, voice) },
    { type: 'heading', level: 1, text: heads.data },
    { type: 'para', text: `${letterWords.data} ${voice.dataClasses(breach.dataClasses, breach.unmapped)}.` },
    { type: 'para', text: [minor ? letterWords.dataMinor : letterWords.dataMine, ' ', merge('donnees'), '.'] },
    { type: 'para', text: letterWords.noSecret },
    { type: 'heading', level: 1, text: heads.risk },
    { type: 'para', text: risksOf(model).join(' ') },
    { type: 'heading', level: 1, text: heads.done },
    { type: 'list', items: doneOf(model) },
    { type: 'heading', level: 1, text: heads.advice },
    { type: 'list', items: letterAdvice(model) },
    { type: 'heading', level: 1, text: heads.contact },
    { type: 'para', text: contactText(model) },
    { type: 'para', text: letterWords.cnil },
    { type: 'heading', level: 1, text: heads.real },
    { type: 'para', text: letterWords.real },
    { type: 'para', text: letterWords.closing },
    { type: 'signature', lines: [letterWords.signature] },
    { type: 'para', text: [letterWords.reference(model.id), ' / ', merge('reference')] },
  ]
}

function whatText(model: ReportModel, voice: Voice): string {
  const { breach, clocks, confirmed } = model
  const sentences = [
    clocks.awarenessAt === undefined ? letterWords.whatOpen : letterWords.what(voice.day(clocks.awarenessAt)),
    ...(breach.occurredFrom === undefined ? [] : [letterWords.whatOccurred(voice.day(breach.occurredFrom))]),
    confirmed.B.findings > 0 ? letterWords.whatProcessor(breach.processors.join(', ')) : letterWords.whatCity,
  ]
  const circulates = model.findings
    .filter(isOfBreach)
    .some(({ resale }) => resale.word === 'yes' || resale.word === 'likely')
  return [...sentences, ...(circulates ? [letterWords.whatCirculates] : [])].join(' ')
}

function risksOf({ breach }: ReportModel): string[] {
  const has = (...wanted: readonly string[]) => breach.typologies.some((one) => wanted.includes(one))
  return [
    letterWords.risk,
    ...(has(cnilTypologies.documents, cnilTypologies.nir, cnilTypologies.civil) ? [letterWords.riskIdentity] : []),
    ...(has(cnilTypologies.access) ? [letterWords.riskAccess] : []),
    ...(has(cnilTypologies.financial) ? [letterWords.riskBank] : []),
  ]
}

function doneOf({ breach, confirmed }: ReportModel): string[] {
  const { done } = letterWords
  return [
    ...(confirmed.B.findings > 0 ? [done.processor] : []),
    done.cnil,
    done.complaint,
    ...(breach.typologies.includes(cnilTypologies.access) ? [done.access] : []),
    done.more,
  ]
}

const bankWords = ['Bank account numbers', 'Payment methods', 'Payment histories']
const cardWords = ['Credit cards', 'Credit card details', 'Credit card CVV', 'Partial credit card data']

/** By what was exposed; the first and the last are for everybody. */
export function letterAdvice({ breach }: ReportModel): string[] {
  const { advice } = letterWords
  const has = (...wanted: readonly string[]) => breach.typologies.some((one) => wanted.includes(one))
  const holds = (words: readonly string[]) => words.some((word) => breach.dataClasses.includes(word))
  return [
    advice.contact,
    ...(has(cnilTypologies.access) ? [advice.access] : []),
    ...(holds(bankWords) ? [advice.bank] : []),
    ...(holds(cardWords) ? [advice.card] : []),
    ...(has(cnilTypologies.documents, cnilTypologies.nir) ? [advice.documents] : []),
    ...(breach.sensitive.length > 0 || has(cnilTypologies.nir) ? [advice.health] : []),
    advice.help,
  ]
}

function contactText({ organisation: { dpo } }: ReportModel): string {
  const name = dpo.name ?? [dpo.firstName, dpo.lastName].filter((one) => one !== undefined).join(' ')
  return letterWords.contact(name, dpo.email ?? '', dpo.phone ?? '')
}
