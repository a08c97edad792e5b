/** What is new, night after night, as the CSV files and lists tell it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { breach, openTown, type Town } from './town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
  town.world.hibp.breaches.push(breach('Premiere'), breach('Seconde'))
  town.world.hibp.accounts.set('anne@ville-exemple.fr', ['Premiere'])
  town.world.hibp.accounts.set('paul@ville-exemple.fr', ['Seconde'])
  await town.write('agents.csv', 'courriel\nanne@ville-exemple.fr\n')
  await town.expectRun(['lists', 'import', 'agents.csv', '-p', 'staff'])
}, 60_000)
afterAll(() => town.remove())

/** `Premiere new`, … of the file that a scan has just written */
async function written(): Promise<string[]> {
  const rows = await town.csv('out/exposures.csv')
  return rows.map(({ incident, state }) => `${incident!.split(' ')[0]} ${state}`).sort()
}

async function since(when: string): Promise<string[]> {
  const { exposures } = await town.json(['exposures', 'list', '--new-since', when])
  return exposures.map((row: { incident: { title: string } }) => row.incident.title.split(' ')[0]).sort()
}

test('an exposure is new in the files of the night that found it, and known in the next, though nobody was asked again', async () => {
  await town.expectRun(['scan', '--csv', 'out'], 10)
  expect(await written()).toEqual(['Premiere new'])
  expect(await since('last')).toEqual(['Premiere'])

  const asked = town.simulator.requests.filter(({ path }) => path.includes('breacheddomain')).length
  await town.expectRun(['scan', '--csv', 'out'], 0)
  expect(town.simulator.requests.filter(({ path }) => path.includes('breacheddomain'))).toHaveLength(asked)
  expect(await written()).toEqual(['Premiere known'])
  expect([await since('last'), await since('0'), await since('1')]).toEqual([[], ['Premiere'], []])

  await town.write('agents.csv', 'courriel\nanne@ville-exemple.fr\npaul@ville-exemple.fr\n')
  await town.expectRun(['lists', 'import', 'agents.csv', '-p', 'staff'])
  await town.expectRun(['scan', '--csv', 'out'], 10)
  expect(await written()).toEqual(['Premiere known', 'Seconde new'])
  expect([await since('last'), await since('2'), await since('0')]).toEqual([
    ['Seconde'],
    ['Seconde'],
    ['Premiere', 'Seconde'],
  ])
}, 60_000)

test('a scan that looked elsewhere leaves it new', async () => {
  await town.expectRun(['scan', '--source', 'gist', '--csv', 'out'], 0)
  expect(await written()).toEqual(['Premiere known', 'Seconde new'])

  await town.expectRun(['scan', 'residents', '--csv', 'out'], 2)
  await town.expectRun(['scan', '--csv', 'out'], 0)
  expect(await written()).toEqual(['Premiere known', 'Seconde known'])
}, 60_000)
