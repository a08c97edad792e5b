import { describe, expect, test } from '@jest/globals'
import { AuthError, ContractError, SourceError } from '../../../src/domain/index.ts'
import { addReport, type World } from '../../../src/simulator/index.ts'
import { cyberwatch } from '../../../src/sources/cyberwatch/index.ts'
import { empty, startOrigin } from '../origin.ts'
import { testWatch } from '../watch-suite.ts'

function grow({ places }: World, count: number): void {
  for (let index = 0; index < count; index++) addReport(places, { title: `Article ${places.reports.length}` })
}

testWatch({
  source: cyberwatch,
  pretend: 'cyberwatch',
  know: (world) => {
    grow(world, 3)
    addReport(world.places, {
      title: 'Ville Exemple touchée par une cyberattaque (fiction), écrire à agent@ville-exemple.fr',
      victim: 'Ville Exemple',
      domain: 'ville-exemple.fr',
      date: '2026-02-10',
      added: '2026-02-11',
      summary: 'La collectivité fictive a annoncé une interruption.',
      url: 'https://presse.example.org/ville',
    })
  },
  items: [
    {
      url: 'https://presse.example.org/ville',
      event: {
        key: expect.stringMatching(/^cyberwatch:[0-9a-f]{32}$/) as never,
        // no address of anybody in what is kept
        title: 'Ville Exemple touchée par une cyberattaque (fiction), écrire à [address]',
        description: 'La collectivité fictive a annoncé une interruption.',
        nature: 'post',
        dataClasses: [],
        url: 'https://presse.example.org/ville',
        domain: 'ville-exemple.fr',
        occurredOn: '2026-02-10',
        addedAt: '2026-02-11T00:00:00.000Z',
      },
    },
  ],
  text: {
    at: 0,
    is: [
      'Ville Exemple touchée par une cyberattaque (fiction), écrire à agent@ville-exemple.fr',
      'Ville Exemple',
      'ville-exemple.fr',
      'La collectivité fictive a annoncé une interruption.',
    ].join('\n'),
    inHand: true,
  },
  grow,
  // the file holds everything there ever was
  reach: { found: 500, tooMany: Number.POSITIVE_INFINITY },
  versioned: true,
  // a large file is allowed: time may run out before its cap
  becomes: { '403': AuthError, 'slow-down': ContractError, 'gzip-bomb': SourceError },
})

describe('Cyberwatch', () => {
  test('does not believe "not modified" when it said nothing of what it had', async () => {
    const origin = await startOrigin(cyberwatch)
    origin.plan('/cyberattacks.json', empty(304))

    await expect(cyberwatch.list(origin.net, { verifiedDomains: [], options: {} })).rejects.toThrow(ContractError)
    await origin.close()
  })
})
