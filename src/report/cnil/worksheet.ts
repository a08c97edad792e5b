/**
 * The worksheet: the CNIL's form, section by section, with what is known, what is proposed and what the DPO must decide. What
 * findings cannot tell is marked and never guessed. Values are French, as they are copied into the form.
 */
import { cnilSensitive, cnilTypologies } from '../../assess/index.ts'
import { drafts } from '../../messages/index.ts'
import type { Block, Paper } from '../document/index.ts'
import { isOfBreach, ownIncidents, type PersonFacts, type ReportModel } from '../model/index.ts'
import { Voice } from '../voice.ts'
import { resaleText, sourceNames } from './annex/findings.ts'
import { paperOf } from './annex/index.ts'
import { neighbourTexts, reasonsText } from './annex/severity.ts'
import { propose } from './propose.ts'
import {
  causes,
  consequences,
  elsewhere,
  harms,
  information,
  natures,
  notificationTypes,
  origins,
  personCategories,
  severityLevels,
} from './vocabulary.ts'

export interface WorksheetSection {
  /** of the form, `1` to `14`; the attachments have none */
  readonly number: string
  readonly id: SectionId
  readonly fields: readonly WorksheetField[]
}

type SectionId = keyof Voice['words']['worksheet']['sections']
type FieldId = keyof Voice['words']['worksheet']['fields']

/** Where a value comes from, or who has to give it. */
export type FieldState = 'configuration' | 'counted' | 'proposed' | 'decide' | 'missing'

export interface WorksheetField {
  readonly id: FieldId
  readonly state: FieldState
  /** ready to copy; absent where it must be given */
  readonly value?: string
  /** every choice of the form, in its words and order */
  readonly choices?: readonly { readonly text: string; readonly ticked: boolean }[]
  readonly several?: boolean
}

/** The form as data: what the documents show, and what tests ask. */
export function fillWorksheet(model: ReportModel): readonly WorksheetSection[] {
  const voice = new Voice('fr', model.organisation.timezone)
  return [
    { number: '1', id: 'type', fields: typeFields(model) },
    { number: '2', id: 'organisation', fields: organisationFields(model) },
    {
      number: '3',
      id: 'representative',
      fields: personFields(model.organisation.representative, ['title', 'lastName', 'firstName', 'email']),
    },
    { number: '4', id: 'contact', fields: contactFields(model) },
    { number: '5', id: 'others', fields: [othersField(model)] },
    { number: '6', id: 'dates', fields: dateFields(model, voice) },
    { number: '7', id: 'breach', fields: breachFields(model, voice) },
    { number: '8', id: 'data', fields: dataFields(model, voice) },
    { number: '9', id: 'before', fields: [{ id: 'before', state: 'decide' }] },
    { number: '10', id: 'consequences', fields: [consequencesField(model)] },
    { number: '11', id: 'harm', fields: harmFields(model, voice) },
    { number: '12', id: 'taken', fields: [takenField(model, voice)] },
    { number: '13', id: 'information', fields: informationFields(model) },
    { number: '14', id: 'elsewhere', fields: elsewhereFields() },
    { number: '', id: 'files', fields: [{ id: 'attached', state: 'proposed', value: drafts.attachments }] },
  ]
}

/** @param voice of the reader; the values are French all the same */
export function worksheetPaper(model: ReportModel, voice: Voice): Paper {
  const { worksheet: words, common } = voice.words
  const french = new Voice('fr', voice.zone).words.worksheet
  const nameOf = (mine: string, its: string) => words.labelOf(its, mine)
  const blocks: Block[] = [
    { type: 'note', tone: 'info', title: words.how, text: words.howText },
    ...openingNotes(model, voice),
  ]
  for (const { number, id, fields } of fillWorksheet(model)) {
    const title = nameOf(words.sections[id], french.sections[id])
    blocks.push({ type: 'heading', level: 1, text: number === '' ? title : `${number}. ${title}` })
    for (const field of fields) {
      const label = `${nameOf(words.fields[field.id], french.fields[field.id])} – ${words.states[field.state]}`
      if (field.choices !== undefined) {
        blocks.push({ type: 'choices', label, several: field.several ?? false, options: field.choices })
      } else blocks.push({ type: 'fill', label, ...(field.value === undefined ? {} : { text: field.value }) })
    }
  }
  return {
    ...paperOf(model, voice),
    title: words.title,
    keywords: words.keywords.split(', '),
    marking: common.internal,
    contents: common.contents,
    numbered: false,
    blocks,
  }
}

/** What makes the documents of one breach. */
export function cnilCommand(incident: string): string {
  return `vigie report cnil --incident ${incident} --out cnil/${incident}`
}

function openingNotes(model: ReportModel, voice: Voice): Block[] {
  const { breach, toQualify } = model
  const { worksheet: words } = voice.words
  const notes: Block[] = []
  const incidents = ownIncidents(model)
  if (incidents.length > 1) {
    const text = words.several(incidents.length, incidents.map(cnilCommand))
    notes.push({ type: 'note', tone: 'warning', title: words.severalTitle, text })
  }
  if (toQualify.findings > 0) {
    const text = words.waiting(voice.number(toQualify.findings), toQualify.findings)
    notes.push({ type: 'note', tone: 'decide', title: words.waitingTitle, text })
  }
  if (breach.findings === 0)
    notes.push({ type: 'note', tone: 'warning', title: words.nothingTitle, text: words.nothing })
  return notes
}

function typeFields({ notification }: ReportModel): WorksheetField[] {
  const type = one('type', 'proposed', notificationTypes, [notification.type])
  if (notification.type !== 'complementary') return [type]
  return [type, given('reference', notification.cnilReference, 'proposed', 'decide')]
}

function organisationFields({ organisation }: ReportModel): WorksheetField[] {
  return [
    configured('siren', organisation.siren),
    configured('name', organisation.name || undefined),
    { id: 'vat', state: 'decide' },
    configured('sector', organisation.sector),
    { id: 'size', state: 'decide' },
    configured('street', organisation.street),
    configured('postcode', organisation.postcode),
    configured('city', organisation.city),
    configured('country', organisation.country),
  ]
}

function personFields(
  person: PersonFacts,
  ids: readonly ('title' | 'lastName' | 'firstName' | 'email' | 'phone')[],
): WorksheetField[] {
  // a name that was written as one is not taken apart
  return ids.map((id) => configured(id, id === 'lastName' ? (person.lastName ?? person.name) : person[id]))
}

function contactFields({ organisation: { dpo } }: ReportModel): WorksheetField[] {
  return [
    ...personFields(dpo, ['title', 'lastName', 'firstName']),
    { id: 'function', state: 'proposed', value: drafts.dpo },
    ...personFields(dpo, ['email', 'phone']),
  ]
}

function othersField({ breach, confirmed }: ReportModel): WorksheetField {
  if (breach.processors.length > 0) {
    return { id: 'others', state: 'proposed', value: breach.processors.map(drafts.processor).join('\n') }
  }
  return { id: 'others', state: confirmed.B.findings > 0 ? 'missing' : 'decide' }
}

function dateFields(model: ReportModel, voice: Voice): WorksheetField[] {
  const { breach, clocks } = model
  const own = model.findings.filter(isOfBreach)
  const day = (date: string | undefined) => (date === undefined ? undefined : voice.day(date))
  const sources = [...new Set(own.flatMap((finding) => finding.sources))]
  const nameOf = sourceNames(model, voice)
  const names = sources.map((id) => nameOf.get(id) ?? id)
  const circumstances =
    own.length === 0 || clocks.alertSeenAt === undefined
      ? undefined
      : drafts.circumstances(voice.local(clocks.alertSeenAt), names.join(', '))
  const awareness = clocks.awarenessAt
  // the beginning of one breach and the end of another are the period of neither
  const isOne = ownIncidents(model).length === 1
  const dates = own.flatMap(({ incident, occurredOn }) =>
    occurredOn === undefined ? [] : [`${incident} : ${voice.day(occurredOn)}`],
  )
  const comment = isOne ? drafts.occurred : [drafts.occurred, ...new Set(dates)].join('\n')
  return [
    yesNo('periodKnown', 'decide'),
    given('start', isOne ? day(breach.occurredFrom) : undefined, 'proposed', 'decide'),
    given('end', isOne ? day(breach.occurredTo) : undefined, 'proposed', 'decide'),
    yesNo('ongoing', 'decide'),
    given(
      'awareness',
      awareness === undefined ? undefined : `${voice.local(awareness)} ; ${voice.utc(awareness)}`,
      'proposed',
      'decide',
    ),
    given('circumstances', circumstances, 'proposed', 'decide'),
    { id: 'delay', state: 'decide' },
    given('dateComment', breach.occurredFrom === undefined ? undefined : comment, 'proposed', 'decide'),
  ]
}

function breachFields(model: ReportModel, voice: Voice): WorksheetField[] {
  const { breach } = model
  const proposed = propose(model)
  const known = breach.findings > 0
  return [
    many('nature', known ? 'proposed' : 'decide', natures, known ? ['confidentiality'] : []),
    many('origin', proposed.origins.length > 0 ? 'proposed' : 'decide', origins, proposed.origins),
    many('cause', proposed.causes.length > 0 ? 'proposed' : 'decide', causes, proposed.causes),
    given('description', known ? describe(model, voice) : undefined, 'proposed', 'decide'),
  ]
}

/** longest that a free field should be */
const circulationsTold = 3

function describe(model: ReportModel, voice: Voice): string {
  const { breach } = model
  const own = model.findings.filter(isOfBreach)
  const sentences: string[] = [
    drafts.description(
      voice.findings(breach.findings),
      voice.persons(breach.persons),
      voice.records(breach.records),
      voice.dataClasses(breach.dataClasses, breach.unmapped),
    ),
  ]
  const sold = own.filter(({ resale }) => resale.word === 'yes' || resale.word === 'likely')
  for (const { resale } of sold.slice(0, circulationsTold))
    sentences.push(drafts.resold(resaleText(resale, sourceNames(model, voice), voice)))
  const [cause] = own.flatMap(({ decision }) => decision?.causedBy ?? [])
  if (cause !== undefined) sentences.push(drafts.cause(cause))
  if (breach.strangers > 0) sentences.push(drafts.strangers(voice.number(breach.strangers)))
  return sentences.join(' ')
}

function dataFields(model: ReportModel, voice: Voice): WorksheetField[] {
  const { breach } = model
  const known = breach.findings > 0
  const categories = propose(model).categories
  const range = (text: string, { low, high }: { low: number; high: number }) =>
    low === high ? text : drafts.range(text)
  return [
    {
      id: 'data',
      state: known ? 'proposed' : 'decide',
      several: true,
      choices: Object.values(cnilTypologies).map((text) => ({ text, ticked: breach.typologies.includes(text) })),
    },
    {
      id: 'sensitive',
      state: known ? 'proposed' : 'decide',
      several: true,
      choices: Object.values(cnilSensitive).map((text) => ({ text, ticked: breach.sensitive.includes(text) })),
    },
    given('records', known ? range(voice.range(breach.records), breach.records) : undefined, 'counted', 'decide'),
    many('categories', known ? 'proposed' : 'decide', personCategories, categories),
    given('persons', known ? range(voice.range(breach.persons), breach.persons) : undefined, 'counted', 'decide'),
  ]
}

function consequencesField({ breach }: ReportModel): WorksheetField {
  const known = breach.findings > 0
  return many(
    'consequences',
    known ? 'proposed' : 'decide',
    consequences,
    known ? ['spread', 'combined', 'misused'] : [],
  )
}

function harmFields(model: ReportModel, voice: Voice): WorksheetField[] {
  const { severity } = model.breach
  const why =
    severity === undefined
      ? undefined
      : [
          `ENISA : SE = ${voice.score(severity.dpc.value)} × ${voice.score(severity.ei.value)} + ${voice.score(severity.cb.value)} = ${voice.score(severity.score)} (${voice.words.common.level[severity.level]})`,
          `DPC : ${reasonsText(severity.dpc, voice)}`,
          `EI : ${reasonsText(severity.ei, voice)}`,
          `CB : ${reasonsText(severity.cb, voice)}`,
          ...neighbourTexts(severity, voice),
          ...(severity.over100 ? [voice.words.annex.severity.over100] : []),
        ].join('\n')
  const proposed = propose(model).harms
  return [
    many('harms', proposed.length > 0 ? 'proposed' : 'decide', harms, proposed),
    {
      id: 'severity',
      state: severity === undefined ? 'decide' : 'proposed',
      choices: severityLevels.map((text) => ({ text, ticked: severity?.cnilLevel === text })),
    },
    given('severityWhy', why, 'proposed', 'decide'),
  ]
}

function takenField({ remedied }: ReportModel, voice: Voice): WorksheetField {
  if (remedied === 0) return { id: 'taken', state: 'decide' }
  return { id: 'taken', state: 'decide', value: voice.words.annex.measures.remedied(voice.number(remedied)) }
}

function informationFields(_: ReportModel): WorksheetField[] {
  const later = ['informationDate', 'informed', 'means', 'message', 'whyNot'] as const
  return [
    {
      id: 'information',
      state: 'decide',
      choices: Object.values(information).map((text) => ({ text, ticked: false })),
    },
    ...later.map((id): WorksheetField => ({ id, state: 'decide' })),
  ]
}

function elsewhereFields(): WorksheetField[] {
  return [
    yesNo('crossBorder', 'decide'),
    yesNo('authority', 'decide'),
    {
      id: 'body',
      state: 'decide',
      several: true,
      choices: Object.values(elsewhere).map((text) => ({ text, ticked: false })),
    },
  ]
}

function configured(id: FieldId, value: string | undefined): WorksheetField {
  return given(id, value, 'configuration', 'missing')
}

function given(id: FieldId, value: string | undefined, known: FieldState, unknown: FieldState): WorksheetField {
  return value === undefined ? { id, state: unknown } : { id, state: known, value }
}

function yesNo(id: FieldId, state: FieldState): WorksheetField {
  return { id, state, choices: ['Oui', 'Non'].map((text) => ({ text, ticked: false })) }
}

function one<K extends string>(
  id: FieldId,
  state: FieldState,
  all: Readonly<Record<K, string>>,
  ticked: readonly K[],
): WorksheetField {
  const entries = Object.entries(all) as [K, string][]
  return { id, state, choices: entries.map(([key, text]) => ({ text, ticked: ticked.includes(key) })) }
}

function many<K extends string>(
  id: FieldId,
  state: FieldState,
  all: Readonly<Record<K, string>>,
  ticked: readonly K[],
): WorksheetField {
  return { ...one(id, state, all, ticked), several: true }
}
