import { describe, expect, test } from '@jest/globals'
import { webAddress } from '../../src/report/exchange/incidents.ts'
import { uuidOf } from '../../src/report/exchange/uuid.ts'
import {
  type MispFile,
  mispFile,
  mispText,
  type ReportModel,
  type SharedIncident,
  type StixBundle,
  sharedIncidents,
  stixBundle,
  stixText,
  Voice,
} from '../../src/report/index.ts'
import { validator } from './schemas.ts'
import { anne, canary, hostile, lea, makeTown, now, paul, phone, townModel } from './town.ts'

const voice = new Voice('fr', 'Europe/Paris')
const isMisp = validator('misp.schema.json')
const isStix = validator('stix.schema.json')

async function shared(
  options: { words?: readonly string[]; reveal?: boolean } = {},
): Promise<{ incidents: readonly SharedIncident[]; model: ReportModel; misp: MispFile; stix: StixBundle }> {
  const { store } = await makeTown(options.words === undefined ? {} : { words: options.words })
  const model = await townModel(store)
  const reveals = options.reveal === true ? () => true : undefined
  const incidents = await sharedIncidents(store, model, { now, reveals })
  return { incidents, model, misp: mispFile(incidents, model, voice), stix: stixBundle(incidents, model, voice) }
}

describe('MISP and STIX', () => {
  test('hold no value of a person, unless asked to', async () => {
    const { misp, stix } = await shared()
    const text = JSON.stringify([misp, stix])

    for (const value of [anne, paul, lea, phone, canary, 'anne.martin', '639980123']) expect(text).not.toContain(value)
    expect(text).toContain('ville-exemple.fr')
  })

  test('hold addresses and numbers when asked to, and never a canary', async () => {
    const { misp, stix } = await shared({ reveal: true })

    for (const value of [anne, paul, lea, phone]) expect(JSON.stringify(misp)).toContain(value)
    for (const value of [anne, paul, lea]) expect(JSON.stringify(stix)).toContain(value)
    expect(JSON.stringify([misp, stix])).not.toContain(canary)
    // STIX has no object for a number
    expect(JSON.stringify(stix)).not.toContain(phone)
    expect(JSON.stringify(stix)).toContain('Contient des identifiants de personnes en clair')
  })

  test('say who decided, or that nobody has', async () => {
    const { store, incident } = await makeTown()
    const names: string[] = []
    for await (const rows of store.exposures.list({})) names.push(...rows.map(({ name }) => name))
    const confirmed = { as: 'confirmed', attribution: 'B', who: 'rssi@poste', at: now.toISOString() } as const
    await store.qualifications.qualify(names, confirmed)
    const model = await townModel(store)
    const incidents = await sharedIncidents(store, model, { now })

    const portail = mispFile(incidents, model, voice).response.find(({ Event }) =>
      Event.info.includes('Portail'),
    )!.Event

    const said = portail.Object[0]!.Attribute.map((one) => `${one.object_relation} ${one.value}`)
    expect(said).toEqual(
      expect.arrayContaining([
        'determination successful-attempt',
        'detection_method human-review',
        expect.stringMatching(/Confirmé par une personne\s: B – sous-traitant de la ville/),
      ]),
    )
    expect([portail.threat_level_id, portail.analysis]).toEqual(['2', '1'])
    expect(stixBundle(incidents, model, voice).objects.find(({ name }) => name === 'Portail Famille')).toMatchObject({
      labels: ['resale-yes', 'attribution-b-confirmed'],
      external_references: expect.arrayContaining([
        { source_name: 'vigie', external_id: await incident('PortailFamille') },
      ]),
    })
  })

  test.each([
    ['ordinary', {}],
    ['revealed', { reveal: true }],
    ['hostile', { words: hostile, reveal: true }],
  ] as const)('are as their schemas say: %s', async (_, options) => {
    const { misp, stix } = await shared(options)

    expect(misp.response.length).toBeGreaterThan(3)
    expect(isMisp(misp)).toEqual([])
    expect(isStix(stix)).toEqual([])
  })

  test('are the same for the same state, and keep their identifiers in the next', async () => {
    const { store } = await makeTown()
    const make = async (later: boolean) => {
      const model = await townModel(store)
      const dated = later ? { ...model, id: 'r-20261125-0123456789', madeAt: '2026-11-25T12:00:00.000Z' } : model
      const incidents = await sharedIncidents(store, dated, { now })
      return { misp: mispFile(incidents, dated, voice), stix: stixBundle(incidents, dated, voice) }
    }

    const [first, again, later] = [await make(false), await make(false), await make(true)]

    expect(again).toEqual(first)
    expect(later.misp.response.map(({ Event }) => Event.uuid)).toEqual(
      first.misp.response.map(({ Event }) => Event.uuid),
    )
    // the report over all is of one export
    const ids = ({ stix }: typeof first) => stix.objects.map(({ id }) => id).slice(0, -1)
    expect(ids(later)).toEqual(ids(first))
    expect(later.stix.objects.find(({ name }) => name === 'Portail Famille')).toMatchObject({
      modified: '2026-11-25T12:00:00.000Z',
    })
  })
})

describe('a MISP event', () => {
  test('is marked, goes nowhere by itself and makes no alarm', async () => {
    const { misp } = await shared({ reveal: true })

    for (const { Event } of misp.response) {
      expect([Event.distribution, Event.published]).toEqual(['0', false])
      expect(Event.Tag).toEqual([{ name: 'tlp:amber+strict', colour: '#ffc000', exportable: true }])
      const attributes = [...Event.Attribute, ...Event.Object.flatMap((object) => object.Attribute)]
      expect(attributes.filter(({ to_ids }) => to_ids)).toEqual([])
      expect(new Set(attributes.map(({ uuid }) => uuid)).size).toBe(attributes.length)
    }
  })

  test('tells where a text was posted, and not what it said', async () => {
    const { misp } = await shared()

    const paste = misp.response.flatMap(({ Event }) => Event.Object).find(({ name }) => name === 'paste')

    expect(paste?.Attribute.map((one) => [one.object_relation, one.value])).toEqual([
      ['origin', 'pastebin.com'],
      ['url', 'https://pastebin.com/Ab12'],
      ['title', 'Pastebin Ab12'],
      ['first-seen', '2026-11-24T12:00:00.000Z'],
      ['last-seen', '2026-11-24T12:00:00.000Z'],
    ])
  })

  test('with an unknown marking is held as the strictest', async () => {
    const { incidents, model } = await shared()

    const { response } = mispFile(incidents, { ...model, tlp: 'TLP:WHITE' }, voice)

    expect(response[0]?.Event.Tag[0]?.name).toBe('tlp:red')
    expect(stixBundle(incidents, { ...model, tlp: 'TLP:WHITE' }, voice).objects[0]).toMatchObject({ name: 'TLP:RED' })
  })
})

describe('a STIX bundle', () => {
  test('names every object it refers to, once', async () => {
    const { stix } = await shared({ reveal: true })
    const ids = stix.objects.map(({ id }) => id)

    const references = stix.objects.flatMap((object) =>
      Object.entries(object).flatMap(([key, value]) => (/_refs?$/.test(key) ? [value].flat() : [])),
    )

    expect(new Set(ids).size).toBe(ids.length)
    expect(references.length).toBeGreaterThan(40)
    expect(references.filter((id) => !ids.includes(id as string))).toEqual([])
  })

  test('holds only what the schema of OASIS for bundles names', async () => {
    const { stix } = await shared({ reveal: true })

    // schemas/common/bundle.json of oasis-open/cti-stix2-json-schemas as of November 2025: what is not in its list is taken for
    // an object of one's own, which must be of one of two kinds and is of both
    const known = ['marking-definition', 'identity', 'report', 'observed-data', 'domain-name', 'email-addr']
    expect([...new Set(stix.objects.map(({ type }) => type))].toSorted()).toEqual(known.toSorted())
    expect(stix.objects.filter((one) => 'severity' in one || 'action' in one || 'username' in one)).toEqual([])
  })

  test('holds no address that STIX has no form for', async () => {
    const { incidents, model } = await shared()
    const values = ['hélène@ville-exemple.fr', 'helene@ville-exemple.fr'].map((value) => ({
      ...({ kind: 'email', ref: 's-1', populations: ['staff'] } as const),
      value,
    }))

    const { objects } = stixBundle([{ ...incidents[0]!, values }], model, voice)

    const addresses = objects.filter(({ type }) => type === 'email-addr')
    expect(addresses.map(({ value }) => value)).toEqual(['helene@ville-exemple.fr'])
  })

  test('and a MISP file are the same as text', async () => {
    const { incidents, model, misp, stix } = await shared({ reveal: true, words: hostile })

    expect(JSON.parse([...stixText(incidents, model, voice)].join(''))).toEqual(JSON.parse(JSON.stringify(stix)))
    expect(JSON.parse([...mispText(incidents, model, voice)].join(''))).toEqual(JSON.parse(JSON.stringify(misp)))
    expect(JSON.parse([...mispText([], model, voice)].join(''))).toEqual({ response: [] })
  })

  test('names an address as every producer does', () => {
    // the example of the specification, 2.9 "Identifiers and References": UUIDv5 of the value in the common namespace
    expect(uuidOf('{"value":"198.51.100.3"}', '00abedb4-aa42-466c-9c01-fed23315a9b7')).toBe(
      '28bb3599-77cd-5a82-a950-b5bc3caf07c4',
    )
  })

  test('of nothing found is still one: who asked, and under which marking', async () => {
    const { model } = await shared()

    const { objects } = stixBundle([], { ...model, findings: [] }, voice)

    expect(objects.map(({ type }) => type)).toEqual(['marking-definition', 'identity'])
  })
})

describe('a web address of a source', () => {
  test.each([
    ['https://forum.example/1', 'https://forum.example/1'],
    ['https://forum.example/<script>', 'https://forum.example/%3Cscript%3E'],
    ['javascript:alert(1)', undefined],
    ['data:text/html,x', undefined],
    ['https://user:secret@forum.example/', undefined],
    ['not one', undefined],
    [undefined, undefined],
  ])('%s', (text, url) => {
    expect(webAddress(text)).toBe(url)
  })
})
