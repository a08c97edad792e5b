/** Pictures as SVG, made when a report is made; the same file in HTML and in PDF. What a picture shows is told in words beside it. */
import type { Spec } from 'vega'
import { visibleText } from '../cells.ts'

export interface Bar {
  readonly label: string
  readonly value: number
  /** the number as it is written at the end of the bar */
  readonly shown: string
}

const font = 'Source Sans 3'
const ink = '#1b1b1b'
const blue = '#0b3d91'
const longestLabel = 46

/** Horizontal bars, in the order given. */
export async function drawBars(bars: readonly Bar[]): Promise<string> {
  const values = bars.map(({ label, value, shown }, index) => ({ at: `${index}`, label: shorten(label), value, shown }))
  return toSvg({
    width: 230,
    height: 24 * Math.max(1, bars.length),
    // room for the labels before the bars and for the numbers behind them
    padding: { left: 310, right: 70, top: 4, bottom: 4 },
    autosize: 'none',
    data: [{ name: 'bars', values }],
    scales: [
      { name: 'y', type: 'band', domain: { data: 'bars', field: 'at' }, range: 'height', padding: 0.3 },
      { name: 'x', type: 'linear', domain: { data: 'bars', field: 'value' }, range: 'width', zero: true },
    ],
    axes: [
      {
        orient: 'left',
        scale: 'y',
        domain: false,
        ticks: false,
        encode: {
          labels: { update: { text: { signal: 'data("bars")[+datum.value].label' } } },
        },
        labelFont: font,
        labelFontSize: 12,
        labelColor: ink,
        // shortened before
        labelLimit: 0,
      },
    ],
    marks: [
      {
        type: 'rect',
        from: { data: 'bars' },
        encode: {
          enter: {
            y: { scale: 'y', field: 'at' },
            height: { scale: 'y', band: 1 },
            x: { scale: 'x', value: 0 },
            x2: { scale: 'x', field: 'value' },
            fill: { value: blue },
          },
        },
      },
      {
        type: 'text',
        from: { data: 'bars' },
        encode: {
          enter: {
            y: { scale: 'y', field: 'at', band: 0.5 },
            x: { scale: 'x', field: 'value', offset: 5 },
            text: { field: 'shown' },
            baseline: { value: 'middle' },
            font: { value: font },
            fontSize: { value: 12 },
            fill: { value: ink },
          },
        },
      },
    ],
  })
}

export interface Moment {
  /** ISO 8601 */
  readonly at: string
  readonly label: string
  readonly shown: string
  /** what is still to come, or only a limit */
  readonly open: boolean
}

/** Moments on a line, one under the other so that no two labels meet, the oldest first. */
export async function drawTimeline(moments: readonly Moment[]): Promise<string> {
  const sorted = [...moments].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  const values = sorted.map(({ at, label, shown, open }, index) => ({
    row: `${index}`,
    at: Date.parse(at),
    text: `${shorten(label)} – ${shown}`,
    open,
  }))
  return toSvg({
    width: 600,
    height: 26 * Math.max(1, values.length),
    padding: 4,
    autosize: 'none',
    data: [{ name: 'moments', values }],
    scales: [
      { name: 'y', type: 'band', domain: { data: 'moments', field: 'row' }, range: 'height' },
      { name: 'x', type: 'time', domain: { data: 'moments', field: 'at' }, range: [10, 300] },
    ],
    marks: [
      {
        type: 'rule',
        from: { data: 'moments' },
        encode: {
          enter: {
            x: { value: 10 },
            x2: { value: 300 },
            y: { scale: 'y', field: 'row', band: 0.5 },
            stroke: { value: '#c3c7ce' },
          },
        },
      },
      {
        type: 'symbol',
        from: { data: 'moments' },
        encode: {
          enter: {
            x: { scale: 'x', field: 'at' },
            y: { scale: 'y', field: 'row', band: 0.5 },
            size: { value: 90 },
            // told apart by their form
            shape: [{ test: 'datum.open', value: 'diamond' }, { value: 'circle' }],
            fill: [{ test: 'datum.open', value: '#ffffff' }, { value: blue }],
            stroke: { value: blue },
            strokeWidth: { value: 2 },
          },
        },
      },
      {
        type: 'text',
        from: { data: 'moments' },
        encode: {
          enter: {
            x: { value: 312 },
            y: { scale: 'y', field: 'row', band: 0.5 },
            text: { field: 'text' },
            baseline: { value: 'middle' },
            font: { value: font },
            fontSize: { value: 12 },
            fill: { value: ink },
          },
        },
      },
    ],
  })
}

function shorten(text: string): string {
  const letters = Array.from(visibleText(text))
  return letters.length <= longestLabel ? letters.join('') : `${letters.slice(0, longestLabel - 1).join('')}…`
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
