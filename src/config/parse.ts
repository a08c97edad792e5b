import path from 'node:path'
import * as v from 'valibot'
import type { Catalogue } from '../messages/index.ts'
import { type Configuration, toConfiguration } from './configuration.ts'
import { readDocument } from './document.ts'
import { daysOf, parseDuration } from './duration.ts'
import type { Environment } from './environment.ts'
import { type ProblemContext, problem, toConfigError, unknownSource } from './problems.ts'
import { configurationSchema, type RawConfiguration } from './schema.ts'

export interface ParseOptions {
  readonly sourceIds: readonly string[]
  readonly env: Environment
  readonly messages: Catalogue
}

const maxIrrelevantDays = 7

/** Reads and checks the text of `vigie.yaml`. @throws ConfigError */
export function parse(source: string, file: string, { sourceIds, env, messages }: ParseOptions): Configuration {
  const document = readDocument(source, file, messages)
  const context: ProblemContext = { file, document, messages }
  // valibot takes a list for an object
  if (Array.isArray(document.value)) throw problem([], 'section', context)
  const result = v.safeParse(configurationSchema, document.value, { abortPipeEarly: true })
  if (!result.success) throw toConfigError(result.issues[0], context)
  checkTogether(result.output, sourceIds, context)
  return toConfiguration(result.output, { file, directory: path.dirname(file), env })
}

/** What no single setting tells. */
function checkTogether(raw: RawConfiguration, sourceIds: readonly string[], context: ProblemContext): void {
  for (const id of Object.keys(raw.sources ?? {})) {
    if (!sourceIds.includes(id)) throw unknownSource(id, sourceIds, context)
  }
  for (const [name, { disclose }] of Object.entries(raw.populations ?? {})) {
    const unknown = disclose?.clear?.find((id) => !sourceIds.includes(id))
    // a source misspelt here would silently not be asked
    if (unknown !== undefined) throw unknownSource(unknown, sourceIds, { ...context, document: under(context, name) })
  }
  const irrelevant = raw.retention?.irrelevant
  if (irrelevant && daysOf(parseDuration(irrelevant)!) > maxIrrelevantDays) {
    throw problem(['retention', 'irrelevant'], 'irrelevant', context)
  }
}

function under({ document }: ProblemContext, population: string): ProblemContext['document'] {
  return { ...document, lineOf: () => document.lineOf(['populations', population, 'disclose', 'clear']) }
}
