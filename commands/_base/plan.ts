/** The tables of `scan --plan`. */
import { type Catalogue, formatNumber, type Locale } from '../../src/messages/index.ts'
import type { ScanPlan } from '../../src/scan/index.ts'
import { shownDuration } from './scan.ts'
import type { Table } from './table.ts'

export function planTable({ sources }: ScanPlan, { scan }: Catalogue, locale: Locale): Table {
  const head = scan.planHead
  const number = (value: number) => formatNumber(value, locale)
  return {
    head: [head.source, head.queries, head.requests, head.time, head.covered, head.fresh, head.credits, head.state],
    rows: sources
      .filter((one) => one.notAsked !== 'disabled')
      .map((one) => [
        one.source,
        number(one.queries),
        scan.range(number(one.requests.from), number(one.requests.to)),
        scan.range(shownDuration(one.timeMs.from, scan), shownDuration(one.timeMs.to, scan)),
        number(one.questions.reduce((sum, question) => sum + question.covered, 0)),
        number(one.questions.reduce((sum, question) => sum + question.fresh, 0)),
        number(one.credits),
        one.notAsked === undefined ? one.summary || scan.on : scan.reasons[one.notAsked],
      ]),
    right: [1, 2, 3, 4, 5, 6],
  }
}

/** Who would be told what, about whom. */
export function disclosureTable({ sources }: ScanPlan, { scan }: Catalogue, locale: Locale): Table {
  const head = scan.toldHead
  return {
    head: [head.source, head.operator, head.population, head.what, head.count],
    rows: sources.flatMap((one) => [
      ...one.domainsTold.map((domain) => [one.source, `${one.operator}, ${one.country}`, domain, scan.domainTold, '']),
      ...one.disclosures
        .filter((told) => told.discloses !== 'nothing')
        .map((told) => [
          one.source,
          `${one.operator}, ${one.country}`,
          told.population,
          scan.tells[told.discloses],
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
        one.questions.flatMap((question) =>
          Object.entries(question.notAsked).map(([reason, count]) => [
            formatNumber(count, locale),
            one.source,
            question.question,
            scan.reasons[reason as keyof typeof scan.reasons],
          ]),
        ),
      ),
    right: [0],
  }
}
