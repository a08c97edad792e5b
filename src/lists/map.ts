/** `--map "Courriel=email,Tél. portable=phone,Matricule=person"`: what a person says of the columns. */
import { InputError } from '../domain/index.ts'
import { plainWords, roleOfHeader } from './headers.ts'
import type { ColumnRole } from './types.ts'
import { columnRoles } from './types.ts'

/** Words taken for a role, beside the roles themselves. */
const otherWords: ReadonlyMap<string, ColumnRole> = new Map([
  ['ignore', 'ignored'],
  ['mixed', 'any'],
])

/**
 * Reads a map. A name is a header in any case and without its accents if one likes, or a column's number from 1; it
 * may hold commas (`Nom, prénom=ignored`). Throws InputError for a missing or unknown role.
 */
export function parseMap(text: string): ReadonlyMap<string, ColumnRole> {
  const map = new Map<string, ColumnRole>()
  for (const part of text.split(/(?<==[^,=]*),/)) {
    if (part.trim() === '') continue
    const cut = part.lastIndexOf('=')
    const name = part.slice(0, Math.max(cut, 0)).trim()
    if (cut === -1 || name === '') {
      throw new InputError(`"${part.trim()}" in the map names no role`, {
        mend: 'Write COLUMN=ROLE, for example "Courriel=email,Matricule=person".',
      })
    }
    map.set(name, roleNamed(part.slice(cut + 1).trim()))
  }
  if (map.size === 0) throw new InputError('the map is empty', { mend: 'Write COLUMN=ROLE, separated by commas.' })
  return map
}

function roleNamed(word: string): ColumnRole {
  const plain = word.toLowerCase()
  const role = columnRoles.find((known) => known === plain) ?? otherWords.get(plain)
  if (role !== undefined) return role
  const meant = roleOfHeader(word) ?? nearest(plain, columnRoles)
  throw new InputError(`"${word}" is no role of a column`, {
    mend: `${meant === undefined ? '' : `Did you mean ${meant}? `}Roles are ${columnRoles.join(', ')}.`,
  })
}

/** The word that takes the fewest changes to type, when that is no more than two; for "did you mean". */
export function nearest<T extends string>(word: string, words: readonly T[]): T | undefined {
  const [best] = words
    .map((candidate) => ({ candidate, changes: distance(plainWords(word), plainWords(candidate)) }))
    .filter(({ changes }) => changes <= 2)
    .sort((a, b) => a.changes - b.changes)
  return best?.candidate
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    }
    row = next
  }
  return row[b.length]!
}
