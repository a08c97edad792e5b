/**
 * What the store promises about speed, memory and size. Each line is measured in a process of its own, on files in a temporary
 * directory:
 *
 *   node bench/store/run.ts [SELECTORS]
 *
 * With a small young generation, as a program that promises its memory runs: V8 alone would take 130 MB for it. CPU and not wall time, so that a busy machine gives the same figures.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createStore, type ImportValue, openStore, type Store } from '../../src/store/index.ts'

const noon = '2026-11-24T12:00:00.000Z'
const seconds = Date.parse(noon) / 1000
const batch = 65_536
const channels = 5

interface Step {
  readonly name: string
  readonly promise: string
  run(store: Store, selectors: number): Promise<string>
}

const steps: readonly Step[] = [
  {
    name: 'import',
    promise: '1 M in ≤ 8 s of CPU, ≤ 250 MB, flat',
    run: async (store, selectors) => importAll(store, selectors, 'residents', false),
  },
  {
    name: 'import again, replacing',
    promise: 'as the first',
    run: async (store, selectors) => importAll(store, selectors, 'residents', true),
  },
  {
    name: 'watched',
    promise: '1 M in ≤ 1 s',
    async run(store) {
      let count = 0
      for await (const block of store.lists.watched({})) count += block.length
      return `${count} selectors`
    },
  },
  {
    name: 'statistics',
    promise: '1 M in ≤ 0.7 s',
    async run(store) {
      const stats = await store.lists.stats(noon)
      return `${stats.length} rows`
    },
  },
  {
    name: `answers, ${channels} channels`,
    promise: '2,500/s of CPU-time many times over',
    async run(store, selectors) {
      const scan = await store.scans.begin(noon, {})
      for (let question = 0; question < channels; question++) {
        const channel = await store.coverage.channel('bench', `question ${question}`)
        for (let from = 1; from <= selectors; from += 256) {
          const records = Array.from({ length: Math.min(256, selectors - from + 1) }, (_, i) => ({
            channel,
            at: seconds,
            askedAt: seconds,
            version: 1,
            absent: [from + i],
            sightings: [],
            requests: 1,
            credits: 0,
          }))
          await store.exposures.commit(scan, records)
        }
      }
      return `${selectors * channels} answers in groups of 256`
    },
  },
  {
    name: 'answers with three sightings each',
    promise: '2,500/s well under half a core',
    async run(store) {
      const scan = await store.scans.begin(noon, {})
      const channel = await store.coverage.channel('bench', 'question 0')
      const events = await store.events.save(
        'bench',
        Array.from({ length: 900 }, (_, i) => ({
          event: { key: `breach ${i}`, title: `Breach ${i}`, nature: 'breach', dataClasses: [`class ${i % 40}`] },
        })),
        noon,
      )
      const answers = 25_600
      for (let from = 1; from <= answers; from += 256) {
        const records = Array.from({ length: 256 }, (_, i) => ({
          channel,
          at: seconds + 60,
          askedAt: seconds + 60,
          version: 1,
          present: [from + i],
          sightings: [1, 7, 31].map((step) => ({ ref: from + i, event: events[((from + i) * step) % 900]!.id })),
          requests: 1,
          credits: 0,
        }))
        await store.exposures.commit(scan, records)
      }
      return `${answers} answers`
    },
  },
  {
    name: `load, ${channels} channels`,
    promise: '1 M cells in ≤ 0.7 s',
    async run(store) {
      let answered = 0
      for (const { channel } of await store.coverage.channels()) {
        const { answer } = await store.coverage.load(channel)
        for (const cell of answer) if (cell !== 0) answered += 1
      }
      return `${answered} cells`
    },
  },
  {
    name: 'note what stands already',
    promise: 'writes nothing',
    async run(store, selectors) {
      const channel = await store.coverage.channel('bench', 'policy')
      const state = { answer: 'not-asked', reason: 'policy' } as const
      const notes = function* () {
        for (let ref = 1; ref <= selectors; ref++) yield { ref, state }
      }
      await store.coverage.note(channel, seconds, notes())
      const before = process.cpuUsage()
      await store.coverage.note(channel, seconds + 86_400, notes())
      const { user, system } = process.cpuUsage(before)
      return `second time ${((user + system) / 1e6).toFixed(2)} s`
    },
  },
  {
    name: 'exposures listed',
    promise: '',
    async run(store) {
      let count = 0
      for await (const block of store.exposures.list({})) count += block.length
      return `${count} exposures`
    },
  },
]

async function importAll(store: Store, selectors: number, population: string, replace: boolean): Promise<string> {
  const run = await store.lists.beginImport({
    population,
    list: 'bench.csv',
    at: noon,
    expiresAt: '2027-11-24T12:00:00.000Z',
    replace,
  })
  for (let from = 0; from < selectors; from += batch) {
    await run.add(Array.from({ length: Math.min(batch, selectors - from) }, (_, i) => value(from + i)))
  }
  await run.commit()
  return `${selectors} selectors`
}

/** Half addresses, half numbers of the ranges kept for fiction (which are too few: the rest is out of any plan). */
function value(i: number): ImportValue {
  const person = `U-${i >> 1}`
  return i % 2 === 0
    ? { kind: 'email', canonical: `prenom.nom${i}@ville-exemple.fr`, person }
    : { kind: 'phone', canonical: `+3363998${String(i).padStart(8, '0')}`, person }
}

const [first, directory, selectorsText] = process.argv.slice(2)

if (directory === undefined) {
  const selectors = Number(first ?? 1_000_000)
  const place = mkdtempSync(join(tmpdir(), 'vigie-bench-'))
  try {
    for (const step of steps) {
      const out = execFileSync(
        process.execPath,
        ['--max-semi-space-size=8', import.meta.filename, step.name, place, String(selectors)],
        {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      )
      process.stdout.write(out)
    }
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
} else {
  const step = steps.find(({ name }) => name === first)!
  const options = {
    file: join(directory, 'vigie.db'),
    keysDirectory: join(directory, 'keys'),
    now: () => new Date(noon),
  }
  const store = step === steps[0] ? await createStore(options) : await openStore(options)
  const before = process.cpuUsage()
  const from = performance.now()
  const said = await step.run(store, Number(selectorsText))
  const { user, system } = process.cpuUsage(before)
  const wall = (performance.now() - from) / 1000
  const rss = process.resourceUsage().maxRSS / 1024
  const files = readdirSync(directory).filter((name) => name.startsWith('vigie.db'))
  const size = files.reduce((sum, name) => sum + statSync(join(directory, name)).size, 0) / 1e6
  const figures = [
    `${((user + system) / 1e6).toFixed(2)} s CPU`,
    `${wall.toFixed(2)} s`,
    `${rss.toFixed(0)} MB RSS`,
    `${size.toFixed(0)} MB on disk`,
  ]
  process.stdout.write(
    `${step.name}: ${said}: ${figures.join(' · ')}${step.promise === '' ? '' : ` (${step.promise})`}\n`,
  )
  await store.close()
}
