/** What SpyCloud's words mean in ours. */
import type { EventFlag, EventNature, Sighting, SourceEvent } from '../../domain/index.ts'
import { dataClassesOf } from '../data-classes.ts'
import { dayOf } from '../dates.ts'
import { secretDetail } from '../secret.ts'
import type { Catalogued, Identifier, SpyCloudRecord } from './contract.ts'

export function toEvent(entry: Catalogued): SourceEvent {
  const occurredOn = dayOf(entry.breach_date)
  const added = Date.parse(entry.spycloud_publish_date)
  const flags: EventFlag[] = []
  if (entry.sensitive_source) flags.push('sensitive')
  if (entry.breach_main_category === 'malware') flags.push('malware')
  const site = /^(?:[a-z0-9-]+\.)+[a-z]{2,}$/.test(entry.site) ? entry.site : ''
  return {
    key: entry.id,
    title: entry.title,
    nature: natureOf(entry),
    domain: site,
    ...(occurredOn === undefined ? {} : { occurredOn }),
    ...(Number.isNaN(added) ? {} : { addedAt: new Date(added).toISOString() }),
    dataClasses: dataClassesOf(Object.keys(entry.assets)),
    ...(entry.num_records === null || entry.num_records === undefined ? {} : { records: entry.num_records }),
    ...(flags.length === 0 ? {} : { flags }),
  }
}

function natureOf(entry: Catalogued): EventNature {
  if (entry.breach_category === 'infostealer' || entry.breach_main_category === 'malware') return 'stealer-log'
  const isCombo = entry.combo_list_flag === 'yes' || entry.breach_main_category === 'combolist'
  return isCombo || entry.breach_category === 'combolist' ? 'combo-list' : 'breach'
}

/** Moves when something new was found about an identifier of ours, or when their set changed. */
export function clockOf(identifiers: readonly Identifier[]): string {
  const latest =
    identifiers
      .map((one) => one.last_discovered)
      .toSorted()
      .at(-1) ?? ''
  return `${identifiers.length} ${latest}`
}

/** Whose record it is, as far as it says; `undefined` when that is masked. */
export function addressOf(record: SpyCloudRecord): string | undefined {
  if (record.email.includes('@')) return record.email
  if (record.username.includes('@')) return record.username
  if (record.email_username === '' || record.email_domain === '') return undefined
  return `${record.email_username}@${record.email_domain}`
}

export function toSighting(record: SpyCloudRecord, canonical: string): Sighting {
  const form = passwordForm(record)
  const infectedOn = dayOf(record.infected_time)
  const host = record.target_subdomain === '' ? record.target_domain : record.target_subdomain
  const details = [
    ...(form === undefined ? [] : [secretDetail(form)]),
    ...(record.severity === '' ? [] : [`severity: ${record.severity}`]),
    ...(record.malware_family === '' ? [] : [`malware: ${record.malware_family}`]),
    ...(infectedOn === undefined ? [] : [`infected: ${infectedOn}`]),
    ...(host === '' ? [] : [host]),
  ]
  return {
    kind: 'email',
    canonical,
    event: record.source_id,
    dataClasses: dataClassesOf([
      'email',
      ...(form === undefined ? [] : ['password']),
      ...(record.ip_addresses.length === 0 ? [] : ['ip']),
    ]),
    ...(details.length === 0 ? {} : { details }),
  }
}

/** The type says it even where the value is masked. A hash that was cracked is known in clear. */
function passwordForm(record: SpyCloudRecord) {
  const { password, password_plaintext, password_type } = record
  if (password === undefined && password_plaintext === undefined) return undefined
  if (password_plaintext === 'clear' || password_type === 'plaintext') return 'clear'
  if (/^[a-z0-9_-]{2,30}$/.test(password_type)) return `hash(${password_type})` as const
  return password ?? password_plaintext
}
