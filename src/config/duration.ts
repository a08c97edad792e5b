/** Durations as people write them: `90s`, `30min`, `6h`, `7d`, `2w`, `1y` (365 days). */
const unitMs = { s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000, y: 31_536_000_000 } as const

export const durationPattern = /^([1-9]\d{0,5})\s?(s|min|h|d|w|y)$/

/** Milliseconds of a duration; `undefined` for anything that is none. `m` is refused: minutes and months would look the same. */
export function parseDuration(text: string): number | undefined {
  const match = durationPattern.exec(text)
  return match === null ? undefined : Number(match[1]) * unitMs[match[2] as keyof typeof unitMs]
}

/** Whole days, a part of one counted as one. */
export function daysOf(durationMs: number): number {
  return Math.ceil(durationMs / unitMs.d)
}
