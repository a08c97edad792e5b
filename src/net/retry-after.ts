/**
 * How long a source asks us to wait, in ms, never under a second: `retry-after` in seconds or as an HTTP date, else
 * `x-limited-for` (seconds, a unit allowed: `12`, `12s`, `1m30s`). `undefined` when it does not say, or not legibly.
 * A date is counted from the server's own `date`, so that a wrong clock on our side does not matter.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function retryAfterMs(headers: Readonly<Record<string, string>>, wallNow: number): number | undefined {
  const asked =
    parseRetryAfter(headers['retry-after'], headers.date, wallNow) ?? parseDuration(headers['x-limited-for'])
  return asked === undefined ? undefined : Math.max(shortestWaitMs, asked)
}

/** Full jitter: anything from 0 to `baseMs` doubled at each retry (30 s at most). `retry` counts from 0. */
export function backOffMs(retry: number, baseMs: number, random: () => number): number {
  return random() * Math.min(30_000, baseMs * 2 ** retry)
}

export const shortestWaitMs = 1_000

function parseRetryAfter(value: string | undefined, date: string | undefined, wallNow: number): number | undefined {
  const text = value?.trim()
  if (text === undefined || text === '') return undefined
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1_000
  const until = parseHttpDate(text)
  if (until === undefined) return undefined
  return until - (parseHttpDate(date) ?? wallNow)
}

/** Date.parse alone takes almost anything ("6 apples" is a date): ask for a day name and a time. */
function parseHttpDate(value: string | undefined): number | undefined {
  if (value === undefined || !/^[A-Za-z]{3,9},? .*\d\d:\d\d:\d\d/.test(value)) return undefined
  const at = Date.parse(value)
  return Number.isNaN(at) ? undefined : at
}

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 }

function parseDuration(value: string | undefined): number | undefined {
  const text = value?.trim()
  if (text === undefined) return undefined
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1_000
  if (!/^(\d+(\.\d+)?(ms|s|m|h) ?)+$/.test(text)) return undefined
  let totalMs = 0
  for (const [, number, , unit] of text.matchAll(/(\d+(\.\d+)?)(ms|s|m|h)/g)) {
    totalMs += Number(number) * (unitMs[unit ?? 's'] ?? 1_000)
  }
  return totalMs
}
