import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'csv-parse/sync'
import { unzipSync } from 'fflate'
import { ConfigError, InputError, type SourceEvent } from '../../src/domain/index.ts'
import { collectEvidence, openSigningKey, packEvidence, Voice } from '../../src/report/index.ts'
import type { Store } from '../../src/store/index.ts'
import { answer, refOf, temporaryDirectory } from '../store/workspace.ts'
import { anne, canary, hostile, lea, makeTown, paul, phone } from './town.ts'

const asOf = '2026-11-24T13:00:00.000Z'
const facts = { organisation: 'Ville d’Exemple', programVersion: '0.1.0' }
const french = new Voice('fr', 'Europe/Paris')

interface Pack {
  readonly bytes: Uint8Array
  /** by name, without the folder */
  readonly files: Readonly<Record<string, string>>
  readonly raw: Readonly<Record<string, Uint8Array>>
  readonly incident: string
}

async function makePack(
  store: Store,
  incident: string,
  options: { keys?: string; revealed?: boolean; asOf?: string; voice?: Voice } = {},
): Promise<Pack> {
  const evidence = await collectEvidence(store, {
    incident,
    asOf: options.asOf ?? asOf,
    revealed: options.revealed ?? false,
  })
  const key = await openSigningKey(options.keys ?? path.join(temporaryDirectory(), 'keys'))
  const bytes = packEvidence(evidence, facts, key, options.voice ?? french)
  const raw = Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([name, content]) => [name.slice(name.indexOf('/') + 1), content]),
  )
  const files = Object.fromEntries(
    Object.entries(raw).map(([name, content]) => [name, Buffer.from(content).toString()]),
  )
  return { bytes, files, raw, incident: evidence.incident }
}

function rowsOf(text: string | undefined): Record<string, string>[] {
  return parse(text ?? '', { columns: true })
}

describe('an evidence pack', () => {
  test('is verified by the commands that stand in it, and refused once a byte is different', async () => {
    const { store, incident } = await makeTown()
    const pack = await makePack(store, await incident('PortailFamille'))
    const folder = temporaryDirectory()
    for (const [name, content] of Object.entries(pack.raw)) writeFileSync(path.join(folder, name), content)
    const commands = pack.files['README.txt']!.split('\n')
      .filter((line) => /^ {3}(?:sha256sum|openssl)/.test(line))
      .map((line) => line.trim())
    const run = (command: string) =>
      execFileSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8', stdio: 'pipe' })

    expect(commands).toHaveLength(3)
    const [files, signature, key] = commands.map(run)

    expect(files?.match(/: OK$/gm)).toHaveLength(6)
    expect(signature).toContain('Signature Verified Successfully')
    const printed = /attendu\s: ([0-9a-f]{64})/.exec(pack.files['README.txt']!)?.[1]
    expect(key).toContain(printed)

    writeFileSync(path.join(folder, 'items.csv'), `${pack.files['items.csv']} `)
    expect(() => run(commands[0]!)).toThrow(/1 computed checksum did NOT match/)
    writeFileSync(path.join(folder, 'MANIFEST.sha256'), `${pack.files['MANIFEST.sha256']} `)
    expect(() => run(commands[1]!)).toThrow(/pkeyutl/)
  })

  test('is the same to the byte when made again, whatever came in between', async () => {
    const { store, incident, scan } = await makeTown()
    const keys = path.join(temporaryDirectory(), 'keys')
    const name = await incident('PortailFamille')
    const first = await makePack(store, name, { keys })

    const later = '2026-11-24T14:00:00.000Z'
    const exposures: string[] = []
    for await (const rows of store.exposures.list({})) exposures.push(...rows.map((row) => row.name))
    await store.qualifications.qualify(exposures, { as: 'confirmed', attribution: 'A', who: 'dpo@poste', at: later })
    await store.audit.append({
      at: later,
      who: 'dpo@poste',
      action: 'report.evidence',
      result: 'ok',
      details: { incident: name },
    })
    const events = await store.events.all()
    const portail = events.find(({ key }) => key === 'PortailFamille')!
    const channel = await store.coverage.channel('hibp', 'breaches')
    const at = Date.parse(later) / 1_000
    await store.exposures.commit(scan, [
      answer(channel, {
        at,
        present: [await refOf(store, paul)],
        sightings: [{ ref: await refOf(store, paul), event: portail.id }],
      }),
    ])
    const second = await makePack(store, name, { keys })

    expect(Buffer.compare(second.bytes, first.bytes)).toBe(0)
    const whole = await makePack(store, name, { keys, asOf: '2026-11-24T15:00:00.000Z' })
    // names are random, and so is their order: those decided about are counted, and the one that came later is not among them
    const decided = rowsOf(whole.files['exposures.csv']).map(({ decision, decided_by }) => `${decision} ${decided_by}`)
    expect(decided.sort()).toEqual([' ', ...Array.from({ length: 4 }, () => 'confirmed A dpo@poste')])
  })

  test('does not hang on the time zone of the machine', async () => {
    const { store, incident } = await makeTown()
    const keys = path.join(temporaryDirectory(), 'keys')
    const name = await incident('Boutique')
    const zone = process.env.TZ
    try {
      process.env.TZ = 'Pacific/Auckland'
      const there = await makePack(store, name, { keys })
      process.env.TZ = 'America/Bogota'
      const here = await makePack(store, name, { keys })

      expect(Buffer.compare(there.bytes, here.bytes)).toBe(0)
    } finally {
      if (zone === undefined) delete process.env.TZ
      else process.env.TZ = zone
    }
  })

  test('tells of each item where and when it was read, by whom, and its digest', async () => {
    const { store, incident } = await makeTown()
    await store.audit.append({
      ...{ at: '2026-11-24T12:05:00.000Z', who: 'rssi@poste', action: 'scan', result: 'ok', details: { scan: 1 } },
    })
    const event: SourceEvent = {
      ...{ key: 'pastebin:Ab12', title: 'Pastebin Ab12', nature: 'paste', dataClasses: ['Email addresses'] },
      url: 'https://pastebin.com/Ab12',
      post: {
        ...{ readAt: '2026-11-24T11:59:00.000Z', sha256Hex: 'ab'.repeat(32), status: 200, label: 'sale_offer' },
        ...{ commercial: 'yes', confidence: 0.9, evidence: [], excerpt: 'vends bdd <text> / <email>;<phone>' },
      },
    }
    await store.events.save('pastebin', [{ event }], '2026-11-24T12:00:00.000Z')

    const { files } = await makePack(store, await incident('pastebin:Ab12'))

    expect(rowsOf(files['items.csv'])).toEqual([
      {
        ...{
          schema: '1',
          item: '01',
          source: 'pastebin',
          nature: 'paste',
          key: 'pastebin:Ab12',
          title: 'Pastebin Ab12',
        },
        ...{ url: 'https://pastebin.com/Ab12', file: '', captured_at: '2026-11-24T11:59:00.000Z', status: '200' },
        ...{ sha256: 'ab'.repeat(32), excerpt: 'vends bdd <text> / <email>;<phone>', data_classes: 'Email addresses' },
        ...{ provenance: 'read', held_as: '', operator: 'rssi@poste', program: 'vigie 0.1.0' },
      },
    ])
    expect(JSON.parse(files['items.json']!)).toMatchObject({
      schema: 1,
      asOf,
      items: [{ number: '01', status: 200, provenance: 'read' }],
    })
  })

  test('names the file of a leak that was searched here, with its digest and who holds it', async () => {
    const { store } = await makeTown()
    const at = '2026-11-24T12:10:00.000Z'
    const event = { key: 'mairie.csv', title: 'mairie.csv', nature: 'dump', dataClasses: ['Email addresses'] } as const
    const [saved] = await store.events.save('dumps', [{ event }], at)
    const channel = await store.coverage.channel('dumps', 'files')
    const ref = await refOf(store, anne)
    await store.exposures.commit(await store.scans.begin(at, {}), [
      answer(channel, { at: Date.parse(at) / 1_000, present: [ref], sightings: [{ ref, event: saved!.id }] }),
    ])
    await store.audit.append({
      ...{ at: '2026-11-24T12:11:00.000Z', who: 'rssi@poste', action: 'dump.scan', result: 'ok' },
      details: {
        heldAs: 'scellé 12',
        provenance: 'remis par la gendarmerie',
        files: [`/preuves/autre.csv ${'00'.repeat(32)}`, `/preuves/mairie.csv ${'cd'.repeat(32)}`],
      },
    })
    const name = (await store.events.incidents()).find(({ id }) => id === saved!.incident)!.name

    const { files } = await makePack(store, name)

    expect(rowsOf(files['items.csv'])).toMatchObject([
      {
        ...{ file: '/preuves/mairie.csv', sha256: 'cd'.repeat(32), provenance: 'file', operator: 'rssi@poste' },
        held_as: 'scellé 12: remis par la gendarmerie',
        status: '',
      },
    ])
  })

  test('names nobody unless asked to', async () => {
    const { store, incident } = await makeTown()
    const name = await incident('PortailFamille')

    const masked = Object.values((await makePack(store, name)).files).join('\n')
    const clear = (await makePack(store, name, { revealed: true })).files

    for (const value of [anne, lea, phone, canary]) expect(masked).not.toContain(value)
    expect(masked).toContain('a•••••@ville-exemple.fr')
    expect(rowsOf(clear['exposures.csv']).map(({ selector }) => selector)).toEqual(
      expect.arrayContaining([anne, lea, phone, canary]),
    )
    expect(clear['README.txt']).toContain('exposures.csv contient les identifiants des personnes en clair.')
  })

  test('holds the log of how it was collected, and nothing of other people', async () => {
    const { store, incident } = await makeTown()
    const name = await incident('PortailFamille')
    const log = (action: string, details: Record<string, string>, at = '2026-11-24T12:00:30.000Z') =>
      store.audit.append({ at, who: 'rssi@poste', action, result: 'ok', details })
    await log('lists.import', { population: 'staff' })
    await log('scan.queries', { source: 'hibp' })
    await log('scan.queries', { source: 'intelx' })
    await log('subject.show', { ref: 's-000000000000' })
    await log('lists.object', { ref: 's-000000000000' })
    await log('exposures.qualify', { incident: name })
    await log('exposures.qualify', { incident: 'i-000000000000' })
    await log('report.cnil', { incident: name }, '2026-11-24T13:00:00.000Z')

    const { files } = await makePack(store, name)

    const entries = files['audit.ndjson']!.trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(entries.map(({ action, details }) => [action, Object.values(details as object)[0]])).toEqual([
      ['lists.import', 'staff'],
      ['scan.queries', 'hibp'],
      ['exposures.qualify', name],
    ])
  })

  test('holds hostile words as harmless text', async () => {
    const { store, incident } = await makeTown({ words: hostile })

    const { files } = await makePack(store, await incident('PortailFamille'))
    const text = ['README.txt', 'items.csv', 'items.json', 'exposures.csv'].map((name) => files[name]).join('\n')

    expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|\p{Cc}(?<![\r\n])/u)
    for (const { title } of rowsOf(files['items.csv'])) expect(title).not.toMatch(/^[=+\-@]/)
  })

  test('is written in English too', async () => {
    const { store, incident } = await makeTown()

    const { files } = await makePack(store, await incident('Boutique'), { voice: new Voice('en', 'Europe/Paris') })

    expect(files['README.txt']).toMatch(
      /^Evidence pack – incident i-[0-9a-z]{12}\nTLP:RED – for the named recipients only\n/,
    )
    expect(files['README.txt']).toContain('expected: Signature Verified Successfully')
  })

  test('of what is not there is refused', async () => {
    const { store, incident } = await makeTown()
    const before = { incident: await incident('Boutique'), asOf: '2026-11-24T11:00:00.000Z', revealed: false }

    await expect(collectEvidence(store, { ...before, incident: 'i-unknown' })).rejects.toThrow(InputError)
    await expect(collectEvidence(store, before)).rejects.toThrow('nothing was known of that incident at that time')
  })
})

describe('the signing key', () => {
  test('is made once, for its owner only', async () => {
    const keys = path.join(temporaryDirectory(), 'keys')

    const first = await openSigningKey(keys)
    const second = await openSigningKey(keys)

    expect([first.isNew, second.isNew]).toEqual([true, false])
    expect(second.fingerprintHex).toBe(first.fingerprintHex)
    expect(statSync(first.file).mode & 0o777).toBe(0o600)
    expect(readFileSync(first.file, 'utf8')).toMatch(/^-----BEGIN PRIVATE KEY-----\n/)
  })

  test('made by two runs at once is one key', async () => {
    const keys = path.join(temporaryDirectory(), 'keys')

    const all = await Promise.all([openSigningKey(keys), openSigningKey(keys)])

    expect(new Set(all.map(({ fingerprintHex }) => fingerprintHex)).size).toBe(1)
  })

  test('that others can read, or that is none, is refused', async () => {
    const keys = path.join(temporaryDirectory(), 'keys')
    const { file } = await openSigningKey(keys)

    chmodSync(file, 0o644)
    await expect(openSigningKey(keys)).rejects.toThrow(/can be read by others/)
    chmodSync(file, 0o600)
    writeFileSync(file, 'not a key')
    await expect(openSigningKey(keys)).rejects.toThrow(ConfigError)
    mkdirSync(path.join(keys, 'other'), { recursive: true })
    expect(existsSync(file)).toBe(true)
  })
})
