/**
 * A scan that is killed at any instant goes on where it was. `VIGIE_FAULT_KILLS=50` kills as often as the promise says; by
 * default a few times, and `VIGIE_FAULT_SEED` repeats the instants of a run.
 */
import { afterEach, describe, expect, jest, test } from '@jest/globals'
import { seededRandom } from '../../src/simulator/index.ts'
import { type KilledTown, mostInFlight, openKilledTown } from './town.ts'

const kills = Number(process.env.VIGIE_FAULT_KILLS ?? 3)
const seed = Number(process.env.VIGIE_FAULT_SEED ?? 2022)
/** enough work for every kill to meet a scan that is not done */
const addresses = 200 * kills
const hourMs = 3_600_000
jest.setTimeout(60_000 + kills * 10_000)

const towns: KilledTown[] = []
afterEach(async () => {
  for (const town of towns.splice(0)) await town.close()
})

async function newTown(): Promise<KilledTown> {
  const town = await openKilledTown(addresses)
  towns.push(town)
  return town
}

async function calmRun() {
  const town = await newTown()
  expect(await town.run()).toEqual({ complete: true })
  return { remains: await town.remains(), answered: town.answered(), pastesRead: town.pastesRead() }
}

describe('a scan that is killed', () => {
  test('again and again ends as a calm one does, and asks at most W queries again each time', async () => {
    const calm = await calmRun()
    const town = await newTown()
    const random = seededRandom(seed)

    let killed = 0
    for (let turn = 0; turn < kills; turn++) if (await town.runAndKill(random.next() * 250)) killed++
    expect(await town.run()).toEqual({ complete: true })

    expect(killed).toBe(kills)
    expect(await town.remains()).toEqual(calm.remains)
    expect(town.answered()).toBeLessThanOrEqual(calm.answered + killed * mostInFlight)
    expect(town.pastesRead()).toBeLessThanOrEqual(calm.pastesRead + killed)
    expect(town.integrity()).toBe('ok')
  })

  test('while its sources fail at random on every request ends so too', async () => {
    const calm = await calmRun()
    const town = await newTown()
    const random = seededRandom(seed + 1)
    for (const source of ['hibp', 'pastebin'] as const) {
      for (const [index, fault] of (['429', '500', 'reset', '503-html', 'hang', 'cut-body'] as const).entries()) {
        town.simulator.addFault(source, fault, { probability: 0.02, seed: seed + index })
      }
    }

    let killed = 0
    for (let turn = 0; turn < kills; turn++) if (await town.runAndKill(random.next() * 250)) killed++
    // what failed for good in the middle of it is due again, an item of a watched place after a while
    let isComplete = false
    for (let turn = 1; turn <= 20 && !isComplete; turn++) isComplete = (await town.run(turn * hourMs)).complete

    expect(killed).toBeGreaterThan(0)
    town.simulator.clearFaults()
    await town.run(48 * hourMs)
    expect(await town.remains()).toEqual(calm.remains)
    // a body that was cut off was answered with 200, and is asked for again
    const cut = town.simulator.requests.length * 0.03
    expect(town.answered()).toBeLessThanOrEqual(calm.answered + killed * mostInFlight + cut)
    expect(town.integrity()).toBe('ok')
  })

  test('while answers are not what they should be never takes them for "nothing found"', async () => {
    const calm = await calmRun()
    const town = await newTown()
    const random = seededRandom(seed + 2)
    for (const [index, fault] of (
      ['html-200', 'truncated', 'bad-row', 'schema-drift', '403-challenge'] as const
    ).entries()) {
      town.simulator.addFault('hibp', fault, { probability: 0.03, seed: seed + index })
    }

    for (let turn = 0; turn < kills; turn++) await town.runAndKill(random.next() * 250)
    await town.run()
    const { cells } = await town.remains()
    town.simulator.clearFaults()
    await town.run(hourMs)

    const absent = new Set(calm.remains.cells.filter((cell) => cell.includes(' absent ')))
    expect(cells.filter((cell) => cell.includes(' absent ') && !absent.has(cell))).toEqual([])
    expect(await town.remains()).toEqual(calm.remains)
  })
})
