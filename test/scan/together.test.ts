/** Several sources, several runs, and what is shared between them. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { correlate } from '../../src/assess/index.ts'
import type { SourceEvent } from '../../src/domain/index.ts'
import { EventBook } from '../../src/scan/events.ts'
import { exitCodeOf } from '../../src/scan/index.ts'
import { breach, exposures, ledger, openTown, type Town } from './town.ts'

let town: Town
beforeEach(async () => {
  town = await openTown()
  town.world.hibp.breaches = [breach('ForumDemo')]
})
afterEach(() => town.close())

// a test that fails before it lets go leaves none behind: it would keep jest from ending
const holders: ChildProcess[] = []
afterEach(() => {
  for (const child of holders.splice(0)) child.kill('SIGKILL')
})

/** A process that holds the lock of a source until it is told to go. */
async function holdLock(source: string): Promise<() => Promise<void>> {
  const script = new URL('./hold-lock.ts', import.meta.url).pathname
  const child = fork(script, [town.directory, source], { execArgv: ['--disable-warning=ExperimentalWarning'] })
  holders.push(child)
  await once(child, 'message')
  return async () => {
    child.send('go')
    await once(child, 'exit')
  }
}

describe('another run', () => {
  test('that holds all sources makes this one end busy, with its name', async () => {
    await town.list('residents', 'a@example.org')
    const release = await holdLock('hibp')

    const report = await town.scan()

    expect(exitCodeOf(report)).toBe(75)
    expect(report.sources[0]).toMatchObject({ outcome: 'busy', holder: { pid: expect.any(Number) }, requests: 0 })
    expect(town.simulator.requests).toEqual([])
    await release()
    expect(exitCodeOf(await town.scan())).toBe(0)
  })

  test('leaves this one the sources that are free', async () => {
    town.sources.set('pastebin', {})
    town.world.pastebin.pastes = []
    town.world.pastebin.push({ body: 'a@example.org' })
    await town.list('residents', 'a@example.org')
    const release = await holdLock('hibp')

    const report = await town.scan()

    expect(report.sources.map(({ source, outcome }) => `${source}: ${outcome}`)).toEqual([
      'hibp: busy',
      'pastebin: done',
    ])
    expect(exitCodeOf(report)).toBe(10)
    await release()
  })
})

test('the same event under the name of another source makes nothing new', async () => {
  town.world.leaks.push({
    key: 'ForumDemo',
    nature: 'breach',
    site: 'forumdemo.example',
    occurredOn: '2022-09-14',
    addedAt: '2022-10-01T10:00:00Z',
    size: 120_000,
    dataClasses: ['Email addresses', 'Names'],
    names: { xposedornot: 'Forum-Demo' },
  })
  town.world.records.push({ leak: 'ForumDemo', email: 'a@example.org' })
  town.world.hibp.accounts.set('a@example.org', ['ForumDemo'])
  town.populations[1] = { ...town.populations[1]!, clearTo: ['xposedornot'] }
  await town.list('residents', 'a@example.org')
  await town.scan()

  town.sources.set('xposedornot', {})
  const report = await town.scan()

  expect(report.sources[1]).toMatchObject({ source: 'xposedornot', outcome: 'done' })
  expect(ledger(report, 'xposedornot').join()).toContain('1 present')
  expect(report.exposures.new).toBe(0)
  expect(await exposures(town.store)).toEqual(['a@example.org Forum-Demo+ForumDemo known'])
})

test('two sources that tell of one event in the same run make one exposure', async () => {
  town.world.leaks.push({
    key: 'ForumDemo',
    nature: 'breach',
    site: 'forumdemo.example',
    occurredOn: '2022-09-14',
    addedAt: '2022-10-01T10:00:00Z',
    size: 120_000,
    dataClasses: ['Email addresses', 'Names'],
    names: { xposedornot: 'Forum-Demo' },
  })
  town.world.records.push({ leak: 'ForumDemo', email: 'a@example.org' })
  town.world.hibp.accounts.set('a@example.org', ['ForumDemo'])
  town.populations[1] = { ...town.populations[1]!, clearTo: ['xposedornot'] }
  town.sources.set('xposedornot', {})
  await town.list('residents', 'a@example.org')

  const report = await town.scan()

  expect(report.exposures.new).toBe(1)
})

test('what a person set apart stays apart in the next runs, and nothing of it is new again', async () => {
  town.world.leaks.push({
    key: 'ForumDemo',
    nature: 'breach',
    site: 'forumdemo.example',
    occurredOn: '2022-09-14',
    addedAt: '2022-10-01T10:00:00Z',
    size: 120_000,
    dataClasses: ['Email addresses', 'Names'],
    names: { xposedornot: 'Forum-Demo', leakcheck: 'Forumdemo.example' },
  })
  town.world.records.push({ leak: 'ForumDemo', email: 'a@example.org' })
  town.world.hibp.accounts.set('a@example.org', ['ForumDemo'])
  town.populations[1] = { ...town.populations[1]!, clearTo: ['xposedornot', 'leakcheck'] }
  await town.list('residents', 'a@example.org')
  town.sources.set('xposedornot', {})
  await town.scan()
  const events = await town.store.events.all()
  const other = events.find(({ source }) => source === 'xposedornot')!
  expect(new Set(events.map(({ incident }) => incident)).size).toBe(1)

  await town.store.events.split(other.incident, [other.id], {
    who: 'test@host',
    reason: 'deux fuites',
    at: '2026-11-25T09:00:00Z',
  })
  // a third source, which tells of both
  town.sources.set('leakcheck', {})
  town.clock.pass(30 * 24 * 3_600_000)
  const report = await town.scan()

  expect(report.exposures.new + report.exposures.back).toBe(0)
  const incidents = new Map((await town.store.events.all()).map(({ source, incident }) => [source, incident]))
  expect(incidents.get('hibp')).not.toBe(incidents.get('xposedornot'))
  expect([incidents.get('hibp'), incidents.get('xposedornot')]).toContain(incidents.get('leakcheck'))
  expect(await exposures(town.store)).toHaveLength(2)
})

test('what a person sets apart while a run is under way is apart for what comes after', async () => {
  const told = (key: string, more: Partial<SourceEvent> = {}): SourceEvent => ({
    ...{ key, title: key, nature: 'breach', occurredOn: '2022-09-14', dataClasses: [] },
    ...more,
  })
  const at = '2026-11-25T09:00:00Z'
  const book = await EventBook.open(town.store, correlate)
  await book.ensure('hibp', [told('ForumDemo', { domain: 'forumdemo.example', records: 120_000 })], at)
  await book.ensure('xposedornot', [told('Forum-Demo', { domain: 'forumdemo.example', records: 80_000 })], at)
  const [first, second] = await town.store.events.all()
  expect(second?.incident).toBe(first?.incident)

  await town.store.events.split(first!.incident, [second!.id], { who: 'test@host', reason: 'deux fuites', at })
  await book.ensure('leakcheck', [told('Forum Demo', { domain: 'forumdemo.example', records: 80_000 })], at)

  expect(book.row('xposedornot', 'Forum-Demo')?.incident).not.toBe(first?.incident)
  expect(book.row('leakcheck', 'Forum Demo')?.incident).toBe(book.row('xposedornot', 'Forum-Demo')?.incident)
})

test('an answer that cannot be recorded ends the run with the reason; what was recorded stays, and the next run goes on', async () => {
  await town.list('residents', ...Array.from({ length: 300 }, (_, index) => `personne${index}@example.org`))
  const mend = town.breakStore('before insert on cell when new.ref = 200 and new.answer > 0')

  await expect(town.scan()).rejects.toThrow()

  expect(await town.store.scans.list(1)).toMatchObject([{ status: 'failed' }])
  expect(await town.store.scans.locks()).toEqual([])
  mend()
  const report = await town.scan()
  expect(ledger(report, 'hibp', 'breaches')).toEqual(['residents email breaches: 300 absent'])
})
