/** Tables for people: no wider than the terminal, without a colour that carries meaning. */
import Table3 from 'cli-table3'

export interface Table {
  readonly head: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
  /** right-aligned columns, by index; those of numbers */
  readonly right?: readonly number[]
}

const narrowest = 40
const usual = 80
const betweenColumns = 2

/** cli-table3 takes the square of its rows: longer tables are drawn piece by piece, with the same widths */
const rowsAtOnce = 100

/** Wraps the widest columns until the table fits `width` (80 when not on a terminal). */
export function renderTable(table: Table, { width = usual }: { readonly width?: number | undefined } = {}): string {
  const natural = naturalWidths(table)
  const widths = narrow(natural, Math.max(width, narrowest))
  const wordWrap = widths.some((columns, index) => columns < natural[index]!)
  const pieces = Array.from({ length: Math.ceil(table.rows.length / rowsAtOnce) }, (_, index) =>
    table.rows.slice(index * rowsAtOnce, (index + 1) * rowsAtOnce),
  )
  const [first = [], ...others] = pieces
  const drawn = [draw(table, table.head, first), ...others.map((rows) => draw(table, [], rows))]
  // the last column is padded too: cut that off
  const total = widths.reduce((sum, columns) => sum + columns + betweenColumns, -betweenColumns)
  return drawn
    .join('\n')
    .split('\n')
    .map((line) => line.slice(0, total).trimEnd())
    .join('\n')

  function draw({ right }: Table, head: readonly string[], rows: Table['rows']): string {
    const grid = new Table3({
      head: [...head],
      colWidths: widths.map((columns) => columns + betweenColumns),
      colAligns: widths.map((_, column) => (right?.includes(column) ? 'right' : 'left')),
      wordWrap,
      style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': betweenColumns },
      chars: lines,
    })
    for (const row of rows) grid.push(row.map(String))
    return grid.toString()
  }
}

const none = ''
/** a rule under the head and no other line */
const lines = {
  ...{ top: none, 'top-mid': none, 'top-left': none, 'top-right': none },
  ...{ bottom: none, 'bottom-mid': none, 'bottom-left': none, 'bottom-right': none },
  ...{ left: none, right: none, middle: none, 'left-mid': none, 'right-mid': none, mid: '─', 'mid-mid': '─' },
}

function naturalWidths({ head, rows }: Table): number[] {
  const widths = head.map((title) => title.length)
  for (const row of rows) {
    for (const [column, cell] of row.entries()) {
      for (const line of String(cell).split('\n')) widths[column] = Math.max(widths[column] ?? 0, line.length)
    }
  }
  return widths
}

function narrow(natural: number[], width: number): number[] {
  const widths = [...natural]
  const room = width - betweenColumns * (widths.length - 1)
  while (widths.reduce((sum, columns) => sum + columns, 0) > room) {
    const widest = widths.indexOf(Math.max(...widths))
    if (widths[widest]! <= 4) break
    widths[widest]! -= 1
  }
  return widths
}
