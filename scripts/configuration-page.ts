/** Writes `docs/configuration.md`, one line for each setting of `vigie.yaml`: `node scripts/configuration-page.ts`. */
import { readFileSync, writeFileSync } from 'node:fs'
import { vigieSchema } from './vigie-schema.ts'

export const pageFile = new URL('../docs/configuration.md', import.meta.url)
const from = '<!-- settings -->'

interface Node {
  readonly type?: string
  readonly description?: string
  readonly enum?: readonly string[]
  readonly const?: unknown
  readonly pattern?: string
  readonly properties?: Readonly<Record<string, Node>>
  readonly additionalProperties?: Node | boolean
  readonly anyOf?: readonly Node[]
  readonly items?: Node
}

/** Every setting as [path, form, explanation]; `*` stands for a name of the reader's own choice. */
export function settings(node: Node = JSON.parse(vigieSchema()), path = ''): (readonly [string, string, string])[] {
  const named = Object.entries(node.properties ?? {})
  const free =
    typeof node.additionalProperties === 'object' && Object.keys(node.additionalProperties).length > 0
      ? [['*', node.additionalProperties] as const]
      : []
  return [...named, ...free].flatMap(([key, child]) => {
    const here = path === '' ? key : `${path}.${key}`
    const inner = settings(child, here)
    const isLeaf = inner.length === 0
    return isLeaf || child.description !== undefined
      ? [[here, formOf(child), child.description ?? ''], ...inner]
      : inner
  })
}

function formOf(node: Node): string {
  if (node.enum !== undefined) return node.enum.map((word) => `\`${word}\``).join(', ')
  if (node.const !== undefined) return `\`${String(node.const)}\``
  if (node.anyOf !== undefined) return [...new Set(node.anyOf.map(formOf))].join(' or ')
  if (node.type === 'array') return 'list'
  if (node.properties !== undefined) {
    const keys = Object.keys(node.properties)
    return keys.length === 1 ? `\`{ ${keys[0]}: … }\`` : 'section'
  }
  if (node.additionalProperties !== undefined) return 'section'
  if (node.pattern?.includes('min|h|d') === true) return 'duration'
  return { string: 'text', boolean: '`true`, `false`', integer: 'whole number' }[node.type ?? ''] ?? 'anything'
}

/** The page with its table as the program has it now; what stands before the table is written by hand. */
export function page(): string {
  const [opening = ''] = readFileSync(pageFile, 'utf8').split(from)
  const rows = settings().map(([path, form, explanation]) => `| \`${path}\` | ${form} | ${explanation} |`)
  return `${opening}${from}\n\n| Setting | Form | |\n| --- | --- | --- |\n${rows.join('\n')}\n`
}

if (import.meta.main) writeFileSync(pageFile, page())
