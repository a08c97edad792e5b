import { createHmac, randomBytes } from 'node:crypto'
import { copyFileSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from '@jest/globals'
import { Digester, selectorText } from '../../src/store/digest.ts'
import {
  allExposures,
  allWatched,
  answer,
  bytesIn,
  importInto,
  newStore,
  noon,
  refOf,
  reopen,
  selector,
  storeOptions,
  temporaryDirectory,
} from './workspace.ts'

const anne = 'anne.lefevre@ville-exemple.fr'
const paul = 'paul.moreau@ville-exemple.fr'
const phone = '+33639980123'
const matricule = 'MATRICULE-0042'
const site = 'sante.exemple.org'

describe('a digest', () => {
  test('is the first half of HMAC-SHA-256, whatever the text', () => {
    const key = randomBytes(32)
    const digester = new Digester(key)

    for (const text of [
      '',
      'email\0a@b.fr',
      'é'.repeat(40),
      'x'.repeat(55),
      'x'.repeat(64),
      '€'.repeat(3000),
      'after',
    ]) {
      const expected = createHmac('sha256', key).update(text).digest().subarray(0, 16)
      expect(digester.of(text)).toEqual(expected)
    }
    expect(digester.selector('email', anne)).toEqual(digester.of(selectorText('email', anne)))
  })

  test('tells kinds and populations apart', () => {
    const digester = new Digester(randomBytes(32))

    expect(digester.selector('email', 'x')).not.toEqual(digester.selector('domain', 'x'))
    expect(digester.person('staff', '1')).not.toBe(digester.person('residents', '1'))
    expect(digester.person('staff', '1')).toBe(digester.person('staff', '1'))
  })
})

describe('the files of a store', () => {
  test('hold no selector, matricule, query target, cursor or detail in clear, at any stage', async () => {
    const directory = temporaryDirectory()
    const store = await newStore(directory)
    const stages: Buffer[] = []
    await importInto(store, 'staff', [{ ...selector(anne), person: matricule }, phone, paul])
    stages.push(bytesIn(directory))
    const channel = await store.coverage.channel('hibp', 'domain')
    const [event] = await store.events.save(
      'hibp',
      [{ event: { key: 'Exemple', title: 'Exemple', nature: 'stealer-log', dataClasses: ['Passwords'] } }],
      noon,
    )
    const ref = await refOf(store, anne)
    await store.exposures.commit(await store.scans.begin(noon, {}), [
      answer(channel, {
        present: [ref],
        sightings: [{ ref, event: event!.id, details: [site] }],
        strangers: [{ event: event!.id, count: 2 }],
        target: paul,
        cursor: { endpoint: 'account', target: paul, next: `/account/${paul}?page=2` },
      }),
    ])
    stages.push(bytesIn(directory))
    await store.lists.remove(selector(phone), 'staff')
    await store.lists.object(selector(paul))
    stages.push(bytesIn(directory))
    await store.close()
    stages.push(bytesIn(directory))

    for (const bytes of stages) {
      expect(bytes.includes('residents.csv') || bytes.includes('staff.csv')).toBe(true) // the search finds what is there
      for (const secret of [anne, paul, phone, '639980123', matricule, site, 'lefevre', 'moreau', '0042']) {
        expect(bytes.includes(secret)).toBe(false)
        expect(bytes.includes(Buffer.from(secret, 'utf16le'))).toBe(false)
      }
    }
  })

  test('give the cursor and the details back to who has the keys', async () => {
    const directory = temporaryDirectory()
    const store = await newStore(directory)
    await importInto(store, 'staff', [anne])
    const channel = await store.coverage.channel('hibp', 'domain')
    const cursor = { endpoint: 'account', target: anne, next: 'page 2 of anne' }

    await store.exposures.commit(1, [answer(channel, { cursor })])
    const kept = await store.coverage.cursor(channel, 'account', anne)
    const others = [
      await store.coverage.cursor(channel, 'other', anne),
      await store.coverage.cursor(channel, 'account', paul),
    ]
    await store.exposures.commit(1, [answer(channel, { cursor: { ...cursor, next: undefined } })])

    expect(kept).toBe('page 2 of anne')
    expect(others).toEqual([undefined, undefined])
    expect(await store.coverage.cursor(channel, 'account', anne)).toBeUndefined()
  })

  test('do not open in another place of the same database', async () => {
    const directory = temporaryDirectory()
    const store = await newStore(directory)
    await importInto(store, 'staff', [anne])
    await importInto(store, 'staff', [paul])
    await store.close()
    const db = new DatabaseSync(storeOptions(directory).file)
    db.exec('update block set sealed = (select sealed from block as other where other.id = 3 - block.id)')
    db.close()

    await expect(allWatched(await reopen(directory))).rejects.toThrow(/does not open: it was damaged or changed/)
  })

  test('do not open when a ref beside the sealed values was changed', async () => {
    const directory = temporaryDirectory()
    const store = await newStore(directory)
    await importInto(store, 'staff', [anne, paul])
    await store.close()
    const db = new DatabaseSync(storeOptions(directory).file)
    db.exec("update block set refs = x'0200000001000000'")
    db.close()

    await expect(allWatched(await reopen(directory))).rejects.toThrow(/does not open/)
  })
})

describe('a population whose data key is gone', () => {
  test('is shredded: nothing of it is shown, and the others are whole', async () => {
    const directory = temporaryDirectory()
    const store = await newStore(directory)
    const { keysDirectory } = storeOptions(directory)
    await importInto(store, 'staff', [anne])
    const before = new Set(readdirSync(keysDirectory))
    await importInto(store, 'residents', [paul])
    const ref = await refOf(store, paul)
    await store.close()
    const [key] = readdirSync(keysDirectory).filter((name) => !before.has(name))

    copyFileSync(join(keysDirectory, key!), join(directory, 'kept.key'))
    rmSync(join(keysDirectory, key!))
    const shredded = await reopen(directory)
    const watched = await allWatched(shredded)
    const resolved = await shredded.lists.resolve([ref])
    const health = await shredded.health()
    copyFileSync(join(directory, 'kept.key'), join(keysDirectory, key!))

    expect(watched.map(({ canonical }) => canonical)).toEqual([anne])
    expect(resolved).toEqual([undefined])
    expect(await allExposures(shredded)).toEqual([])
    expect(health.filter(({ ok }) => !ok)).toEqual([{ what: 'data keys', ok: false, detail: 'missing: residents' }])
    expect((await allWatched(await reopen(directory))).length).toBe(2)
  })
})
