/** One incident told by several sources, and what a person does when two of them meant another, through the program. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { breach, openTown, type Town } from './town.ts'

let town: Town

interface Row {
  exposure: string
  state: string
  sources: string[]
  incident: { id: string; title: string }
  qualification?: { as: string }
  remedy?: { what: string }
}

async function rows(...args: readonly string[]): Promise<Row[]> {
  const { exposures } = await town.json(['exposures', 'list', ...args])
  return exposures.sort((a: Row, b: Row) => a.sources.join().localeCompare(b.sources.join()))
}

const people = `  staff: { persons: Employés, disclose: { default: k-anonymous, clear: [hibp, leakcheck, xposedornot] } }
`

beforeAll(async () => {
  town = await openTown('', people)
  const pace = 'pace: { requests: 1000, per: 1s }, freshness: 1s'
  const sources = ['leakcheck', 'xposedornot'].map(
    (id) => `  ${id}: { enabled: true, baseUrl: ${town.simulator.baseUrl(id as 'hibp')}, ${pace} }\n`,
  )
  await town.write('.vigie/vigie.yaml', `${await town.read('.vigie/vigie.yaml')}${sources.join('')}`)
  town.world.hibp.breaches.push({ ...breach('ForumDemo'), PwnCount: 120_000 })
  town.world.leaks.push({
    key: 'ForumDemo',
    nature: 'breach',
    site: 'forumdemo.example',
    occurredOn: '2025-02-01',
    addedAt: '2025-03-01T00:00:00Z',
    size: 120_000,
    dataClasses: ['Email addresses', 'Names'],
    names: { xposedornot: 'Forum-Demo', leakcheck: 'Forumdemo.example' },
  })
  town.world.records.push({ leak: 'ForumDemo', email: 'anne@autre.example' })
  town.world.hibp.accounts.set('anne@autre.example', ['ForumDemo'])
  await town.write('agents.csv', 'courriel\nanne@autre.example\n')
  await town.expectRun(['lists', 'import', 'agents.csv', '--population', 'staff'])
  await town.expectRun(['scan'], 10)
}, 120_000)
afterAll(() => town.remove())

test('one incident under three names is one exposure, and the reasons are told', async () => {
  const [only, ...others] = await rows()
  expect(others).toEqual([])
  expect(only?.sources).toEqual(['hibp', 'leakcheck', 'xposedornot'])

  const { told, joins, splits } = await town.json(['exposures', 'explain', only!.exposure])
  expect(told.map(({ source }: { source: string }) => source).sort()).toEqual(['hibp', 'leakcheck', 'xposedornot'])
  expect(joins).toHaveLength(2)
  for (const join of joins) {
    expect(join).toMatchObject({ needed: 4.5, with: { source: expect.any(String), title: expect.any(String) } })
    expect(join.points).toBeGreaterThanOrEqual(4.5)
    expect(join.reasons.length).toBeGreaterThan(1)
  }
  expect(splits).toEqual([])
  const { stdout } = await town.expectRun(['exposures', 'explain', only!.exposure, '--lang', 'fr'])
  expect(stdout).toContain('Pourquoi un seul incident')
  expect(stdout).toContain('requis')
  expect(stdout).toContain(`vigie exposures split ${only!.incident.id}`)
})

test('what a person sets apart stays apart in the next scan; nothing is new, and what was decided stays where it was', async () => {
  const [only] = await rows()
  const former = only!.incident.id
  await town.expectRun(['exposures', 'qualify', only!.exposure, '--as', 'confirmed', '--attribution', 'D'])
  await town.expectRun(['exposures', 'remediate', only!.exposure, '--what', 'mot de passe changé'])

  const split = await town.json(['exposures', 'split', former, '--telling', 'leakcheck', '--reason', 'autre fuite'])

  expect(split).toEqual({
    incident: former,
    split: expect.stringMatching(/^i-[0-9a-z]{12}$/),
    tellings: [expect.stringMatching(/^leakcheck:/)],
    moved: 0,
    doubled: 1,
  })
  const [rest, apart] = await rows()
  expect(rest).toMatchObject({ exposure: only!.exposure, incident: { id: former }, sources: ['hibp', 'xposedornot'] })
  expect(apart).toMatchObject({ incident: { id: split.split }, sources: ['leakcheck'] })
  expect([rest?.qualification?.as, apart?.qualification?.as]).toEqual(['confirmed', undefined])
  expect([rest?.remedy?.what, apart?.remedy?.what]).toEqual(['mot de passe changé', 'mot de passe changé'])

  // answers that are out of date are asked for again
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  await town.expectRun(['scan'], 0)

  const after = await rows()
  expect(after.map(({ exposure, incident }) => [exposure, incident.id])).toEqual([
    [rest!.exposure, former],
    [apart!.exposure, split.split],
  ])
  expect(after.map(({ state }) => state)).toEqual(['known', 'known'])
  expect(await rows('--new-since', 'last')).toEqual([])
  const { joins, splits } = await town.json(['exposures', 'explain', apart!.exposure])
  expect(joins).toEqual([])
  expect(splits).toMatchObject([{ incident: split.split, former, reason: 'autre fuite' }])
  const shown = await town.expectRun(['exposures', 'explain', rest!.exposure])
  expect(shown.stdout.replace(/\s+/g, ' ')).toContain(`${split.split} out of ${former}: “autre fuite”`)
})

test('a split says what it cannot do', async () => {
  const [rest, apart] = await rows()
  const split = (...args: string[]) => town.run(['exposures', 'split', ...args, '--reason', 'x'])

  const unknown = await split('i-nowhere', '--telling', 'hibp')
  const nothing = await split(rest!.incident.id, '--telling', 'dehashed')
  const all = await split(rest!.incident.id, '--telling', 'hibp', '--telling', 'xposedornot:Forum-Demo')
  const wordless = await town.run([
    'exposures',
    'split',
    rest!.incident.id,
    '--telling',
    'hibp',
    '--reason',
    ' \u202e\n',
  ])
  const alone = await split(apart!.incident.id, '--telling', 'leakcheck')

  expect([unknown.code, nothing.code, all.code, alone.code, wordless.code]).toEqual([2, 2, 2, 2, 2])
  expect(wordless.stderr).toContain('needs a reason')
  expect(unknown.stderr).toContain('there is no incident "i-nowhere"')
  expect(nothing.stderr).toContain('is "dehashed"')
  expect(nothing.stderr).toMatch(/hibp, xposedornot|xposedornot, hibp/)
  expect(all.stderr).toContain('something must stay')
  expect(alone.stderr).toContain('nothing to set apart')
})
