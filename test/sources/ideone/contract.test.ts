import { BlockedError, ContractError } from '../../../src/domain/index.ts'
import { addText, type World } from '../../../src/simulator/index.ts'
import { ideone } from '../../../src/sources/ideone/index.ts'
import { testWatch } from '../watch-suite.ts'

function grow({ places }: World, count: number): void {
  for (let index = 0; index < count; index++) {
    addText(places.codes, { id: `Ex${String(places.codes.length).padStart(4, '0')}`, body: `print(${index})` })
  }
}

testWatch({
  source: ideone,
  pretend: 'ideone',
  know: (world) => {
    grow(world, 8)
    addText(world.places.codes, { id: 'aB3xY1', body: 'agent@ville-exemple.fr;FICTIF <&>\n' })
  },
  items: [
    { key: 'aB3xY1', url: 'https://ideone.com/plain/aB3xY1' },
    { key: 'Ex0007', url: 'https://ideone.com/plain/Ex0007' },
  ],
  text: { at: 0, is: 'agent@ville-exemple.fr;FICTIF <&>\n', inHand: false },
  grow,
  reach: { found: 23, tooMany: 24 },
  remove: ({ places }) => void places.codes.splice(0, 1),
  hold: ({ places }) => {
    places.codes[0]!.state = 'pending'
  },
  // its words for a refusal are a page
  becomes: { '403': BlockedError, truncated: ContractError },
})
