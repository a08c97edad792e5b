/** Lists of words (data classes), each kept once: a thousand breaches have a few hundred of them, a million sightings no more. */
import type { Db } from './sqlite.ts'

export interface WordSets {
  /** number of the set of these words, whatever their order; made when it is new */
  id(words: readonly string[]): Promise<number>
  words(id: number): Promise<readonly string[]>
  union(a: number, b: number): Promise<number>
}

/** Remembers what it met, for as long as one transaction or one listing lasts. */
export function wordSets(db: Db): WordSets {
  const ids = new Map<string, number>()
  const texts = new Map<number, readonly string[]>()

  async function id(words: readonly string[]): Promise<number> {
    const text = JSON.stringify([...new Set(words)].sort())
    const known = ids.get(text)
    if (known !== undefined) return known
    const found = await db.selectFrom('word_set').select('id').where('words', '=', text).executeTakeFirst()
    const row =
      found ?? (await db.insertInto('word_set').values({ words: text }).returning('id').executeTakeFirstOrThrow())
    ids.set(text, row.id)
    return row.id
  }

  async function words(number: number): Promise<readonly string[]> {
    const known = texts.get(number)
    if (known !== undefined) return known
    const row = await db.selectFrom('word_set').select('words').where('id', '=', number).executeTakeFirstOrThrow()
    const list = JSON.parse(row.words) as readonly string[]
    texts.set(number, list)
    return list
  }

  return {
    id,
    words,
    async union(a, b) {
      return a === b ? a : id([...(await words(a)), ...(await words(b))])
    },
  }
}
