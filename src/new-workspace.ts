/** Making a workspace: configuration, keys and database appear together or not at all. */
import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { defaultKeysDirectory, type FreshConfiguration, freshConfiguration, workspaceLocation } from './config/index.ts'
import { ConfigError, StoreError } from './domain/index.ts'
import type { Catalogue, Locale } from './messages/index.ts'
import { createStore, makeFolder } from './store/index.ts'

export interface NewWorkspace {
  /** `--workspace`; `./.vigie` when absent and `VIGIE_WORKSPACE` is not set */
  readonly flag?: string | undefined
  readonly locale: Locale
  readonly messages: Catalogue
  readonly now: () => Date
  readonly organisation?: string
  readonly legalBasis?: string
  /** from the workspace when relative; a folder of its own below the XDG configuration folder when absent */
  readonly keysDirectory?: string
  /** instead of the usual configuration: made of the one of `init` and what is given */
  readonly configuration?: Partial<FreshConfiguration>
}

export interface MadeWorkspace {
  readonly directory: string
  readonly configurationFile: string
  readonly databaseFile: string
  readonly keysDirectory: string
}

const databaseName = 'vigie.db'

/**
 * @throws ConfigError when there is a workspace already
 * @throws StoreError when it cannot be made there
 */
export async function createWorkspace(options: NewWorkspace): Promise<MadeWorkspace> {
  const directory = newLocation(options.flag)
  const configurationFile = path.join(directory, 'vigie.yaml')
  await refuseExisting(directory, configurationFile, options.messages)
  const keysDirectory = path.resolve(directory, options.keysDirectory ?? ownKeysDirectory(directory))
  const keysInside = !path.relative(directory, keysDirectory).startsWith('..')

  let part = ''
  try {
    makeFolder(path.dirname(directory))
    part = await mkdtemp(path.join(path.dirname(directory), `.${path.basename(directory)}.`))
    await chmod(part, 0o700)
    const store = await createStore({
      file: path.join(part, databaseName),
      keysDirectory: keysInside ? path.join(part, path.relative(directory, keysDirectory)) : keysDirectory,
      now: options.now,
    })
    await store.close()
    const text = freshConfiguration({
      locale: options.locale,
      ...(options.organisation === undefined ? {} : { organisation: options.organisation }),
      ...(options.legalBasis === undefined ? {} : { legalBasis: options.legalBasis }),
      keysDirectory: keysInside ? path.relative(directory, keysDirectory) : keysDirectory,
      ...options.configuration,
    })
    await writeFile(path.join(part, 'vigie.yaml'), text, { mode: 0o600, flag: 'wx' })
    await rename(part, directory)
  } catch (error) {
    if (part !== '') await rm(part, { recursive: true, force: true })
    throw cannotMake(error, directory)
  }
  return { directory, configurationFile, databaseFile: path.join(directory, databaseName), keysDirectory }
}

/** Where a new one goes: as any workspace is found, but here rather than in the data folder. */
function newLocation(flag: string | undefined): string {
  const found = workspaceLocation({ flag })
  return found.chosenBy === 'data-folder' ? path.resolve('.vigie') : found.directory
}

/** An empty folder is as good as none. */
async function refuseExisting(directory: string, configurationFile: string, { workspace }: Catalogue): Promise<void> {
  let entries: string[]
  try {
    entries = await readdir(directory)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT') return
    throw cannotMake(error, directory)
  }
  if (entries.length > 0) throw new ConfigError(workspace.exists(configurationFile), { mend: workspace.existsMend })
  await rmdir(directory)
}

function ownKeysDirectory(directory: string): string {
  const name = path.basename(path.dirname(directory)).replace(/[^\w-]+/g, '-') || 'vigie'
  return path.join(defaultKeysDirectory(), `${name}-${randomBytes(4).toString('hex')}`)
}

function cannotMake(error: unknown, directory: string): unknown {
  if (!(error instanceof Error) || !('syscall' in error)) return error
  return new StoreError(`no workspace can be made at ${directory} (${(error as NodeJS.ErrnoException).code})`, {
    mend: 'check its folder and your rights there, or name another with --workspace',
    cause: error,
  })
}
