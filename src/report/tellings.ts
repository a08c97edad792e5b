/** What is told of an incident, as a person names it: `leakcheck` for all that a source tells, `leakcheck:Adobe.com` for one. */
import type { EventRow } from '../store/index.ts'
import { plainLine } from './cells.ts'

/** The events that a name means, none when it means nothing: the source's own key, else its title, in any case. */
export function tellingsNamed(events: readonly EventRow[], name: string): readonly EventRow[] {
  const [source, ...rest] = name.split(':')
  const own = events.filter((event) => event.source === source)
  const wanted = rest.join(':')
  if (rest.length === 0) return own
  const byKey = own.filter(({ key }) => key === wanted || plainLine(key) === wanted)
  if (byKey.length > 0) return byKey
  const title = wanted.toLowerCase()
  return own.filter((event) => plainLine(event.title).toLowerCase() === title)
}

/** The shortest name that means this event and no other of its incident. */
export function tellingName(event: EventRow, events: readonly EventRow[]): string {
  const isAlone = events.filter(({ source }) => source === event.source).length === 1
  return isAlone ? event.source : `${event.source}:${plainLine(event.key)}`
}
