import type { CheckLine } from '../../src/sources/index.ts'

/** The lines of a check as they are compared: `key: failed auth`, `contract: ok (2 databases listed)`. */
export function said(lines: readonly CheckLine[]): readonly string[] {
  return lines.map(({ what, place, state, reason, detail }) =>
    [
      place === undefined ? `${what}:` : `${what} of ${place}:`,
      state,
      ...(reason === undefined ? (detail === '' ? [] : [`(${detail})`]) : [reason]),
    ].join(' '),
  )
}
