/** A cell may hold several values: `06 39 98 01 23 / 01 99 00 00 00`, `a@ville-exemple.fr ou b@ville-exemple.fr`. */
import type { ListedKind } from '../domain/index.ts'

/** Anything that could separate two values; most cells hold none, and are not looked at twice. */
const maybeSeveral = /[;,|/\s<]/

/** The values of one cell, trimmed, none empty. `kind` as the column has it; `undefined` for a mixed column. */
export function splitCell(cell: string, kind: ListedKind | undefined): readonly string[] {
  const trimmed = cell.trim()
  if (!maybeSeveral.test(trimmed)) return trimmed === '' ? [] : [trimmed]
  if (kind === 'phone') return splitPhones(trimmed)
  if (kind === 'email' || trimmed.includes('@')) return splitEmails(trimmed)
  if (kind === 'domain') return splitDomains(trimmed)
  return splitPhones(trimmed)
}

const certain = /[;|\n\r\t]|\s(?:ou|et|and|or)\s/i

function splitPhones(cell: string): readonly string[] {
  return pieces(cell, certain).flatMap(splitDoubtful)
}

/** Signs that also stand inside one number separate only where a complete number is on one side. */
function splitDoubtful(text: string): readonly string[] {
  if (!text.includes('/') && !text.includes(',') && !text.includes(' ')) return [text]
  if (/^[+'"=\s]*\d+[.,]\d*(?:e\+?\d+)?["\s]*$/i.test(text)) return [text] // one number, as a spreadsheet shows it
  for (const separator of [/[,/]/, /\s+-\s+/]) {
    const parts = pieces(text, separator)
    if (parts.length > 1 && parts.some(isComplete)) return parts.flatMap(splitDoubtful)
  }
  const words = pieces(text, /\s+/)
  return words.length > 1 && words.every(isComplete) ? words : [text]
}

function isComplete(part: string): boolean {
  let digits = 0
  for (let i = 0; i < part.length; i++) {
    const code = part.charCodeAt(i)
    if (code >= 48 && code <= 57) digits++
  }
  return digits >= 9
}

/** Addresses; a name in front of `<address>` is not a value. */
function splitEmails(cell: string): readonly string[] {
  if (!cell.includes('<')) return splitPlainEmails(cell)
  return pieces(cell, /(?<=>)[\s;,|]*(?:(?:ou|et|and|or)\s)?/i).flatMap((part) => {
    const address = /<([^<>]*@[^<>]*)>\s*$/.exec(part)
    if (address === null) return splitPlainEmails(part)
    // `a@ville-exemple.fr; Jean <b@ville-exemple.fr>`: what stands before may be an address too
    const before = part.slice(0, address.index)
    const sameAgain = pieces(before, /[;|\n\r]/).filter((piece) => piece.includes('@'))
    return [...sameAgain.flatMap(splitPlainEmails), address[1]!.trim()]
  })
}

function splitPlainEmails(text: string): readonly string[] {
  return pieces(text, /[;,|\n\r\t]|\s\/\s|\s(?:ou|et|and|or)\s/i).flatMap((part) => {
    for (const separator of [/\s+/, /\//]) {
      const words = pieces(part, separator)
      if (words.length > 1 && words.every((word) => word.includes('@'))) return words
    }
    return [part]
  })
}

function splitDomains(cell: string): readonly string[] {
  return pieces(cell, /[;,|\n\r\t]|\s\/\s|\s(?:ou|et|and|or)\s/i).flatMap((part) => {
    const words = pieces(part, /\s+/)
    return words.every((word) => word.includes('.')) ? words : [part]
  })
}

function pieces(text: string, separator: RegExp): string[] {
  return text
    .split(separator)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
}
