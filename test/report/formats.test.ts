import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@jest/globals'
import {
  dpiaFacts,
  findingColumns,
  findingsCsv,
  letterColumns,
  registerColumns,
  registerLines,
} from '../../src/report/index.ts'
import { importInto, newStore } from '../store/workspace.ts'
import { decide, event, expose, modelOf } from './city.ts'
import { validator } from './schemas.ts'

async function model() {
  const store = await newStore()
  await importInto(store, 'staff', ['anne@ville-exemple.fr', 'ville-exemple.fr'])
  const incident = await expose(
    store,
    event({
      key: 'Portail',
      occurredOn: '2026-01-02',
      addedAt: '2026-02-03T04:05:06Z',
      description: 'It was offered for sale on a hacking forum in May 2026.',
      records: 12,
    }),
    ['anne@ville-exemple.fr', 'ville-exemple.fr'],
  )
  await expose(store, event({ key: 'Boutique' }), ['anne@ville-exemple.fr'])
  const first = await modelOf(store)
  await decide(store, incident, { as: 'confirmed', attribution: 'B' })
  return modelOf(store, {
    previous: first,
    notification: { type: 'complementary', cnilReference: '2026-000000' },
    scope: { since: '2026-11-01T00:00:00.000Z' },
    decided: { base: 'rendez-vous', causedBy: incident },
    instants: { awarenessAt: '2026-11-20T09:00:00.000Z', attackKnownAt: '2026-11-20T09:00:00.000Z' },
  })
}

test('the model, the register and the facts for a DPIA are as their schemas promise', async () => {
  const made = await model()

  expect(validator('report.schema.json')(made)).toEqual([])
  expect(validator('register.schema.json')(registerLines(made))).toEqual([])
  expect(validator('dpia.schema.json')(dpiaFacts(made))).toEqual([])
})

test('a schema tells what is wrong', async () => {
  const { breach: _, ...rest } = await model()

  expect(validator('report.schema.json')({ ...rest, digest: 'x' })).toHaveLength(2)
})

test.each([
  ['constats-csv.md', findingColumns],
  ['registre.md', registerColumns],
  // the guardian's columns are named together
  ['courriers-csv.md', letterColumns.filter((column) => !column.startsWith('representant_'))],
] as const)('%s describes every column', (file, columns) => {
  const text = readFileSync(path.resolve(import.meta.dirname, '../../docs/formats', file), 'utf8')

  expect(columns.filter((column) => !text.includes(`\`${column}\``))).toEqual([])
})

test('the header of the findings is what is promised', async () => {
  const [header, row] = findingsCsv(await model()).split('\r\n')

  expect(header).toBe(
    'schema,incident,title,state,attribution,attribution_proposed,attribution_confidence,base,natures,sources,occurred_on,published_on,first_seen,last_seen,persons_low,persons_high,records_low,records_high,domains,strangers,claimed_records,data_classes,cnil_categories,cnil_sensitive,severity,severity_level,cnil_level,resale,resale_confidence,last_offered',
  )
  expect(row).toContain(',Portail,confirmed,B,')
  expect(row).toContain(',2026-01-02,2026-02-03,2026-11-24T12:00:00Z,2026-11-24T12:00:00Z,1,1,1,1,1,0,12,')
})
