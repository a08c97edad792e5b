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
}

/**
 * Reads and checks `vigie.yaml`. Secrets are not looked for: see `resolveSecret`.
 * @throws ConfigError with file, line and setting; for an unknown one, with the one that was meant
 */
export async function loadConfiguration(file: string, options: LoadOptions): Promise<Configuration> {
  return parseConfiguration(await read(file, options.messages ?? catalogue('en')), path.resolve(file), options)
}

/** The same of a text; `file`, an absolute path, says where it stands. */
export async function parseConfiguration(source: string, file: string, options: LoadOptions): Promise<Configuration> {
  // YAML and schemas take a while to load: only where there is a file to read
  const { parse } = await import('./parse.ts')
  return parse(source, file, { env: process.env, messages: catalogue('en'), ...options })
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
