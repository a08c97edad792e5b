/** GDPR art. 21, through the program: who objected is never asked about and never found again, however that could happen. */
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { addText } from '../../src/simulator/index.ts'
import { breach, openTown, type Town } from './town.ts'

const objector = 'agent@ville-exemple.fr'
const neighbour = 'autre@ville-exemple.fr'
const outside = 'agent@example.org'
const phone = '06 39 98 01 23'

let town: Town
beforeEach(async () => {
  town = await openTown()
  const { hibp, pastebin } = town.world
  hibp.breaches.push(breach('Domaine'), breach('Plage'))
  for (const address of [objector, neighbour]) hibp.accounts.set(address, ['Domaine'])
  hibp.accounts.set(outside, ['Plage'])
  pastebin.push({ body: `${objector}:x\n${neighbour}:x\n${outside}\ntél. ${phone}\n` })
  await town.write('agents.csv', `Courriel;Tél.\n${objector};${phone}\n${neighbour};\n${outside};\n`)
  await town.expectRun(['lists', 'import', 'agents.csv', '-p', 'staff'])
  // the other place is left for later: none is read twice in a minute
  await town.expectRun(['scan', '--source', 'hibp', '--source', 'pastebin'], 10)
})
afterEach(() => town.remove())

/** `selector incident`, all of them. */
async function found(): Promise<readonly string[]> {
  const { exposures } = await town.json(['exposures', 'list', '--reveal', '--reason', 'essai'])
  return (exposures as { selector: string; incident: { title: string } }[])
    .map(({ selector, incident }) => `${selector} ${/Domaine|Plage/.exec(incident.title)?.[0] ?? 'paste'}`)
    .sort()
}

test('domain calls, range answers, pastes and imports do not bring back who objected', async () => {
  expect(await found()).toEqual([
    '+33639980123 paste',
    `${outside} Plage`,
    `${outside} paste`,
    `${objector} Domaine`,
    `${objector} paste`,
    `${neighbour} Domaine`,
    `${neighbour} paste`,
  ])

  const objections = []
  for (const selector of ['AGENT@Ville-Exemple.fr', outside, phone]) {
    objections.push(await town.json(['lists', 'object', selector, '--yes']))
  }
  const again = await town.json(['lists', 'import', 'agents.csv', '-p', 'staff'])
  const elsewhere = await town.json(['lists', 'import', 'agents.csv', '-p', 'residents', '--replace'])
  town.simulator.forgetRequests()
  addText(town.world.places.gists, { body: `encore ${objector}, ${outside}, ${phone} et ${neighbour}\n` })
  await town.expectRun(['scan', '--fresh'], 10)

  expect(objections.map(({ wasHeld, exposuresErased }) => [wasHeld, exposuresErased])).toEqual([
    [true, 2],
    [true, 2],
    [true, 1],
  ])
  expect(again.files[0]).toMatchObject({ values: 4, taken: 1, added: 0, objected: 3 })
  expect(elsewhere.files[0]).toMatchObject({ values: 4, taken: 1, added: 1, objected: 3 })
  expect(await found()).toEqual([`${neighbour} Domaine`, `${neighbour} paste`, `${neighbour} paste`])
  const asked = town.simulator.requests.map(({ path }) => decodeURIComponent(path)).join('\n')
  expect(asked).toContain('breacheddomain/ville-exemple.fr')
  expect(asked).not.toContain('agent')
  const { selectors } = await town.json(['lists', 'show', '--reveal', '--reason', 'essai'])
  expect(selectors).toMatchObject([{ selector: neighbour, populations: ['staff', 'residents'] }])
})

test('what stays is a keyed digest: neither files nor exports hold the address or the number', async () => {
  await town.expectRun(['lists', 'object', objector, '--yes'])
  await town.expectRun(['lists', 'object', phone, '--yes'])
  await town.expectRun(['export', 'csv', '--out', 'exports'])
  await town.write('agents.csv', '')

  for (const [name, bytes] of await town.everything()) {
    expect([name, bytes.includes(objector), bytes.includes('639980123')]).toEqual([name, false, false])
  }
})

test('an objection outside a terminal needs to be confirmed, and one of nobody is noted all the same', async () => {
  const refused = await town.run(['lists', 'object', objector])
  const unknown = await town.json(['lists', 'object', 'personne@example.org', '--yes'])
  await town.write('autres.txt', 'personne@example.org\n')
  const imported = await town.json(['lists', 'import', 'autres.txt', '-p', 'residents'])

  expect(refused.code).toBe(2)
  expect(unknown).toMatchObject({ wasHeld: false, exposuresErased: 0 })
  expect(imported.files[0]).toMatchObject({ taken: 0, objected: 1 })
  expect(await found()).toContain(`${objector} Domaine`)
})
