import { domainToASCII } from 'node:url'
import { characterAt, classOf, fold, inHost, isAlnum, letterAt } from './bytes.ts'

const maxHost = 256

/**
 * The A-label of a host that starts at `start` and holds letters outside ASCII, the first of them at `firstLetter`.
 * `undefined` when it is no host name.
 */
export function internationalHost(
  b: Uint8Array,
  start: number,
  firstLetter: number,
  to: number,
): { readonly aLabel: string; readonly end: number } | undefined {
  let end = firstLetter
  let host = ''
  for (let i = start; i < firstLetter; i++) host += String.fromCharCode(fold(b[i]!))
  while (end < to && end - start < maxHost) {
    if (!letterAt(b, end, to) && (classOf[b[end]!]! & inHost) === 0) break
    const character = characterAt(b, end, to)
    host += String.fromCodePoint(character >> 3)
    end += character & 7
  }
  while (host !== '' && b[end - 1]! < 0x80 && (classOf[b[end - 1]!]! & isAlnum) === 0) {
    host = host.slice(0, -1)
    end--
  }
  const aLabel = domainToASCII(host)
  return aLabel === '' ? undefined : { aLabel, end }
}
