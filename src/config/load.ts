import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { ConfigError } from '../domain/index.ts'
import { type Catalogue, catalogue } from '../messages/index.ts'
import type { Configuration } from './configuration.ts'
import type { Environment } from './environment.ts'

export interface LoadOptions {
  /** ids that `sources.*` may name */
  readonly sourceIds: readonly string[]
  readonly env?: Environment
  /** the language of errors */
  readonly messages?: Catalogue
  /** where else it was looked for, to be told when it is in neither place */
  readonly insteadOf?: string | undefined
}

/**
 * Reads and checks `vigie.yaml`. Secrets are not looked for: see `resolveSecret`.
 * @throws ConfigError with file, line and setting; for an unknown one, with the one that was meant
 */
export async function loadConfiguration(file: string, options: LoadOptions): Promise<Configuration> {
  return parseConfiguration(await read(file, options), path.resolve(file), options)
}

/** The same of a text; `file`, an absolute path, says where it stands. */
export async function parseConfiguration(source: string, file: string, options: LoadOptions): Promise<Configuration> {
  // YAML and schemas take a while to load: only where there is a file to read
  const { parse } = await import('./parse.ts')
  return parse(source, file, { env: process.env, messages: catalogue('en'), ...options })
}

async function read(file: string, { messages = catalogue('en'), insteadOf }: LoadOptions): Promise<string> {
  const { config } = messages
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const code = error.code ?? '?'
    if (code !== 'ENOENT') throw new ConfigError(config.unreadable(file, code))
    const message = insteadOf === undefined ? config.notFound(file) : config.notFoundAnywhere(insteadOf, file)
    throw new ConfigError(message, { mend: config.notFoundMend })
  })
  // a copy that broke off, an editor that failed: its defaults would lead to another database and other keys
  if (text.split('\n').every((line) => /^\s*(?:#|$)/.test(line))) {
    throw new ConfigError(config.empty(file), { mend: config.emptyMend })
  }
  return text
}
