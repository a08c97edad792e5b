import { describe, expect, test } from '@jest/globals'
import type { Sighting } from '../../src/domain/index.ts'
import type { Query } from '../../src/sources/index.ts'
import { domainSightings, mergeSightings } from '../../src/sources/sightings.ts'

const seen: Sighting = { kind: 'email', canonical: 'agent@ville-exemple.fr', event: 'Forum Demo' }

describe('rows about the same selector in the same event', () => {
  test('are one sighting, with what each of them told, in the order of the first', () => {
    const rows = [
      { ...seen, dataClasses: ['Passwords'], details: ['password: clear'] },
      { ...seen, event: 'Autre' },
      { ...seen, dataClasses: ['Email addresses', 'Passwords'] },
      { ...seen, details: ['password: hash(md5)', 'password: clear'] },
    ]

    expect(mergeSightings(rows)).toEqual([
      { ...seen, dataClasses: ['Email addresses', 'Passwords'], details: ['password: clear', 'password: hash(md5)'] },
      { ...seen, event: 'Autre' },
    ])
  })

  test('keep fifty words and say how many more there are', () => {
    const details = [...Array.from({ length: 60 }, (_, number) => `h${number}.example`), 'password: clear']

    const [one] = mergeSightings([{ ...seen, details }])

    expect(one?.details).toHaveLength(51)
    expect(one?.details?.[0]).toBe('password: clear')
    expect(one?.details?.at(-1)).toBe('+11')
  })

  test('of another kind or spelling stay apart', () => {
    expect(
      mergeSightings([seen, { ...seen, kind: 'domain' }, { ...seen, canonical: 'xagent@ville-exemple.fr' }]),
    ).toHaveLength(3)
  })
})

test('a watched domain is present in each event of its addresses, once', () => {
  const town = { ref: 1, kind: 'domain', canonical: 'ville-exemple.fr', allowed: 'clear' } as const
  const query: Query = {
    type: 'query',
    question: 'q',
    endpoint: 'e',
    target: 'ville-exemple.fr',
    covers: [town, { ...town, ref: 2, kind: 'email', canonical: seen.canonical }],
    discloses: 'nothing',
    cost: { requests: 1 },
  }

  expect(domainSightings(query, ['A', 'B', 'A'])).toEqual([
    { kind: 'domain', canonical: 'ville-exemple.fr', event: 'A' },
    { kind: 'domain', canonical: 'ville-exemple.fr', event: 'B' },
  ])
})
