/**
 * A process to be killed: does one thing to a store, and prints a line after each step that counts.
 *
 *   node test/store/killed.ts import|commit|lock DIRECTORY
 */
import { openStore } from '../../src/store/index.ts'

const noon = '2026-11-24T12:00:00.000Z'
const seconds = Date.parse(noon) / 1000
const [task, directory] = process.argv.slice(2) as [string, string]

const store = await openStore({
  file: `${directory}/vigie.db`,
  keysDirectory: `${directory}/keys`,
  now: () => new Date(noon),
})

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

if (task === 'import') {
  const run = await store.lists.beginImport({
    population: 'staff',
    list: 'new.csv',
    at: noon,
    expiresAt: '2027-11-24T12:00:00.000Z',
    replace: true,
  })
  for (let batch = 0; batch < 10; batch++) {
    const values = Array.from({ length: 5_000 }, (_, i) => ({
      kind: 'email' as const,
      canonical: `agent${batch * 5_000 + i}@ville-exemple.fr`,
    }))
    await run.add(values)
    say(`added ${batch}`)
  }
  say('committing')
  await run.commit()
  say('committed')
} else if (task === 'commit') {
  const channel = await store.coverage.channel('hibp', 'breaches')
  const [event] = await store.events.all()
  const scan = await store.scans.begin(noon, {})
  for (let group = 0; group < 400; group++) {
    const refs = Array.from({ length: 10 }, (_, i) => group * 10 + i + 1)
    const record = {
      channel,
      at: seconds,
      askedAt: seconds,
      version: 1,
      present: refs,
      sightings: refs.map((ref) => ({ ref, event: event!.id })),
      requests: 1,
      credits: 0,
    }
    await store.exposures.commit(scan, [record])
    say(`committed ${group}`)
  }
} else {
  const scan = await store.scans.begin(noon, {})
  const holder = await store.scans.lock('hibp', noon)
  say(holder === undefined ? `locked in scan ${scan}` : 'refused')
  setInterval(() => {}, 1_000)
}
