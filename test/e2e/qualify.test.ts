/** What a person decides, through the program. */
import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { makePlace, type Place } from './vigie.ts'

let place: Place
const workspace = ['--workspace', 'vigie-demo/workspace']

interface Listed {
  exposures: {
    exposure: string
    incident: { id: string; title: string }
    qualification?: { as: string; attribution?: string }
    remedy?: { what: string }
  }[]
  total: number
}

let shown: string
beforeAll(async () => {
  place = await makePlace()
  const demo = await place.run(['demo'])
  expect(demo.code).toBe(0)
  shown = demo.stdout
}, 200_000)
afterAll(() => place.remove())

async function list(...args: string[]): Promise<Listed> {
  const { stdout, code } = await place.run(['exposures', 'list', '--json', ...args, ...workspace])
  expect(code).toBe(0)
  return JSON.parse(stdout) as Listed
}

test('the demonstration explains one exposure of each verdict, one incident under three names, and each attribution', async () => {
  const explained = []
  for (const [, name] of shown.matchAll(/exposures explain (e-[0-9a-z]+)/g)) {
    const { stdout } = await place.run(['exposures', 'explain', name!, '--json', ...workspace])
    explained.push(JSON.parse(stdout))
  }

  expect(explained.map(({ exposure }) => exposure.resale.verdict)).toEqual([
    'yes',
    'likely',
    'historical',
    'no-evidence',
  ])
  for (const { told } of explained) expect(told.length).toBeGreaterThan(0)
  const named = explained.find(({ told }) => new Set(told.map((one: { source: string }) => one.source)).size === 3)
  expect(new Set(named.told.map((one: { title: string }) => one.title)).size).toBeGreaterThan(1)
  expect(named.joins).toHaveLength(2)

  const worksheet = await place.read('vigie-demo/results/cnil/feuille-cnil.html')
  expect(worksheet).toContain('Modèle')
  expect(worksheet).not.toContain('MISSING in the configuration')
  // one breach, one notification and one letter
  const own = (await readdir(`${place.directory}/vigie-demo/results/letters`)).sort()
  expect(own).toHaveLength(2)
  for (const incident of own) {
    expect(worksheet).toContain(`--incident ${incident} `)
    const alone = await place.csv(`vigie-demo/results/cnil/${incident}/constats.csv`)
    expect(new Set(alone.map((row) => row.incident))).toEqual(new Set([incident]))
  }
  const findings = await place.csv('vigie-demo/results/cnil/constats.csv')
  const confirmed = findings.filter(({ state }) => state === 'confirmed').map(({ attribution }) => attribution)
  expect(confirmed.sort()).toEqual(['A', 'B', 'C', 'D', 'E'])
  expect(await place.read('vigie-demo/results/cnil/annexe-cnil.html')).toContain('One incident, named by each source')
})

describe('qualifying', () => {
  test('one exposure, then a whole incident by filter, is kept with who and when', async () => {
    const [first] = (await list('--resold')).exposures
    const id = first!.incident.id

    const one = await place.run([
      'exposures',
      'qualify',
      first!.exposure,
      '--as',
      'confirmed',
      '--attribution',
      'B',
      '--note',
      'vu',
      ...workspace,
    ])
    expect(one.code).toBe(0)
    const many = await place.run(['exposures', 'qualify', '--incident', id, '--as', 'known', '--json', ...workspace])

    const { total, exposures } = await list('--incident', id)
    expect(JSON.parse(many.stdout)).toEqual({ qualified: total, as: 'known' })
    expect(new Set(exposures.map((row) => row.qualification?.as))).toEqual(new Set(['known']))
  })

  test('by filter, with the base and the cause, is what the CNIL report takes; its flags override', async () => {
    const [first] = (await list('--population', 'residents')).exposures
    const id = first!.incident.id
    const door = (await list()).exposures.find(({ incident }) => incident.id !== id)!.incident.id
    const by = ['--incident', id, '--population', 'residents', '--kind', 'email']
    const { total } = await list(...by)
    const decided = await place.run([
      ...['exposures', 'qualify', ...by, '--as', 'confirmed', '--base', 'rendez-vous', '--caused-by', door],
      ...['--json', ...workspace],
    ])
    expect(decided.stderr).toBe('')
    expect(JSON.parse(decided.stdout)).toEqual({
      qualified: total,
      as: 'confirmed',
      attribution: 'B',
      base: 'rendez-vous',
      causedBy: door,
    })

    const report = async (out: string, ...more: string[]) => {
      const { code } = await place.run(['report', 'cnil', '--incident', id, '--out', out, ...more, ...workspace])
      expect(code).toBe(0)
      const rows = await place.csv(`${out}/constats.csv`)
      return rows.filter(({ state }) => state === 'confirmed').map((row) => [row.attribution, row.base])
    }
    expect(await report('taken')).toContainEqual(['B', 'rendez-vous'])
    expect(await report('other', '--base', 'portail-famille')).toContainEqual(['B', 'portail-famille'])
  })

  test('with a base is of the city or its processor only, and of a base that is there', async () => {
    const [first] = (await list()).exposures
    const qualify = (...args: string[]) => place.run(['exposures', 'qualify', first!.exposure, ...args, ...workspace])

    const third = await qualify('--as', 'confirmed', '--attribution', 'D', '--base', 'portail-famille')
    const known = await qualify('--as', 'known', '--base', 'portail-famille')
    const none = await qualify('--as', 'confirmed', '--base', 'piscine')
    const nowhere = await qualify('--as', 'confirmed', '--attribution', 'A', '--caused-by', 'i-nowhere')
    const itself = await qualify('--as', 'confirmed', '--attribution', 'A', '--caused-by', first!.incident.id)

    expect([third.code, known.code, none.code, nowhere.code, itself.code]).toEqual([2, 2, 2, 2, 2])
    expect(itself.stderr).toContain('cannot have opened the door to itself')
    expect(third.stderr).toContain('of a confirmed breach of the city or its processor')
    expect(none.stderr).toContain('portail-famille')
    expect(nowhere.stderr).toContain('there is no incident "i-nowhere"')
  })

  test('as confirmed needs to say whose breach it is, and needs something to decide about', async () => {
    const without = await place.run(['exposures', 'qualify', '--kind', 'email', '--as', 'confirmed', ...workspace])
    const nothing = await place.run(['exposures', 'qualify', '--as', 'known', ...workspace])
    const unknown = await place.run(['exposures', 'qualify', 'e-nowhere', '--as', 'known', ...workspace])

    expect([without.code, nothing.code, unknown.code]).toEqual([2, 2, 2])
    expect(without.stderr).toContain('needs --attribution')
    expect(nothing.stderr).toContain('say which')
    expect(unknown.stderr).toContain('there is no exposure "e-nowhere"')
  })

  test('what is ticked off leaves the list of what is to do', async () => {
    const before = await list('--to-do')
    const [first] = before.exposures

    await place.run(['exposures', 'remediate', first!.exposure, '--what', 'mot de passe changé', ...workspace])

    const after = await list('--to-do')
    expect(after.total).toBe(before.total - 1)
    expect(after.exposures.some((row) => row.exposure === first!.exposure)).toBe(false)
  })
})

describe('explaining', () => {
  test('an exposure tells the whole chain: rules, words, whose breach, how bad', async () => {
    // of those that nobody decided about above
    const first = (await list('--resold')).exposures.find((row) => row.qualification === undefined)

    const { code, stdout } = await place.run(['exposures', 'explain', first!.exposure, '--json', ...workspace])

    expect(code).toBe(0)
    const explained = JSON.parse(stdout) as {
      exposure: { exposure: string; resale: { verdict: string } }
      told: { source: string; circulation: string; evidence: { rule: string; words: string }[] }[]
      attribution: { attribution: string; reasons: unknown[] }
      severity: { score: number; cnilLevel: string }
    }
    expect(explained.exposure.exposure).toBe(first!.exposure)
    expect(['yes', 'likely']).toContain(explained.exposure.resale.verdict)
    expect(explained.told[0]?.evidence[0]?.rule).toMatch(/^(?:en|fr|ru|nature)\./)
    expect(explained.told[0]?.evidence[0]?.words).toMatch(/\S/)
    expect(explained.attribution.attribution).toMatch(/^[A-E]$/)
    expect(explained.attribution.reasons.length).toBeGreaterThan(0)
    expect(explained.severity.score).toBeGreaterThan(0)
  })
})
