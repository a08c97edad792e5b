import { InputError, type Population } from '../domain/index.ts'

const dayMs = 86_400_000

/**
 * Until when selectors are asked about: as given (`YYYY-MM-DD` or an instant), else the population's own time.
 *
 * @throws InputError for a date that is none, or that is past
 */
export function expiryOf({
  expiresAt,
  population,
  now,
}: {
  readonly expiresAt?: string | undefined
  readonly population: Population
  readonly now: Date
}): string {
  if (expiresAt === undefined) return new Date(now.getTime() + population.expiresAfterDays * dayMs).toISOString()
  const at =
    isDay(expiresAt.slice(0, 10)) && /^(?:T.*)?$/.test(expiresAt.slice(10)) ? Date.parse(expiresAt) : Number.NaN
  if (Number.isNaN(at)) throw new InputError(`"${expiresAt}" is not a date`, { mend: 'write it as 2027-06-30' })
  if (at <= now.getTime()) throw new InputError(`${expiresAt} is past`, { mend: 'give a date to come' })
  return new Date(at).toISOString()
}

/** `2027-02-30` is none, though the language takes it for the second of March. */
function isDay(text: string): boolean {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}
