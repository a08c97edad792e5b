import { describe, expect, test } from '@jest/globals'
import { selectorKinds } from '../../src/domain/index.ts'
import {
  allExposures,
  allWatched,
  answer,
  importInto,
  inAYear,
  newStore,
  noon,
  noonSeconds,
  refOf,
  reopen,
  selector,
  temporaryDirectory,
} from './workspace.ts'

const anne = 'anne@ville-exemple.fr'
const paul = 'paul@ville-exemple.fr'
const phone = '+33639980123'

describe('an import', () => {
  test('says of each value whether it is new, known or met before in this import', async () => {
    const store = await newStore()

    const first = await importInto(store, 'staff', [anne, phone, anne])
    const second = await importInto(store, 'staff', [paul, anne, paul])

    expect(first.outcomes).toEqual(['new', 'new', 'duplicate'])
    expect(second.outcomes).toEqual(['new', 'known', 'duplicate'])
  })

  test('gives back what it was given, also after the store was closed', async () => {
    const directory = temporaryDirectory()
    const store = await newStore(directory)
    await importInto(store, 'staff', [{ ...selector(anne), person: 'M-0042' }, phone, 'ville-exemple.fr'])
    await store.close()

    const watched = await allWatched(await reopen(directory))

    expect(watched.map(({ kind, canonical }) => `${kind} ${canonical}`).toSorted()).toEqual([
      'domain ville-exemple.fr',
      'email anne@ville-exemple.fr',
      'phone +33639980123',
    ])
    expect(watched.map(({ ref }) => ref).toSorted()).toEqual([1, 2, 3])
    expect(watched.every(({ populations }) => populations.join() === 'staff')).toBe(true)
    expect(watched.every(({ expiresAt }) => expiresAt === Date.parse(inAYear) / 1000)).toBe(true)
    expect(watched.filter(({ person }) => person !== undefined).map(({ canonical }) => canonical)).toEqual([anne])
  })

  test('finds duplicates across batches and keeps their one block', async () => {
    const store = await newStore()
    const values = Array.from({ length: 2500 }, (_, i) => selector(`agent${i}@ville-exemple.fr`))
    const run = await store.lists.beginImport({
      population: 'staff',
      list: 'staff.csv',
      at: noon,
      expiresAt: inAYear,
      replace: false,
    })

    const outcomes = [await run.add(values.slice(0, 1500)), await run.add(values.slice(1000)), await run.add([])]
    await run.commit()

    expect(outcomes.map((batch) => batch.filter((outcome) => outcome === 2).length)).toEqual([0, 500, 0])
    const watched = await allWatched(store)
    expect(watched.length).toBe(2500)
    expect(new Set(watched.map(({ canonical }) => canonical)).size).toBe(2500)
    expect(Math.max(...watched.map(({ ref }) => ref))).toBe(2500)
  })

  test('leaves nothing behind when it is rolled back', async () => {
    const store = await newStore()
    const run = await store.lists.beginImport({
      population: 'staff',
      list: 'staff.csv',
      at: noon,
      expiresAt: inAYear,
      replace: false,
    })
    await run.add([selector(anne)])

    await run.rollback()

    expect(await allWatched(store)).toEqual([])
    expect(await store.lists.stats(noon)).toEqual([])
    expect(await store.lists.counts(noon)).toEqual([])
    expect((await importInto(store, 'staff', [anne])).outcomes).toEqual(['new'])
  })

  test('is not seen before it is committed', async () => {
    const store = await newStore()
    const run = await store.lists.beginImport({
      population: 'staff',
      list: 'staff.csv',
      at: noon,
      expiresAt: inAYear,
      replace: false,
    })
    await run.add([selector(anne)])

    const before = await allWatched(store)
    await run.commit()

    expect(before).toEqual([])
    expect((await allWatched(store)).length).toBe(1)
  })

  test('that replaces retires what is gone, keeps its history, and takes it back when it returns', async () => {
    const store = await newStore()
    await importInto(store, 'staff', [anne, paul])
    const ref = await refOf(store, paul)

    const replaced = await importInto(store, 'staff', [anne], { replace: true })
    const watched = await allWatched(store)
    const gone = await store.lists.resolve([ref])
    const back = await importInto(store, 'staff', [paul])

    expect(replaced).toEqual({ outcomes: ['known'], retired: 1 })
    expect(watched.map(({ canonical }) => canonical)).toEqual([anne])
    expect(gone[0]).toMatchObject({ ref, canonical: paul, populations: ['staff'] })
    expect(back.outcomes).toEqual(['new'])
    expect(await refOf(store, paul)).toBe(ref)
    expect((await allWatched(store)).length).toBe(2)
  })
})

describe('a selector of two populations', () => {
  test('has one ref, comes once, with the first population asked for, and names both', async () => {
    const store = await newStore()
    await importInto(store, 'staff', [anne, paul])
    await importInto(store, 'residents', [anne, phone], { expiresAt: '2028-01-01T00:00:00.000Z' })

    const staffFirst = await allWatched(store, { populations: ['staff', 'residents'] })
    const residentsFirst = await allWatched(store, { populations: ['residents', 'staff'] })
    const residents = await allWatched(store, { populations: ['residents'], kinds: ['email'] })

    expect(staffFirst.map(({ canonical }) => canonical).toSorted()).toEqual([phone, anne, paul])
    expect(
      staffFirst
        .slice(0, 2)
        .map(({ canonical }) => canonical)
        .toSorted(),
    ).toEqual([anne, paul])
    expect(
      residentsFirst
        .slice(0, 2)
        .map(({ canonical }) => canonical)
        .toSorted(),
    ).toEqual([phone, anne])
    expect(residents).toEqual([
      {
        ref: await refOf(store, anne),
        kind: 'email',
        canonical: anne,
        populations: ['staff', 'residents'],
        name: expect.stringMatching(/^s-[0-9a-z]{12}$/),
        expiresAt: Date.parse('2028-01-01T00:00:00.000Z') / 1000,
      },
    ])
    expect(staffFirst.find(({ canonical }) => canonical === anne)).toEqual(residents[0])
    expect(await store.lists.find(selector(anne))).toEqual(residents[0])
  })

  test('stays in one when it is removed from the other', async () => {
    const store = await newStore()
    await importInto(store, 'staff', [anne])
    await importInto(store, 'residents', [anne])

    const removed = await store.lists.remove(selector(anne), 'staff')
    const again = await store.lists.remove(selector(anne), 'staff')

    expect([removed, again]).toEqual([true, false])
    expect((await allWatched(store)).map(({ populations }) => populations)).toEqual([['residents']])
    expect(await allWatched(store, { populations: ['staff'] })).toEqual([])
    expect(await store.lists.memberships(selector(anne))).toEqual([
      {
        population: 'staff',
        list: 'staff.csv',
        importedAt: noon,
        expiresAt: Date.parse(inAYear) / 1000,
        retiredAt: noonSeconds,
      },
      { population: 'residents', list: 'residents.csv', importedAt: noon, expiresAt: Date.parse(inAYear) / 1000 },
    ])
  })
})

describe('persons', () => {
  test('are counted once for all their selectors, and never for canaries and domains', async () => {
    const store = await newStore()
    await importInto(store, 'staff', [
      { ...selector(anne), person: 'M-1' },
      { ...selector('anne.d@ville-exemple.fr'), person: 'M-1' },
      { ...selector(paul), person: 'M-2' },
      'accueil@ville-exemple.fr',
      'ville-exemple.fr',
    ])
    await importInto(store, 'canaries', ['k7m2.q@ville-exemple.fr'])

    const stats = await store.lists.stats(noon)

    expect(await store.lists.persons(noon)).toEqual([{ population: 'staff', named: 2, addresses: 1, numbers: 0 }])
    expect(stats).toEqual([
      { population: 'staff', kind: 'email', watched: 4, expired: 0, retired: 0, persons: 3, lastImportAt: noon },
      { population: 'staff', kind: 'domain', watched: 1, expired: 0, retired: 0, persons: 0, lastImportAt: noon },
      { population: 'canaries', kind: 'email', watched: 1, expired: 0, retired: 0, persons: 0, lastImportAt: noon },
    ])
  })

  test('expired and retired selectors are counted apart', async () => {
    const store = await newStore()
    await importInto(store, 'staff', [anne], { expiresAt: noon })
    await importInto(store, 'staff', [paul, 'lea@ville-exemple.fr'])
    await store.lists.remove(selector('lea@ville-exemple.fr'), 'staff')

    expect(await store.lists.stats(noon)).toMatchObject([{ watched: 1, expired: 1, retired: 1, persons: 1 }])
    expect(await store.lists.counts(noon)).toEqual([{ population: 'staff', watched: 1, expired: 1 }])
  })

  test('a later list corrects who it is, one that names nobody does not', async () => {
    const store = await newStore()
    await importInto(store, 'staff', [{ ...selector(anne), person: 'M-1' }])
    const first = (await store.lists.find(selector(anne)))?.person
    await importInto(store, 'staff', [anne])
    const kept = (await store.lists.find(selector(anne)))?.person
    await importInto(store, 'staff', [{ ...selector(anne), person: 'M-2' }])
    const corrected = (await store.lists.find(selector(anne)))?.person

    expect(first).toMatch(/^p-[0-9a-z]{10}$/)
    expect(kept).toBe(first)
    expect(corrected).not.toBe(first)
  })
})

describe('the other selectors of a person', () => {
  test('are those that one list or several link to the same number, retired ones included', async () => {
    const store = await newStore()
    const person = (number: string, ...canonicals: readonly string[]) =>
      canonicals.map((canonical) => ({ ...selector(canonical), person: number }))
    await importInto(store, 'staff', [...person('M-1', anne, '+33639980123'), ...person('M-2', paul)])
    await importInto(store, 'residents', [
      ...person('M-1', 'voisine@example.org'),
      ...person('U-7', anne, 'a@example.org'),
    ])
    await store.lists.remove(selector('+33639980123'), 'staff')

    const others = await store.lists.resolve(await store.lists.samePerson(await refOf(store, anne)))

    expect(others.map((other) => other?.canonical).sort()).toEqual(['+33639980123', 'a@example.org'])
    expect(await store.lists.samePerson(await refOf(store, paul))).toEqual([])
  })

  test('are none where no list says who anybody is', async () => {
    const store = await newStore()
    await importInto(store, 'staff', [anne, paul])

    expect(await store.lists.samePerson(await refOf(store, anne))).toEqual([])
  })
})

describe('the public name of a selector', () => {
  test('is the same before it is listed, while it is held, and after an objection', async () => {
    const store = await newStore()
    const before = await store.lists.nameOf(selector(anne))
    await importInto(store, 'staff', [anne])
    const held = (await store.lists.find(selector(anne)))?.name

    await store.lists.object(selector(anne))

    expect(before).toMatch(/^s-[0-9a-z]{12}$/)
    expect([held, await store.lists.nameOf(selector(anne))]).toEqual([before, before])
  })
})

describe('an objection', () => {
  test('erases the selector and all that was found, and no import brings it back', async () => {
    const store = await newStore()
    await importInto(store, 'staff', [anne, paul])
    await importInto(store, 'residents', [anne])
    const ref = await refOf(store, anne)
    const channel = await store.coverage.channel('hibp', 'breaches')
    const [event] = await store.events.save(
      'hibp',
      [{ event: { key: 'Exemple', title: 'Exemple', nature: 'breach', dataClasses: ['Passwords'] } }],
      noon,
    )
    const found = answer(channel, { present: [ref], sightings: [{ ref, event: event!.id }] })
    await store.exposures.commit(await store.scans.begin(noon, {}), [found])

    const result = await store.lists.object(selector(anne))
    await store.exposures.commit(1, [found])

    expect(result).toEqual({ wasHeld: true, exposuresErased: 1 })
    expect(await store.lists.objectedAt(selector(anne))).toBe(noon)
    expect(await store.lists.objectedAt(selector(paul))).toBeUndefined()
    expect(await store.lists.find(selector(anne))).toBeUndefined()
    expect(await store.lists.resolve([ref])).toEqual([undefined])
    expect(await allExposures(store)).toEqual([])
    expect((await store.coverage.load(channel)).answer[ref]).toBe(0)
    expect((await allWatched(store)).map(({ canonical }) => canonical)).toEqual([paul])
    expect((await importInto(store, 'staff', [anne, anne, paul])).outcomes).toEqual(['objected', 'objected', 'known'])
  })

  test('holds before the selector was ever listed', async () => {
    const store = await newStore()

    const result = await store.lists.object(selector(anne))

    expect(result).toEqual({ wasHeld: false, exposuresErased: 0 })
    expect((await importInto(store, 'staff', [anne])).outcomes).toEqual(['objected'])
  })
})

describe('the watched selectors by number', () => {
  test('are those that come in clear, in the same order, with the same populations and times', async () => {
    const store = await newStore()
    await importInto(store, 'staff', [anne, phone, 'ville-exemple.fr'])
    await importInto(store, 'residents', [
      paul,
      anne,
      ...Array.from({ length: 9_000 }, (_, index) => `personne${index}@example.org`),
    ])
    await store.lists.remove(selector(phone), 'staff')

    for (const populations of [['staff', 'residents'], ['residents', 'staff'], ['residents']]) {
      const clear = await Array.fromAsync(store.lists.watched({ populations }))
      const numbers = await Array.fromAsync(store.lists.watchedNumbers({ populations }))

      const rows = numbers.flatMap((block) =>
        Array.from(block.refs, (ref, index) => [
          ref,
          selectorKinds[block.kinds[index]!],
          block.populations[index],
          block.expiresAt[index],
        ]),
      )
      expect(rows).toEqual(clear.flat().map(({ ref, kind, populations: of, expiresAt }) => [ref, kind, of, expiresAt]))
    }
  })
})
