import type * as v from 'valibot'
import { ConfigError } from '../domain/index.ts'
import type { Catalogue } from '../messages/index.ts'
import type { ConfigurationDocument } from './document.ts'
import { nearest } from './nearest.ts'
import { configurationSchema } from './schema.ts'
import { keysAt } from './unknown-key.ts'

type Expected = keyof Catalogue['config']['expected']

export interface ProblemContext {
  /** as shown */
  readonly file: string
  readonly document: ConfigurationDocument
  readonly messages: Catalogue
}

/** A setting that is not as it must be, as an error with file and line. */
export function problem(path: readonly PropertyKey[], expected: Expected, context: ProblemContext): ConfigError {
  const { config } = context.messages
  return at(path, config.wrong(dotted(path), config.expected[expected]), undefined, context)
}

export function unknownSource(id: string, known: readonly string[], context: ProblemContext): ConfigError {
  const { config } = context.messages
  const meant = nearest(id, known)
  const mend = meant === undefined ? config.sourceList : config.didYouMean(meant)
  return at(['sources', id], config.unknownSource(id), mend, context)
}

/** The first thing that valibot found wrong, in our words. What was written is never repeated: it may be a secret. */
export function toConfigError(issue: v.BaseIssue<unknown>, context: ProblemContext): ConfigError {
  const { config } = context.messages
  const path = (issue.path ?? []).map((item) => item.key as PropertyKey)
  if (issue.type === 'strict_object' && path.length > 0) {
    const section = path.slice(0, -1)
    const key = String(path.at(-1))
    if (issue.expected === 'never') {
      const known = keysAt(configurationSchema, section)
      const meant = nearest(key, known)
      const mend = meant === undefined ? config.knownKeys(known.join(', ')) : config.didYouMean(meant)
      return at(path, config.unknown(dotted(path)), mend, context)
    }
    if (issue.received === 'undefined') return at(section, config.missing(dotted(section), key), undefined, context)
  }
  const wantsText = issue.type === 'string' && typeof issue.input === 'number'
  const expected = issue.message in config.expected ? (issue.message as Expected) : 'text'
  return at(path, config.wrong(dotted(path), config.expected[expected]), wantsText ? config.quotes : undefined, context)
}

function at(
  path: readonly PropertyKey[],
  message: string,
  mend: string | undefined,
  context: ProblemContext,
): ConfigError {
  return new ConfigError(`${context.file}:${context.document.lineOf(path)}: ${message}`, { mend })
}

function dotted(path: readonly PropertyKey[]): string {
  return (
    path
      .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
      .join('')
      .replace(/^\./, '') || 'vigie.yaml'
  )
}
