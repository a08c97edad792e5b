/** A fictional city with as many findings as asked, on a store of its own, for looking at reports and for timing them. */
import { createStore, type Store } from '../../src/store/index.ts'

export const now = '2026-11-24T09:15:00.000Z'
const seconds = Date.parse(now) / 1_000
const natures = ['breach', 'breach', 'breach', 'combo-list', 'stealer-log', 'paste', 'claim'] as const
const classSets = [
  ['Email addresses', 'Names', 'Phone numbers', 'Physical addresses'],
  ['Email addresses', 'Passwords'],
  ['Email addresses', 'Names', 'Dates of birth', 'Family quotients'],
  ['Email addresses', 'IP addresses', 'Website activity', 'Word of its own'],
]

/** @param persons of each population; every finding holds some of them */
export async function makeStore(directory: string, findings: number, persons = 400): Promise<Store> {
  const store = await createStore({
    file: `${directory}/vigie.db`,
    keysDirectory: `${directory}/keys`,
    now: () => new Date(now),
  })
  for (const population of ['staff', 'residents', 'minors']) {
    const run = await store.lists.beginImport({
      population,
      list: `${population}.csv`,
      at: now,
      expiresAt: '2027-11-24T00:00:00.000Z',
      replace: false,
    })
    const values = Array.from({ length: persons }, (_, i) => {
      const mail = { kind: 'email' as const, canonical: `${population}${i}@ville-exemple.fr` }
      if (population === 'staff')
        return [
          { ...mail, person: `m${i}` },
          { kind: 'phone' as const, canonical: phone(i), person: `m${i}` },
        ]
      return i % 3 === 0 ? [mail, { kind: 'phone' as const, canonical: phone(persons + i) }] : [mail]
    }).flat()
    await run.add(values)
    await run.commit()
  }
  const refs: number[] = []
  for await (const block of store.lists.watched({})) refs.push(...block.map(({ ref }) => ref))
  const scan = await store.scans.begin(now, {})
  const channel = await store.coverage.channel('hibp', 'breaches')
  const events = await store.events.save(
    'hibp',
    Array.from({ length: findings }, (_, i) => ({
      event: {
        key: `Breach${i}`,
        title: `Fuite inventée n° ${i}`,
        nature: natures[i % natures.length]!,
        domain: i % 2 === 0 ? `boutique-${i}.example` : '',
        occurredOn: `${2012 + (i % 14)}-0${1 + (i % 9)}-15`,
        addedAt: `${2013 + (i % 13)}-0${1 + (i % 9)}-20T00:00:00Z`,
        description:
          i % 5 === 0
            ? 'In March 2026, data of the invented shop was offered for sale on a hacking forum.'
            : 'In an invented year an invented shop suffered a data breach.',
        dataClasses: classSets[i % classSets.length]!,
        records: 1_000 * (i + 1),
      },
    })),
    now,
  )
  const perEvent = Math.max(1, Math.min(60, Math.floor(20_000 / Math.max(1, findings))))
  await store.exposures.commit(scan, [
    {
      channel,
      at: seconds,
      askedAt: seconds - 1,
      version: 1,
      present: refs,
      sightings: events.flatMap((event, i) =>
        Array.from({ length: perEvent }, (_, k) => ({ ref: refs[(i * 7 + k * 13) % refs.length]!, event: event.id })),
      ),
      requests: 1,
      credits: 0,
    },
  ])
  await store.scans.end(scan, now, 'done', {})
  return store
}

/** In the range that is reserved for fiction. */
function phone(i: number): string {
  return `+3363998${String(i % 10_000).padStart(4, '0')}`
}
