import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  statfsSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from '@jest/globals'
import { BusyError, ConfigError, StoreError } from '../../src/domain/index.ts'
import { createStore, openStore } from '../../src/store/index.ts'
import { schemaVersion } from '../../src/store/migrations/index.ts'
import { canMount, readOnly, smallDisk } from './disks.ts'
import {
  allWatched,
  answer,
  importInto,
  newStore,
  noon,
  reopen,
  storeOptions,
  temporaryDirectory,
} from './workspace.ts'

async function madeStore(): Promise<string> {
  const directory = temporaryDirectory()
  const store = await createStore(storeOptions(directory))
  await importInto(store, 'staff', ['anne@ville-exemple.fr'])
  await store.close()
  return directory
}

/** Runs SQL behind the store's back. */
function tamper(directory: string, sql: string): void {
  const db = new DatabaseSync(storeOptions(directory).file)
  db.exec(sql)
  db.close()
}

async function refusal(promise: Promise<unknown>): Promise<StoreError> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof StoreError || error instanceof ConfigError || error instanceof BusyError)) throw error
  return error
}

/** where no disk can be mounted, these are shown as skipped */
const testOnDisk = canMount ? test : test.skip

describe('a new store', () => {
  test('keeps database and keys from everybody else', async () => {
    const directory = await madeStore()
    const { file, keysDirectory } = storeOptions(directory)

    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(statSync(keysDirectory).mode & 0o777).toBe(0o700)
    const keys = readdirSync(keysDirectory)
    expect(keys.filter((name) => /^(lookup|master|data-[0-9a-f]{16})\.key$/.test(name)).length).toBe(keys.length)
    expect(keys.length).toBe(4)
    for (const name of keys) expect(statSync(join(keysDirectory, name)).mode & 0o777).toBe(0o600)
  })

  test('is healthy', async () => {
    const store = await newStore()

    const health = await store.health()

    expect(health.filter(({ ok }) => !ok)).toEqual([])
    expect(health.map(({ what }) => what)).toContain('quick check')
  })

  test.each(['/proc/nowhere/keys', `${import.meta.filename}/keys`])(
    'refuses keys at %s by their name',
    async (where) => {
      const error = await refusal(createStore({ ...storeOptions(temporaryDirectory()), keysDirectory: where }))

      expect(error.message).toContain(`the folder of the keys cannot be made: ${where}`)
      expect(error.mend).toContain('--keys')
    },
  )

  test('never takes the place of another', async () => {
    const directory = await madeStore()

    const error = await refusal(createStore(storeOptions(directory)))

    expect(error.message).toMatch(/there is a database already/)
    expect((await allWatched(await reopen(directory))).length).toBe(1)
  })

  test('made anew beside kept keys knows everybody by the same names', async () => {
    const directory = await madeStore()
    const before = await allWatched(await reopen(directory))
    rmSync(storeOptions(directory).file)

    const store = await newStore(directory)
    await importInto(store, 'staff', ['anne@ville-exemple.fr'])

    expect((await allWatched(store)).map(({ name }) => name)).toEqual(before.map(({ name }) => name))
  })

  testOnDisk('that cannot be written leaves no half of itself', async () => {
    const disk = smallDisk('64k')
    try {
      const error = await refusal(createStore(storeOptions(disk.directory)))

      expect(error).toBeInstanceOf(StoreError)
      expect(error.mend).toBeDefined()
      expect(existsSync(storeOptions(disk.directory).file)).toBe(false)
    } finally {
      disk.remove()
    }
  })
})

describe('opening says what is wrong and how to mend it', () => {
  test('no database', async () => {
    const error = await refusal(openStore(storeOptions(temporaryDirectory())))

    expect(error.message).toMatch(/there is no database/)
    expect(error.mend).toMatch(/vigie init/)
  })

  test('something else than a database', async () => {
    const directory = await madeStore()
    writeFileSync(storeOptions(directory).file, 'name;mail\nAnne;anne@ville-exemple.fr\n'.repeat(100))

    const error = await refusal(openStore(storeOptions(directory)))

    expect(error).toBeInstanceOf(StoreError)
    expect(error.message).toMatch(/is not a database/)
  })

  test('an empty file, a directory, a database of another program', async () => {
    const directory = await madeStore()
    const { file } = storeOptions(directory)
    const messages: string[] = []

    truncateSync(file)
    messages.push((await refusal(openStore(storeOptions(directory)))).message)
    rmSync(file)
    mkdirSync(file)
    messages.push((await refusal(openStore(storeOptions(directory)))).message)
    rmSync(file, { recursive: true })
    tamper(directory, 'create table todo (what text)')
    messages.push((await refusal(openStore(storeOptions(directory)))).message)

    expect(messages).toEqual([
      `${file} is not a database of Vigie`,
      `${file} is not a file`,
      `${file} is not a database of Vigie`,
    ])
  })

  test('a newer database, naming both versions', async () => {
    const directory = await madeStore()
    tamper(directory, `insert into migration values (7, 'from the future', '${noon}')`)

    const error = await refusal(openStore(storeOptions(directory)))

    expect(error.message).toContain(`version 7, this program knows versions up to ${schemaVersion}`)
    expect(error.mend).toMatch(/update Vigie/)
  })

  test('an older one that may not be written', async () => {
    const directory = await madeStore()
    tamper(directory, 'delete from migration')

    const error = await refusal(openStore(storeOptions(directory, { readOnly: true })))

    expect(error.message).toMatch(/older Vigie/)
  })

  test('a damaged one, at the latest when the damage is met', async () => {
    const directory = await madeStore()
    const { file } = storeOptions(directory)
    const handle = openSync(file, 'r+')
    for (let page = 1; page < statSync(file).size / 4096; page++)
      writeSync(handle, Buffer.alloc(4096, 0xa5), 0, 4096, page * 4096)

    const error = await refusal(openStore(storeOptions(directory)).then((store) => store.lists.stats(noon)))

    expect(error).toBeInstanceOf(StoreError)
    expect(error.message).toMatch(/damaged/)
    expect(error.mend).toMatch(/latest copy of the database/)
  })

  test('a database cut short', async () => {
    const directory = await madeStore()
    const { file } = storeOptions(directory)
    truncateSync(file, 4096 * 3)

    const error = await refusal(openStore(storeOptions(directory)).then((store) => store.lists.stats(noon)))

    expect(error).toBeInstanceOf(StoreError)
    expect(error.message).toMatch(/damaged/)
  })

  test('keys that others may read', async () => {
    const directory = await madeStore()
    const { keysDirectory } = storeOptions(directory)
    const mends: (string | undefined)[] = []

    chmodSync(keysDirectory, 0o750)
    mends.push((await refusal(openStore(storeOptions(directory)))).mend)
    chmodSync(keysDirectory, 0o700)
    chmodSync(join(keysDirectory, 'master.key'), 0o644)
    const error = await refusal(openStore(storeOptions(directory)))
    mends.push(error.mend)

    expect(error).toBeInstanceOf(ConfigError)
    expect(mends).toEqual([`chmod 700 '${keysDirectory}'`, `chmod 600 '${join(keysDirectory, 'master.key')}'`])
  })

  test('keys that are missing, or those of another database', async () => {
    const directory = await madeStore()
    const other = await madeStore()
    const { keysDirectory } = storeOptions(directory)
    const messages: string[] = []

    rmSync(join(keysDirectory, 'lookup.key'))
    messages.push((await refusal(openStore(storeOptions(directory)))).message)
    rmSync(keysDirectory, { recursive: true })
    messages.push((await refusal(openStore(storeOptions(directory)))).message)
    cpSync(storeOptions(other).keysDirectory, keysDirectory, { recursive: true })
    chmodSync(keysDirectory, 0o700)
    messages.push((await refusal(openStore(storeOptions(directory)))).message)

    expect(messages).toEqual([
      `the key file ${join(keysDirectory, 'lookup.key')} is missing`,
      `the keys of this database are missing: there is no directory ${keysDirectory}`,
      `the keys in ${keysDirectory} belong to another database`,
    ])
  })

  test('a master key that is not the one the data keys were wrapped with', async () => {
    const directory = await madeStore()
    const other = await madeStore()
    cpSync(
      join(storeOptions(other).keysDirectory, 'master.key'),
      join(storeOptions(directory).keysDirectory, 'master.key'),
    )

    const error = await refusal(openStore(storeOptions(directory)))

    expect(error.message).toMatch(/does not belong to this master key/)
  })

  const testOnReadOnly = canMount || process.getuid?.() !== 0 ? test : test.skip

  testOnReadOnly('a disk that may not be written', async () => {
    const directory = await madeStore()
    const disk = readOnly(directory)
    try {
      const error = await refusal(
        openStore(storeOptions(disk.directory)).then((store) =>
          store.audit.append({ at: noon, who: 'test', action: 'test', result: 'ok', details: {} }),
        ),
      )

      expect(error).toBeInstanceOf(StoreError)
      expect(error.mend).toMatch(/permissions/)
    } finally {
      disk.remove()
    }
  })
})

describe('a database that another process writes to', () => {
  test('is read meanwhile, and a write gives up as busy when it takes too long', async () => {
    const directory = await madeStore()
    const store = await reopen(directory, { patienceMs: 100 })
    const other = new DatabaseSync(storeOptions(directory).file)
    other.exec('begin immediate')
    try {
      const error = await refusal(store.scans.begin(noon, {}))
      const begun = await refusal(importInto(store, 'residents', ['paul@ville-exemple.fr']))

      expect(error).toBeInstanceOf(BusyError)
      expect(error.mend).toMatch(/try again/)
      expect(begun).toBeInstanceOf(BusyError)
      expect((await allWatched(store)).length).toBe(1)
    } finally {
      other.close()
    }
  })

  test('waits for its turn without stopping the event loop', async () => {
    const directory = await madeStore()
    const store = await reopen(directory, { patienceMs: 30_000 })
    const other = new DatabaseSync(storeOptions(directory).file)
    other.exec('begin immediate')
    setTimeout(() => other.close(), 50)

    expect(await store.scans.begin(noon, {})).toBe(1)
  })

  test('that keeps it for itself cannot be opened', async () => {
    const directory = await madeStore()
    const other = new DatabaseSync(storeOptions(directory).file)
    other.exec('pragma locking_mode = exclusive; begin exclusive')
    try {
      expect(await refusal(openStore(storeOptions(directory, { patienceMs: 100 })))).toBeInstanceOf(BusyError)
    } finally {
      other.close()
    }
  })
})

describe('opened for reading', () => {
  test('a store shows everything and writes nothing', async () => {
    const directory = await madeStore()
    const store = await reopen(directory, { readOnly: true })

    const error = await refusal(store.scans.begin(noon, {}))

    expect((await allWatched(store)).length).toBe(1)
    expect(error).toBeInstanceOf(StoreError)
  })
})

describe('a full disk', () => {
  testOnDisk('ends an import with words, keeps what was there, and goes on when there is space again', async () => {
    const disk = smallDisk('3m')
    try {
      const store = await createStore(storeOptions(disk.directory))
      await importInto(store, 'staff', ['anne@ville-exemple.fr'])
      const many = Array.from({ length: 60_000 }, (_, i) => `agent${i}@ville-exemple.fr`)

      const error = await refusal(importInto(store, 'staff', many))

      expect(error.message).toMatch(/no space left/)
      expect(error.mend).toMatch(/free some space/)
      expect((await allWatched(store)).map(({ canonical }) => canonical)).toEqual(['anne@ville-exemple.fr'])
      await importInto(store, 'staff', ['paul@ville-exemple.fr'])
      await store.close()
      const db = new DatabaseSync(storeOptions(disk.directory).file)
      expect(db.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' })
      db.close()
    } finally {
      disk.remove()
    }
  })

  testOnDisk('loses no answer that was committed, and takes the next ones when there is space again', async () => {
    const disk = smallDisk('2m')
    try {
      const store = await createStore(storeOptions(disk.directory))
      await importInto(store, 'staff', ['anne@ville-exemple.fr', 'paul@ville-exemple.fr'])
      const channel = await store.coverage.channel('hibp', 'breaches')
      await store.exposures.commit(1, [answer(channel, { absent: [1] })])
      const ballast = join(disk.directory, 'ballast')
      writeFileSync(ballast, '')
      const { bavail, bsize } = statfsSync(disk.directory)
      appendFileSync(ballast, Buffer.alloc(bavail * bsize))

      // the log has a little room of its own: what fits there counts
      const refusals: StoreError[] = []
      for (let at = 0; at < 300 && refusals.length === 0; at++) {
        const refs = Array.from({ length: 200 }, (_, i) => at * 200 + i + 10)
        await store.coverage
          .note(
            channel,
            1,
            refs.map((ref) => ({ ref, state: { answer: 'failed', reason: 'quota' } })),
          )
          .catch((error: StoreError) => refusals.push(error))
      }
      rmSync(ballast)
      await store.exposures.commit(1, [answer(channel, { absent: [2] })])

      expect(refusals.map(({ message }) => message)).toEqual([expect.stringMatching(/no space left/)])
      expect([...(await store.coverage.load(channel)).answer]).toEqual([0, 1, 1])
      expect((await store.health()).filter(({ ok }) => !ok)).toEqual([])
      await store.close()
    } finally {
      disk.remove()
    }
  })
})
