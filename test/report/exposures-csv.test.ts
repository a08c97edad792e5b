/** What is written from ready-made pieces is what whole rows give, whatever stands in them. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from '@jest/globals'
import { stringify } from 'csv-stringify/sync'
import { safeCell } from '../../src/report/cells.ts'
import { writeCsv } from '../../src/report/csv.ts'
import {
  type ExposureLine,
  exposureColumns,
  exposureDocument,
  exposureLines,
  exposuresCsv,
  exposuresNdjson,
  resaleWord,
} from '../../src/report/index.ts'
import type { ExposureFilter } from '../../src/store/index.ts'
import { temporaryDirectory } from '../store/workspace.ts'
import { hostile, makeTown, now } from './town.ts'

function cellsOf(line: ExposureLine): readonly (string | number)[] {
  const { judgement, incident } = line
  return [
    ...[1, line.ref, line.exposure, line.person ?? '', line.populations.join('; '), line.kind, line.selector],
    ...[`${incident.title} (${incident.id})`, incident.occurredOn ?? '', line.sources.join('; ')],
    ...[line.dataClasses.join('; '), resaleWord(judgement), judgement.confidence.toFixed(2)],
    judgement.evidence
      .slice(0, 3)
      .map(({ words, source, rule }) => `“${words}” (${source}, ${rule})`)
      .join(' | '),
    ...[judgement.lastOfferedOn ?? '', line.state, line.firstSeenAt, line.lastSeenAt],
  ]
}

test.each([false, true])('lines of NDJSON are the documents, one by one; revealed: %s', async (revealed) => {
  const { store } = await makeTown({ words: hostile })
  const names: string[] = []
  for await (const rows of store.exposures.list({ kinds: ['email'] })) names.push(...rows.map(({ name }) => name))
  const who = { who: 'rssi@poste', at: now.toISOString() }
  await store.qualifications.qualify(names.slice(1), { as: 'confirmed', attribution: 'A', note: 'à part', ...who })
  await store.qualifications.remedy(names.slice(2), { what: 'réinitialisé', ...who })
  const options = { now, filter: {}, ...(revealed ? { reveals: () => true } : {}) }
  const documents: string[] = []
  for await (const block of exposureLines(store, options)) {
    documents.push(...block.map((line) => JSON.stringify(exposureDocument(line))))
  }

  const blocks = await Array.fromAsync(exposuresNdjson(store, options))

  const text = Buffer.from(blocks.map(({ bytes }) => bytes).join(''), 'latin1').toString()
  expect(text.split('\n')).toEqual([...documents, ''])
  expect(blocks.reduce((sum, { rows }) => sum + rows, 0)).toBe(documents.length)
})

test.each<{ excel: boolean; revealed: boolean; filter: ExposureFilter }>([
  { excel: false, revealed: false, filter: {} },
  { excel: true, revealed: false, filter: {} },
  { excel: false, revealed: true, filter: {} },
  { excel: true, revealed: true, filter: { populations: ['residents', 'staff'], kinds: ['email'] } },
  { excel: false, revealed: false, filter: { sinceScan: 0, states: ['new'] } },
])('with %j', async ({ excel, revealed, filter }) => {
  const { store } = await makeTown({ words: hostile })
  const options = { now, filter, ...(revealed ? { reveals: () => true } : {}) }
  const lines: ExposureLine[] = []
  for await (const block of exposureLines(store, options)) lines.push(...block)
  const file = path.join(temporaryDirectory(), 'exposures.csv')

  const count = await writeCsv(file, exposureColumns, exposuresCsv(store, { ...options, excel }), { excel })

  const cleaned = lines.map((line) => cellsOf(line).map((cell) => (typeof cell === 'string' ? safeCell(cell) : cell)))
  const delimiter = excel ? ';' : ','
  expect(count).toBe(lines.length)
  expect(count).toBeGreaterThan(4)
  expect(await readFile(file, 'utf8')).toBe(
    `${excel ? '\ufeff' : ''}${stringify([exposureColumns, ...cleaned], { delimiter, record_delimiter: '\r\n' })}`,
  )
})
