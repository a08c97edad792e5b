import { dataClass } from '../../../assess/index.ts'
import { drawBars } from '../../charts/bars.ts'
import type { Block } from '../../document/index.ts'
import { label } from '../../document/index.ts'
import { isOfBreach, type ReportModel } from '../../model/index.ts'
import type { Voice } from '../../voice.ts'
import { listOfLabels } from './summary.ts'

/** Kinds of data under the CNIL's headings. */
export async function dataBlocks(model: ReportModel, voice: Voice): Promise<Block[]> {
  const { annex } = voice.words
  const { data: words } = annex
  const { breach, findings } = model
  const blocks: Block[] = [{ type: 'heading', level: 1, text: annex.sections.data }]
  if (breach.findings === 0) {
    blocks.push({ type: 'para', text: words.none })
    const waiting = [...new Set(findings.flatMap(({ dataClasses }) => dataClasses))]
    const unmapped = [...new Set(findings.flatMap((finding) => finding.unmapped))]
    if (waiting.length > 0) {
      blocks.push({ type: 'note', tone: 'info', title: words.waiting, text: shortened(waiting, unmapped, voice) })
    }
    return blocks
  }
  const own = findings.filter(isOfBreach)
  const counted = breach.typologies.map((typology) => ({
    typology,
    classes: breach.dataClasses.filter((name) => dataClass(name).typology === typology),
    count: own.filter(({ typologies }) => typologies.includes(typology)).length,
  }))
  blocks.push({
    type: 'table',
    caption: words.caption,
    head: [words.head.category, words.head.classes, words.head.findings],
    right: [2],
    widths: [2.2, 2.6, 0.8],
    rows: counted.map(({ typology, classes, count }) => [
      [label(typology)],
      voice.dataClasses(classes, breach.unmapped),
      voice.number(count),
    ]),
  })
  blocks.push({
    type: 'para',
    text:
      breach.sensitive.length === 0
        ? words.noSensitive
        : [`${words.sensitive} `, ...listOfLabels(breach.sensitive, voice)],
  })
  if (breach.unmapped.length > 0) {
    const quoted = breach.unmapped.map((word) => voice.words.common.sourceWord(word)).join(', ')
    blocks.push({ type: 'para', text: `${words.unmapped} ${quoted}` })
  }
  blocks.push({ type: 'para', text: words.note })
  if (counted.length > 1) {
    const bars = counted.map(({ typology, count }) => ({
      label: typology.replace(/ \(.*$/, ''),
      value: count,
      shown: voice.number(count),
    }))
    const told = voice.series(bars.map((bar) => annex.persons.item(bar.label, bar.shown)))
    blocks.push({ type: 'figure', svg: await drawBars(bars), caption: words.chart, alt: words.chartAlt(told) })
  }
  return blocks
}

const classesShown = 40

function shortened(classes: readonly string[], unmapped: readonly string[], voice: Voice): string {
  const text = voice.dataClasses(classes.slice(0, classesShown), unmapped)
  return classes.length > classesShown ? `${text}…` : text
}
