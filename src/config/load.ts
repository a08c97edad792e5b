import { readFile } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import { ConfigError } from '../domain/index.ts'
import { type Catalogue, catalogue } from '../messages/index.ts'
import { type Configuration, toConfiguration } from './configuration.ts'
import { readDocument } from './document.ts'
import { daysOf, parseDuration } from './duration.ts'
import type { Environment } from './environment.ts'
import { type ProblemContext, problem, toConfigError, unknownSource } from './problems.ts'
import { configurationSchema, type RawConfiguration } from './schema.ts'

export interface LoadOptions {
  /** ids that `sources.*` may name */
  readonly sourceIds: readonly string[]
  readonly env?: Environment
  /** the language of errors */
  readonly messages?: Catalogue
}

const maxIrrelevantDays = 7

/**
 * Reads and checks `vigie.yaml`. Secrets are not looked for: see `resolveSecret`.
 * @throws ConfigError with file, line and setting; for an unknown one, with the one that was meant
 */
export async function loadConfiguration(file: string, options: LoadOptions): Promise<Configuration> {
  const { env = process.env, messages = catalogue('en') } = options
  const source = await read(file, messages)
  return parseConfiguration(source, path.resolve(file), { ...options, env, messages })
}

/** The same of a text; `file` says where it stands. */
export function parseConfiguration(
  source: string,
  file: string,
  { sourceIds, env = process.env, messages = catalogue('en') }: LoadOptions,
): Configuration {
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

async function read(file: string, { config }: Catalogue): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '?'
    if (code === 'ENOENT') throw new ConfigError(config.notFound(file), { mend: config.notFoundMend })
    throw new ConfigError(config.unreadable(file, code))
  }
}
