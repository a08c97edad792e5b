/** Exposure lines in any number, as the store would tell them. */
import { judgeExposure } from '../../src/assess/index.ts'
import type { ExposureLine } from '../../src/report/index.ts'

const noon = '2026-11-24T12:00:00.000Z'
const now = new Date(noon)
const domains = ['ville-exemple.fr', 'example.org', 'example.net']
const classes = [
  ['Email addresses', 'Passwords'],
  ['Email addresses', 'Names', 'Phone numbers'],
  ['Email addresses', 'Names', 'Physical addresses', 'Dates of birth'],
  ['Phone numbers'],
]

const judgements = [
  'The database was sold on a forum for 300 dollars in 2026.',
  'The database was later traded between members.',
  'It was put up for sale in 2019.',
  'It was published.',
].map((description, index) =>
  judgeExposure({
    kind: 'email',
    events: [
      {
        source: 'hibp',
        selectorSeen: true,
        event: {
          ...{ key: `e${index}`, title: `Incident ${index}`, nature: 'breach', description },
          ...{
            dataClasses: ['Email addresses'],
            addedAt: index === 2 ? '2019-05-01T00:00:00Z' : '2026-03-01T00:00:00Z',
          },
        },
      },
    ],
    now,
  }),
)

/** @param incidents over which they are spread */
export function* makeLines(count: number, incidents = 800): Generator<ExposureLine> {
  for (let index = 0; index < count; index++) {
    const incident = (index * 7919) % incidents
    const isPhone = index % 9 === 8
    yield {
      ref: `s-${name(index)}`,
      exposure: `e-${name(index * 31 + 7)}`,
      person: index % 3 === 0 ? undefined : `p-${name(Math.floor(index / 2))}`,
      populations: index % 40 === 0 ? ['staff', 'residents'] : [index % 5 === 0 ? 'staff' : 'residents'],
      kind: isPhone ? 'phone' : 'email',
      selector: isPhone ? '06 39 98 •• ••' : `${letters[index % 26]}•••••@${domains[index % domains.length]}`,
      revealed: false,
      incident: {
        id: `i-${name(incident * 17)}`,
        title: `Boutique en ligne ${incident}`,
        occurredOn: `20${10 + (incident % 17)}-${String(1 + (incident % 12)).padStart(2, '0')}-15`,
        natures: ['breach'],
      },
      sources: incident % 4 === 0 ? ['hibp', 'leakcheck'] : ['hibp'],
      dataClasses: classes[incident % classes.length]!,
      judgement: judgements[incident % judgements.length]!,
      state: index % 10 === 0 ? 'new' : 'known',
      firstSeenAt: `2026-11-${String(1 + (index % 24)).padStart(2, '0')}T12:00:00Z`,
      lastSeenAt: noon,
    }
  }
}

export async function* inBlocks(lines: Iterable<ExposureLine>, size = 1_000): AsyncGenerator<readonly ExposureLine[]> {
  let block: ExposureLine[] = []
  for (const line of lines) {
    block.push(line)
    if (block.length < size) continue
    yield block
    block = []
  }
  if (block.length > 0) yield block
}

const letters = 'abcdefghijklmnopqrstuvwxyz'

/** twelve letters and digits, as names of the store */
function name(index: number): string {
  return ((index + 1) * 2_654_435_761).toString(36).padStart(12, '0').slice(-12)
}
