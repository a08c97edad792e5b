/** Leak-Lookup, asked. What it promises: `contract.ts`; what it costs and tells: `readme.md`. */
import type { SourceNet } from '../../net/index.ts'
import { accountOnly, checkUp } from '../check.ts'
import type { AskSource, CheckLine, Opening } from '../contract.ts'
import { parseOne } from '../parse.ts'
import { ask, id, messageOf, post } from './ask.ts'
import { type Stats, stats } from './contract.ts'
import { plan, question } from './plan.ts'

export const leakLookup: AskSource<undefined> = {
  shape: 'ask',
  id,
  name: 'Leak-Lookup',
  kinds: ['email', 'phone', 'domain'],
  operator: 'unknown',
  country: 'unknown',
  legalClass: 'needs-acceptance',
  legalReason:
    'told the identifier in clear; a private key is given leaked records, passwords included, of which presence and kinds of data are kept',
  termsUrl: 'https://leak-lookup.com/docs/search',
  contractReadOn: '2026-11-24',
  hosts: { main: 'https://leak-lookup.com/api' },
  key: { formField: 'key', required: true, format: /^[0-9a-f]{32}$/i },
  quota: { requests: 1, perMs: 1_000 },
  quotaFrom: "a day's requests and their limit from /stats (public keys: 10); the pace is ours",
  tells: 'clear',
  cost: "a request of the day's limit for each search, 2 for a French number",
  ownershipProof: '',
  french: {
    legalReason:
      "reçoit l'identifiant en clair ; une clé privée reçoit des données fuitées, mots de passe compris, dont ne sont gardées que la présence et la nature",
    quotaFrom: 'requêtes du jour et leur limite selon /stats (clés publiques : 10) ; le rythme est fixé par Vigie',
    cost: 'une requête du quota quotidien par recherche, 2 pour un numéro français',
    ownershipProof: '',
  },
  paidPerAnswer: true,
  questions: [question],
  opens: { requests: 1, maxRequests: 1 },
  assume: () => ({ account: undefined, summary: 'the source was not asked' }),
  open,
  plan,
  ask,
  check,
}

/** @throws AuthError for a key that is refused */
async function open(net: SourceNet): Promise<Opening<undefined>> {
  const { type, status, creditsLeft, limit } = await readStats(net)
  return {
    account: undefined,
    creditsLeft,
    summary: `${type} key, ${status}, ${creditsLeft} of ${limit} requests left today`,
  }
}

async function readStats(net: SourceNet): Promise<Stats & { readonly creditsLeft: number }> {
  const told = parseOne(id, stats, messageOf(await post(net, '/stats', {})))
  return { ...told, creditsLeft: Math.max(0, told.limit - told.requests) }
}

function check(net: SourceNet): Promise<readonly CheckLine[]> {
  const account = async () => {
    const { type, status, creditsLeft, limit } = await readStats(net)
    return {
      key: '',
      plan: `${type} key, ${status}, ${limit} requests a day`,
      contract: accountOnly,
      credits: `${creditsLeft} left today`,
    }
  }
  return checkUp({ source: leakLookup, keyed: [account] })
}
