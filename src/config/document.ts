import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import { ConfigError } from '../domain/index.ts'
import type { Catalogue } from '../messages/index.ts'

/** A YAML file that was read, and where its settings stand in it. */
export interface ConfigurationDocument {
  readonly value: unknown
  /** line of the key (or item) at `path`, from 1; of the nearest section around it when it is not there */
  lineOf(path: readonly PropertyKey[]): number
}

/**
 * @param file as shown in messages
 * @throws ConfigError with the line; never quotes the text, which may hold what should not be in it
 */
export function readDocument(source: string, file: string, { config }: Catalogue): ConfigurationDocument {
  const lineCounter = new LineCounter()
  const document = parseDocument(source, { lineCounter, prettyErrors: false, maxAliasCount: 100 } as never)
  const lineAt = (offset: number) => Math.max(1, lineCounter.linePos(offset).line)
  const [error] = [...document.errors, ...document.warnings]
  const twice = error?.code === 'DUPLICATE_KEY' ? findTwice(document.contents, error.pos[0], []) : undefined
  if (error !== undefined && twice !== undefined) {
    const message = config.twice(twice.path.join('.'), lineAt(twice.first))
    throw new ConfigError(`${file}:${lineAt(error.pos[0])}: ${message}`, { mend: config.twiceMend })
  }
  if (error !== undefined) {
    throw new ConfigError(`${file}:${lineAt(error.pos[0])}: ${config.notYaml(error.code)}`, {
      mend: config.notYamlMend,
    })
  }
  return {
    value: document.toJS() ?? {},
    lineOf(path) {
      let node: unknown = document.contents
      let line = 1
      for (const key of path) {
        if (isMap(node)) {
          const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key))
          if (!isScalar(pair?.key)) return line
          line = lineAt(pair.key.range?.[0] ?? 0)
          node = pair?.value
        } else {
          const item = (node as { items?: readonly { range?: readonly number[] }[] } | null)?.items?.[Number(key)]
          if (item?.range?.[0] === undefined) return line
          line = lineAt(item.range[0])
          node = item
        }
      }
      return line
    },
  }
}

/** The setting whose second writing begins at `second`: where it stands, and where it was written first. */
function findTwice(
  node: unknown,
  second: number,
  path: readonly string[],
): { readonly path: readonly string[]; readonly first: number } | undefined {
  if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) {
      const found = findTwice(item, second, [...path, String(index)])
      if (found !== undefined) return found
    }
  }
  if (!isMap(node)) return undefined
  const firsts = new Map<string, number>()
  for (const { key, value } of node.items) {
    if (!isScalar(key)) continue
    const name = String(key.value)
    const at = key.range?.[0] ?? 0
    const first = firsts.get(name)
    if (at === second && first !== undefined) return { path: [...path, name], first }
    firsts.set(name, first ?? at)
    const found = findTwice(value, second, [...path, name])
    if (found !== undefined) return found
  }
  return undefined
}
