import { expect, test } from '@jest/globals'
import { purgeIrrelevant } from '../../src/store/index.ts'
import { allExposures, answer, importInto, newStore, noon, refOf } from './workspace.ts'

test('what a person found irrelevant is erased after its time, written down, and never new again', async () => {
  const store = await newStore()
  const [old, young, other] = ['anne@ville-exemple.fr', 'paul@ville-exemple.fr', 'zoe@ville-exemple.fr']
  await importInto(store, 'staff', [old!, young!, other!])
  const channel = await store.coverage.channel('hibp', 'breaches')
  const told = { key: 'Adobe', title: 'Adobe', nature: 'breach', dataClasses: [] } as const
  const [event] = await store.events.save('hibp', [{ event: told }], noon)
  const refs = [await refOf(store, old!), await refOf(store, young!), await refOf(store, other!)]
  const seen = answer(channel, { present: refs, sightings: refs.map((ref) => ({ ref, event: event!.id })) })
  await store.exposures.commit(await store.scans.begin(noon, {}), [seen])
  const name = async (ref: number) => (await allExposures(store, { refs: [ref] }))[0]!.name
  const decide = async (ref: number, as: 'irrelevant' | 'known', at: string) =>
    store.qualifications.qualify([await name(ref)], { as, who: 'rssi@poste', at })
  await decide(refs[0]!, 'irrelevant', '2026-11-01T12:00:00.000Z')
  await decide(refs[1]!, 'irrelevant', '2026-11-05T12:00:00.000Z')
  await decide(refs[2]!, 'known', '2026-11-01T12:00:00.000Z')
  const purge = (now: string) => purgeIrrelevant(store, { now: new Date(now), days: 7, who: 'rssi@poste' })

  expect(await purge('2026-11-08T12:00:00.000Z')).toBe(0)
  expect(await store.audit.list({ action: 'purge.irrelevant' })).toEqual([])
  expect(await purge('2026-11-08T12:00:01.000Z')).toBe(1)

  expect((await allExposures(store)).map(({ selector }) => selector.canonical).sort()).toEqual([young, other])
  expect(await store.audit.list({ action: 'purge.irrelevant' })).toMatchObject([
    { at: '2026-11-08T12:00:01.000Z', who: 'rssi@poste', result: 'ok', details: { exposures: 1 } },
  ])
  const again = await store.exposures.commit(await store.scans.begin(noon, {}), [seen])
  expect(again.newExposures).toBe(0)
})
