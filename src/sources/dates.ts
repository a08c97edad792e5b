/** Dates as services write them, as ours: `YYYY-MM-DD`; `undefined` for what is no date. */

/** `20260203` as text or number, `2026-02-03…`, or Unix seconds. */
export function dayOf(value: string | number | null | undefined): string | undefined {
  const text = `${value ?? ''}`.trim()
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (compact !== null) return calendarDay(`${compact[1]}-${compact[2]}-${compact[3]}`)
  if (/^\d{9,10}$/.test(text)) return new Date(Number(text) * 1_000).toISOString().slice(0, 10)
  return /^\d{4}-\d{2}-\d{2}/.test(text) ? calendarDay(text.slice(0, 10)) : undefined
}

/** The instant at which that day begins, ISO 8601 UTC. */
export function startOf(day: string): string {
  return `${day}T00:00:00.000Z`
}

function calendarDay(day: string): string | undefined {
  const at = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) ? day : undefined
}
