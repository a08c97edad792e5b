/** Lines of a label and what it says, wrapped beside the label. */
import { usualWidth, wrapText } from './wrap.ts'

export type Field = readonly [label: string, text: string | undefined]

const gap = 2

/** Fields without a text are left out. */
export function renderFields(fields: readonly Field[], width = usualWidth): string {
  const told = fields.filter((field): field is readonly [string, string] => (field[1] ?? '') !== '')
  const indent = Math.max(...told.map(([label]) => label.length)) + gap
  return told
    .map(([label, text]) => {
      const lines = wrapText(text, Math.max(20, width - indent)).split('\n')
      return lines.map((line, index) => (index === 0 ? label : '').padEnd(indent) + line).join('\n')
    })
    .join('\n')
}
