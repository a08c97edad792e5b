/** Hudson Rock's free tools, asked. What they promise: `contract.ts`; what they are told: `readme.md`. */
import { AmbiguousError, mayDisclose } from '../../domain/index.ts'
import type { NetReply, SourceNet } from '../../net/index.ts'
import { checkUp } from '../check.ts'
import type { AskSource, CheckLine, Opening, Page, PlanSelector, Query, Skip } from '../contract.ts'
import { parseOne, parseRows } from '../parse.ts'
import { clearQuery, Skips } from '../steps.ts'
import { domainCounts, infection, person } from './contract.ts'
import { domainEvent, domainSighting, infectionEvent, infectionSighting } from './map.ts'

const id = 'hudsonrock'
const question = 'stealer-logs'

/** There is no path for phones: a number is somebody's user name. */
const endpoints = { email: 'search-by-email', phone: 'search-by-username', domain: 'search-by-domain' } as const
const parameters: Readonly<Record<string, string>> = {
  'search-by-email': 'email',
  'search-by-username': 'username',
  'search-by-domain': 'domain',
}

export const hudsonrock: AskSource<null> = {
  shape: 'ask',
  id,
  name: 'Hudson Rock (free tools)',
  kinds: ['email', 'phone', 'domain'],
  operator: 'Hudson Rock',
  country: 'unknown',
  legalClass: 'needs-acceptance',
  legalReason: 'is told the identifier in clear, and holds what stealer malware took',
  termsUrl: 'https://www.hudsonrock.com/',
  contractReadOn: '2026-11-24',
  hosts: { main: 'https://cavalier.hudsonrock.com/api/json/v2/osint-tools' },
  // 50 in ten seconds is what others quote; nothing is published, so well below
  quota: { requests: 20, perMs: 10_000 },
  quotaFrom: 'a figure quoted by others, halved; none is published',
  tells: 'clear',
  cost: 'free',
  ownershipProof: '',
  french: {
    legalReason: "reçoit l'identifiant en clair, et détient ce que des logiciels voleurs ont pris",
    quotaFrom: "aucun n'est publié ; moitié d'un chiffre cité par des tiers",
    cost: 'gratuite',
    ownershipProof: '',
  },
  paidPerAnswer: false,
  questions: [question],
  opens: { requests: 0, maxRequests: 0 },
  assume: opening,
  open: () => Promise.resolve(opening()),
  plan,
  ask,
  check,
}

/** No key and no account: there is nothing to open, and no call tells whether the data moved. */
function opening(): Opening<null> {
  return { account: null, summary: 'free, no key' }
}

/** A domain is answered in counts, which say nothing of the addresses under it: each address is a call. */
function* plan(selectors: readonly PlanSelector[]): Generator<Query | Skip> {
  const skips = new Skips()
  for (const selector of selectors) {
    if (mayDisclose(selector.allowed, 'clear')) {
      yield clearQuery({ question, endpoint: endpoints[selector.kind] }, selector)
    } else yield* skips.add(question, 'policy', selector)
  }
  yield* skips.rest()
}

async function* ask(query: Query, net: SourceNet): AsyncGenerator<Page> {
  const reply = await request(query.endpoint, query.target, net)
  const [selector] = query.covers
  if (selector === undefined) throw new TypeError('hudsonrock is asked about one selector')
  const found = selector.kind === 'domain' ? readDomain(reply, selector) : readPerson(reply, selector)
  yield { badRows: 0, truncated: false, ...found, requests: reply.attempts }
}

async function request(endpoint: string, value: string, net: SourceNet): Promise<NetReply> {
  const reply = await net.request({
    path: `/${endpoint}?${parameters[endpoint]}=${encodeURIComponent(value)}`,
    headers: { accept: 'application/json' },
    expect: [200, 404],
  })
  if (reply.status === 200) return reply
  reply.json()
  throw new AmbiguousError(id, `${id}: status 404, which no contract explains`)
}

type Found = Pick<Page, 'sightings' | 'events'> & Partial<Pick<Page, 'badRows'>>

/** Several rows may be of one machine: they are one event. */
function readPerson(reply: NetReply, selector: PlanSelector): Found {
  const { rows, badRows } = parseRows(id, infection, parseOne(id, person, reply.json()).stealers)
  const machines = [...new Map(rows.map((row) => [infectionEvent(row).key, row])).values()]
  return {
    sightings: machines.map((row) => infectionSighting(selector, row)),
    events: machines.map(infectionEvent),
    badRows,
  }
}

function readDomain(reply: NetReply, selector: PlanSelector): Found {
  const sighting = domainSighting(selector.canonical, parseOne(id, domainCounts, reply.json()))
  return sighting === undefined ? { sightings: [], events: [] } : { sightings: [sighting], events: [domainEvent] }
}

/** `example.org` is nobody's city: an answer of any kind shows that the tools still speak as promised. */
function check(net: SourceNet): Promise<readonly CheckLine[]> {
  const counts = async () => {
    const reply = await request('search-by-domain', 'example.org', net)
    parseOne(id, domainCounts, reply.json())
    return { contract: '' }
  }
  return checkUp({ source: hudsonrock, free: [counts], untold: { plan: 'not-published' } })
}
