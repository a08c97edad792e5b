/** Tables for people: no wider than the terminal, without a colour that carries meaning. */
import Table3 from 'cli-table3'
import { columnsOf, holdsName, piecesOf, usualWidth, wrap } from './wrap.ts'

export interface Table {
  readonly head: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
  /** right-aligned columns, by index; those of numbers */
  readonly right?: readonly number[]
}

const narrowest = 40
const narrowestColumn = 4
const betweenColumns = 2

/** cli-table3 takes the square of its rows: longer tables are drawn piece by piece, with the same widths */
const rowsAtOnce = 100

/** Wraps the widest columns until the table fits `width` (80 when not on a terminal). Nothing is left out, and our own names are whole. */
export function renderTable(
  table: Table,
  { width = usualWidth }: { readonly width?: number | undefined } = {},
): string {
  const widths = widthsOf(table, Math.max(width, narrowest))
  const pieces = Array.from({ length: Math.ceil(table.rows.length / rowsAtOnce) }, (_, index) =>
    table.rows.slice(index * rowsAtOnce, (index + 1) * rowsAtOnce),
  )
  const [first = [], ...others] = pieces
  const drawn = [draw(table.head, first), ...others.map((rows) => draw([], rows))]
  // the last column is padded too: cut that off
  const total = widths.reduce((sum, columns) => sum + columns + betweenColumns, -betweenColumns)
  return drawn
    .join('\n')
    .split('\n')
    .map((line) => line.slice(0, total).trimEnd())
    .join('\n')

  function draw(head: readonly string[], rows: Table['rows']): string {
    const grid = new Table3({
      head: cellsOf(head),
      colWidths: widths.map((columns) => columns + betweenColumns),
      colAligns: widths.map((_, column) => (table.right?.includes(column) ? 'right' : 'left')),
      style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': betweenColumns },
      chars: lines,
    })
    for (const row of rows) grid.push(cellsOf(row))
    return grid.toString()
  }

  function cellsOf(row: readonly (string | number)[]): string[] {
    return row.map((cell, column) =>
      String(cell)
        .split('\n')
        .flatMap((line) => wrap(line, widths[column]!))
        .join('\n'),
    )
  }
}

const none = ''
/** a rule under the head and no other line */
const lines = {
  ...{ top: none, 'top-mid': none, 'top-left': none, 'top-right': none },
  ...{ bottom: none, 'bottom-mid': none, 'bottom-left': none, 'bottom-right': none },
  ...{ left: none, right: none, middle: none, 'left-mid': none, 'right-mid': none, mid: '─', 'mid-mid': '─' },
}

/** Widths that fit: columns are broken between words first, inside words where that is not enough. */
function widthsOf({ head, rows }: Table, width: number): number[] {
  const widths: number[] = []
  const words: number[] = []
  const pieces: number[] = []
  const least: number[] = []
  for (const row of [head, ...rows]) {
    for (const [column, cell] of row.entries()) {
      for (const line of String(cell).split('\n')) {
        widen(widths, column, line)
        for (const word of line.split(' ')) {
          widen(words, column, word)
          for (const piece of piecesOf(word)) {
            widen(pieces, column, piece)
            if (holdsName(piece)) widen(least, column, piece)
          }
        }
      }
    }
  }
  const room = width - betweenColumns * (widths.length - 1)
  const last = widths.map((_, column) => Math.max(least[column] ?? 0, narrowestColumn))
  for (const bound of [words, pieces, last]) narrow(widths, bound, room)
  return widths
}

function widen(widths: number[], column: number, text: string): void {
  widths[column] = Math.max(widths[column] ?? 0, columnsOf(text))
}

/** Takes from the widest column that has something to give, until all fit into `room` or none has. */
function narrow(widths: number[], least: readonly number[], room: number): void {
  let sum = widths.reduce((total, columns) => total + columns, 0)
  while (sum > room) {
    let widest = -1
    for (const [column, columns] of widths.entries()) {
      if (columns > least[column]! && columns > (widths[widest] ?? 0)) widest = column
    }
    if (widest < 0) return
    widths[widest]! -= 1
    sum -= 1
  }
}
