/** An access request, answered by the program. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { breach, openTown, type Town } from './town.ts'

let town: Town
beforeEach(async () => {
  town = await openTown()
  town.world.hibp.breaches.push(breach('Vendu', 'In 2025 the data was put up for sale on a hacking forum.'))
  town.world.hibp.accounts.set('jean@example.org', ['Vendu'])
  await town.write(
    'usagers.csv',
    'Numéro usager;Courriel;Tél. portable\nU-1;jean@example.org;06 39 98 01 23\nU-2;autre@example.org;\n',
  )
  await town.expectRun(['lists', 'import', 'usagers.csv', '-p', 'residents'])
  await town.expectRun(['scan'], 10)
})
afterEach(() => town.remove())

describe('vigie subject show', () => {
  test('tells where an address came from, who was told, what was answered and found', async () => {
    const file = await town.json(['subject', 'show', 'Jean@Example.org'])

    expect(file).toMatchObject({
      schema: 1,
      held: true,
      selector: { kind: 'email', canonical: 'jean@example.org' },
      organisation: { name: 'Ville de Saint-Exemple', dpo: { name: 'Camille Exemple', email: 'dpo@ville-exemple.fr' } },
    })
    const [asked, phone, ...others] = file.selectors
    expect(others).toEqual([])
    expect(asked).toMatchObject({ canonical: 'jean@example.org', revealed: true })
    expect(asked.lists).toEqual([
      {
        population: 'residents',
        persons: 'Utilisateurs',
        legalBasis: 'RGPD, art. 6, 1, e',
        exposuresKeptDays: 730,
        list: 'usagers.csv',
        importedAt: expect.any(String),
        expiresAt: expect.any(String),
      },
    ])
    const told = (asked.told as { question: string; discloses: string }[]).map(
      (one) => `${one.question} ${one.discloses}`,
    )
    expect(told).toContain('breaches k-anonymous')
    expect(asked.answers).toContainEqual(
      expect.objectContaining({ source: 'hibp', question: 'breaches', answer: 'present' }),
    )
    expect(asked.exposures).toEqual([
      expect.objectContaining({
        incident: expect.objectContaining({ title: 'Vendu (fictif)', occurredOn: '2025-02-01' }),
        dataClasses: ['Email addresses', 'Names'],
        toldBy: [expect.objectContaining({ source: 'hibp', event: 'Vendu' })],
      }),
    ])
    expect(phone).toMatchObject({ kind: 'phone', canonical: '06 39 98 •• ••', revealed: false, told: [] })
    expect(file.operations.map(({ action }: { action: string }) => action)).toEqual(['subject.show'])
    expect(JSON.stringify(file)).not.toContain('autre@')
  })

  test('what it says was told is what the source heard', async () => {
    const heard = town.simulator.requests.filter(({ path }) => decodeURIComponent(path).includes('jean@example.org'))

    const { selectors } = await town.json(['subject', 'show', 'jean@example.org'])

    const inClear = (selectors[0].told as { discloses: string }[]).filter(({ discloses }) => discloses === 'clear')
    expect(inClear.length > 0).toBe(heard.length > 0)
  })

  test('shows the others in clear with a reason, which is on record', async () => {
    const revealed = await town.json([
      'subject',
      'show',
      'jean@example.org',
      '--reveal',
      '--reason',
      'demande du 3 mars',
    ])
    const refused = await town.run(['subject', 'show', 'jean@example.org', '--reveal'])

    expect(revealed.selectors[1]).toMatchObject({ canonical: '+33639980123', revealed: true })
    expect(refused.code).toBe(2)
    expect(refused.stdout).toBe('')
  })

  test('is text that the person can read, in French and in English', async () => {
    const french = await town.expectRun(['subject', 'show', '06 39 98 01 23', '--lang', 'fr'])
    const english = await town.expectRun(['subject', 'show', 'jean@example.org', '--lang', 'en'])

    expect(french.stdout).toContain('Ce que Ville de Saint-Exemple détient au sujet de +33639980123')
    expect(french.stdout).toContain('j•••••@example.org')
    expect(french.stdout).toContain('www.cnil.fr')
    expect(english.stdout).toContain('What Ville de Saint-Exemple holds about jean@example.org')
    expect(english.stdout).toMatch(/Incident\s+Vendu \(fictif\)/)
    expect(english.stdout).toMatch(/Superlative/)
  })

  test('says that nothing is held, and that an objection stands', async () => {
    const unknown = await town.json(['subject', 'show', 'personne@example.org'])
    await town.expectRun(['lists', 'object', 'jean@example.org', '--yes'])
    const objected = await town.json(['subject', 'show', 'jean@example.org'])

    expect(unknown).toMatchObject({ held: false, selectors: [] })
    expect(unknown.objectedAt).toBeUndefined()
    expect(objected).toMatchObject({ held: false, selectors: [], objectedAt: expect.stringMatching(/^20/) })
    expect(objected.operations.map(({ action }: { action: string }) => action)).toEqual([
      'lists.object',
      'subject.show',
    ])
  })

  test('refuses what is no address, number or domain', async () => {
    const refused = await town.run(['subject', 'show', 'jean'])

    expect(refused.code).toBe(2)
    expect(refused.stderr).not.toContain('jean"')
  })
})
