import { drawBars } from '../../charts/bars.ts'
import type { Block, Text } from '../../document/index.ts'
import { label, strong } from '../../document/index.ts'
import type { ReportModel } from '../../model/index.ts'
import type { Voice } from '../../voice.ts'
import { categoryOf } from '../propose.ts'
import { bandOf, personCategories } from '../vocabulary.ts'

/** How many persons, of which kind, and how they were counted. */
export async function personsBlocks(model: ReportModel, voice: Voice): Promise<Block[]> {
  const { annex } = voice.words
  const { persons: words } = annex
  const { breach } = model
  const blocks: Block[] = [{ type: 'heading', level: 1, text: annex.sections.persons }]
  if (breach.findings === 0) blocks.push({ type: 'para', text: words.none })
  else {
    const rows: Text[][] = breach.populations.map(({ population, category, persons, records }) => [
      voice.population(population),
      [label(personCategories[categoryOf(population, category)])],
      voice.range(persons),
      voice.range(records),
    ])
    rows.push([[strong(words.all)], '', voice.range(breach.persons), voice.range(breach.records)])
    const { head } = words
    blocks.push({
      type: 'table',
      caption: words.caption,
      head: [head.population, head.category, head.persons, head.records],
      right: [2, 3],
      widths: [2, 2, 1.2, 1.4],
      rows,
    })
    blocks.push({ type: 'para', text: bandText(model, voice) })
    const minors = model.populations.filter((one) => one.minors).map(({ name }) => name)
    const young = breach.populations.filter(({ population }) => minors.includes(population))
    if (young.length > 0) {
      blocks.push({
        type: 'note',
        tone: 'warning',
        title: words.minors,
        text: young.map(({ persons }) => voice.persons(persons)).join(', '),
      })
    }
    if (breach.strangers > 0) blocks.push({ type: 'para', text: words.strangers(voice.number(breach.strangers)) })
    if (breach.populations.length > 1) {
      const bars = breach.populations.map(({ population, persons }) => ({
        label: voice.population(population),
        value: persons.high,
        shown: voice.range(persons),
      }))
      const told = voice.series(bars.map((bar) => words.item(bar.label, bar.shown)))
      blocks.push({ type: 'figure', svg: await drawBars(bars), caption: words.chart, alt: words.chartAlt(told) })
    }
  }
  blocks.push(
    { type: 'heading', level: 2, text: words.rule },
    { type: 'para', text: `${words.ruleText} ${words.apart}` },
  )
  return blocks
}

/** The CNIL's band or, where a range crosses a limit, both. */
function bandText({ breach }: ReportModel, voice: Voice): string {
  const { low, high } = breach.persons
  const bands = [...new Set([bandOf(low), bandOf(high)])]
  return voice.words.annex.persons.band(bands.map((band) => `« ${band} »`).join(' – '))
}
