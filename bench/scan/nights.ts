/**
 * Thirty nights of six hours at ten requests a minute, with a catalogue that moves on as it did in the last year measured
 * (108 days of 365), addresses that turn up in what is new, and a list that grows: what each night costs, how much of what
 * is shown is stale, and what is new.
 *
 *     node bench/scan/nights.ts 10000
 */
import { createDoor } from '../../src/net/index.ts'
import { runScan } from '../../src/scan/index.ts'
import { emptyWorld, seededRandom, simulatorKey, startSimulator } from '../../src/simulator/index.ts'
import { createStore } from '../../src/store/index.ts'
import { breach } from '../../test/scan/town.ts'
import { address } from './pretend.ts'
import { addToList, depsOf, newDirectory, pathsOf, removeDirectory } from './town.ts'
import { VirtualClock } from './virtual-clock.ts'

const addresses = Number(process.argv[2] ?? 10_000)
const nights = 30
const movesOn = 108 / 365
const boxMs = 6 * 3_600_000
const dayMs = 86_400_000
const firstNight = Date.UTC(2026, 10, 1, 2)

const random = seededRandom(2026)
const world = emptyWorld()
world.hibp.breaches = [breach('Fuite0')]
const simulator = await startSimulator({
  world,
  log: false,
  keys: { hibp: { [simulatorKey]: { rpm: 10, includesKAnon: false, verifiedDomains: [] } } },
})
let door: ReturnType<ReturnType<typeof createDoor>['source']> | undefined
const clock = new VirtualClock(firstNight, () => (door?.state().inFlight ?? 0) > 0)
const directory = newDirectory()
const store = await createStore({ ...pathsOf(directory), now: () => new Date(clock.wallNow()) })
let listed = await addToList(store, 1, addresses, clock.wallNow())

process.stdout.write('night  catalogue  requests   asked   stale  never asked  new exposures\n')
for (let night = 1; night <= nights; night++) {
  clock.moveTo(firstNight + (night - 1) * dayMs)
  const moved = night > 1 && random.chance(movesOn)
  if (moved) publish(night)
  if (night % 10 === 0) listed += await addToList(store, listed + 1, addresses / 100, clock.wallNow())

  const doors = createDoor({ userAgent: 'vigie-bench', clock })
  const deps = depsOf(store, simulator.baseUrl('hibp'), { requests: 10, perMs: 60_000 }, clock, doors)
  const report = await runScan(
    {
      ...deps,
      connect: (source, options) => {
        door = deps.connect(source, options)
        return door
      },
    },
    { forMs: boxMs },
  )
  await doors.close()

  const rows = report.coverage.filter(({ question }) => question === 'breaches')
  const of = (...answers: readonly string[]) =>
    rows.filter(({ answer }) => answers.includes(answer)).reduce((sum, { count }) => sum + count, 0)
  const stale = rows.reduce((sum, row) => sum + row.stale, 0)
  const share = `${((stale * 100) / Math.max(1, of('present', 'absent'))).toFixed(0)} %`
  const [source] = report.sources
  process.stdout.write(
    `${[
      `${night}`.padStart(5),
      (moved ? 'moved' : '').padStart(10),
      `${source!.requests}`.padStart(9),
      `${source!.queries}`.padStart(7),
      share.padStart(7),
      `${of('failed', 'not-asked')}`.padStart(12),
      `${report.exposures.new}`.padStart(14),
    ].join(' ')}\n`,
  )
}
await store.close()
await simulator.close()
removeDirectory(directory)

/** A new breach in which one address of two hundred stands. */
function publish(night: number): void {
  const at = new Date(clock.wallNow()).toISOString()
  const name = `Fuite${night}`
  world.hibp.breaches = [breach(name, { AddedDate: at, ModifiedDate: at }), ...world.hibp.breaches]
  for (let number = 1; number <= addresses; number++) {
    if (!random.chance(1 / 200)) continue
    world.hibp.accounts.set(address(number), [...(world.hibp.accounts.get(address(number)) ?? []), name])
  }
}
