import { ContractError } from '../../../src/domain/index.ts'
import { addText, type World } from '../../../src/simulator/index.ts'
import { gist } from '../../../src/sources/gist/index.ts'
import { testWatch, type WatchSpec } from '../watch-suite.ts'

const gistId = '0123456789abcdef0123456789abcdef'
const version = `${gistId}01234567`

const grow = ({ places }: World, count: number) => {
  for (let index = 0; index < count; index++)
    addText(places.gists, { name: 'n.txt', body: `nouveau ${index} ${places.gists.length}` })
}

const spec = {
  source: gist,
  pretend: 'gist',
  know: (world) => {
    grow(world, 12)
    addText(world.places.gists, { id: gistId, name: 'comptes é.txt', body: 'agent@ville-exemple.fr;FICTIF\n' })
  },
  items: [
    {
      key: `${gistId}/${version}/comptes%20%C3%A9.txt`,
      url: `https://gist.githubusercontent.com/demo-user/${gistId}/raw/${version}/comptes%20%C3%A9.txt`,
      title: 'comptes é.txt',
    },
  ],
  text: { at: 0, is: 'agent@ville-exemple.fr;FICTIF\n', inHand: false },
  grow,
  remove: ({ places }) => void places.gists.splice(0, 1),
  hold: ({ places }) => {
    places.gists[0]!.state = 'pending'
  },
  versioned: true,
} satisfies Partial<WatchSpec>

// JSON was due: words are a broken body, whatever they say
testWatch({ ...spec, reach: { found: 95, tooMany: 120 }, becomes: { 'slow-down': ContractError } })
testWatch({
  ...spec,
  again: true,
  settings: { hasKey: true },
  reach: { found: 450, tooMany: 1_050 },
  becomes: { 'slow-down': ContractError },
})
