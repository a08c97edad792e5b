/**
 * What `export csv` promises: 1,000,000 exposures at 150,000 rows a second or more, in 200 MB or less. Each line in a process
 * of its own:
 *
 *   node bench/report/csv.ts [EXPOSURES]
 *
 * It reads, unseals, judges and writes, as the command does.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { collectOldOften } from '../../commands/_base/frugal.ts'
import { exposureColumns, exposuresCsv, PersonsTable, personColumns, writeCsv } from '../../src/report/index.ts'
import { createStore, openStore, type Store } from '../../src/store/index.ts'

const noon = '2026-11-24T12:00:00.000Z'
const seconds = Date.parse(noon) / 1_000
const events = 900
/** sightings of each selector */
const each = 3

const steps: Readonly<Record<string, (place: string, count: number) => Promise<string>>> = {
  'make a store': async (place, count) => {
    const store = await createStore(options(place))
    await fill(store, Math.ceil(count / each))
    await store.close()
    return `${count} exposures`
  },
  'exposures.csv': async (place) => {
    const store = await openStore(options(place))
    const rows = await writeExposures(store, place)
    await store.close()
    return rows
  },
  'exposures.csv and persons.csv': async (place) => {
    const store = await openStore(options(place))
    const table = new PersonsTable()
    const rows = await writeExposures(store, place, table)
    const persons = await writeCsv(path.join(place, 'persons.csv'), personColumns, table.rows())
    await store.close()
    return `${rows}, ${persons} persons`
  },
}

async function writeExposures(store: Store, place: string, persons?: PersonsTable): Promise<string> {
  const file = path.join(place, 'exposures.csv')
  const began = performance.now()
  const counted = persons === undefined ? {} : { persons }
  const blocks = exposuresCsv(store, { now: new Date(noon), filter: {}, excel: false, ...counted })
  const rows = await writeCsv(file, exposureColumns, blocks)
  const perSecond = Math.round(rows / ((performance.now() - began) / 1_000))
  return `${rows} rows, ${perSecond} rows/s, ${Math.round(statSync(file).size / 1e6)} MB of CSV`
}

function options(place: string) {
  return { file: path.join(place, 'vigie.db'), keysDirectory: path.join(place, 'keys'), now: () => new Date(noon) }
}

/** Half addresses, half numbers, two of each person; three breaches each. */
async function fill(store: Store, selectors: number): Promise<void> {
  const spec = { population: 'residents', list: 'bench.csv', at: noon, expiresAt: '2027-11-24T12:00:00.000Z' }
  const run = await store.lists.beginImport({ ...spec, replace: false })
  for (let from = 0; from < selectors; from += 65_536) {
    const length = Math.min(65_536, selectors - from)
    await run.add(Array.from({ length }, (_, i) => selectorAt(from + i)))
  }
  await run.commit()
  const words = ['It was put up for sale on a forum for 300 dollars.', 'It was later traded.', 'It was published.']
  const told = await store.events.save(
    'bench',
    Array.from({ length: events }, (_, i) => ({
      event: {
        ...({
          key: `breach ${i}`,
          title: `Boutique en ligne ${i}`,
          nature: 'breach',
          occurredOn: '2024-05-14',
        } as const),
        dataClasses: ['Email addresses', 'Names', 'Phone numbers', `Class ${i % 40}`],
        description: words[i % words.length]!,
      },
    })),
    noon,
  )
  const scan = await store.scans.begin(noon, {})
  const channel = await store.coverage.channel('bench', 'breaches')
  for (let from = 1; from <= selectors; from += 256) {
    const refs = Array.from({ length: Math.min(256, selectors - from + 1) }, (_, i) => from + i)
    await store.exposures.commit(
      scan,
      refs.map((ref) => ({
        ...{ channel, at: seconds, askedAt: seconds, version: 1, present: [ref], requests: 1, credits: 0 },
        sightings: [1, 7, 31].map((step) => ({ ref, event: told[(ref * step) % events]!.id })),
      })),
    )
  }
}

function selectorAt(i: number) {
  const person = `U-${i >> 1}`
  return i % 2 === 0
    ? ({ kind: 'email', canonical: `prenom.nom${i}@ville-exemple.fr`, person } as const)
    : ({ kind: 'phone', canonical: `+3363998${String(i).padStart(8, '0')}`, person } as const)
}

const [first, place, countText] = process.argv.slice(2)

if (place === undefined) {
  const count = Number(first ?? 1_000_000)
  const directory = mkdtempSync(path.join(tmpdir(), 'vigie-bench-'))
  try {
    for (const step of Object.keys(steps)) {
      const own = [import.meta.filename, step, directory, String(count)]
      // the young generation as small as the command keeps it
      process.stdout.write(execFileSync(process.execPath, ['--max-semi-space-size=8', ...own], { encoding: 'utf8' }))
    }
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
} else {
  collectOldOften()
  const before = process.cpuUsage()
  const loaded = megabytes()
  const said = await steps[first!]!(place, Number(countText))
  const { user, system } = process.cpuUsage(before)
  const spent = ((user + system) / 1e6).toFixed(1)
  // from source, loading alone takes more than the bundle does
  process.stdout.write(`${first}: ${said}, ${spent} s of CPU, ${megabytes()} MB at most (${loaded} when loaded)\n`)
}

function megabytes(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024)
}
