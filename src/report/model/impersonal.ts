/**
 * Words of sources in a report: titles and quotations may hold a person's address, number or social security number. What has
 * the form of an identifier is taken out; so is what a screen would not show as it stands.
 */
import { plainLine } from '../cells.ts'

const longestTitle = 160

const identifiers: readonly (readonly [RegExp, string])[] = [
  // an address, also with the spellings that are meant to hide it from robots
  [
    /[\p{L}\p{N}._%+-]+\s?(?:@|\uff20|\(at\)|\[at\]|\{at\})\s?[\p{L}\p{N}-]+(?:\s?(?:\.|\(dot\)|\[dot\])\s?[\p{L}\p{N}-]+)+/giu,
    '[adresse]',
  ],
  // IBAN
  [/\b[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]{4}){3,7}(?:[ \u00a0]?[A-Z0-9]{1,3})?\b/g, '[compte]'],
  // NIR, whole or spaced
  [
    /\b[12378][ \u00a0]?\d{2}[ \u00a0]?\d{2}[ \u00a0]?(?:\d{2}|2[AB])[ \u00a0]?\d{3}[ \u00a0]?\d{3}(?:[ \u00a0]?\d{2})?\b/gi,
    '[numéro]',
  ],
  // telephone and card numbers: nine digits and more, spaced or not
  [/(?:\+|\b)\d(?:[ \u00a0\u202f.\-/()]{0,2}\d){8,}\b/g, '[numéro]'],
]

/** One harmless line without identifiers, at most 160 characters. */
export function impersonal(text: string, longest: number = longestTitle): string {
  let line = plainLine(text)
  for (const [form, instead] of identifiers) line = line.replace(form, instead)
  const letters = Array.from(line)
  return letters.length <= longest ? line : `${letters.slice(0, longest - 1).join('')}…`
}
