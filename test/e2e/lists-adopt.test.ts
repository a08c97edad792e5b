/** Addresses that a domain call tells of and no list holds: counted by a scan, taken in by `lists adopt`. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { simulatorKey } from '../../src/simulator/index.ts'
import { breach, openTown, type Town } from './town.ts'

let town: Town
beforeEach(async () => {
  town = await openTown()
  const { hibp } = town.world
  hibp.breaches.push(breach('Alpha'), breach('Beta'))
  hibp.accounts.set('agent@ville-exemple.fr', ['Alpha'])
  hibp.accounts.set('ancien@ville-exemple.fr', ['Alpha', 'Beta'])
  hibp.accounts.set('accueil@ville-exemple.fr', ['Alpha'])
  hibp.accounts.set('inconnu@example.org', ['Alpha'])
  await town.write('agents.csv', 'Courriel\nagent@ville-exemple.fr\n')
  await town.expectRun(['lists', 'import', 'agents.csv', '-p', 'staff'])
  await town.expectRun(['scan', '--source', 'hibp'], 10)
})
afterEach(() => town.remove())

async function strangers(): Promise<readonly string[]> {
  const stats = await town.json(['lists', 'stats'])
  return (stats.strangers as { title: string; count: number }[]).map(({ title, count }) => `${title}: ${count}`)
}

describe('addresses in no list', () => {
  test('are counted per incident, shown, and stored nowhere', async () => {
    expect(await strangers()).toEqual(['Alpha (fictif): 2', 'Beta (fictif): 1'])

    const stats = await town.expectRun(['lists', 'stats', '--lang', 'en'])
    const list = await town.expectRun(['exposures', 'list', '--lang', 'fr'])
    const { exposures } = await town.json(['exposures', 'list'])
    const shown = await town.json(['exposures', 'show', exposures[0].exposure])

    expect(stats.stdout).toContain('vigie lists adopt --population staff')
    expect(list.stdout).toContain('vigie lists adopt --population staff')
    expect(exposures).toHaveLength(1)
    expect(shown.strangers).toBe(2)
    for (const [name, bytes] of await town.everything()) {
      expect([name, bytes.includes('ancien@'), bytes.includes('accueil@')]).toEqual([name, false, false])
    }
  })
})

describe('vigie lists adopt', () => {
  test('takes them in, and the next scan finds them', async () => {
    const adopted = await town.json(['lists', 'adopt', '-p', 'staff'])
    await town.expectRun(['scan', '--source', 'hibp'], 10)

    expect(adopted).toMatchObject({
      population: 'staff',
      told: 3,
      held: 1,
      objected: 0,
      added: 2,
      dryRun: false,
      sources: [{ source: 'hibp', domains: ['ville-exemple.fr'] }],
    })
    expect(adopted.selectors.map(({ canonical }: { canonical: string }) => canonical)).toEqual([
      'a•••••@ville-exemple.fr',
      'a•••••@ville-exemple.fr',
    ])
    const { exposures } = await town.json(['exposures', 'list', '--reveal', '--reason', 'essai'])
    const found = (exposures as { selector: string }[]).map(({ selector }) => selector).sort()
    expect(found).toEqual([
      'accueil@ville-exemple.fr',
      'agent@ville-exemple.fr',
      'ancien@ville-exemple.fr',
      'ancien@ville-exemple.fr',
    ])
    expect(await strangers()).toEqual([])
    const { selectors } = await town.json(['subject', 'show', 'ancien@ville-exemple.fr'])
    expect(selectors[0].lists).toMatchObject([{ population: 'staff', list: 'adopt: hibp' }])
  })

  test('shows what it would take, and changes nothing, with --dry-run', async () => {
    const tried = await town.json(['lists', 'adopt', '-p', 'staff', '--dry-run', '--reveal', '--reason', 'essai'])

    expect(tried).toMatchObject({ told: 3, added: 2, dryRun: true })
    expect(tried.selectors.map(({ canonical }: { canonical: string }) => canonical).sort()).toEqual([
      'accueil@ville-exemple.fr',
      'ancien@ville-exemple.fr',
    ])
    expect(await town.json(['lists', 'show'])).toMatchObject({ total: 1 })
  })

  test('leaves who objected out, and is the same a second time', async () => {
    await town.expectRun(['lists', 'object', 'ancien@ville-exemple.fr', '--yes'])

    const first = await town.json(['lists', 'adopt', '-p', 'staff', '--domain', 'Ville-Exemple.fr'])
    const second = await town.json(['lists', 'adopt', '-p', 'residents'])

    expect(first).toMatchObject({ told: 3, held: 1, objected: 1, added: 1 })
    expect(second).toMatchObject({ told: 3, held: 2, objected: 1, added: 0 })
  })

  test('takes nothing, says why and exits 20 when the call is refused', async () => {
    town.simulator.setFault('hibp', '403', { match: /breacheddomain/ })

    const failed = await town.json(['lists', 'adopt', '-p', 'staff'], 20)

    expect(failed).toMatchObject({ told: 0, added: 0, sources: [{ source: 'hibp', failed: expect.any(String) }] })
  })

  test('asks domains that only the account calls verified, as a scan does, and none that no list knows', async () => {
    const file = '.vigie/vigie.yaml'
    await town.write(file, (await town.read(file)).replace('verifiedDomains: [ville-exemple.fr], ', ''))
    town.simulator.setKey('hibp', simulatorKey, { verifiedDomains: ['ville-exemple.fr', 'autre-ville.example'] })

    const adopted = await town.json(['lists', 'adopt', '-p', 'staff'])

    expect(adopted).toMatchObject({ told: 3, held: 1, added: 2, sources: [{ domains: ['ville-exemple.fr'] }] })
  })

  test.each([
    ['of a population that is not there', ['-p', 'nobody'], /no population "nobody"/],
    ['of what is no domain', ['-p', 'staff', '--domain', 'fr'], /not a domain/],
    ['of a domain that nothing searches whole', ['-p', 'staff', '--domain', 'example.org'], /no source/],
    ['until a day that is past', ['-p', 'staff', '--expires', '2020-01-01'], /past/],
  ])('%s is refused in one line', async (_, args, says) => {
    const refused = await town.run(['lists', 'adopt', ...args])

    expect(refused.stderr).toMatch(says)
    expect(refused.code).toBe(2)
  })
})
