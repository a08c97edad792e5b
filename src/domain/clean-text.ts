/** Characters that are not seen: zero-width ones, direction marks, soft hyphens, variation selectors, and NBSP's kin. */
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu
const nonBreakingSpaces = /[\u00a0\u2007\u202f]/g
const ascii = /^[\0-\x7f]*$/

export function isAscii(text: string): boolean {
  return ascii.test(text)
}

/**
 * NFKC without what is not seen. With `dropNbsp`, non-breaking spaces go too (a word processor puts them into addresses);
 * otherwise they become plain spaces, as NFKC has it. Idempotent.
 */
export function cleanText(text: string, options: { dropNbsp: boolean }): string {
  if (isAscii(text)) return text
  const shown = options.dropNbsp ? text.replace(nonBreakingSpaces, '') : text
  return shown.replace(unseen, '').normalize('NFKC').replace(unseen, '')
}
