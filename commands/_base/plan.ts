/** The tables of `scan --plan`. */
import { type Catalogue, formatNumber, type Locale } from '../../src/messages/index.ts'
import type { ScanPlan } from '../../src/scan/index.ts'
import { findSource, toldForm } from '../../src/sources/index.ts'
import { shownDuration } from './scan.ts'
import { operatorText } from './source-facts.ts'
import type { Table } from './table.ts'

/** Sources that take part: what each would be asked, and what that takes. */
export function planTable({ sources }: ScanPlan, { scan }: Catalogue, locale: Locale): Table {
  const head = scan.planHead
  const number = (value: number) => formatNumber(value, locale)
  return {
    head: [head.source, head.queries, head.requests, head.time, head.covered, head.fresh, head.credits],
    rows: sources
      .filter((one) => one.notAsked === undefined)
      .map((one) => [
        one.source,
        number(one.queries),
        scan.range(number(one.requests.from), number(one.requests.to)),
        scan.range(shownDuration(one.timeMs.from, scan), shownDuration(one.timeMs.to, scan)),
        number(one.questions.reduce((sum, question) => sum + question.covered, 0)),
        number(one.questions.reduce((sum, question) => sum + question.fresh, 0)),
        scan.range(number(one.credits.from), number(one.credits.to)),
      ]),
    right: [1, 2, 3, 4, 5, 6],
  }
}

/** What is believed of our account at each source, or why it is not asked; those that are switched off left out. */
export function assumedTable({ sources }: ScanPlan, { scan, errors }: Catalogue): Table {
  return {
    head: [scan.planHead.source, scan.planHead.assumed],
    rows: sources
      .filter((one) => one.notAsked !== 'disabled')
      .map((one) => [
        one.source,
        one.notAsked === undefined ? errors.toldParts(one.summary) : scan.reasons[one.notAsked],
      ])
      .filter(([, text]) => text !== ''),
  }
}

/** What a plan cannot know, a line for each source of which it changes how much is asked. */
export function believedLines({ sources }: ScanPlan, { scan }: Catalogue): string[] {
  return sources.flatMap((one) => {
    const source = one.queries > 0 ? findSource(one.source) : undefined
    return source?.shape === 'ask' && source.tellsDomains ? [scan.domainsBelieved(one.name, one.source)] : []
  })
}

/** Who would be told what, about whom. */
export function disclosureTable({ sources }: ScanPlan, messages: Catalogue, locale: Locale): Table {
  const { scan } = messages
  const head = scan.toldHead
  return {
    head: [head.source, head.operator, head.population, head.what, head.count],
    rows: sources.flatMap((one) => [
      ...one.domainsTold.map((domain) => [one.source, operatorText(one, messages), domain, scan.domainTold, '']),
      ...one.disclosures
        .filter((told) => told.discloses !== 'nothing')
        .map((told) => [
          one.source,
          operatorText(one, messages),
          told.population,
          scan.tells[toldForm(one.source, told.discloses)],
          formatNumber(told.selectors, locale),
        ]),
    ]),
    right: [4],
  }
}

export function planUnknownTable({ sources }: ScanPlan, { scan }: Catalogue, locale: Locale): Table {
  const { head } = scan
  return {
    head: [head.count, head.source, head.question, head.why],
    rows: sources
      .filter((one) => one.notAsked === undefined)
      .flatMap((one) =>
        one.questions.flatMap(({ question, notAsked, overBudget }) => {
          const number = (value: number) => formatNumber(value, locale)
          const rows = Object.entries(notAsked).map(([reason, count]) => [
            number(count),
            one.source,
            question,
            scan.reasons[reason as keyof typeof scan.reasons],
          ])
          if (overBudget === undefined) return rows
          return [
            ...rows,
            [scan.range(number(overBudget.from), number(overBudget.to)), one.source, question, scan.reasons.budget],
          ]
        }),
      ),
    right: [0],
  }
}
