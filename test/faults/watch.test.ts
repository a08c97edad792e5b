/**
 * A watch that is killed at any instant loses no item and repeats no exposure. `VIGIE_FAULT_KILLS=50` kills as often as the
 * promise says; by default a few times, and `VIGIE_FAULT_SEED` repeats the instants of a run.
 */
import { afterEach, describe, expect, jest, test } from '@jest/globals'
import {
  addClaim,
  addPost,
  addReport,
  addText,
  emptyWorld,
  seededRandom,
  type World,
} from '../../src/simulator/index.ts'
import { type KilledTown, openKilledTown } from './town.ts'

const kills = Number(process.env.VIGIE_FAULT_KILLS ?? 4)
const seed = Number(process.env.VIGIE_FAULT_SEED ?? 2022)
const hourMs = 3_600_000
const addresses = 400
jest.setTimeout(60_000 + kills * 10_000)

let town: KilledTown | undefined
afterEach(async () => {
  await town?.close()
  town = undefined
})

/** What is new at each place, some of it about the city. */
function publish(world: World, turn: number): void {
  addReport(world.places, { title: `Article ${turn}` })
  for (let index = 0; index < 30; index++) {
    const who = `personne${(turn * 30 + index) % addresses}@example.org`
    addText(world.places.gists, { body: `${turn} ${index}\n${who};Fictif` })
    addClaim(world.places, {
      victim: index % 10 === 0 ? 'Mairie de Saint-Exemple' : `Fabrique ${turn}-${index}`,
      group: `g${turn}-${index}`,
    })
  }
  for (let index = 0; index < 15; index++) {
    addPost(world.places, 'canal', {
      text: `${turn} ${index} : vends base, contact personne${turn * 15 + index}@example.org`,
    })
  }
}

describe('a watch that is killed', () => {
  test('again and again, while the places move on, loses no item and repeats no exposure', async () => {
    const world = emptyWorld()
    world.pastebin.pastes = []
    publish(world, 0)
    town = await openKilledTown(addresses, {
      world,
      sources: ['gist', 'telegram', 'ransomware-live'],
      organisationNames: ['mairie de Saint-Exemple'],
    })
    // a channel's first reading takes one page: what came before it was never watched
    expect(await town.run()).toEqual({ complete: true })
    const random = seededRandom(seed)

    let killed = 0
    for (let turn = 1; turn <= kills; turn++) {
      publish(world, turn)
      if (await town.runAndKill(random.next() * 300, turn * hourMs)) killed++
    }
    const last = (kills + 1) * hourMs
    expect(await town.run(last)).toEqual({ complete: true })

    expect(killed).toBeGreaterThan(0)
    const turns = kills + 1
    expect(town.items()).toEqual([
      `gist read ${turns * 30}`,
      `ransomware-live read ${turns * 31}`,
      `telegram read ${turns * 15}`,
    ])
    const { exposures } = await town.remains()
    expect(exposures.filter((line) => line.includes('gist:'))).toHaveLength(turns * 30)
    expect(exposures.filter((line) => line.includes('telegram:'))).toHaveLength(turns * 15)
    expect(exposures.filter((line) => line.includes('claim:'))).toHaveLength(turns * 3)
    expect(new Set(exposures).size).toBe(exposures.length)
    // at most the one item under way is read again
    const raw = town.simulator.requests.filter(({ path }) => path.includes('/raw/'))
    expect(raw.length).toBeLessThanOrEqual(turns * 30 + killed)
    expect(town.integrity()).toBe('ok')
  })
})
