/** LeakIX, asked. What it promises: `contract.ts`; what it costs and tells: `readme.md`. */
import * as v from 'valibot'
import { ContractError, type SourceEvent } from '../../domain/index.ts'
import type { NetReply, SourceNet } from '../../net/index.ts'
import { checkUp, expectGood } from '../check.ts'
import type { AskSource, CheckLine, Page, PlanSelector, Query, Skip } from '../contract.ts'
import { parseOne, parseRows, type Rows } from '../parse.ts'
import { isPage } from '../refusal.ts'
import { mergeSightings } from '../sightings.ts'
import { domainQuery, Skips } from '../steps.ts'
import { domainAnswer, event, type LeakEvent, plugin, refusal } from './contract.ts'

const id = 'leakix'
const question = 'exposed-services'
/** without it the same addresses answer pages for people */
const headers = { accept: 'application/json' }
/** some events carry whole pages */
const maxBytes = 32 * 2 ** 20

export const leakix: AskSource<undefined> = {
  shape: 'ask',
  id,
  name: 'LeakIX',
  kinds: ['domain'],
  operator: 'BaDaaS SRL',
  country: 'Belgium',
  legalClass: 'needs-acceptance',
  legalReason:
    'told the domain in clear; indexes what exposed services answer, of which kind, place and severity are kept',
  termsUrl: 'https://leakix.net/terms-and-conditions',
  contractReadOn: '2026-11-24',
  hosts: { main: 'https://leakix.net' },
  key: { header: 'api-key', required: true, format: /^[\w-]{32,64}$/ },
  quota: { requests: 1, perMs: 1_000 },
  quotaFrom: 'about 1 a second; a 429 says in x-limited-for how long to wait',
  tells: 'clear',
  cost: 'free key',
  ownershipProof: '',
  french: {
    legalReason:
      'reçoit le domaine en clair ; indexe ce que répondent des services exposés, dont sont gardés la nature, le lieu et la gravité',
    quotaFrom: 'environ 1 par seconde ; la réponse 429 indique dans x-limited-for combien attendre',
    cost: 'clé gratuite',
    ownershipProof: '',
  },
  paidPerAnswer: false,
  questions: [question],
  opens: { requests: 1, maxRequests: 1 },
  assume: () => ({ account: undefined, summary: 'the source was not asked' }),
  // a 404 means "nothing known" here: a first call that must succeed keeps a wrong base URL from making clean answers
  open: async (net) => ({
    account: undefined,
    summary: `key accepted, ${(await readPlugins(net)).rows.length} plugins`,
  }),
  plan,
  ask,
  check,
}

function* plan(selectors: readonly PlanSelector[]): Generator<Query | Skip> {
  const domains = Map.groupBy(
    selectors.filter(({ kind }) => kind === 'domain'),
    ({ canonical }) => canonical,
  )
  for (const [domain, covers] of domains) yield domainQuery({ question, endpoint: 'domain' }, domain, covers)
  const skips = new Skips()
  for (const selector of selectors) {
    if (selector.kind !== 'domain') yield* skips.add(question, 'kind-not-taken', selector)
  }
  yield* skips.rest()
}

async function* ask(query: Query, net: SourceNet): AsyncGenerator<Page> {
  const path = `/domain/${encodeURIComponent(query.target)}`
  const reply = await net.request({ path, headers, expect: [200, 404], maxBytes })
  // a proxy's own page is nobody's "nothing known"
  if (reply.status === 404 && isPage(reply))
    throw new ContractError(id, `${id}: a page for people instead of an answer (404)`)
  const found = reply.status === 404 ? nothing : readAnswer(reply, query)
  yield { ...found, requests: reply.attempts }
}

type Found = Omit<Page, 'requests'>
const nothing: Found = { sightings: [], events: [], badRows: 0, truncated: false }

function readAnswer(reply: NetReply, query: Query): Found {
  const body = reply.json()
  const refused = v.safeParse(refusal, body)
  if (refused.success) {
    // the plan shows no more: what is there stays unknown
    if (/page limit/i.test(refused.output.Error)) return { ...nothing, truncated: true }
    throw new ContractError(id, `${id}: an error in words that its contract does not name`)
  }
  const leaks = parseOne(id, domainAnswer, body).filter((row) => !isElsewhere(row, query.target))
  const { rows, badRows } = parseRows(id, event, leaks)
  const read = rows.map((row) => ({ row, event: toEvent(row, query.target) }))
  return {
    sightings: mergeSightings(
      read.flatMap(({ row, event: { key } }) =>
        query.covers.map(({ canonical }) => ({ kind: 'domain', canonical, event: key, details: detailsOf(row) })),
      ),
    ),
    events: [...new Map(read.map(({ event: found }) => [found.key, found])).values()],
    badRows,
    truncated: false,
  }
}

/** Another host of the same machine: shared hosting serves many. */
function isElsewhere(row: unknown, domain: string): boolean {
  const host = typeof row === 'object' && row !== null && 'host' in row ? row.host : undefined
  if (typeof host !== 'string' || host === '') return false
  const name = host.trim().toLowerCase()
  return name !== domain && !name.endsWith(`.${domain}`)
}

function toEvent(row: LeakEvent, domain: string): SourceEvent {
  const host = row.host === undefined || row.host === '' ? domain : row.host
  const records = row.leak?.dataset?.rows ?? 0
  return {
    // the same plugin at the same door is the same exposure, whenever it is seen
    key: [row.event_source, host, ...(row.port === undefined || row.port === '' ? [] : [row.port])].join(':'),
    title: `${row.event_source} on ${host}`,
    nature: 'breach',
    domain: host,
    dataClasses: [],
    ...(row.time === undefined ? {} : { addedAt: new Date(row.time).toISOString() }),
    ...(records > 0 ? { records } : {}),
  }
}

function detailsOf({ leak }: LeakEvent): readonly string[] {
  const words: readonly (readonly [string, string | undefined | false])[] = [
    ['severity: ', leak?.severity],
    ['stage: ', leak?.stage],
    ['infected', leak?.dataset?.infected === true && ''],
    ['ransom note', leak?.dataset?.ransom_notes === true && ''],
  ]
  return words.flatMap(([name, value]) => {
    if (value === undefined || value === false) return []
    return name.endsWith(' ') && value === '' ? [] : [name + value]
  })
}

async function readPlugins(net: SourceNet): Promise<Rows<unknown>> {
  const reply = await net.request({ path: '/api/plugins', headers })
  return parseRows(id, plugin, reply.json())
}

function check(net: SourceNet): Promise<readonly CheckLine[]> {
  const plugins = async () => ({ key: '', contract: `${expectGood(id, await readPlugins(net)).length} plugins listed` })
  return checkUp({ source: leakix, keyed: [plugins], untold: { plan: 'not-published' } })
}
