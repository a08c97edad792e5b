import { ContractError } from '../../../src/domain/index.ts'
import { addText, type World } from '../../../src/simulator/index.ts'
import { gitlab } from '../../../src/sources/gitlab/index.ts'
import { testWatch } from '../watch-suite.ts'

function grow({ places }: World, count: number): void {
  for (let index = 0; index < count; index++) addText(places.snippets, { name: 'n.txt', body: `nouveau ${index}` })
}

for (const hasKey of [false, true]) {
  testWatch({
    source: gitlab,
    pretend: 'gitlab',
    again: hasKey,
    settings: { hasKey },
    know: (world) => {
      grow(world, 4)
      addText(world.places.snippets, {
        name: 'liste.txt',
        body: 'agent@ville-exemple.fr\n',
        postedAt: '2026-02-03T04:05:06.000Z',
      })
    },
    items: [
      {
        key: '9000005/1770091506000/liste.txt',
        url: 'https://gitlab.com/-/snippets/9000005/raw/main/liste.txt',
        title: 'liste.txt',
      },
      { key: '9000004/1795413840000/n.txt' },
    ],
    text: { at: 0, is: 'agent@ville-exemple.fr\n', inHand: false },
    grow,
    reach: { found: 450, tooMany: 1_050 },
    remove: ({ places }) => {
      places.snippets[0]!.state = 'removed'
    },
    hold: ({ places }) => {
      places.snippets[0]!.state = 'pending'
    },
    // JSON was due: words are a broken body, whatever they say
    becomes: { 'slow-down': ContractError },
  })
}
