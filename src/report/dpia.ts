/** The facts that an impact assessment needs (GDPR, art. 35), and the text of the notice to the public (art. 14). */
import { dpiaWords } from '../messages/index.ts'
import { paperOf } from './cnil/annex/index.ts'
import { operatorText, toldText } from './cnil/annex/scope.ts'
import type { Block, Paper } from './document/index.ts'
import type { PersonFacts, ReportModel } from './model/index.ts'
import { Voice } from './voice.ts'

/** The same facts for machines. */
export interface DpiaFacts {
  readonly schema: 1
  readonly report: string
  readonly madeAt: string
  readonly controller: ReportModel['organisation']
  readonly populations: ReportModel['populations']
  readonly bases: ReportModel['bases']
  readonly flows: ReportModel['sources']
  readonly retentionDays: ReportModel['retention']
}

export function dpiaFacts(model: ReportModel): DpiaFacts {
  const { id, madeAt, organisation, populations, bases, sources, retention } = model
  return {
    schema: 1,
    report: id,
    madeAt,
    controller: organisation,
    populations,
    bases,
    flows: sources,
    retentionDays: retention,
  }
}

export function dpiaPaper(model: ReportModel): Paper {
  const voice = new Voice('fr', model.organisation.timezone)
  return {
    ...paperOf(model, voice),
    title: dpiaWords.title,
    keywords: dpiaWords.keywords.split(', '),
    marking: dpiaWords.marking,
    contents: voice.words.common.contents,
    numbered: true,
    blocks: [
      { type: 'note', tone: 'info', title: dpiaWords.note, text: dpiaWords.noteText },
      ...text(dpiaWords.why, dpiaWords.whyText),
      ...text(dpiaWords.purpose, dpiaWords.purposeText),
      ...controllerBlocks(model),
      ...list(dpiaWords.data, dpiaWords.dataList),
      ...populationBlocks(model, voice),
      ...flowBlocks(model, voice),
      ...list(dpiaWords.recipients, dpiaWords.recipientsList),
      ...retentionBlocks(model, voice),
      ...list(dpiaWords.security, dpiaWords.securityList),
      ...text(dpiaWords.rights, dpiaWords.rightsText),
      ...list(dpiaWords.decide, dpiaWords.decideList),
    ],
  }
}

export function noticePaper(model: ReportModel): Paper {
  const voice = new Voice('fr', model.organisation.timezone)
  const { noticeText: words } = dpiaWords
  const { organisation, populations, retention } = model
  const bases = [...new Set(populations.map(({ legalBasis }) => legalBasis).filter((one) => one !== ''))]
  const used = model.sources.filter(({ off }) => off === undefined)
  return {
    ...paperOf(model, voice),
    title: dpiaWords.notice,
    keywords: dpiaWords.noticeKeywords.split(', '),
    marking: dpiaWords.noticeMarking,
    // it is made to be published
    tlp: 'TLP:CLEAR',
    numbered: false,
    blocks: [
      { type: 'para', text: words.what(organisation.name) },
      { type: 'para', text: words.basis(bases.join(' ; ')) },
      { type: 'para', text: words.whom(populations.map(({ name }) => voice.population(name)).join(', ')) },
      { type: 'para', text: words.sources },
      { type: 'list', items: used.map((source) => `${voice.sourceName(source.name)}, ${operatorText(source, voice)}`) },
      { type: 'para', text: words.told },
      { type: 'para', text: transfersText(used, voice) },
      { type: 'para', text: words.findingsKept(keptText(populations, voice)) },
      { type: 'para', text: words.kept(days(retention.irrelevantDays, voice), days(retention.evidenceDays, voice)) },
      { type: 'para', text: words.recipients },
      { type: 'para', text: words.notDone },
      { type: 'para', text: words.rights(contactOf(organisation.dpo)) },
    ],
  }
}

/** Where the GDPR holds (the Union, and Iceland, Liechtenstein and Norway), in the words of sources. */
const within: ReadonlySet<string> = new Set(
  (
    'Austria,Belgium,Bulgaria,Croatia,Cyprus,Czech Republic,Denmark,Estonia,Finland,France,Germany,Greece,Hungary,Ireland,Italy,' +
    'Latvia,Lithuania,Luxembourg,Malta,Netherlands,Poland,Portugal,Romania,Slovakia,Slovenia,Spain,Sweden,Iceland,Liechtenstein,Norway'
  ).split(','),
)

/** Who beyond it learns an address or number (GDPR, art. 14(1)(f)); one whose country nobody knows is taken to be beyond. */
function transfersText(used: ReportModel['sources'], voice: Voice): string {
  const { noticeText: words } = dpiaWords
  const beyond = used.filter(({ country }) => !within.has(country))
  const inClear = beyond.filter(({ told }) => told.some(({ discloses }) => discloses === 'clear'))
  const inPart = beyond.filter(
    (source) => !inClear.includes(source) && source.told.some(({ discloses }) => discloses === 'k-anonymous'),
  )
  const named = (sources: ReportModel['sources']) =>
    sources.map(({ name, country }) => words.where(voice.sourceName(name), countryText(country, voice))).join(' ; ')
  return [
    inClear.length === 0 ? words.noTransfers : words.transfers(named(inClear)),
    ...(inPart.length === 0 ? [] : [words.transfersInPart(named(inPart))]),
  ].join(' ')
}

function countryText(country: string, voice: Voice): string {
  return country === 'unknown' ? dpiaWords.noticeText.countryUnknown : voice.words.common.country(country)
}

/** `730 jours (Agents, Usagers)` */
function keptText(populations: ReportModel['populations'], voice: Voice): string {
  const alike = Map.groupBy(populations, ({ retentionDays }) => retentionDays)
  if (alike.size === 1) return days(populations[0]!.retentionDays, voice)
  return [...alike]
    .map(([kept, of]) => `${days(kept, voice)} (${of.map(({ name }) => voice.population(name)).join(', ')})`)
    .join(' ; ')
}

function text(title: string, content: string): Block[] {
  return [
    { type: 'heading', level: 1, text: title },
    { type: 'para', text: content },
  ]
}

function list(title: string, items: Readonly<Record<string, string>>): Block[] {
  return [
    { type: 'heading', level: 1, text: title },
    { type: 'list', items: Object.values(items) },
  ]
}

function days(count: number, voice: Voice): string {
  return dpiaWords.days(voice.number(count))
}

function contactOf({ name, firstName, lastName, email, phone }: PersonFacts): string {
  const who = name ?? [firstName, lastName].filter((part) => part !== undefined).join(' ')
  return [who, email, phone].filter((part) => part !== undefined && part !== '').join(', ')
}

function controllerBlocks({ organisation }: ReportModel): Block[] {
  const { controllerRows: rows } = dpiaWords
  return [
    { type: 'heading', level: 1, text: dpiaWords.controller },
    {
      type: 'facts',
      caption: dpiaWords.controller,
      rows: [
        [rows.name, organisation.name || '[…]'],
        [rows.siren, organisation.siren ?? '[…]'],
        [rows.representative, contactOf(organisation.representative) || '[…]'],
        [rows.dpo, contactOf(organisation.dpo) || '[…]'],
      ],
    },
  ]
}

function populationBlocks({ populations }: ReportModel, voice: Voice): Block[] {
  const head = dpiaWords.populationsHead
  return [
    { type: 'heading', level: 1, text: dpiaWords.populations },
    {
      type: 'table',
      caption: dpiaWords.populations,
      head: [head.population, head.basis, head.persons, head.expires, head.retention],
      right: [2],
      widths: [1.2, 3, 1.2, 1.2, 1.6],
      rows: populations.map((one) => [
        voice.population(one.name),
        one.legalBasis || voice.words.common.notGiven,
        voice.range(one.persons),
        days(one.expiresAfterDays, voice),
        days(one.retentionDays, voice),
      ]),
    },
  ]
}

function flowBlocks({ sources }: ReportModel, voice: Voice): Block[] {
  const head = dpiaWords.flowsHead
  return [
    { type: 'heading', level: 1, text: dpiaWords.flows },
    {
      type: 'table',
      caption: dpiaWords.flows,
      head: [head.source, head.operator, head.state, head.told, head.contract],
      widths: [1.4, 1.7, 1.3, 2.6, 1.3],
      rows: sources.map((source) => [
        voice.sourceName(source.name),
        operatorText(source, voice),
        source.off === undefined ? dpiaWords.on : voice.messages.scan.reasons[source.off],
        source.off === undefined ? toldText(source, voice) : voice.words.common.tells.nothing,
        voice.day(source.contractReadOn),
      ]),
    },
    { type: 'para', text: dpiaWords.transfers },
    { type: 'para', text: dpiaWords.minors },
  ]
}

function retentionBlocks({ retention }: ReportModel, voice: Voice): Block[] {
  const { retentionRows: rows } = dpiaWords
  return [
    { type: 'heading', level: 1, text: dpiaWords.retention },
    {
      type: 'facts',
      caption: dpiaWords.retention,
      rows: [
        [rows.irrelevant, days(retention.irrelevantDays, voice)],
        [rows.evidence, days(retention.evidenceDays, voice)],
        [rows.register, days(retention.registerDays, voice)],
        [rows.audit, days(retention.auditDays, voice)],
      ],
    },
  ]
}
