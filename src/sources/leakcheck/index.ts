/** LeakCheck's public call, asked. What it promises: `contract.ts`; what it is told: `readme.md`. */
import { mayDisclose, type Sighting } from '../../domain/index.ts'
import type { NetReply, SourceNet } from '../../net/index.ts'
import { checkUp } from '../check.ts'
import type { AskSource, CheckLine, Opening, Page, PlanSelector, Query, Skip, SourceSettings } from '../contract.ts'
import { dataClassesOf } from '../data-classes.ts'
import { parseOne, parseRows } from '../parse.ts'
import { clearQuery, Skips } from '../steps.ts'
import { answer, leak } from './contract.ts'
import { hashQuery, hashTells, phoneDigits, truncatedHash } from './hash.ts'
import { toEvent, unknownLeak } from './map.ts'
import { refusalOf } from './refusal.ts'

const id = 'leakcheck'
const question = 'breaches'

export const leakcheck: AskSource<null> = {
  shape: 'ask',
  id,
  name: 'LeakCheck (public)',
  kinds: ['email', 'phone'],
  operator: 'LeakCheck Security Services, Ltd.',
  country: 'United Kingdom',
  legalClass: 'usable',
  legalReason:
    'answers with names of leaks only; told 24 hex digits of a hash, which in practice stand for one address: it recognises an address that it holds, and learns nothing of one that it does not; a number in clear only where that is allowed',
  termsUrl: 'https://wiki.leakcheck.io/en/tos',
  contractReadOn: '2026-11-24',
  hosts: { main: 'https://leakcheck.io/api' },
  quota: { requests: 1, perMs: 1_000 },
  quotaFrom: 'the pace of other clients; none is published',
  tells: 'clear',
  hashTold: 'one',
  cost: 'free',
  ownershipProof: '',
  french: {
    legalReason:
      "n'indique que des noms de fuites ; reçoit une empreinte tronquée à 24 caractères, propre à une adresse en pratique : elle reconnaît une adresse qu'elle détient, et n'apprend rien d'une autre ; un numéro en clair seulement si la configuration le permet",
    quotaFrom: "aucun n'est publié ; rythme d'autres logiciels clients",
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

function opening(): Opening<null> {
  return { account: null, summary: 'free, no key' }
}

function* plan(selectors: readonly PlanSelector[], _: null, settings: SourceSettings): Generator<Query | Skip> {
  const skips = new Skips()
  for (const selector of selectors) {
    if (selector.kind === 'domain') yield* skips.add(question, 'kind-not-taken', selector)
    else if (!mayDisclose(selector.allowed, selector.kind === 'email' ? hashTells(settings) : 'clear')) {
      yield* skips.add(question, 'policy', selector)
    } else if (selector.kind === 'email') yield hashQuery(question, selector, settings)
    else yield clearQuery({ question, endpoint: 'phone' }, selector)
  }
  yield* skips.rest()
}

async function* ask(query: Query, net: SourceNet): AsyncGenerator<Page> {
  const [selector] = query.covers
  if (selector === undefined) throw new TypeError('leakcheck is asked about one selector')
  const check = query.endpoint === 'phone' ? `${phoneDigits(query.target)}&type=phone` : query.target
  const reply = await net.request({ path: `/public?check=${check}` })
  yield { truncated: false, ...read(reply, selector), requests: reply.attempts }
}

function read(reply: NetReply, selector: PlanSelector): Pick<Page, 'sightings' | 'events' | 'badRows'> {
  const refusal = refusalOf(id, reply)
  if (refusal !== undefined) throw refusal
  const { found, fields, sources } = parseOne(id, answer, reply.json())
  const { rows, badRows } = parseRows(id, leak, sources)
  // found without a name is a find all the same
  const leaks = rows.length === 0 && found > 0 ? [{ name: unknownLeak }] : rows
  const events = [...new Map(leaks.map((row) => [row.name, toEvent(row)])).values()]
  const told = whatWasTold(fields, events.length)
  const { kind, canonical } = selector
  return { sightings: events.map(({ key }): Sighting => ({ kind, canonical, event: key, ...told })), events, badRows }
}

/** The fields are those of all leaks together: only of a single one do they say what was in it. */
function whatWasTold(fields: readonly string[], leaks: number): Pick<Sighting, 'dataClasses' | 'details'> {
  const dataClasses = dataClassesOf(fields)
  if (dataClasses.length === 0) return {}
  return leaks === 1 ? { dataClasses } : { details: dataClasses.map((name) => `in one of ${leaks} leaks: ${name}`) }
}

/** `test@example.com` is nobody: an answer of any kind shows that the call still speaks as promised. */
function check(net: SourceNet): Promise<readonly CheckLine[]> {
  const nobody = async () => {
    const reply = await net.request({ path: `/public?check=${truncatedHash('test@example.com')}` })
    const refusal = refusalOf(id, reply)
    if (refusal !== undefined) throw refusal
    parseOne(id, answer, reply.json())
    return { contract: '' }
  }
  return checkUp({ source: leakcheck, free: [nobody], untold: { plan: 'not-published' } })
}
