/**
 * The clocks of 72 hours. Hours run over nights, week-ends and changes of the clock: they are counted in absolute time, never
 * in days of the calendar.
 */
import { InputError } from '../../domain/index.ts'
import type { Clock, Clocks } from './contract.ts'

const hours72 = 72 * 3_600_000

export interface Instants {
  readonly alertSeenAt?: string | undefined
  readonly verifiedAt?: string | undefined
  readonly awarenessAt?: string | undefined
  readonly attackKnownAt?: string | undefined
}

/** @param instants ISO 8601 UTC */
export function clocksOf({ alertSeenAt, verifiedAt, awarenessAt, attackKnownAt }: Instants, now: Date): Clocks {
  return {
    ...(alertSeenAt === undefined ? {} : { alertSeenAt, cautious: clockFrom(alertSeenAt, now) }),
    ...(verifiedAt === undefined ? {} : { verifiedAt }),
    ...(awarenessAt === undefined ? {} : { awarenessAt, notification: clockFrom(awarenessAt, now) }),
    ...(attackKnownAt === undefined ? {} : { attackKnownAt, complaint: clockFrom(attackKnownAt, now) }),
  }
}

function clockFrom(startsAt: string, now: Date): Clock {
  const end = Date.parse(startsAt) + hours72
  return { startsAt, endsAt: new Date(end).toISOString(), expired: end < now.getTime() }
}

const written = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?)?(Z|[+-]\d\d:?\d\d)?$/

/**
 * The instant that a person wrote: `2026-11-24T09:15`, in local time where no offset stands behind it. An hour that the change
 * of the clock gives twice is taken as the first of the two: a deadline is rather too early than too late.
 * @throws InputError for what is no instant, a day without its hour, or an hour that the change of the clock left out
 */
export function readInstant(text: string, timeZone: string): string {
  const [, day, time, offset] = written.exec(text.trim()) ?? []
  const mend = 'write the day, the hour and, if it is not local time, the offset: 2026-11-24T09:15+01:00'
  if (day === undefined || time === undefined) throw new InputError('an instant cannot be read', { mend })
  const asUtc = Date.parse(`${day}T${time}:00Z`)
  if (Number.isNaN(asUtc) || !new Date(asUtc).toISOString().startsWith(day)) {
    throw new InputError('there is no such day or hour', { mend })
  }
  if (offset !== undefined) {
    const exact = Date.parse(`${day}T${time}:00${offset.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')}`)
    if (Number.isNaN(exact)) throw new InputError('an offset cannot be read', { mend })
    return new Date(exact).toISOString()
  }
  // the two offsets in use around that day; where both fit, the earlier instant is taken
  const fits = [asUtc - 86_400_000, asUtc + 86_400_000]
    .map((near) => asUtc - offsetMinutes(new Date(near), timeZone) * 60_000)
    .filter((instant) => instant === asUtc - offsetMinutes(new Date(instant), timeZone) * 60_000)
  if (fits.length === 0) throw new InputError('the clocks were put forward over that hour', { mend })
  return new Date(Math.min(...fits)).toISOString()
}

/** Minutes ahead of UTC at that instant: 60 or 120 in Paris. */
export function offsetMinutes(instant: Date, timeZone: string): number {
  // Swedish writes dates as ISO 8601 does
  const local = instant.toLocaleString('sv', { timeZone })
  const whole = Math.floor(instant.getTime() / 1_000) * 1_000
  return Math.round((Date.parse(`${local.replace(' ', 'T')}Z`) - whole) / 60_000)
}
