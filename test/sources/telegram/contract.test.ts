import { BlockedError } from '../../../src/domain/index.ts'
import { addPost, type World } from '../../../src/simulator/index.ts'
import { telegram } from '../../../src/sources/telegram/index.ts'
import { testWatch } from '../watch-suite.ts'

const channel = 'canal_demo_exemple'

function grow({ places }: World, count: number): void {
  for (let index = 0; index < count; index++) addPost(places, channel, { text: `Annonce ${index}` })
}

testWatch({
  source: telegram,
  pretend: 'telegram',
  settings: { options: { channels: ['Canal_Demo_Exemple'] } },
  place: channel,
  know: (world) => {
    grow(world, 5)
    addPost(world.places, channel, {
      number: 141,
      text: 'Vente base ville-exemple.fr\n4 200 lignes <email> & tel',
      postedAt: '2026-01-28T12:00:00.000Z',
    })
    addPost(world.places, channel, { text: '', kind: 'service' })
    addPost(world.places, channel, {
      text: 'Extrait : agent@ville-exemple.fr, +33 6 39 98 00 01',
      document: 'ville-exemple_sample.txt',
      answers: 141,
    })
    addPost(world.places, channel, { text: '' })
  },
  items: [
    { key: `${channel}/144`, body: new Uint8Array() },
    { key: `${channel}/143`, url: `https://t.me/${channel}/143` },
    {
      key: `${channel}/141`,
      event: {
        key: `telegram:${channel}/141`,
        title: `Telegram ${channel}/141`,
        nature: 'post',
        dataClasses: [],
        url: `https://t.me/${channel}/141`,
        addedAt: '2026-01-28T12:00:00.000Z',
      },
    },
    { key: `${channel}/105` },
  ],
  // the message that it answers to is not quoted again
  text: { at: 1, is: 'Extrait : agent@ville-exemple.fr, +33 6 39 98 00 01\nville-exemple_sample.txt', inHand: true },
  grow,
  reach: { found: 199, tooMany: 201 },
  remove: ({ places }) => void places.channels.get(channel)?.splice(1, 1),
  // its words for a refusal are a page
  becomes: { '403': BlockedError },
})
