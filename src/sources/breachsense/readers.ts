/** What the rows of each call mean to us. */
import type { Sighting, SourceEvent } from '../../domain/index.ts'
import type { Query } from '../contract.ts'
import { startOf } from '../dates.ts'
import { natureOfWords, siteOf } from '../nature.ts'
import type { Schema } from '../parse.ts'
import { type SecretForm, secretDetail } from '../secret.ts'
import * as c from './contract.ts'

/** What one row says of the asked selectors; nothing when it is about somebody else. */
export interface RowReading {
  readonly event: SourceEvent
  readonly sightings: readonly Sighting[]
}

export interface Reader<Row = unknown> {
  readonly schema: Schema<Row>
  /** field by which a row of somebody else is known before it is parsed, and dropped */
  readonly about: string
  /** a second field that makes a row about the asked domain */
  readonly or?: string
  readonly read: (row: Row, query: Query) => RowReading
}

function reader<Row>(made: Reader<Row>): Reader {
  // the schema gives what `read` takes: both come from one call
  return made as unknown as Reader
}

export const readers: Readonly<Record<string, Reader>> = {
  creds: reader({
    schema: c.cred,
    about: 'eml',
    read: (row, query) => {
      const site = siteOf(row.src)
      const event: SourceEvent = {
        key: row.src,
        title: row.src,
        nature: natureOfWords(row.src) ?? 'breach',
        dataClasses: [],
        addedAt: startOf(row.fnd),
        ...(site === undefined ? {} : { domain: site }),
        ...(row.atr === undefined ? {} : { description: row.atr }),
      }
      return { event, sightings: personSightings(row.eml, query, event, row.pwd) }
    },
  }),
  combo: reader({
    schema: c.combo,
    about: 'usr',
    read: (row, query) => {
      const event: SourceEvent = {
        key: `combo:${row.fle}`,
        title: row.fle,
        nature: 'combo-list',
        dataClasses: ['Email addresses', 'Passwords'],
        addedAt: startOf(row.fnd),
      }
      return { event, sightings: personSightings(row.usr, query, event, row.pwd) }
    },
  }),
  stealer: reader({
    schema: c.stealer,
    about: 'usr',
    or: 'src',
    read: (row, query) => {
      const event = stealerEvent('stealer-logs', 'Stealer logs', row, ['Email addresses', 'Passwords'])
      const words = [row.src, row.mal === undefined ? undefined : `malware: ${row.mal}`].filter(
        (word) => word !== undefined,
      )
      const named = personSightings(row.usr, query, event, row.pwd, words)
      // somebody's password for a site of the city: of that person nothing is kept
      const isOwnSite = row.src !== undefined && isWithin(row.src, query.target)
      return { event, sightings: isOwnSite ? [...named, ...domainSightings(query, event)] : named }
    },
  }),
  sessions: reader({
    schema: c.session,
    about: 'dom',
    read: (row, query) => {
      const event = stealerEvent('sessions', 'Cookies in stealer logs', row, ['Auth tokens'])
      return { event, sightings: domainSightings(query, event, [row.dom.replace(/^\./, '')]) }
    },
  }),
  nhi: reader({
    schema: c.token,
    about: '',
    read: (row, query) => {
      const kind = row.platform ?? row.token_type
      const event: SourceEvent = {
        key: `tokens:${kind}:${row.fnd}`,
        title: `Keys and tokens for ${kind}, found ${row.fnd}`,
        nature: 'dump',
        dataClasses: ['Auth tokens'],
        addedAt: startOf(row.fnd),
      }
      return { event, sightings: domainSightings(query, event, [row.token_type]) }
    },
  }),
  darkweb: reader({
    schema: c.claim,
    about: 'data',
    read: (row, query) => {
      const event: SourceEvent = {
        key: `claim:${row.site}:${row.data}:${row.found}`,
        title: `${row.site}: ${row.name ?? row.data}`,
        nature: 'claim',
        domain: row.data,
        dataClasses: [],
        addedAt: startOf(row.found),
        ...(row.desc === undefined ? {} : { description: row.desc }),
      }
      return { event, sightings: domainSightings(query, event) }
    },
  }),
  radar: reader({
    schema: c.post,
    about: 'data',
    read: (row, query) => {
      const event: SourceEvent = {
        key: `post:${row.src}`,
        title: 'Post in a forum or on a market',
        nature: 'post',
        domain: row.data,
        dataClasses: [],
        addedAt: startOf(row.found),
        ...(/^https?:\/\//i.test(row.src) ? { url: row.src } : {}),
      }
      return { event, sightings: domainSightings(query, event) }
    },
  }),
}

/** One event for each day of infection: a machine that is infected again is a new event. */
function stealerEvent(
  prefix: string,
  title: string,
  row: { readonly fnd: string; readonly inf?: string | undefined },
  dataClasses: readonly string[],
): SourceEvent {
  const day = row.inf ?? row.fnd
  return {
    key: `${prefix}:${day}`,
    title: `${title}, ${day}`,
    nature: 'stealer-log',
    dataClasses,
    addedAt: startOf(row.fnd),
    flags: ['malware'],
    ...(row.inf === undefined ? {} : { occurredOn: row.inf }),
  }
}

/** Of the address, when it is asked for or under the asked domain, which is then present too. */
function personSightings(
  who: string,
  query: Query,
  event: SourceEvent,
  password: SecretForm | undefined,
  words: readonly string[] = [],
): readonly Sighting[] {
  if (!isAsked(who, query)) return []
  const dataClasses = password === undefined ? ['Email addresses'] : ['Email addresses', 'Passwords']
  const details = [...words, ...(password === undefined ? [] : [secretDetail(password)])]
  const person: Sighting = {
    kind: 'email',
    canonical: who,
    event: event.key,
    dataClasses,
    ...(details.length > 0 ? { details } : {}),
  }
  return [person, ...domainSightings(query, event)]
}

function domainSightings(query: Query, event: SourceEvent, details?: readonly string[]): readonly Sighting[] {
  const watched = query.covers.filter(({ kind }) => kind === 'domain')
  return watched.map(({ canonical }) => ({
    kind: 'domain',
    canonical,
    event: event.key,
    ...(details === undefined ? {} : { details }),
  }))
}

/** An address: the asked one, or exactly under the asked domain. */
export function isAsked(who: string, query: Query): boolean {
  return query.coversDomain === undefined ? who === query.target : who.endsWith(`@${query.target}`)
}

/** A host or domain: the asked one or below it. */
export function isWithin(name: string, domain: string): boolean {
  const plain = name.replace(/^\./, '')
  return plain === domain || plain.endsWith(`.${domain}`)
}
