import { mkdir } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { makePlace, type Place } from './vigie.ts'

let place: Place
beforeEach(async () => {
  place = await makePlace()
})
afterEach(() => place.remove())

/** What was found, without the random names and the instants of one run. */
async function findings(demo = 'vigie-demo'): Promise<string[]> {
  const rows = await place.csv(`${demo}/results/exposures.csv`)
  return rows
    .map((row) =>
      [
        row.population,
        row.selector,
        row.incident?.replace(/ \(i-[^)]*\)$/, ''),
        row.sources,
        row.data_classes,
        row.resale,
        row.last_offered,
      ].join(' | '),
    )
    .sort()
}

async function answers(demo = 'vigie-demo'): Promise<string[]> {
  const rows = await place.csv(`${demo}/results/coverage.csv`)
  return rows.map((row) =>
    [row.population, row.kind, row.source, row.question, row.answer, row.reason, row.count].join(' '),
  )
}

describe('the demonstration', () => {
  test('does the whole job, says it so that a mayor understands, and ends with 0', async () => {
    const ended = await place.run(['demo', '--lang', 'fr'])

    expect(ended.code).toBe(0)
    const shown = ended.stdout.replace(/[\u00a0\u202f]/g, ' ')
    expect(shown).toContain('Ville de Saint-Exemple (fictive) : ce que Vigie a trouvé')
    expect(shown).toMatch(/^Agents +300 /m)
    expect(shown).toContain('Semble revendu :')
    expect(shown).toContain('Inconnu n’est pas absent.')
    expect(shown).toContain('mise en vente : Telegram marche_demo_fr/')
    expect(shown).toContain('mise en vente : Pastebin ')
    expect(shown).toContain('revendication de rançongiciel : Mairie de Saint-Exemple (examplelocker)')
    expect(shown).toContain(
      'fichier de fuite vigie-demo/seized/cantine-fictive.sql, remis par la gendarmerie (inventé) : 81 occurrences, 76 identifiants de la ville, nouvelles expositions : 76',
    )
    expect(shown).toContain('vigie dump scan vigie-demo/seized/cantine-fictive.sql --held-as police --provenance "PV ')
    expect(await place.read('vigie-demo/seized/PROVENANCE.txt')).toContain('PV 2026/0314 inventé')
    expect(shown).toMatch(/GitHub gists \(public\) : surveillé le \d{1,2}(?:er)? \p{L}+ \d{4}/u)
    expect(shown).toContain('vigie-demo/results/exposures.csv')
    expect(shown.split('\n').filter((line) => line.startsWith('  npx vigie')).length).toBeGreaterThan(1)
    expect(shown).toContain('  npm run demo -- --lang fr\n')
    const found = await findings()
    expect(
      found.some((row) => row.startsWith('city | mairie de Saint-Exemple | Telegram ') && row.includes(' | yes | ')),
    ).toBe(true)
    expect(found.length).toBeGreaterThan(1000)
    expect(found.filter((row) => row.includes(' | cantine-fictive.sql | files | '))).toHaveLength(76)
    for (const verdict of ['yes', 'likely', 'historical', 'no-evidence']) {
      expect(found.some((row) => row.includes(` | ${verdict} | `))).toBe(true)
    }
    for (const [file, bytes] of await place.everything()) {
      // the password that the pretend leaks hold
      if (!file.startsWith('home/')) expect([file, bytes.includes('FICTIF-canari')]).toEqual([file, false])
      // and the hashes of the file that was searched where it lies
      if (!file.startsWith('home/') && !file.startsWith('vigie-demo/seized/'))
        expect([file, bytes.includes('$2y$10$FICTIF')]).toEqual([file, false])
    }
    const again = await place.run(['demo', '--lang', 'fr'])
    expect(again.code).toBe(0)
    expect(again.stdout.replace(/[\u00a0\u202f]/g, ' ')).toContain('nouvelles expositions : 0')
    expect(await findings()).toEqual(found)
  }, 200_000)

  test('killed at any instant and typed again, completes as if it had never been', async () => {
    expect((await place.run(['demo', '--directory', 'calm'])).code).toBe(0)
    for (const afterMs of [300, 900, 1600, 2400]) {
      const { child, ended } = place.start(['demo'])
      setTimeout(() => child.kill('SIGKILL'), afterMs)
      await ended
    }

    const last = await place.run(['demo'])

    expect(last.code).toBe(0)
    expect(await findings()).toEqual(await findings('calm'))
    expect(await answers()).toEqual(await answers('calm'))
  }, 400_000)

  test('leaves a folder alone that it did not make', async () => {
    await place.write('mine', '')
    await mkdir(`${place.directory}/vigie-demo`)

    const refused = await place.run(['demo'])

    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain('was not made by the demonstration')
  })
})
