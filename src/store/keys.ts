/**
 * The keys of a store, in a directory of their own, outside the database and its backups:
 *
 * - `lookup.key`: digests of selectors, persons and targets. Never changes, or nobody would be recognised any more.
 * - `master.key`: wraps the data keys.
 * - `data-NAME.key`: wrapped; one per population, and one for what else is sealed. Deleting it shreds what it sealed.
 */
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { ConfigError, StoreError } from '../domain/index.ts'
import { Digester } from './digest.ts'
import { makeFolder } from './make-folder.ts'
import { seal, unseal } from './seal.ts'
import { codeOf } from './system-error.ts'

const keyLength = 32
const modes = { directory: 0o700, file: 0o600 } as const
/** Windows keeps who may read a file elsewhere. */
const hasModes = process.platform !== 'win32'

export class Keyring {
  readonly digester: Digester
  readonly #directory: string
  readonly #master: Buffer
  readonly #dataKeys = new Map<string, Buffer>()

  constructor(directory: string, lookup: Buffer, master: Buffer) {
    this.#directory = directory
    this.digester = new Digester(lookup)
    this.#master = master
  }

  /** Makes a data key. It is on the disk when this returns: what is sealed with it may be committed. @returns its name */
  createDataKey(): string {
    const name = randomBytes(8).toString('hex')
    const key = randomBytes(keyLength)
    writeKey(this.#directory, dataKeyFile(name), seal(this.#master, key, Buffer.from(name)))
    this.#dataKeys.set(name, key)
    return name
  }

  /** @returns `undefined` when the key is gone: what it sealed was shredded */
  dataKey(name: string): Buffer | undefined {
    const known = this.#dataKeys.get(name)
    if (known !== undefined) return known
    const wrapped = readKey(this.#directory, dataKeyFile(name))
    if (wrapped === undefined) return undefined
    const key = unseal(this.#master, wrapped, Buffer.from(name))
    if (key === undefined) {
      throw new StoreError(`the key file ${dataKeyFile(name)} does not belong to this master key, or is damaged`, {
        mend: `put the backup of the keys in place in ${this.#directory}`,
      })
    }
    this.#dataKeys.set(name, key)
    return key
  }
}

/** Makes the directory and the two main keys where they do not exist; keys that are there stay. */
export function createKeys(directory: string): Keyring {
  try {
    makeFolder(directory, modes.directory)
  } catch (error) {
    throw new ConfigError(
      `the folder of the keys cannot be made: ${directory} (${String(codeOf(error, 'code') ?? '?')})`,
      {
        mend: 'check the folder above it and your rights there, or name another with --keys',
        cause: error,
      },
    )
  }
  checkPermissions(directory)
  for (const file of ['lookup.key', 'master.key']) {
    if (!existsSync(join(directory, file))) writeKey(directory, file, randomBytes(keyLength))
  }
  return openKeys(directory)
}

/**
 * @throws ConfigError when the directory or a key in it may be read by others
 * @throws StoreError when a key is missing or damaged
 */
export function openKeys(directory: string): Keyring {
  checkPermissions(directory)
  return new Keyring(directory, mainKey(directory, 'lookup.key'), mainKey(directory, 'master.key'))
}

/** What is too open about the directory and its files; empty when nothing is. */
export function tooOpen(directory: string): readonly string[] {
  if (!hasModes) return []
  const files = readdirSync(directory).filter((name) => name.endsWith('.key'))
  return [directory, ...files.map((name) => join(directory, name))].filter(
    (path) => (lstatSync(path).mode & 0o077) !== 0,
  )
}

function checkPermissions(directory: string): void {
  if (!existsSync(directory)) {
    throw new StoreError(`the keys of this database are missing: there is no directory ${directory}`, {
      mend: 'put the backup of the keys there: without them the database cannot be read',
    })
  }
  const [path] = tooOpen(directory)
  if (path === undefined) return
  throw new ConfigError(`others than its owner may read ${path}`, {
    mend: `chmod ${path === directory ? '700' : '600'} '${path}'`,
  })
}

function mainKey(directory: string, file: string): Buffer {
  const key = readKey(directory, file)
  if (key === undefined || key.length !== keyLength) {
    throw new StoreError(`the key file ${join(directory, file)} is ${key === undefined ? 'missing' : 'damaged'}`, {
      mend: 'put its backup in place: without it the database cannot be read',
    })
  }
  return key
}

function readKey(directory: string, file: string): Buffer | undefined {
  try {
    return Buffer.from(readFileSync(join(directory, file), 'latin1').trim(), 'base64')
  } catch (error) {
    if (codeOf(error, 'code') === 'ENOENT') return undefined
    throw new StoreError(`the key file ${join(directory, file)} cannot be read`, {
      mend: 'run this command as the user who owns it',
      cause: error,
    })
  }
}

/** Whole and on the disk, or not there: written beside, flushed, then named. Never replaces a key. */
function writeKey(directory: string, file: string, bytes: Uint8Array): void {
  const path = join(directory, file)
  const beside = `${path}.${randomBytes(4).toString('hex')}`
  try {
    const handle = openSync(beside, 'wx', modes.file)
    try {
      writeSync(handle, `${Buffer.from(bytes).toString('base64')}\n`)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    linkSync(beside, path)
    syncDirectory(directory)
  } catch (error) {
    throw new StoreError(`the key file ${path} could not be written`, {
      mend: `check the free space and the permissions of ${directory}`,
      cause: error,
    })
  } finally {
    rmSync(beside, { force: true })
  }
}

/** Puts names of files on the disk, where the system knows how. */
export function syncDirectory(directory: string): void {
  if (!hasModes) return
  const handle = openSync(directory, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function dataKeyFile(name: string): string {
  return `data-${name}.key`
}
