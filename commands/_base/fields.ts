/** Lines of a label and what it says, wrapped beside the label. */
export type Field = readonly [label: string, text: string | undefined]

const usualWidth = 80
const gap = 2

/** Fields without a text are left out. */
export function renderFields(fields: readonly Field[], width = usualWidth): string {
  const told = fields.filter((field): field is readonly [string, string] => (field[1] ?? '') !== '')
  const indent = Math.max(...told.map(([label]) => label.length)) + gap
  return told
    .map(([label, text]) => {
      const lines = text.split('\n').flatMap((line) => wrap(line, Math.max(20, width - indent)))
      return lines.map((line, index) => (index === 0 ? label : '').padEnd(indent) + line).join('\n')
    })
    .join('\n')
}

/** Breaks at plain spaces only; a longer word stays whole. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return [...lines, line]
}
