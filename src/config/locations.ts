/** Where things are on this machine, by flag, environment and the XDG base directories. */
import { existsSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Environment } from './environment.ts'

export interface WorkspaceLocation {
  /** absolute */
  readonly directory: string
  /** `vigie.yaml` in it */
  readonly configurationFile: string
  readonly chosenBy: 'flag' | 'environment' | 'here' | 'data-folder'
  /** the file that would have come first, had its folder been there; for who is told that there is none */
  readonly insteadOf?: string
}

export interface LocationOptions {
  /** `--workspace` */
  readonly flag?: string | undefined
  readonly env?: Environment
  readonly cwd?: string
}

/** `--workspace`, else `VIGIE_WORKSPACE`, else `./.vigie` when it is there, else `vigie` in the XDG data folder. */
export function workspaceLocation(options: LocationOptions = {}): WorkspaceLocation {
  const { flag, env = process.env, cwd = process.cwd() } = options
  const here = path.resolve(cwd, '.vigie')
  if (flag !== undefined) return location(path.resolve(cwd, flag), 'flag')
  if (env.VIGIE_WORKSPACE) return location(path.resolve(cwd, env.VIGIE_WORKSPACE), 'environment')
  if (existsSync(here)) return location(here, 'here')
  const directory = path.join(baseDirectory(env, 'XDG_DATA_HOME', '.local/share'), 'vigie')
  return { ...location(directory, 'data-folder'), insteadOf: location(here, 'here').configurationFile }
}

function location(directory: string, chosenBy: WorkspaceLocation['chosenBy']): WorkspaceLocation {
  return { directory, configurationFile: path.join(directory, 'vigie.yaml'), chosenBy }
}

/** Where keys are when the configuration does not say: not beside the database, so that its backups do not hold them. */
export function defaultKeysDirectory(env: Environment = process.env): string {
  return path.join(baseDirectory(env, 'XDG_CONFIG_HOME', '.config'), 'vigie', 'keys')
}

/** A path of the configuration: `~/` is the home folder, a relative one starts from the folder of `vigie.yaml`. */
export function resolvePath(written: string, baseDirectory: string, env: Environment = process.env): string {
  return written.startsWith('~/') ? path.join(home(env), written.slice(2)) : path.resolve(baseDirectory, written)
}

/** @see https://specifications.freedesktop.org/basedir-spec/latest/ a relative path in the variable is to be ignored */
function baseDirectory(env: Environment, variable: string, fallback: string): string {
  const given = env[variable]
  return given !== undefined && path.isAbsolute(given) ? given : path.join(home(env), fallback)
}

function home(env: Environment): string {
  return env.HOME || os.homedir()
}
