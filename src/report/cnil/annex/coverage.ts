/** What was not answered, and why: a report without it would read as "the rest is clean". */
import type { CoverageLine } from '../../coverage-csv.ts'
import type { Block, Text } from '../../document/index.ts'
import type { ReportModel } from '../../model/index.ts'
import type { Voice } from '../../voice.ts'
import { sourceNames } from './findings.ts'

export function coverageBlocks(model: ReportModel, voice: Voice): Block[] {
  const { annex } = voice.words
  const { coverage: words } = annex
  const blocks: Block[] = [
    { type: 'heading', level: 1, text: annex.sections.coverage },
    { type: 'para', text: words.intro },
  ]
  const names = sourceNames(model, voice)
  const off = new Set(model.sources.flatMap((one) => (one.off === undefined ? [] : [one.id])))
  const groups = Map.groupBy(model.coverage, ({ source, question }) => `${source} ${question}`)
  const asked: Text[][] = []
  const silent = new Map<string, Silence>()
  for (const lines of groups.values()) {
    const { source, question } = lines[0]!
    const name = names.get(source) ?? source
    if (lines.some(({ answer }) => answer === 'present' || answer === 'absent' || answer === 'failed')) {
      asked.push(askedRow(`${name} – ${voice.question(question)}`, lines, voice))
    } else keepSilent(silent, off.has(source) ? name : `${name} – ${voice.question(question)}`, lines, voice)
  }
  if (asked.length === 0) blocks.push({ type: 'note', tone: 'warning', title: words.nothing, text: words.nothingText })
  else {
    const head = words.askedHead
    blocks.push({
      type: 'table',
      caption: words.asked,
      head: [head.source, head.present, head.absent, head.failed, head.notAsked, head.reasons],
      right: [1, 2, 3, 4],
      widths: [2.1, 1, 1.1, 1, 1.2, 3],
      rows: asked,
    })
  }
  const stale = model.coverage.reduce((sum, line) => sum + line.stale, 0)
  if (stale > 0) blocks.push({ type: 'para', text: words.stale(voice.number(stale)) })
  if (silent.size > 0) {
    blocks.push({
      type: 'table',
      caption: words.off,
      head: [words.offHead.reason, words.offHead.cells, words.offHead.sources],
      right: [1],
      widths: [1.6, 0.8, 3.6],
      rows: [...silent].map(([reason, { cells, names: of }]) => [reason, voice.number(cells), of.join(', ')]),
    })
  }
  if (model.watched.length > 0) blocks.push(...watchedBlocks(model, names, voice))
  return blocks
}

interface Silence {
  cells: number
  readonly names: string[]
}

/** Under what kept them silent, each with its first reason. */
function keepSilent(silent: Map<string, Silence>, name: string, lines: readonly CoverageLine[], voice: Voice): void {
  for (const { reason, count } of lines) {
    if (reason === undefined) continue
    const word = voice.messages.scan.reasons[reason]
    const silence = silent.get(word) ?? { cells: 0, names: [] }
    silent.set(word, silence)
    silence.cells += count
    if (!silence.names.includes(name)) silence.names.push(name)
  }
}

function askedRow(name: string, lines: readonly CoverageLine[], voice: Voice): Text[] {
  const { coverage: words } = voice.words.annex
  const sum = (answer: string) =>
    voice.number(lines.filter((line) => line.answer === answer).reduce((all, { count }) => all + count, 0))
  const answered = lines.filter(({ answer }) => answer === 'present' || answer === 'absent')
  const from = answered.flatMap(({ asOfFrom }) => asOfFrom ?? []).sort()[0]
  const to = answered
    .flatMap(({ asOfTo }) => asOfTo ?? [])
    .sort()
    .at(-1)
  const when = from === undefined || to === undefined ? [] : [words.askedAt(voice.day(from), voice.day(to))]
  const reasons = reasonsText(lines, voice)
  return [
    name,
    sum('present'),
    sum('absent'),
    sum('failed'),
    sum('not-asked'),
    voice.series([...when, ...(reasons === '' ? [] : [reasons])]),
  ]
}

/** Each reason once, with the number of its cells. */
function reasonsText(lines: readonly CoverageLine[], voice: Voice): string {
  const counts = new Map<string, number>()
  for (const { reason, count } of lines) {
    if (reason === undefined) continue
    const word = voice.messages.scan.reasons[reason]
    counts.set(word, (counts.get(word) ?? 0) + count)
  }
  return voice.series(
    [...counts]
      .sort(([, a], [, b]) => b - a)
      .map(([reason, count]) => voice.words.annex.coverage.reason(reason, voice.number(count))),
  )
}

function watchedBlocks(model: ReportModel, names: ReadonlyMap<string, string>, voice: Voice): Block[] {
  const { coverage: words } = voice.words.annex
  const head = words.watchedHead
  return [
    {
      type: 'table',
      caption: words.watched,
      head: [head.source, head.from, head.to, head.readings, head.items, head.gaps],
      right: [3, 4, 5],
      widths: [1.6, 1.7, 1.7, 1.1, 1.2, 0.8],
      rows: model.watched.map((one) => [
        names.get(one.source) ?? one.source,
        voice.day(one.from),
        voice.day(one.to),
        `${voice.number(one.readings)} (${voice.number(one.failedReadings)})`,
        `${voice.number(one.itemsRead)} (${voice.number(one.itemsUnread)})`,
        voice.number(one.gaps),
      ]),
    },
    { type: 'para', text: words.watchedNote },
  ]
}
