import type { Block, Text } from '../../document/index.ts'
import { strong } from '../../document/index.ts'
import { type Finding, isOfBreach, type ReportModel, type SeverityFacts } from '../../model/index.ts'
import type { Voice } from '../../voice.ts'

const shown = 5

/** ENISA's parts, each with its reasons, and what another reading would give. */
export function severityBlocks({ findings }: ReportModel, voice: Voice): Block[] {
  const { annex } = voice.words
  const { severity: words } = annex
  const own = findings.filter(isOfBreach).sort((a, b) => b.severity.score - a.severity.score)
  const blocks: Block[] = [
    { type: 'heading', level: 1, text: annex.sections.severity },
    { type: 'para', text: words.rule },
  ]
  if (own.length === 0) return [...blocks, { type: 'para', text: words.none }]
  for (const finding of own.slice(0, shown)) blocks.push(...severityOf(finding, voice))
  if (own.length > shown) blocks.push({ type: 'para', text: words.more(voice.number(own.length - shown)) })
  return blocks
}

function severityOf(finding: Finding, voice: Voice): Block[] {
  const { annex, common } = voice.words
  const { severity: words } = annex
  const severity = finding.severityParts
  if (severity === undefined) return []
  const parts = (['dpc', 'ei', 'cb'] as const).map((part): Text[] => [
    common.part[part],
    voice.score(severity[part].value),
    reasonsText(severity[part], voice),
  ])
  const blocks: Block[] = [
    {
      type: 'table',
      caption: words.caption(finding.incident),
      head: [words.head.part, words.head.value, words.head.reasons],
      right: [1],
      widths: [1.7, 0.7, 3.4],
      rows: [
        ...parts,
        [
          [strong(words.result)],
          [strong(voice.score(severity.score))],
          [strong(words.resultText(common.level[severity.level], severity.cnilLevel))],
        ],
      ],
    },
  ]
  const notes = neighbourTexts(severity, voice)
  if (severity.over100) notes.push(words.over100)
  if (severity.provisional) notes.push(words.provisional)
  if (finding.severities.length > 1) {
    const each = finding.severities.map(({ population, score, level }) =>
      words.population(voice.population(population), voice.score(score), common.level[level]),
    )
    notes.push(`${words.byPopulation} ${voice.series(each)}`)
  }
  if (notes.length > 0) blocks.push({ type: 'list', items: notes })
  return blocks
}

/** `… ; …`, in the language of the report, with the data that each speaks of. */
export function reasonsText({ reasons }: SeverityFacts['dpc'], voice: Voice): string {
  return voice.series(
    reasons.map((reason) => {
      const classes = reason.classes.length === 0 ? '' : ` (${voice.dataClasses(reason.classes)})`
      return `${reason[voice.locale]}${classes}`
    }),
  )
}

export function neighbourTexts(severity: SeverityFacts, voice: Voice): string[] {
  const { severity: words } = voice.words.annex
  return severity.neighbours.map((other) => {
    const text = words.neighbour(
      other.part.toUpperCase(),
      voice.score(other.value),
      voice.score(other.score),
      voice.words.common.level[other.level],
      other.reason[voice.locale],
    )
    return `${words.neighbours} ${text}`
  })
}
