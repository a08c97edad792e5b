import { describe, expect, test } from '@jest/globals'
import { ContractError } from '../../../src/domain/index.ts'
import { addClaim, type World } from '../../../src/simulator/index.ts'
import { ransomlook } from '../../../src/sources/ransomlook/index.ts'
import { json, startOrigin } from '../origin.ts'
import { startWatch, testWatch } from '../watch-suite.ts'

function grow({ places }: World, count: number): void {
  for (let index = 0; index < count; index++) {
    addClaim(places, { victim: `Fabrique ${places.claims.length}`, discoveredAt: '2026-01-28T13:00:00.000Z' })
  }
}

testWatch({
  source: ransomlook,
  pretend: 'ransomlook',
  know: (world) => {
    grow(world, 3)
    addClaim(world.places, {
      victim: 'ville-exemple.fr & Cie',
      group: 'autregang',
      discoveredAt: '2026-01-28T12:00:00.000Z',
    })
    addClaim(world.places, {
      victim: 'ville-exemple.fr',
      group: 'demogang',
      discoveredAt: '2026-01-28T12:41:10.000Z',
      words: 'Invented <b>words</b> of the attackers.',
    })
  },
  items: [
    {
      url: 'https://www.ransomlook.io/recent',
      event: {
        key: expect.stringMatching(/^ransomlook:[0-9a-f]{32}$/) as never,
        title: 'ville-exemple.fr (demogang)',
        nature: 'claim',
        dataClasses: [],
        url: 'https://www.ransomlook.io/recent',
        domain: 'ville-exemple.fr',
        addedAt: '2026-01-28T12:41:10.000Z',
      },
    },
    { event: expect.objectContaining({ title: 'ville-exemple.fr & Cie (autregang)' }) as never },
  ],
  text: { at: 0, is: 'ville-exemple.fr\nInvented words of the attackers.', inHand: true },
  grow,
  // beyond the hundred latest, those of the last week
  reach: { found: 250, tooMany: Number.POSITIVE_INFINITY },
  becomes: { 'slow-down': ContractError },
})

describe('RansomLook', () => {
  test('a 400, its word for a term that is too short, is no empty list', async () => {
    const origin = await startOrigin(ransomlook)
    origin.plan('/recent/100', json({ error: 'Query too short' }, 400))

    await expect(ransomlook.list(origin.net, { verifiedDomains: [], options: {} })).rejects.toThrow(ContractError)
    await origin.close()
  })

  test('tells a gap when the week has nothing of the former reading either', async () => {
    const bench = await startWatch({ source: ransomlook, pretend: 'ransomlook' })
    addClaim(bench.world.places, { victim: 'Ancien', discoveredAt: '2026-01-01T00:00:00.000Z' })
    const { state } = await bench.list()
    grow(bench.world, 101)

    const after = await bench.list(state === undefined ? {} : { state })

    expect(after.gap).toBe(true)
    expect(bench.simulator.requests.map(({ path }) => path).slice(1)).toEqual([
      '/ransomlook/api/recent/100',
      '/ransomlook/api/last/7',
    ])
    await bench.close()
  })
})
