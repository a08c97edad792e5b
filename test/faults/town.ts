/** A town whose scans run in processes that can be killed, and what is left of it in the end. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { coverageCells } from '../../src/scan/index.ts'
import {
  emptyWorld,
  type PretendSourceId,
  type Simulator,
  simulatorKey,
  startSimulator,
  type World,
} from '../../src/simulator/index.ts'
import { findSource } from '../../src/sources/index.ts'
import { createStore, openStore, type Store } from '../../src/store/index.ts'
import { breach, movedClock, population, scanSource } from '../scan/town.ts'
import type { RunOptions } from './run-scan.ts'

const yearMs = 365 * 86_400_000
/** most queries in flight at HIBP, which has no quota here */
export const mostInFlight = 64

export interface KilledTown {
  readonly simulator: Simulator
  /** A scan from start to end. */
  run(aheadMs?: number): Promise<{ readonly complete: boolean }>
  /** A scan that is killed so long after its first question; false when it was done before. */
  runAndKill(afterMs: number, aheadMs?: number): Promise<boolean>
  /** answered calls about addresses and domains */
  answered(): number
  /** raw pastes that were answered */
  pastesRead(): number
  /** every cell and every exposure, instants and states left out */
  remains(): Promise<{ readonly cells: readonly string[]; readonly exposures: readonly string[] }>
  /** `source status count`, of items of watched places */
  items(): readonly string[]
  integrity(): string
  close(): Promise<void>
}

export interface KilledTownOptions {
  readonly world?: World
  readonly sources?: readonly PretendSourceId[]
  readonly organisationNames?: readonly string[]
}

export async function openKilledTown(addresses: number, options: KilledTownOptions = {}): Promise<KilledTown> {
  const { world = worldOf(addresses), sources = ['hibp', 'pastebin'], organisationNames = [] } = options
  const directory = mkdtempSync(join(tmpdir(), 'vigie-faults-'))
  const simulator = await startSimulator({
    world,
    latencyMs: 10,
    keys: { hibp: { [simulatorKey]: { rpm: 1e9, includesKAnon: false } } },
  })
  const files = { file: join(directory, 'vigie.db'), keysDirectory: join(directory, 'keys'), now: () => new Date() }
  const store = await createStore(files)
  await list(store, addresses)
  await store.close()
  const children = new Set<ChildProcess>()

  function start(aheadMs: number): ChildProcess {
    const options: RunOptions = {
      directory,
      baseUrls: Object.fromEntries(sources.map((source) => [source, simulator.baseUrl(source)])),
      aheadMs,
      organisationNames,
    }
    const script = new URL('./run-scan.ts', import.meta.url).pathname
    const child = fork(script, [JSON.stringify(options)], { execArgv: ['--disable-warning=ExperimentalWarning'] })
    children.add(child)
    child.once('exit', () => children.delete(child))
    return child
  }

  return {
    simulator,
    async run(aheadMs = 0) {
      const child = start(aheadMs)
      let report: { readonly complete: boolean } | undefined
      child.on('message', (message) => {
        if (typeof message === 'object') report = message as { readonly complete: boolean }
      })
      const [code] = (await once(child, 'exit')) as [number | null]
      if (code !== 0 || report === undefined) throw new Error(`the scan ended with ${code}`)
      return report
    },
    async runAndKill(afterMs, aheadMs = 0) {
      const child = start(aheadMs)
      const ended = once(child, 'exit') as Promise<[number | null, string | null]>
      await Promise.race([once(child, 'message'), ended])
      const timer = setTimeout(() => child.kill('SIGKILL'), afterMs)
      const [, signal] = await ended
      clearTimeout(timer)
      return signal === 'SIGKILL'
    },
    answered: () => count(simulator, /breachedaccount|breacheddomain|pasteaccount|stealerlogs/),
    pastesRead: () => count(simulator, /\/raw\//),
    async remains() {
      const reopened = await openStore(files)
      try {
        return { cells: await cellsOf(reopened), exposures: await exposuresOf(reopened) }
      } finally {
        await reopened.close()
      }
    },
    items() {
      const db = new DatabaseSync(files.file)
      try {
        const rows = db
          .prepare('select source, status, count(*) as n from watch_item group by 1, 2 order by 1, 2')
          .all()
        return rows.map(({ source, status, n }) => `${source} ${status} ${n}`)
      } finally {
        db.close()
      }
    },
    integrity() {
      const db = new DatabaseSync(files.file)
      try {
        return `${Object.values(db.prepare('PRAGMA integrity_check').get() ?? {})[0]}`
      } finally {
        db.close()
      }
    },
    async close() {
      for (const child of children) child.kill('SIGKILL')
      await simulator.close()
      rmSync(directory, { recursive: true })
    },
  }
}

function count({ requests }: Simulator, path: RegExp): number {
  return requests.filter((request) => path.test(request.path) && [200, 404].includes(request.status)).length
}

function worldOf(addresses: number): World {
  const world = emptyWorld()
  world.hibp.breaches = Array.from({ length: 20 }, (_, index) => breach(`Fuite${index}`))
  for (let index = 0; index < addresses; index += 5) {
    world.hibp.accounts.set(`personne${index}@example.org`, [`Fuite${index % 20}`, `Fuite${(index + 7) % 20}`])
  }
  for (let index = 0; index < addresses; index += 9) {
    world.hibp.pastes.set(`personne${index}@example.org`, [
      { Source: 'Pastebin', Id: `Paste${index % 13}`, Date: '2022-11-03T10:12:44Z', EmailCount: 100 },
    ])
  }
  world.hibp.accounts.set('agent1@ville-exemple.fr', ['Fuite3'])
  world.hibp.stealerLogs.set('agent1@ville-exemple.fr', ['webmail.ville-exemple.fr'])
  world.pastebin.pastes = []
  for (let index = 0; index < 40; index++) world.pastebin.push({ body: `personne${index * 3}@example.org;motdepasse` })
  return world
}

async function list(store: Store, addresses: number): Promise<void> {
  const at = new Date()
  const started = await store.lists.beginImport({
    population: 'staff',
    list: 'staff.csv',
    at: at.toISOString(),
    expiresAt: new Date(at.getTime() + yearMs).toISOString(),
    replace: false,
  })
  const values = Array.from({ length: addresses }, (_, index) => `personne${index}@example.org`)
  const agents = ['agent1@ville-exemple.fr', 'agent2@ville-exemple.fr']
  await started.add([...values, ...agents].map((canonical) => ({ kind: 'email', canonical })))
  await started.commit()
}

async function cellsOf(store: Store): Promise<readonly string[]> {
  const sources = ['hibp', 'pastebin'].map((id) => scanSource(findSource(id)!))
  const cells: string[] = []
  for await (const block of coverageCells({
    store,
    sources,
    populations: [population('staff')],
    clock: movedClock(),
  })) {
    for (const { canonical, source, question, answer, reason } of block) {
      cells.push(`${canonical} ${source} ${question} ${answer} ${reason ?? ''}`)
    }
  }
  return cells.sort()
}

async function exposuresOf(store: Store): Promise<readonly string[]> {
  const keys = new Map((await store.events.all()).map(({ id, source, key }) => [id, `${source}:${key}`]))
  const lines: string[] = []
  for await (const block of store.exposures.list({})) {
    for (const { selector, sightings } of block) {
      const seen = sightings.map(({ event, details }) => `${keys.get(event)} ${details ?? ''}`)
      lines.push(`${selector.canonical} ${seen.sort().join(' + ')}`)
    }
  }
  return lines.sort()
}
