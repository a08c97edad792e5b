import { readFile } from 'node:fs/promises'
import { expect, test } from '@jest/globals'
import { schemaFile, vigieSchema } from '../../scripts/vigie-schema.ts'

test('the JSON Schema for editors is the one of the program (node scripts/vigie-schema.ts writes it)', async () => {
  expect(await readFile(schemaFile, 'utf8')).toBe(vigieSchema())
})

test('the JSON Schema names every setting, and takes no other', () => {
  const schema = JSON.parse(vigieSchema())

  expect(Object.keys(schema.properties)).toEqual([
    'organisation',
    'legalBasis',
    'populations',
    'bases',
    'organisationNames',
    'sources',
    'places',
    'scan',
    'store',
    'keys',
    'retention',
    'alerts',
    'network',
    'reports',
  ])
  expect(schema.additionalProperties).toBe(false)
  expect(schema.properties.retention.properties.irrelevant).toMatchObject({
    type: 'string',
    pattern: '^([1-9]\\d{0,5})\\s?(s|min|h|d|w|y)$',
  })
})
