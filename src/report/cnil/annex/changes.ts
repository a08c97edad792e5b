import type { Block } from '../../document/index.ts'
import type { FindingChange, ReportModel } from '../../model/index.ts'
import type { Voice } from '../../voice.ts'
import { listOfLabels } from './summary.ts'

const shown = 100

/** What a complementary notification is for. Empty for a first report. */
export function changesBlocks({ changes }: ReportModel, voice: Voice): Block[] {
  if (changes === undefined) return []
  const { annex } = voice.words
  const { changes: words } = annex
  const { added, gone, changed, persons, records, severity } = changes
  const blocks: Block[] = [
    { type: 'heading', level: 1, text: annex.sections.changes },
    { type: 'para', text: words.since(changes.since.id, voice.local(changes.since.madeAt)) },
    {
      type: 'table',
      caption: words.counts,
      head: [words.head.what, words.head.before, words.head.now],
      right: [1, 2],
      widths: [2, 1, 1],
      rows: [
        [words.persons, voice.range(persons.before), voice.range(persons.now)],
        [words.records, voice.range(records.before), voice.range(records.now)],
        [words.severity, scoreOf(severity.before, voice), scoreOf(severity.now, voice)],
      ],
    },
  ]
  if (changes.typologiesAdded.length > 0) {
    blocks.push({ type: 'para', text: [`${words.dataAdded} `, ...listOfLabels(changes.typologiesAdded, voice)] })
  }
  if (changes.typologiesGone.length > 0) {
    blocks.push({ type: 'para', text: [`${words.dataGone} `, ...listOfLabels(changes.typologiesGone, voice)] })
  }
  const rows = [
    ...added.map((one) => row(one, words.added)),
    ...gone.map((one) => row(one, words.gone)),
    ...changed.map((one) => row(one, one.what.map((facet) => words.facet[facet]).join(', '))),
  ]
  if (rows.length === 0) return [...blocks, { type: 'para', text: words.nothing }]
  const { incident, title, change } = words.findingHead
  blocks.push({
    type: 'table',
    caption: words.findings,
    head: [incident, title, change],
    widths: [1.2, 2.4, 1.6],
    rows: rows.slice(0, shown),
  })
  if (rows.length > shown) blocks.push({ type: 'para', text: words.more(voice.number(rows.length - shown)) })
  return blocks
}

function row({ incident, title }: FindingChange, change: string): string[] {
  return [incident, title, change]
}

function scoreOf(score: number | undefined, voice: Voice): string {
  return score === undefined ? '–' : voice.score(score)
}
