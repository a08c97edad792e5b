/** Judging texts and catalogues, through the program. */
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { makePlace, type Place, root } from './vigie.ts'

let place: Place
beforeEach(async () => {
  place = await makePlace()
})
afterEach(() => place.remove())

describe('assess post', () => {
  test('judges what is pasted into it', async () => {
    const ended = spawnSync(
      process.execPath,
      [path.join(root, 'bin/run.js'), 'assess', 'post', '--watch-terms', 'Saint-Exemple', '--json'],
      { input: 'Selling fresh DB of the mairie de Saint-Exemple, price 200 $ in XMR, escrow ok', encoding: 'utf8' },
    )

    expect(ended.status).toBe(0)
    const { posts } = JSON.parse(ended.stdout) as { posts: Record<string, unknown>[] }
    expect(posts).toHaveLength(1)
    expect(posts[0]).toMatchObject({ id: null, label: 'sale_offer', commercial: 'yes', aboutCity: true })
  })

  test('judges many, one verdict a line, under their ids', async () => {
    await place.write(
      'posts.ndjson',
      [
        JSON.stringify({ id: 'a', text: 'WTB: looking for any town hall database, buying, good price' }),
        JSON.stringify({ id: 'b', text: 'x'.repeat(1_000_000) }),
        JSON.stringify({ id: 'c', text: '\u200b'.repeat(10_000) }),
      ].join('\n'),
    )

    const { code, stdout } = await place.run(['assess', 'post', 'posts.ndjson', '--ndjson'])

    expect(code).toBe(0)
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines.map((line) => line.id)).toEqual(['a', 'b', 'c'])
    expect(lines[0]).toMatchObject({ label: 'request_to_buy', commercial: 'no', aboutCity: false })
    expect(lines.slice(1).map((line) => line.commercial)).not.toContain('yes')
    expect(Object.keys(lines[0] ?? {}).sort()).toEqual([
      'aboutCity',
      'commercial',
      'confidence',
      'evidence',
      'id',
      'label',
      'rules',
    ])
  })
})

describe('assess catalogue', () => {
  test('judges each entry, whatever is missing in it', async () => {
    await place.write(
      'breaches.json',
      JSON.stringify([
        { Name: 'Vendu', Description: 'The data was put up for sale on a hacking forum.' },
        { Name: 'Rien' },
        { Description: 12 },
        null,
      ]),
    )

    const { code, stdout } = await place.run(['assess', 'catalogue', 'breaches.json', '--ndjson'])

    expect(code).toBe(0)
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines.map((line) => [line.name, line.label])).toEqual([
      ['Vendu', 'for-sale'],
      ['Rien', 'none'],
      ['', 'none'],
      ['', 'none'],
    ])
    expect(lines[0]?.evidence).toContainEqual(expect.stringContaining('put up for sale'))
  })

  test('of something else is refused in one line', async () => {
    await place.write('x.txt', 'bonjour')

    const { code, stderr } = await place.run(['assess', 'catalogue', 'x.txt'])

    expect(code).toBe(2)
    expect(stderr).toContain('x.txt is no catalogue')
  })
})
