/** Incidents over time as a picture, and as the numbers behind it. Drawn when the report is made: the page only shows it. */
import type { Spec } from 'vega'
import type { Finding } from '../model/contract.ts'
import { resaleWords } from './data.ts'

export interface YearRow {
  /** `undefined`: no source tells a date */
  readonly year: string | undefined
  /** in the order of `resaleWords` */
  readonly counts: readonly number[]
}

/** The day an incident is put at: its own, else when a source published it. */
function dayOf({ occurredOn, publishedOn }: Pick<Finding, 'occurredOn' | 'publishedOn'>): string | undefined {
  return occurredOn ?? publishedOn
}

/** Oldest first, those without a date last. */
export function yearsOf(findings: readonly Finding[]): readonly YearRow[] {
  const years = Map.groupBy(findings, (finding) => dayOf(finding)?.slice(0, 4))
  return [...years]
    .sort(([a = '9999'], [b = '9999']) => (a < b ? -1 : 1))
    .map(([year, own]) => ({
      year,
      counts: resaleWords.map((word) => own.filter(({ resale }) => resale.word === word).length),
    }))
}

const colours = ['#a12a2a', '#8a4b00', '#5b5f97', '#4b6455'] as const
const [width, lane, left] = [560, 40, 150]

/** A disc for each quarter and verdict. `undefined` when no incident has a date. */
export async function drawIncidents(
  findings: readonly Finding[],
  lanes: readonly string[],
): Promise<string | undefined> {
  const discs = new Map<string, { at: number; lane: number; count: number }>()
  for (const finding of findings) {
    const day = dayOf(finding)
    if (day === undefined) continue
    const quarter = Math.floor((Number(day.slice(5, 7)) - 1) / 3)
    const row = resaleWords.indexOf(finding.resale.word)
    const at = Date.UTC(Number(day.slice(0, 4)), quarter * 3 + 1, 15)
    const disc = discs.get(`${at} ${row}`)
    if (disc === undefined) discs.set(`${at} ${row}`, { at, lane: row, count: 1 })
    else disc.count++
  }
  const values = [...discs.values()].sort((a, b) => a.at - b.at || a.lane - b.lane)
  const [first, last] = [values[0], values.at(-1)]
  if (first === undefined || last === undefined) return undefined
  const from = Date.UTC(new Date(first.at).getUTCFullYear(), 0, 1)
  const to = Date.UTC(new Date(last.at).getUTCFullYear() + 1, 0, 1)
  return toSvg({
    width: left + width + 20,
    height: lane * lanes.length + 28,
    padding: 4,
    autosize: 'none',
    data: [
      { name: 'discs', values },
      { name: 'lanes', values: lanes.map((label, row) => ({ label, row })) },
      { name: 'years', values: yearTicks(from, to) },
    ],
    scales: [
      { name: 'x', type: 'linear', domain: [from, to], range: [left, left + width], zero: false },
      { name: 'size', type: 'sqrt', domain: [0, Math.max(...values.map(({ count }) => count), 4)], range: [0, 900] },
      { name: 'colour', type: 'ordinal', domain: resaleWords.map((_, row) => row), range: [...colours] },
    ],
    marks: [
      {
        type: 'rule',
        from: { data: 'years' },
        encode: {
          enter: {
            x: { scale: 'x', field: 'at' },
            y: { value: 0 },
            y2: { value: lane * lanes.length },
            stroke: { value: '#d7dae0' },
          },
        },
      },
      {
        type: 'text',
        from: { data: 'years' },
        encode: {
          enter: {
            x: { scale: 'x', field: 'at', offset: 2 },
            y: { value: lane * lanes.length + 18 },
            ...{ text: { field: 'label' }, fontSize: { value: 12 }, fill: { value: '#1b1b1b' } },
          },
        },
      },
      {
        type: 'text',
        from: { data: 'lanes' },
        encode: {
          enter: {
            y: { signal: `datum.row * ${lane} + ${lane / 2}` },
            ...{
              x: { value: 0 },
              text: { field: 'label' },
              baseline: { value: 'middle' },
              limit: { value: left - 10 },
            },
            ...{ fontSize: { value: 13 }, fill: { value: '#1b1b1b' } },
          },
        },
      },
      {
        type: 'rule',
        from: { data: 'lanes' },
        encode: {
          enter: {
            ...{ x: { value: left }, x2: { value: left + width }, stroke: { value: '#d7dae0' } },
            y: { signal: `datum.row * ${lane} + ${lane / 2}` },
          },
        },
      },
      {
        type: 'symbol',
        from: { data: 'discs' },
        encode: {
          enter: {
            x: { scale: 'x', field: 'at' },
            y: { signal: `datum.lane * ${lane} + ${lane / 2}` },
            size: { signal: 'max(40, scale("size", datum.count))' },
            ...{ fill: { scale: 'colour', field: 'lane' }, fillOpacity: { value: 0.85 } },
          },
        },
      },
    ],
  })
}

/** At most a dozen years are named, and only whole steps between them. */
function yearTicks(from: number, to: number): { at: number; label: string }[] {
  const [first, end] = [new Date(from).getUTCFullYear(), new Date(to).getUTCFullYear()]
  const step = Math.max(1, Math.ceil((end - first) / 12))
  const years = Array.from({ length: Math.ceil((end - first) / step) }, (_, index) => first + index * step)
  return years.map((year) => ({ at: Date.UTC(year, 0, 1), label: String(year) }))
}

async function toSvg(spec: Spec): Promise<string> {
  const vega = await import('vega')
  vega.resetSVGDefIds()
  const view = new vega.View(vega.parse(spec), { renderer: 'none', logLevel: vega.Error })
  try {
    return await view.toSVG()
  } finally {
    view.finalize()
  }
}

/** what a picture is drawn in, and what stands for it on a dark screen */
const dark: readonly (readonly [name: string, light: string, dark: string])[] = [
  ['ink', '#1b1b1b', '#ececec'],
  ['bar', '#0b3d91', '#7ea9f5'],
  ['line', '#d7dae0', '#3b404a'],
  ['yes', colours[0], '#ff8d85'],
  ['likely', colours[1], '#f2b25c'],
  ['once', colours[2], '#b3b6f2'],
  ['none', colours[3], '#9fc4ae'],
]

/** The same picture for light and dark screens, in the fonts of the page. */
export function themed(svg: string): string {
  let text = svg.replaceAll(/font-family="[^"]*"/g, "font-family=\"'Source Sans 3','Segoe UI',Arial,sans-serif\"")
  for (const [name, light] of dark) text = text.replaceAll(`="${light}"`, `="var(--${name})"`)
  const root = (index: 1 | 2) => `:root{${dark.map((one) => `--${one[0]}:${one[index]}`).join(';')}}`
  const style = `<style>${root(1)}@media (prefers-color-scheme:dark){${root(2)}}</style>`
  return text.replace(/(<svg[^>]*>)/, (_, open: string) => open + style)
}
