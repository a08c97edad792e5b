/**
 * What may stand in a cell or a line of a report. Text from a leak is hostile: it must show as text wherever it lands, and a
 * spreadsheet must not run it.
 */

/** longest text kept of a source's own words (a title, a description, evidence) */
const longestText = 500
/** C0 and C1 controls, and what turns or hides text: bidirectional marks, zero-width characters, tags, lone surrogates */
const invisible =
  /[\p{Cc}\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Cs}/gu
/** after spaces and quotes: what the spreadsheets take for the start of a formula, in full width too */
const formula = /^['"\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u
const e164 = /^\+\d{6,15}$/

/** Text as it is, but for what a reader would not see or what would turn it; spaces that hold words together stay. */
export function visibleText(text: string): string {
  return text.replace(/[\t\n\v\f\r\u0085\u2028\u2029]/g, ' ').replace(invisible, '')
}

/** One line of harmless text: invisible characters become a space or nothing, runs of space one, at most 500 characters. */
export function plainLine(text: string): string {
  // what comes after the cap is never seen: a megabyte is not worth cleaning
  const head = text.length > 4 * longestText ? text.slice(0, 4 * longestText) : text
  const clean = head
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]/g, ' ')
    .replace(invisible, '')
    .replace(/\s+/g, ' ')
    .trim()
  if (clean.length <= longestText) return clean
  return `${Array.from(clean)
    .slice(0, longestText - 1)
    .join('')}…`
}

/**
 * A cell that no spreadsheet runs: one that would start a formula gets an apostrophe in front. A bare E.164 number stays
 * whole, since a number is all that a spreadsheet would make of it.
 */
export function safeCell(text: string): string {
  const clean = plainLine(text)
  return formula.test(clean) && !e164.test(clean) ? `'${clean}` : clean
}
