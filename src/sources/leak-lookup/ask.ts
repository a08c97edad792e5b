/** One query → one call, two for a French number. The cursor is the index of the form that comes next. */
import {
  AuthError,
  ContractError,
  QuotaError,
  RefusedError,
  type Sighting,
  type SourceEvent,
} from '../../domain/index.ts'
import type { NetReply, SourceNet } from '../../net/index.ts'
import type { Page, Query } from '../contract.ts'
import { natureOfWords, siteOf } from '../nature.ts'
import { parseEntries, parseOne } from '../parse.ts'
import { secretDetail } from '../secret.ts'
import { mergeSightings } from '../sightings.ts'
import { envelope, type LeakedRecord, readRecord, records } from './contract.ts'
import { formsOf } from './plan.ts'

export const id = 'leak-lookup'

const types: Readonly<Record<string, string>> = { email: 'email_address', phone: 'phone', domain: 'domain' }
/** a private key is given whole records */
const maxBytes = 32 * 2 ** 20

export async function* ask(query: Query, net: SourceNet, cursor = '0'): AsyncGenerator<Page> {
  const forms = formsOf(query.endpoint, query.target)
  for (let index = Number(cursor); index < forms.length; index++) {
    const form = { type: types[query.endpoint] ?? '', query: forms[index] ?? '' }
    const reply = await post(net, '/search', form)
    const found = readFound(messageOf(reply), query)
    const next = index + 1 < forms.length ? { next: `${index + 1}` } : {}
    yield { ...found, truncated: false, requests: reply.attempts, credits: 1, ...next }
  }
}

/** The network door adds the key to the form. */
export function post(net: SourceNet, path: string, form: Readonly<Record<string, string>>): Promise<NetReply> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' }
  return net.request({ path, method: 'POST', headers, body: new URLSearchParams(form).toString(), maxBytes })
}

/** @throws SourceError for `error: "true"`, which comes with status 200: never an answer */
export function messageOf(reply: NetReply): unknown {
  const { error, message } = parseOne(id, envelope, reply.json())
  if (error) throw refusalOf(message)
  return message
}

/** The words are read, never shown: an unknown message may quote what was asked. */
function refusalOf(message: unknown): Error {
  const words = typeof message === 'string' ? message : ''
  if (/\bKEY\b/i.test(words)) {
    return new AuthError(id, `${id}: the key was refused`, { mend: `check sources.${id}.apiKey` })
  }
  if (/limit|quota|throttl|too many|exceed/i.test(words)) return new QuotaError(id, `${id}: no requests left`)
  if (/black-?list|not allowed|denied|forbidden|refused/i.test(words)) {
    return new RefusedError(id, `${id}: this search was refused`)
  }
  return new ContractError(id, `${id}: an error in words that its contract does not name`)
}

function readFound(message: unknown, query: Query): Pick<Page, 'sightings' | 'events' | 'badRows'> {
  // an empty map of PHP is an empty list
  const body = Array.isArray(message) && message.length === 0 ? {} : message
  const { rows, badRows } = parseEntries(id, records, body)
  const read = rows.map(([name, leaked]) => ({ name, ...readBreach(leaked, query) }))
  const hits = read.filter((breach) => breach.isHit)
  return {
    sightings: mergeSightings(hits.flatMap(({ name, ours }) => sightingsOf(name, ours, query))),
    events: hits.map(({ name }) => toEvent(name)),
    badRows: read.reduce((sum, breach) => sum + breach.badRows, badRows),
  }
}

function readBreach(leaked: readonly unknown[], query: Query) {
  const kept = leaked.filter((row) => !isOther(row, query))
  const ours = kept.map(readRecord).filter((record) => record !== undefined)
  // the name alone is a hit; only records that are all about other people make it none
  return { isHit: leaked.length === 0 || kept.length > 0, ours, badRows: kept.length - ours.length }
}

/** A record that names an address or a number, and not the one that was asked for. */
function isOther(row: unknown, query: Query): boolean {
  const record = readRecord(row)
  const named = (query.endpoint === 'phone' ? record?.phones : record?.emails) ?? []
  return named.length > 0 && !named.some((text) => isAsked(text, query))
}

function isAsked(text: string, { endpoint, target }: Query): boolean {
  if (endpoint === 'domain') return text.endsWith(`@${target}`) || text.endsWith(`.${target}`)
  if (endpoint !== 'phone') return text === target
  return formsOf('phone', target).includes(text.replace(/\D/g, '').replace(/^00/, ''))
}

function sightingsOf(event: string, ours: readonly LeakedRecord[], query: Query): readonly Sighting[] {
  const about = query.covers.map(({ kind, canonical }) => ({ kind, canonical, event }))
  if (ours.length === 0) return about
  return about.flatMap((sighting) =>
    ours.map(({ dataClasses, passwords }) => ({
      ...sighting,
      dataClasses,
      ...(passwords.length > 0 ? { details: passwords.map(secretDetail) } : {}),
    })),
  )
}

function toEvent(name: string): SourceEvent {
  const domain = siteOf(name)
  return {
    key: name,
    title: name,
    nature: natureOfWords(name.replaceAll('_', ' ')) ?? 'breach',
    dataClasses: [],
    ...(domain === undefined ? {} : { domain }),
  }
}
