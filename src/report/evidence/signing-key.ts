/**
 * The key that evidence packs are signed with: Ed25519, of this workspace, made when it is needed first. It stands with the
 * other keys, outside the database, readable by its owner alone; whoever holds it can sign in the city's name.
 */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto'
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { ConfigError } from '../../domain/index.ts'

const fileName = 'evidence-signing.key'
/** Windows keeps who may read a file elsewhere. */
const hasModes = process.platform !== 'win32'

export interface SigningKey {
  readonly file: string
  /** made just now */
  readonly isNew: boolean
  /** as PEM */
  readonly publicPem: string
  /** SHA-256 of the public key (SubjectPublicKeyInfo, DER), in hexadecimal: to be told to who receives a pack, by another way */
  readonly fingerprintHex: string
  /** 64 bytes; the same for the same bytes */
  sign(bytes: Uint8Array): Uint8Array
}

/** @throws ConfigError when it can be read by others, or is no such key */
export async function openSigningKey(keysDirectory: string): Promise<SigningKey> {
  const file = path.join(keysDirectory, fileName)
  const found = await readIfThere(file)
  const isNew = found === undefined && (await makeKey(file))
  const key = parseKey(found ?? (await readFile(file, 'utf8')), file)
  const publicKey = createPublicKey(key)
  const der = publicKey.export({ type: 'spki', format: 'der' })
  return {
    file,
    isNew,
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    fingerprintHex: createHash('sha256').update(der).digest('hex'),
    sign: (bytes) => sign(null, bytes, key),
  }
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    const { mode } = await stat(file)
    if (hasModes && (mode & 0o077) !== 0) {
      throw new ConfigError(`${file} can be read by others`, { mend: `chmod 600 ${file}` })
    }
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** @returns false when another run made it meanwhile: theirs stands */
async function makeKey(file: string): Promise<boolean> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  const { privateKey } = generateKeyPairSync('ed25519')
  const temporary = `${file}.${randomBytes(6).toString('hex')}.part`
  try {
    const handle = await open(temporary, 'wx', 0o600)
    try {
      await handle.writeFile(privateKey.export({ type: 'pkcs8', format: 'pem' }))
      await handle.sync()
    } finally {
      await handle.close()
    }
    // unlike a rename, a link never replaces a key that is there
    await link(temporary, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    await rm(temporary, { force: true })
  }
}

function parseKey(pem: string, file: string): KeyObject {
  const wrong = (cause?: unknown) =>
    new ConfigError(`${file} is no Ed25519 key`, { mend: 'take it from the backup of the keys', cause })
  try {
    const key = createPrivateKey(pem)
    if (key.asymmetricKeyType !== 'ed25519') throw wrong()
    return key
  } catch (error) {
    throw error instanceof ConfigError ? error : wrong(error)
  }
}
