import { readFile } from 'node:fs/promises'
import { expect, test } from '@jest/globals'
import { page, pageFile, settings } from '../../scripts/configuration-page.ts'
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

test('every setting is explained, in the page that the program writes (node scripts/configuration-page.ts)', async () => {
  expect(await readFile(pageFile, 'utf8')).toBe(page())
  expect(settings().length).toBeGreaterThan(60)
  expect(settings().filter(([, , explanation]) => explanation === '')).toEqual([])
})
