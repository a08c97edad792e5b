import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from '@jest/globals'
import {
  allExposures,
  allWatched,
  importInto,
  newStore,
  noon,
  reopen,
  storeOptions,
  temporaryDirectory,
} from './workspace.ts'

/** Runs `killed.ts`, kills it with SIGKILL once it has said `until` and `afterMs` have passed; gives what it said. */
async function killed(task: string, directory: string, until: string, afterMs = 0): Promise<readonly string[]> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'killed.ts'), task, directory],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const said: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line)
    if (line === until) setTimeout(() => child.kill('SIGKILL'), afterMs)
  }
  expect(said).toContain(until)
  return said
}

function integrity(directory: string): unknown {
  const db = new DatabaseSync(storeOptions(directory).file)
  try {
    return db.prepare('pragma integrity_check').get()
  } finally {
    db.close()
  }
}

const former = ['anne@ville-exemple.fr', 'paul@ville-exemple.fr']

describe('an import that is killed', () => {
  test.each(['added 0', 'added 6', 'committing'])(
    'after it said "%s" leaves the state before or after, whole',
    async (until) => {
      const directory = temporaryDirectory()
      const store = await newStore(directory)
      await importInto(store, 'staff', former)
      await store.close()

      const said = await killed('import', directory, until)

      expect(integrity(directory)).toEqual({ integrity_check: 'ok' })
      const reopened = await reopen(directory)
      const watched = (await allWatched(reopened)).map(({ canonical }) => canonical).toSorted()
      if (said.includes('committed')) expect(watched.length).toBe(50_000)
      else if (until !== 'committing') expect(watched).toEqual(former)
      else expect([2, 50_000]).toContain(watched.length)
      const again = await importInto(reopened, 'staff', [...former, 'lea@ville-exemple.fr'], { replace: true })
      expect(again.outcomes.at(-1)).toBe('new')
      expect((await allWatched(reopened)).length).toBe(3)
      expect((await reopened.health()).filter(({ ok }) => !ok)).toEqual([])
    },
  )
})

describe('a scan that is killed', () => {
  test.each(['committed 0', 'committed 17', 'committed 120'])(
    'after it said "%s" loses nothing it had said',
    async (until) => {
      const directory = temporaryDirectory()
      const store = await newStore(directory)
      await importInto(
        store,
        'staff',
        Array.from({ length: 4_000 }, (_, i) => `agent${i}@ville-exemple.fr`),
      )
      const channel = await store.coverage.channel('hibp', 'breaches')
      await store.events.save(
        'hibp',
        [{ event: { key: 'Adobe', title: 'Adobe', nature: 'breach', dataClasses: ['Passwords'] } }],
        noon,
      )
      await store.close()

      const said = await killed('commit', directory, until, 3)

      expect(integrity(directory)).toEqual({ integrity_check: 'ok' })
      const reopened = await reopen(directory)
      const { answer } = await reopened.coverage.load(channel)
      const answered = answer.filter((cell) => cell === 2).length
      const exposures = await allExposures(reopened)
      expect(answered % 10).toBe(0)
      expect(answered / 10).toBeGreaterThanOrEqual(said.length)
      expect(answered / 10).toBeLessThanOrEqual(said.length + 1) // one group may have been committed and not said
      expect(exposures.length).toBe(answered)
      expect(exposures.every(({ sightings }) => sightings.length === 1)).toBe(true)
      expect(await reopened.scans.list(1)).toMatchObject([{ number: 1, status: 'interrupted' }])
    },
  )
})

describe('the lock of a source', () => {
  test('is taken over from a holder that was killed, and from no other', async () => {
    const directory = temporaryDirectory()
    const store = await newStore(directory)

    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'killed.ts'), 'lock', directory],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    const ended = new Promise((resolve) => child.once('exit', resolve))
    await new Promise((resolve) => child.stdout.once('data', resolve))
    const held = await store.scans.lock('hibp', noon)
    const running = await store.scans.list(1)
    const free = await store.scans.lock('pastebin', noon)
    child.kill('SIGKILL')
    await ended
    const taken = await store.scans.lock('hibp', noon)

    expect(held).toMatchObject({ pid: child.pid, since: noon })
    expect(running).toMatchObject([{ status: 'running' }])
    expect(free).toBeUndefined()
    expect(taken).toBeUndefined()
    expect((await store.scans.locks()).map(({ source, pid }) => `${source} ${pid}`)).toEqual([
      `hibp ${process.pid}`,
      `pastebin ${process.pid}`,
    ])
    expect(await store.scans.begin(noon, {})).toBe(2)
    expect(await store.scans.list(5)).toMatchObject([
      { number: 2, status: 'running' },
      { number: 1, status: 'interrupted' },
    ])
  })

  test('is not held by a process that was given the number of a dead one', async () => {
    const directory = temporaryDirectory()
    const store = await newStore(directory)
    await store.scans.lock('hibp', noon)
    await store.scans.lock('pastebin', noon)
    const db = new DatabaseSync(storeOptions(directory).file)
    // as if another process with our parent's number had taken them: one at the parent's own start, one long before
    db.prepare("update lock set pid = ?, process_start = 'a former boot/42' where source = 'hibp'").run(process.ppid)
    db.prepare("update lock set pid = ?, process_start = '' where source = 'pastebin'").run(process.ppid)
    db.close()

    expect(await store.scans.lock('hibp', noon)).toBeUndefined()
    expect(await store.scans.lock('pastebin', noon)).toMatchObject({ pid: process.ppid })
  })

  test('is held by a process of another host for as long as it gives signs of life', async () => {
    const directory = temporaryDirectory()
    const elsewhere = (minutesAgo: number) => {
      const db = new DatabaseSync(storeOptions(directory).file)
      const beatAt = Date.parse(noon) / 1_000 - minutesAgo * 60
      db.prepare("update lock set host = 'conteneur-1', beat_at = ?").run(beatAt)
      db.prepare("update scan set host = 'conteneur-1', beat_at = ?").run(beatAt)
      db.close()
    }
    const store = await newStore(directory)
    await store.scans.begin(noon, {})
    await store.scans.lock('hibp', noon)

    elsewhere(9)
    expect(await store.scans.lock('hibp', noon)).toMatchObject({ host: 'conteneur-1' })
    expect(await store.scans.list(1)).toMatchObject([{ status: 'running' }])
    elsewhere(10)
    expect(await store.scans.locks()).toEqual([])
    expect(await store.scans.list(1)).toMatchObject([{ status: 'interrupted' }])
    expect(await store.scans.lock('hibp', noon)).toBeUndefined()
  })

  test('stays alive by its beats', async () => {
    const directory = temporaryDirectory()
    let now = noon
    const store = await newStore(directory)
    await store.scans.lock('hibp', noon)
    await store.close()
    const later = await reopen(directory, { now: () => new Date(now) })
    now = '2026-11-24T12:30:00.000Z'
    await later.scans.beat()
    await later.close()

    const db = new DatabaseSync(storeOptions(directory).file)
    expect(db.prepare('select beat_at from lock').all()).toEqual([{ beat_at: Date.parse(now) / 1_000 }])
    db.close()
  })

  test('is given back by its holder only, and taken twice without harm', async () => {
    const directory = temporaryDirectory()
    const store = await newStore(directory)

    expect(await store.scans.lock('hibp', noon)).toBeUndefined()
    expect(await store.scans.lock('hibp', noon)).toBeUndefined()
    await store.scans.unlock('hibp')
    await store.scans.unlock('hibp')
    expect(await store.scans.locks()).toEqual([])

    await store.scans.lock('hibp', noon)
    const db = new DatabaseSync(storeOptions(directory).file)
    db.exec("update lock set host = 'elsewhere'")
    db.close()
    await store.scans.unlock('hibp')
    expect(await store.scans.lock('hibp', noon)).toMatchObject({ host: 'elsewhere' })
  })
})
