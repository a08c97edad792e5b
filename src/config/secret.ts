import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import path from 'node:path'
import { ConfigError } from '../domain/index.ts'
import { type Catalogue, catalogue } from '../messages/index.ts'
import type { Environment } from './environment.ts'
import type { SecretReference } from './schema.ts'

export interface SecretOptions {
  /** the setting it stands in, for messages: `sources.hibp.apiKey` */
  readonly setting: string
  /** folder that relative file names start from: the one of `vigie.yaml` */
  readonly baseDirectory: string
  readonly env?: Environment
  readonly messages?: Catalogue
}

const maxBytes = 65_536

/**
 * The secret that the configuration points at, without the line end that editors leave.
 * @throws ConfigError when it is not there, blank, of several lines, or when others may read its file. Names the setting and
 *   the place, never the value
 */
export async function resolveSecret(reference: SecretReference, options: SecretOptions): Promise<string> {
  const { setting, env = process.env, messages = catalogue('en') } = options
  const { config } = messages
  if ('env' in reference) {
    const value = env[reference.env]
    if (value === undefined) throw new ConfigError(config.secretEnvMissing(setting, reference.env))
    return checked(value, config.secretEnvBlank(setting, reference.env))
  }
  const file =
    'file' in reference ? path.resolve(options.baseDirectory, reference.file) : credentialFile(reference, env)
  if (file === undefined) {
    throw new ConfigError(config.noCredentials(setting), { mend: config.noCredentialsMend })
  }
  // systemd keeps its credentials to the service by other means than the mode of the file
  const value = await readSecretFile(file, { setting, messages, mustBePrivate: 'file' in reference })
  return checked(value, config.secretFileBlank(setting, file))
}

function credentialFile(reference: { readonly credential: string }, env: Environment): string | undefined {
  const directory = env.CREDENTIALS_DIRECTORY
  return directory === undefined || directory === '' ? undefined : path.join(directory, reference.credential)
}

async function readSecretFile(
  file: string,
  { setting, messages: { config }, mustBePrivate }: { setting: string; messages: Catalogue; mustBePrivate: boolean },
): Promise<string> {
  let handle: FileHandle
  try {
    handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK)
  } catch (error) {
    throw new ConfigError(config.secretFileUnreadable(setting, file, (error as NodeJS.ErrnoException).code ?? '?'))
  }
  try {
    const stats = await handle.stat()
    if (!stats.isFile() || stats.size > maxBytes)
      throw new ConfigError(config.secretFileUnreadable(setting, file, 'EINVAL'))
    if (mustBePrivate && (stats.mode & 0o077) !== 0) {
      throw new ConfigError(config.secretFileOpen(setting, file), { mend: `chmod 600 ${file}` })
    }
    return await handle.readFile('utf8')
  } finally {
    await handle.close()
  }
}

function checked(value: string, message: string): string {
  const secret = value.trim()
  // a header of several lines is no header
  if (secret === '' || /\p{Cc}/u.test(secret)) throw new ConfigError(message)
  return secret
}
