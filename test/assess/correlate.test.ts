import { hash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { type CorrelateInput, correlate, type KnownIncident, type SourcedEvent } from '../../src/assess/index.ts'
import type { SourceEvent } from '../../src/domain/index.ts'

function seen(source: string, event: Partial<SourceEvent> & { key: string }): SourcedEvent {
  return { source, event: { title: event.key, nature: 'breach', dataClasses: [], ...event } }
}

function run(events: readonly SourcedEvent[], more: Partial<CorrelateInput> = {}) {
  let made = 0
  const newId = () => {
    made += 1
    return `new-${made}`
  }
  return correlate({ incidents: [], events, newId, ...more })
}

const hibp = seen('hibp', {
  key: 'VilleExemple',
  title: 'Ville Exemple',
  domain: 'ville-exemple.fr',
  occurredOn: '2025-03-11',
  addedAt: '2025-04-02T06:05:00Z',
  records: 318_045,
})

describe('the same event under other words is one incident', () => {
  test.each([
    [
      'its domain as a title and only a month',
      seen('leakcheck', { key: 'ville-exemple.fr', occurredOn: '2025-03-01' }),
    ],
    [
      'the same site, another name',
      seen('xon', { key: 'PortailVE', domain: 'www.ville-exemple.fr', occurredOn: '2025-03' }),
    ],
    ['no date, but name and site', seen('dehashed', { key: 'Ville-Exemple', domain: 'ville-exemple.fr' })],
    [
      'a slip in the name',
      seen('snusbase', {
        key: 'Vile_Exemplee data breach',
        title: 'villeexemples',
        occurredOn: '2025-03-11',
        records: 318_045,
      }),
    ],
    [
      'the day it became known',
      seen('leak-lookup', { key: 'ville-exemple.fr (2025)', domain: 'ville-exemple.fr', occurredOn: '2025-04-20' }),
    ],
    [
      'its domain without the hyphen, the month only, and the year in the title',
      seen('leakcheck', { key: 'VilleExemple.fr 2025', domain: 'villeexemple.fr', occurredOn: '2025-03-01' }),
    ],
    [
      'another domain of the same name',
      seen('leakcheck', {
        key: 'VE',
        title: 'VilleExemple leak',
        domain: 'ville-exemple.com',
        occurredOn: '2025-03-12',
        records: 318_045,
      }),
    ],
  ])('%s', (_, other) => {
    const { assignments } = run([hibp, other])

    expect(new Set(assignments.map(({ incident }) => incident)).size).toBe(1)
    expect(assignments.find(({ how }) => how === 'joined')?.evidence?.reasons.length).toBeGreaterThan(0)
  })

  test('what three sources tell is one incident, whatever comes first', () => {
    const three = [
      hibp,
      seen('leakcheck', { key: 'ville-exemple.fr', occurredOn: '2025-03' }),
      seen('xon', { key: 'Ville-Exemple', domain: 'ville-exemple.fr', occurredOn: '2025-03-11', records: 318_100 }),
    ]

    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
    ]) {
      const { assignments } = run(order.map((index) => three[index]!))
      expect(new Set(assignments.map(({ incident }) => incident)).size).toBe(1)
    }
  })

  test('one paste at two sources is one by its address', () => {
    const told = seen('hibp', { key: 'paste:Pastebin:AbCd', nature: 'paste', url: 'https://pastebin.com/AbCd' })
    const read = seen('pastebin', { key: 'pastebin:AbCd', nature: 'paste', url: 'https://pastebin.com/raw/AbCd' })

    expect(run([told, read]).assignments.map(({ incident }) => incident)).toEqual(['new-1', 'new-1'])
  })
})

describe('a doubt leaves two incidents', () => {
  test.each([
    ['equal data alone', seen('leakcheck', { key: 'Autre Chose', occurredOn: '2025-03-11', records: 318_045 })],
    ['the same site, another year', seen('leakcheck', { key: 'ville-exemple.fr', occurredOn: '2021-05-01' })],
    [
      'the same name, years written apart',
      seen('leakcheck', { key: 'Ville Exemple 2019', domain: 'ville-exemple.fr' }),
    ],
    [
      'a compilation that names the site',
      seen('leakcheck', { key: 'ville-exemple.fr', nature: 'combo-list', occurredOn: '2025-03-11' }),
    ],
    [
      'a stealer log',
      seen('hudsonrock', {
        key: 'ville-exemple.fr',
        nature: 'stealer-log',
        domain: 'ville-exemple.fr',
        occurredOn: '2025-03-11',
      }),
    ],
    [
      'a second row of the same source',
      seen('hibp', {
        key: 'VilleExemple2',
        title: 'Ville Exemple',
        domain: 'ville-exemple.fr',
        occurredOn: '2025-03-20',
      }),
    ],
    ['a short name without a site', seen('leakcheck', { key: 'VE', occurredOn: '2025-03-11' })],
  ])('%s', (_, other) => {
    const hibpWithYear = { ...hibp, event: { ...hibp.event, title: 'Ville Exemple 2025' } }
    const { assignments } = run([hibpWithYear, other])

    expect(new Set(assignments.map(({ incident }) => incident)).size).toBe(2)
  })

  test('two rivals alike: an event without a date joins neither, and both are proposed', () => {
    const first = seen('hibp', {
      key: 'VE2019',
      title: 'Ville Exemple',
      domain: 'ville-exemple.fr',
      occurredOn: '2019-02-03',
    })
    const second = seen('hibp', {
      key: 'VE2025',
      title: 'Ville Exemple',
      domain: 'ville-exemple.fr',
      occurredOn: '2025-03-11',
    })
    const undated = seen('dehashed', { key: 'VilleExemple', domain: 'ville-exemple.fr' })

    const { assignments, proposals } = run([first, second, undated])

    expect(assignments[2]?.how).toBe('new')
    expect(proposals.map(({ incidents }) => incidents[1])).toEqual([assignments[2]!.incident, assignments[2]!.incident])
  })
})

describe('what is known', () => {
  const known: KnownIncident = { id: 'incident-a', firstSeenAt: '2025-04-03T00:00:00Z', members: [hibp] }

  test('a known event stays, however it is called now', () => {
    const renamed = {
      ...hibp,
      event: { ...hibp.event, title: 'Something else', domain: 'example.org', occurredOn: '2011-01-01' },
    }

    expect(run([renamed], { incidents: [known] }).assignments).toEqual([
      { source: 'hibp', key: 'VilleExemple', incident: 'incident-a', how: 'known' },
    ])
  })

  test('a row whose key alone was renamed upstream joins its old self', () => {
    const renamed = seen('hibp', { ...hibp.event, key: 'VilleExempleFr' })

    expect(run([renamed], { incidents: [known] }).assignments[0]).toMatchObject({
      incident: 'incident-a',
      how: 'joined',
    })
  })

  test('an event that belongs to two known incidents makes them one: the older is kept, with the evidence', () => {
    const other: KnownIncident = {
      id: 'incident-b',
      firstSeenAt: '2025-04-01T00:00:00Z',
      members: [seen('leakcheck', { key: 'VilleExemple', occurredOn: '2025-03' })],
    }
    const far: KnownIncident = { ...known, members: [{ ...hibp, event: { ...hibp.event, title: 'Portail Démo' } }] }
    const bridge = seen('xon', {
      key: 'VilleExemple',
      domain: 'ville-exemple.fr',
      occurredOn: '2025-03-11',
      records: 318_045,
    })

    const { assignments, merges, proposals } = run([bridge], { incidents: [far, other] })

    expect(assignments[0]).toMatchObject({ incident: 'incident-b', how: 'joined' })
    expect(merges).toMatchObject([
      { kept: 'incident-b', alias: 'incident-a', event: { source: 'xon', key: 'VilleExemple' } },
    ])
    expect(merges[0]!.evidence.map((one) => one.with.source).sort()).toEqual(['hibp', 'leakcheck'])
    expect(proposals).toEqual([])
  })

  test('what a person parted stays parted, also through a third event', () => {
    const parted = seen('leakcheck', { key: 'ville-exemple.fr', occurredOn: '2025-03' })
    const third = seen('xon', {
      key: 'Ville-Exemple',
      domain: 'ville-exemple.fr',
      occurredOn: '2025-03-11',
      records: 318_045,
    })
    const neverJoin = [
      [
        { source: 'leakcheck', key: 'ville-exemple.fr' },
        { source: 'hibp', key: 'VilleExemple' },
      ],
    ] as const

    const { assignments, merges } = run([parted, third], { incidents: [known], neverJoin })

    const of = (source: string) => assignments.find((one) => one.source === source)!.incident
    expect(of('leakcheck')).not.toBe('incident-a')
    expect(of('xon')).toBe('incident-a')
    expect(merges).toEqual([])
  })

  test('what is equally like two that a person parted goes to the older, and makes no third', () => {
    const twin = seen('leakcheck', { ...hibp.event, key: 'ville-exemple.fr' })
    const third = seen('xon', { ...hibp.event, key: 'Ville-Exemple' })
    const incidents = [
      { id: '12', firstSeenAt: known.firstSeenAt, members: [twin] },
      { id: '9', firstSeenAt: known.firstSeenAt, members: [hibp] },
    ]
    const refs = [
      { source: 'leakcheck', key: 'ville-exemple.fr' },
      { source: 'hibp', key: 'VilleExemple' },
    ] as const

    expect(run([third], { incidents, neverJoin: [refs] }).assignments[0]).toMatchObject({
      incident: '9',
      how: 'joined',
    })
  })
})

test('two thousand events at three sources become two thousand incidents', () => {
  const events = Array.from({ length: 2000 }, (_, i) => i).flatMap((i) => {
    const name = hash('sha1', `${i}`).replace(/[0-9]/g, '').padEnd(12, 'xyz').slice(0, 20)
    const day = `20${10 + (i % 15)}-0${1 + (i % 9)}-${10 + (i % 19)}`
    return [
      seen('hibp', { key: name, domain: `${name}.example`, occurredOn: day, records: 1000 + i }),
      seen('leakcheck', { key: `${name}.example`, domain: `${name}.example`, occurredOn: day.slice(0, 7) }),
      seen('dehashed', { key: `${name} leak`, occurredOn: day.slice(0, 7) }),
    ]
  })

  const { assignments } = run(events)

  expect(new Set(assignments.map(({ incident }) => incident)).size).toBe(2000)
})
