/** The findings: confirmed ones by attribution and never added up; those that wait, apart; then each of them. */
import type { Attribution } from '../../../assess/index.ts'
import type { Block, Text } from '../../document/index.ts'
import { mono } from '../../document/index.ts'
import type { Finding, ReportModel } from '../../model/index.ts'
import type { Voice } from '../../voice.ts'

const letters: readonly Attribution[] = ['A', 'B', 'C', 'D', 'E']
/** findings that are shown each on their own */
const cardsShown = 12
/** lines of the list: an authority reads some pages; all of it is in the CSV */
const rowsShown = 250

export const findingsFile = 'constats.csv'

export function findingsBlocks(model: ReportModel, voice: Voice): Block[] {
  const { annex } = voice.words
  const { findings: words } = annex
  const blocks: Block[] = [{ type: 'heading', level: 1, text: annex.sections.findings }, confirmedTable(model, voice)]
  blocks.push({ type: 'para', text: words.apart })
  blocks.push(...waitingBlocks(model, voice), ...asideBlocks(model, voice))
  if (model.findings.length === 0) return [...blocks, { type: 'para', text: words.none }]

  const cards = cardsOf(model.findings)
  if (cards.length > 0) {
    const all = model.findings.filter(deservesCard).length
    blocks.push({ type: 'heading', level: 2, text: words.details })
    if (all > cards.length) {
      blocks.push({ type: 'para', text: words.detailsLess(voice.number(cards.length), voice.number(all)) })
    }
    const names = sourceNames(model, voice)
    blocks.push(...cards.map((finding) => card(finding, names, voice)))
  }
  blocks.push({ type: 'heading', level: 2, text: words.list }, listTable(model.findings, voice))
  blocks.push({ type: 'para', text: words.listNote })
  if (model.findings.length > rowsShown) {
    const text = words.left(voice.number(rowsShown), voice.number(model.findings.length), findingsFile)
    blocks.push({ type: 'note', tone: 'info', title: words.list, text })
  }
  return blocks
}

/** Confirmed, and not a third party's affair. */
function cardsOf(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(deservesCard).slice(0, cardsShown)
}

function deservesCard({ decision }: Finding): boolean {
  return decision !== undefined && decision.attribution !== 'D'
}

function confirmedTable({ confirmed }: ReportModel, voice: Voice): Block {
  const { findings: words } = voice.words.annex
  const head = words.confirmedHead
  return {
    type: 'table',
    caption: words.confirmed,
    head: [head.attribution, head.duty, head.findings, head.persons, head.records],
    right: [2, 3, 4],
    widths: [2.1, 3, 1, 1.3, 1.5],
    rows: letters.map((letter) => [
      voice.attribution(letter),
      voice.words.common.duty[letter],
      voice.number(confirmed[letter].findings),
      voice.range(confirmed[letter].persons),
      voice.range(confirmed[letter].records),
    ]),
  }
}

function waitingBlocks({ toQualify }: ReportModel, voice: Voice): Block[] {
  if (toQualify.findings === 0) return []
  const { findings: words } = voice.words.annex
  const text = words.waitingText(voice.findings(toQualify.findings), voice.persons(toQualify.persons))
  return [
    { type: 'note', tone: 'decide', title: voice.words.annex.summary.toQualify, text },
    {
      type: 'table',
      caption: words.waiting,
      head: [words.waitingHead.proposed, words.waitingHead.findings],
      right: [1],
      widths: [3, 1],
      rows: letters.map((letter) => [voice.attribution(letter), voice.number(toQualify.proposed[letter])]),
    },
  ]
}

/** What is in no count, and why. */
function asideBlocks({ dismissed, withdrawn, canaries, unlisted }: ReportModel, voice: Voice): Block[] {
  const { findings: words } = voice.words.annex
  const texts: string[] = []
  if (dismissed['false-positive'] + dismissed.known + dismissed.irrelevant > 0) {
    const [wrong, known, irrelevant] = [dismissed['false-positive'], dismissed.known, dismissed.irrelevant]
    texts.push(words.dismissed(voice.number(wrong), voice.number(known), voice.number(irrelevant)))
  }
  if (withdrawn > 0) texts.push(words.withdrawn(voice.number(withdrawn)))
  if (canaries > 0) texts.push(words.canaries(voice.number(canaries)))
  if (unlisted.addresses > 0) {
    texts.push(words.unlisted(voice.number(unlisted.addresses), voice.number(unlisted.incidents)))
  }
  return texts.map((text) => ({ type: 'para', text }))
}

function card(finding: Finding, names: ReadonlyMap<string, string>, voice: Voice): Block {
  const { annex, common } = voice.words
  const words = annex.findings.card
  const { decision, counts, severity, resale } = finding
  const rows: (readonly [string, Text])[] = [
    [words.title, finding.title],
    ...(finding.names === undefined ? [] : [[words.names, namesText(finding.names, names, voice)] as const]),
    [words.nature, finding.natures.map((nature) => common.nature[nature]).join(', ')],
  ]
  if (decision !== undefined) {
    const at = voice.local(decision.at)
    rows.push([words.attribution, words.decided(voice.attribution(decision.attribution), at)])
    if (decision.base !== undefined) rows.push([words.base, decision.base])
    if (decision.causedBy !== undefined) rows.push([words.cause, [mono(decision.causedBy)]])
  }
  const signs = finding.proposed.reasons.slice(0, 4).map((reason) => words.sign(reason.for, voice.sign(reason)))
  rows.push(
    [words.signs, voice.series(signs)],
    [words.sources, finding.sources.map((id) => names.get(id) ?? id).join(', ')],
  )
  if (finding.occurredOn !== undefined) rows.push([words.occurred, voice.day(finding.occurredOn)])
  if (finding.publishedOn !== undefined) rows.push([words.published, voice.day(finding.publishedOn)])
  const [first, last] = [voice.local(finding.firstSeenAt), voice.local(finding.lastSeenAt)]
  rows.push(
    [words.seen, first === last ? first : common.between(first, last)],
    [words.persons, voice.range(counts.persons)],
    [words.records, voice.range(counts.records)],
  )
  if (counts.domains > 0) rows.push([words.domains, voice.number(counts.domains)])
  if (finding.strangers > 0) rows.push([words.strangers, voice.number(finding.strangers)])
  if (finding.claimedRecords !== undefined) {
    rows.push([words.claimed, words.claimedText(voice.number(finding.claimedRecords))])
  }
  rows.push(
    [words.data, voice.dataClasses(finding.dataClasses, finding.unmapped)],
    [words.resale, resaleText(resale, names, voice)],
    [
      words.severity,
      annex.summary.severityText(common.level[severity.level], severity.cnilLevel, voice.score(severity.score)),
    ],
    [words.evidence, words.evidenceText(finding.examples.join(', '))],
  )
  return { type: 'facts', caption: words.caption(finding.incident), rows }
}

/** By id, as people know them. */
export function sourceNames({ sources }: ReportModel, voice: Voice): ReadonlyMap<string, string> {
  return new Map(sources.map(({ id, name }) => [id, voice.sourceName(name)]))
}

/** @param names of the sources, by id */
export function resaleText(resale: Finding['resale'], names: ReadonlyMap<string, string>, voice: Voice): string {
  const words = voice.words.annex.findings.card
  const said = [words.resaleText(voice.words.common.resale[resale.word], voice.score(resale.confidence))]
  if (resale.lastOfferedOn !== undefined) said.push(words.offered(voice.day(resale.lastOfferedOn)))
  if (resale.word !== 'no-evidence') {
    said.push(...resale.evidence.slice(0, 2).map((one) => words.words(one.words, names.get(one.source) ?? one.source)))
  }
  return voice.series(said)
}

function listTable(findings: readonly Finding[], voice: Voice): Block {
  const { findings: words } = voice.words.annex
  const head = words.listHead
  return {
    type: 'table',
    caption: words.list,
    head: [
      head.incident,
      head.title,
      head.attribution,
      head.occurred,
      head.persons,
      head.records,
      head.severity,
      head.resale,
    ],
    right: [4, 5, 6],
    widths: [2.05, 2.2, 1.75, 1.25, 1.2, 1.2, 0.7, 1.4],
    rows: findings.slice(0, rowsShown).map((finding) => listRow(finding, voice)),
  }
}

function listRow(finding: Finding, voice: Voice): Text[] {
  const { annex, common } = voice.words
  const { decision, proposed } = finding
  return [
    finding.incident,
    finding.title,
    annex.findings.attributionMark(decision?.attribution ?? proposed.attribution, common.state[finding.state]),
    finding.occurredOn === undefined ? '–' : voice.shortDay(finding.occurredOn),
    voice.range(finding.counts.persons),
    voice.range(finding.counts.records),
    voice.score(finding.severity.score),
    common.resaleShort[finding.resale.word],
  ]
}

/** `« Forum-Demo » (XposedOrNot)`, … */
function namesText(told: NonNullable<Finding['names']>, names: ReadonlyMap<string, string>, voice: Voice): string {
  const { words } = voice.words.annex.findings.card
  return voice.series(told.map(({ source, title }) => words(title, names.get(source) ?? source)))
}
