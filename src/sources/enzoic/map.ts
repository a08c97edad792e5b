/** What Enzoic's words mean in ours. */
import { hash } from 'node:crypto'
import type { SourceEvent } from '../../domain/index.ts'
import { dataClassesOf } from '../data-classes.ts'
import { natureOfWords, siteOf } from '../nature.ts'
import type { Exposure } from './contract.ts'

/** The one form in which an address is told: SHA-256 of its canonical form, lower-case hex. */
export function usernameHash(canonical: string): string {
  return hash('sha256', canonical, 'hex')
}

export function toEvent(exposure: Exposure): SourceEvent {
  const { id, title, category, date, dateAdded, entries, passwordType, exposedData } = exposure
  const site = siteOf(title)
  const added = Date.parse(dateAdded ?? '')
  const hasPasswords = passwordType !== '' && !/^(none|n\/a|unknown)$/i.test(passwordType)
  return {
    key: id,
    title,
    nature: natureOfWords(`${title} ${category}`) ?? 'breach',
    ...(site === undefined ? {} : { domain: site }),
    ...(/^\d{4}-\d{2}-\d{2}/.test(date ?? '') ? { occurredOn: `${date}`.slice(0, 10) } : {}),
    ...(Number.isNaN(added) ? {} : { addedAt: new Date(added).toISOString() }),
    ...(hasPasswords ? { description: `Passwords stand as ${passwordType}.` } : {}),
    dataClasses: dataClassesOf(exposedData),
    ...(entries === null || entries === undefined ? {} : { records: entries }),
  }
}

/** An exposure of which only the id was told. */
export function namelessEvent(id: string): SourceEvent {
  return { key: id, title: `Enzoic exposure ${id}`, nature: 'breach', dataClasses: ['Email addresses'] }
}
