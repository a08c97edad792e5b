/** The simulator in a process of its own, as a real service is; what it costs must not count as ours. Ends with its parent. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { emptyWorld, type PretendQuota, startSimulator, type World } from '../../src/simulator/index.ts'
import { breach } from '../../test/scan/town.ts'

export interface PretendOptions {
  /** addresses `personne1@example.org` and on; every tenth is in a breach */
  readonly addresses: number
  readonly latencyMs?: number
  readonly quota?: PretendQuota
}

export interface Pretend {
  readonly url: string
  counts(): Promise<{ readonly requests: number; readonly statuses: Readonly<Record<number, number>> }>
  stop(): void
}

export function address(number: number): string {
  return `personne${number}@example.org`
}

export async function startPretend(options: PretendOptions): Promise<Pretend> {
  const child = fork(import.meta.filename, [JSON.stringify(options)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const [url] = (await once(child, 'message')) as [string]
  return {
    url,
    async counts() {
      child.send('counts')
      const [counts] = (await once(child, 'message')) as [Awaited<ReturnType<Pretend['counts']>>]
      return counts
    },
    stop: () => void child.kill(),
  }
}

async function main({ addresses, latencyMs = 0, quota }: PretendOptions): Promise<void> {
  const key = { includesKAnon: false, ...(quota === undefined ? { rpm: 1e9 } : {}) }
  const simulator = await startSimulator({
    world: worldOf(addresses),
    latencyMs,
    log: false,
    keys: { hibp: { '00f1c71f00f1c71f00f1c71f00f1c71f': key } },
    ...(quota === undefined ? {} : { quota: { hibp: quota } }),
  })
  process.on('message', () => process.send!(simulator.counts.hibp))
  process.on('disconnect', () => process.exit())
  process.send!(simulator.baseUrl('hibp'))
}

function worldOf(addresses: number): World {
  const world = emptyWorld()
  // one is the latest, as at the real service: of several of one instant nobody could tell whether the catalogue has moved
  const firstDay = Date.parse('2022-10-01')
  world.hibp.breaches = Array.from({ length: 900 }, (_, index) =>
    breach(`Fuite${index}`, { AddedDate: `${new Date(firstDay + index * 86_400_000).toISOString().slice(0, 19)}Z` }),
  )
  for (let number = 1; number <= addresses; number += 10)
    world.hibp.accounts.set(address(number), [`Fuite${number % 900}`])
  return world
}

if (process.argv[1] === import.meta.filename && process.send !== undefined) {
  await main(JSON.parse(process.argv[2] ?? '{}') as PretendOptions)
}
