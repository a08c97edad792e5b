/** Counting and printing for the quality benches. */

/** Pairs of (labelled, ours). */
export function scores(pairs: readonly (readonly [boolean, boolean])[]): {
  precision: number
  recall: number
  f1: number
} {
  const hits = pairs.filter(([labelled, ours]) => labelled && ours).length
  const claimed = pairs.filter(([, ours]) => ours).length
  const there = pairs.filter(([labelled]) => labelled).length
  const precision = claimed === 0 ? 1 : hits / claimed
  const recall = there === 0 ? 1 : hits / there
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}

export function accuracy(pairs: readonly (readonly [string, string])[]): number {
  return pairs.length === 0 ? 1 : pairs.filter(([labelled, ours]) => labelled === ours).length / pairs.length
}

export function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`
}

export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)))
  const line = (cells: readonly string[]) =>
    cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  ')
  for (const row of [head, widths.map((width) => '-'.repeat(width)), ...rows]) console.log(line(row))
}
