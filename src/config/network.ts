import { readFile } from 'node:fs/promises'
import { ConfigError } from '../domain/index.ts'
import { type Catalogue, catalogue } from '../messages/index.ts'
import type { Configuration } from './configuration.ts'
import type { Environment } from './environment.ts'
import type { SecretReference } from './schema.ts'
import { resolveSecret } from './secret.ts'

/** What the network door is opened with. */
export interface NetworkSettings {
  readonly proxy?: string
  readonly noProxy: readonly string[]
  readonly ca: 'system' | { readonly pem: string }
  readonly userAgent?: string
  /** limits of one attempt */
  readonly defaults?: { readonly connectMs: number; readonly headersMs: number; readonly bodyMs: number }
}

/** to connect, at most: who does not by then will not */
const longestConnectMs = 10_000

/** this machine is never reached through a proxy: the pretend sources answer here */
const thisMachine = ['127.0.0.1', 'localhost', '::1']

/**
 * `network.*` of the configuration; where it names no proxy, the usual variables do (`HTTPS_PROXY`, `ALL_PROXY`), and
 * `NO_PROXY` holds in both cases.
 * @throws ConfigError for a secret or a file of authorities that cannot be read
 */
export async function resolveNetwork(
  configuration: Configuration,
  options: { readonly env?: Environment; readonly messages?: Catalogue } = {},
): Promise<NetworkSettings> {
  const { env = process.env, messages = catalogue('en') } = options
  const { proxy, ca, userAgent, timeoutMs: headersMs } = configuration.network
  const given = await resolveProxy(proxy, 'network.proxy', configuration, { env, messages })
  const used = given ?? first(env, 'https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY')
  const noProxy = (first(env, 'no_proxy', 'NO_PROXY') ?? '').split(/[\s,]+/).filter((entry) => entry !== '')
  return {
    ...(used === undefined ? {} : { proxy: used }),
    noProxy: [...thisMachine, ...noProxy],
    ca: ca === 'system' ? 'system' : { pem: await readAuthorities(ca, messages) },
    ...(userAgent === undefined ? {} : { userAgent }),
    ...(headersMs === undefined
      ? {}
      : { defaults: { connectMs: Math.min(longestConnectMs, headersMs), headersMs, bodyMs: 2 * headersMs } }),
  }
}

/** The address of a proxy, wherever it is kept. @throws ConfigError as `resolveSecret` */
export async function resolveProxy(
  proxy: string | SecretReference | undefined,
  setting: string,
  configuration: Configuration,
  options: { readonly env?: Environment; readonly messages?: Catalogue } = {},
): Promise<string | undefined> {
  if (proxy === undefined || typeof proxy === 'string') return proxy
  return resolveSecret(proxy, { ...options, setting, baseDirectory: configuration.directory })
}

async function readAuthorities(file: string, { config }: Catalogue): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new ConfigError(`network.ca: ${config.unreadable(file, (error as NodeJS.ErrnoException).code ?? '?')}`)
  }
}

/** the lower-case name comes first, as curl has it */
function first(env: Environment, ...names: readonly string[]): string | undefined {
  return names.map((name) => env[name]).find((value) => value !== undefined && value !== '')
}
