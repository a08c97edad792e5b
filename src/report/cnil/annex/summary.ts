/** The first page and the summary: what, whose data, how many, since when, sure or alleged, until when. */
import type { Block, Text } from '../../document/index.ts'
import { label, mono } from '../../document/index.ts'
import { isOnlyThirdParties, type ReportModel } from '../../model/index.ts'
import type { Voice } from '../../voice.ts'
import { notificationTypes } from '../vocabulary.ts'

export function coverBlocks(model: ReportModel, voice: Voice): Block[] {
  const { cover } = voice.words.annex
  const { organisation, notification, scans } = model
  const rows: (readonly [string, Text])[] = [
    [cover.organisation, organisation.name || voice.words.common.notGiven],
    [cover.siren, organisation.siren ?? voice.words.common.notGiven],
    [cover.reference, [mono(model.id)]],
    [cover.type, [label(notificationTypes[notification.type])]],
  ]
  if (notification.cnilReference !== undefined) rows.push([cover.cnilReference, notification.cnilReference])
  if (notification.since !== undefined) {
    rows.push([cover.since, cover.sinceText(notification.since.id, voice.local(notification.since.madeAt))])
  }
  rows.push(
    [cover.madeAt, voice.local(model.madeAt)],
    [cover.freshness, scans.lastAt === undefined ? cover.neverScanned : voice.local(scans.lastAt)],
    [cover.program, `Vigie ${model.program.version}`],
    [cover.addressee, cover.addresseeText],
    [cover.tlp, model.tlp],
    [cover.digest, [mono(model.digest)]],
  )
  return [
    { type: 'facts', caption: cover.caption, rows },
    { type: 'para', text: cover.cada },
  ]
}

export function summaryBlocks(model: ReportModel, voice: Voice): Block[] {
  const { annex, common } = voice.words
  const { summary } = annex
  const { breach, toQualify, clocks } = model
  const blocks: Block[] = [{ type: 'heading', level: 1, text: annex.sections.summary }]
  if (breach.findings > 0) {
    const text = summary.breach(
      voice.number(breach.findings),
      breach.findings,
      voice.persons(breach.persons),
      voice.records(breach.records),
    )
    blocks.push({ type: 'para', text: `${text} ${summary.sure}` })
  } else blocks.push(nothingOurs(model, voice))
  if (model.findings.length === 0) blocks.push({ type: 'para', text: summary.noFindings })
  if (toQualify.findings > 0) {
    blocks.push({ type: 'para', text: summary.waiting(voice.number(toQualify.findings), toQualify.findings) })
  }

  const rows: (readonly [string, Text])[] = [
    [summary.persons, voice.range(breach.persons)],
    [summary.records, voice.range(breach.records)],
    [summary.data, breach.typologies.length === 0 ? common.undetermined : listOfLabels(breach.typologies, voice)],
  ]
  if (breach.severity !== undefined) {
    const { level, cnilLevel, score } = breach.severity
    rows.push([summary.severity, summary.severityText(common.level[level], cnilLevel, voice.score(score))])
  }
  rows.push([summary.occurred, occurredText(model, voice)])
  const due = clocks.notification
  if (due === undefined) {
    rows.push([summary.deadline, isOnlyThirdParties(model) ? summary.deadlineNone : summary.deadlineOpen])
  }
  if (due !== undefined) {
    const text = `${voice.local(due.endsAt)} – ${voice.utc(due.endsAt)}`
    rows.push([summary.deadline, due.expired ? `${text} – ${summary.expired}` : text])
  }
  const missing = unanswered(model)
  rows.push(
    [summary.toQualify, voice.findings(toQualify.findings)],
    [summary.unanswered, summary.unansweredText(voice.number(missing.failed), voice.number(missing.notAsked))],
  )
  blocks.push({ type: 'facts', caption: summary.caption, rows })
  return blocks
}

/** Nothing was confirmed, or only what is not the city's. */
function nothingOurs({ confirmed }: ReportModel, voice: Voice): Block {
  const { summary } = voice.words.annex
  const others = (['C', 'D', 'E'] as const).filter((letter) => confirmed[letter].findings > 0)
  if (others.length === 0) return { type: 'note', tone: 'warning', title: summary.nothing, text: summary.nothingText }
  const told = others.map((letter) => `${voice.findings(confirmed[letter].findings)}, ${voice.attribution(letter)}`)
  return { type: 'note', tone: 'warning', title: summary.notOursTitle, text: summary.notOurs(voice.series(told)) }
}

function occurredText({ breach }: ReportModel, voice: Voice): string {
  const { occurredFrom, occurredTo } = breach
  if (occurredFrom === undefined || occurredTo === undefined) return voice.words.common.undetermined
  if (occurredFrom === occurredTo) return voice.day(occurredFrom)
  return voice.words.common.between(voice.day(occurredFrom), voice.day(occurredTo))
}

/** Cells without an answer, the two kinds apart. */
function unanswered({ coverage }: ReportModel): { readonly failed: number; readonly notAsked: number } {
  const sum = (answer: string) =>
    coverage.filter((line) => line.answer === answer).reduce((all, { count }) => all + count, 0)
  return { failed: sum('failed'), notAsked: sum('not-asked') }
}

/** The CNIL's own words, one after the other. */
export function listOfLabels(texts: readonly string[], voice: Voice): Text {
  return texts.flatMap((text, index) => (index === 0 ? [label(text)] : [voice.words.common.separator, label(text)]))
}
