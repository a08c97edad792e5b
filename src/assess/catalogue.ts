/** A breach catalogue as its publisher writes it, judged entry by entry. */
import type { EventNature, SourceEvent } from '../domain/index.ts'
import { assessEvent, type Circulation } from './circulation.ts'
import type { Evidence } from './evidence.ts'
import { plainText } from './text/plain.ts'

/** One entry of a catalogue in the shape of HIBP's; any field may be missing or of another type. */
export type CatalogueEntry = Readonly<Record<string, unknown>>

export interface CatalogueVerdict {
  /** `''` when the entry has none */
  readonly name: string
  readonly label: Circulation['level']
  readonly evidence: readonly Evidence[]
  readonly confidence: number
}

/** Judges one entry by the same rules as the events of a scan. Never throws: what is missing weakens the confidence. */
export function assessCatalogueEntry(entry: CatalogueEntry): CatalogueVerdict {
  const event = catalogueEvent(entry)
  const { level, evidence, confidence } = assessEvent(event)
  return { name: event.key, label: level, evidence, confidence }
}

/** An entry as an event; what cannot be read is left out. */
function catalogueEvent(entry: CatalogueEntry): SourceEvent {
  const domain = text(entry.Domain)
  const title = plainText(text(entry.Title))
  const description = plainText(text(entry.Description))
  const classes = entry.DataClasses
  return {
    key: text(entry.Name) || title,
    title,
    nature: natureOf(entry, domain, title, description),
    domain,
    description,
    dataClasses: Array.isArray(classes) ? classes.filter((word) => typeof word === 'string') : [],
    ...(/^\d{4}-\d\d-\d\d$/.test(text(entry.BreachDate)) ? { occurredOn: text(entry.BreachDate) } : {}),
    ...(text(entry.AddedDate) === '' ? {} : { addedAt: text(entry.AddedDate) }),
    ...(typeof entry.PwnCount === 'number' ? { records: entry.PwnCount } : {}),
  }
}

/** a title alone; a description may tell of a thief of log-ins without being its loot */
const stealerLogs = /\bstealer[ -]?logs?\b/i
const combo = /\b(?:combo ?-?lists?|credential[ -]stuffing)\b/i

function natureOf(entry: CatalogueEntry, domain: string, title: string, description: string): EventNature {
  if (entry.IsStealerLog === true || (domain === '' && stealerLogs.test(title))) return 'stealer-log'
  if (entry.IsSpamList === true) return 'spam-list'
  return domain === '' && combo.test(`${title}. ${description}`) ? 'combo-list' : 'breach'
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
