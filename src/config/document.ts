import { isMap, isScalar, LineCounter, parseDocument } from 'yaml'
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
