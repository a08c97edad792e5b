/** Invented residents, from the file to seed to the base that they give away. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { isFictionPhone } from '../../src/domain/index.ts'
import { breach, openTown, type Town } from './town.ts'

let town: Town
beforeEach(async () => {
  town = await openTown('bases:\n  portail-famille: { processor: Éditeur X }\n  agenda: {}\n')
})
afterEach(() => town.remove())

type Row = Record<'base' | 'last_name' | 'first_name' | 'email' | 'phone', string>

async function create(base: string, count: number, file = 'canaris.csv'): Promise<readonly Row[]> {
  await town.expectRun(['canaries', 'create', '--base', base, '--count', String(count), '--out', file])
  return (await town.csv(file)) as Row[]
}

describe('vigie canaries create', () => {
  test('writes residents whom nobody can guess, with numbers of fiction, and watches them', async () => {
    const rows = await create('portail-famille', 7)

    expect(rows).toHaveLength(7)
    for (const row of rows) {
      expect(row.base).toBe('portail-famille')
      expect(row.email).toMatch(/^[a-z-]+\.[a-z-]+\.[0-9a-hjkmnp-tv-z]{11}@ville-exemple\.fr$/)
      expect(isFictionPhone(row.phone)).toBe(true)
      expect(row.last_name).toMatch(/\p{Lu}/u)
    }
    expect(new Set(rows.map(({ email }) => email.split('.')[2])).size).toBe(7)
    const { lists } = await town.json(['lists', 'stats'])
    expect(lists).toEqual([
      expect.objectContaining({ population: 'canaries', kind: 'email', watched: 7, persons: 0 }),
      expect.objectContaining({ population: 'canaries', kind: 'phone', watched: 7, persons: 0 }),
    ])
    const { selectors } = await town.json(['lists', 'show', 'canaries'])
    expect(selectors[0].expiresOn).toBe('2100-01-01')
  })

  test('tells nobody of them: not even a prefix leaves, the domain alone is asked about', async () => {
    town.world.hibp.breaches.push(breach('Autre'))
    const [canary] = await create('portail-famille', 1)

    await town.expectRun(['scan', '--source', 'hibp'])

    const heard = town.simulator.requests.map(({ path }) => path)
    expect(heard.filter((path) => path.includes('breacheddomain'))).toHaveLength(1)
    expect(heard.filter((path) => path.includes('range'))).toEqual([])
    expect(heard.join('\n')).not.toContain(canary!.email.split('.')[2])
    const { selectors } = await town.json(['subject', 'show', canary!.email])
    expect(selectors[0].told).toEqual([])
  })

  test('keeps them out of the database in clear, and of its own output', async () => {
    const [canary] = await create('agenda', 1)
    const alias = canary!.email.split('.')[2]!.split('@')[0]!

    for (const [name, bytes] of await town.everything()) {
      expect([name, bytes.includes(alias)]).toEqual([name, name === 'canaris.csv'])
    }
  })

  test.each([
    ['a base that is misspelt', ['--base', 'portail-famile', '--out', 'n.csv'], /did you mean "portail-famille"/],
    ['a base that is not there', ['--base', 'xyz', '--out', 'n.csv'], /known: portail-famille, agenda/],
    ['a domain of somebody else', ['--base', 'agenda', '--out', 'n.csv', '--domain', 'example.org'], /not a domain of/],
    ['a file that exists', ['--base', 'agenda', '--out', 'key'], /key exists already/],
    ['none at all', ['--base', 'agenda', '--out', 'n.csv', '--count', '0'], /count/],
  ])('%s is refused, and nothing changes', async (_, args, says) => {
    const refused = await town.run(['canaries', 'create', ...args])

    expect(refused.stderr).toMatch(says)
    expect(refused.code).toBe(2)
    expect(await town.json(['lists', 'stats'])).toMatchObject({ lists: [] })
  })

  test('watches none when the file cannot be written', async () => {
    const failed = await town.run(['canaries', 'create', '--base', 'agenda', '--out', 'key/n.csv'])

    expect(failed.code).toBe(1)
    expect(await town.json(['lists', 'stats'])).toMatchObject({ lists: [] })
  })
})

describe('a leak', () => {
  test('with the address of a canary came from its base; a number of fiction says nothing', async () => {
    const [first, second] = await create('portail-famille', 2)
    const [other] = await create('agenda', 1, 'agenda.csv')
    town.world.hibp.breaches.push(breach('Volee'))
    town.world.hibp.accounts.set(first!.email, ['Volee'])
    town.world.pastebin.push({ body: `tél. ${other!.phone} et ${second!.phone}\n` })

    await town.expectRun(['scan', '--source', 'hibp', '--source', 'pastebin'], 10)
    const { bases } = await town.json(['canaries', 'show'])
    const { exposures } = await town.json(['exposures', 'list', '--population', 'canaries'])

    expect(bases).toMatchObject([
      {
        base: 'portail-famille',
        configured: true,
        canaries: [{ email: expect.stringMatching(/^.•••••@/) }, {}],
        hits: [{ title: 'Volee (fictif)', canaries: 1 }],
      },
      { base: 'agenda', canaries: [{}], hits: [] },
    ])
    const told = (exposures as { kind: string; canaryBase?: string; exposure: string }[]).map(
      ({ kind, canaryBase }) => `${kind} ${canaryBase ?? '-'}`,
    )
    expect(told.sort()).toEqual(['email portail-famille', 'phone -', 'phone -'])
    const hit = exposures.find(({ kind }: { kind: string }) => kind === 'email')
    const shown = await town.expectRun(['exposures', 'show', hit.exposure, '--lang', 'en'])
    expect(shown.stdout).toMatch(/Canary\s+of the base portail-famille: the leak came from there/)
    const table = await town.expectRun(['canaries', 'show', '--lang', 'fr'])
    expect(table.stdout).toMatch(/portail-famille\s+2\s+1\s+Volee/)
  })

  test('says that there are none yet', async () => {
    const shown = await town.expectRun(['canaries', 'show', '--lang', 'en'])

    expect(shown.stdout).toContain('vigie canaries create')
  })
})
