/** LeakCheck Pro v2, asked. What it promises: `contract.ts`; what it costs and tells: `readme.md`. */
import type { SourceNet } from '../../net/index.ts'
import { checkUp } from '../check.ts'
import type { AskSource, CheckLine, Opening } from '../contract.ts'
import { truncatedHash } from '../leakcheck/hash.ts'
import { ask, id, request } from './ask.ts'
import { plan, question } from './plan.ts'

export const leakcheckPro: AskSource<null> = {
  shape: 'ask',
  id,
  name: 'LeakCheck Pro v2',
  kinds: ['email', 'phone', 'domain'],
  operator: 'LeakCheck Security Services, Ltd.',
  country: 'United Kingdom',
  legalClass: 'needs-acceptance',
  legalReason:
    'holds and returns leaked records in clear: presence, kind of data and form of a password are kept, nothing else',
  termsUrl: 'https://wiki.leakcheck.io/en/tos',
  contractReadOn: '2026-11-24',
  hosts: { main: 'https://leakcheck.io/api' },
  key: { header: 'x-api-key', required: true },
  quota: { requests: 3, perMs: 1_000 },
  quotaFrom: 'published: 3 a second on any plan; each answer tells what is left of its queries, and a 403 that none is',
  tells: 'clear',
  hashTold: 'one',
  cost: 'subscription with a quota of queries',
  ownershipProof: '',
  french: {
    legalReason:
      "détient et rend des données fuitées en clair : ne sont gardées que la présence, la nature des données et la forme d'un mot de passe",
    quotaFrom:
      "publié : 3 par seconde pour tout abonnement ; chaque réponse indique les requêtes restantes ; une réponse 403, qu'il n'en reste plus",
    cost: 'abonnement, avec un nombre limité de requêtes',
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

/** No call tells of the key without spending a query. */
function opening(): Opening<null> {
  return { account: null, summary: 'plan and quota are told with an answer only' }
}

/** `test@example.com` is nobody: what is asked is whether the key is good, and what its plan has left. Costs one query. */
function check(net: SourceNet): Promise<readonly CheckLine[]> {
  const nobody = async () => {
    const { quota } = (await request({ endpoint: 'hash', target: truncatedHash('test@example.com') }, 0, net)).body
    return { key: '', contract: '', ...(quota === undefined ? {} : { credits: `${quota} left` }) }
  }
  return checkUp({ source: leakcheckPro, keyed: [nobody], untold: { plan: 'not-published' } })
}
