/** DeHashed v2, asked. What it promises: `contract.ts`; what it costs and tells: `readme.md`. */
import type { SourceNet } from '../../net/index.ts'
import { checkUp } from '../check.ts'
import type { AskSource, CheckLine, Opening } from '../contract.ts'
import { parseOne } from '../parse.ts'
import { ask, id, refusalOf, tooDeep } from './ask.ts'
import { passwordCount, wells } from './contract.ts'
import { plan, question } from './plan.ts'

/** the SHA-256 of nothing that anybody could have typed: the one free call that needs the key, and it tests no password */
const nobodysPassword = '0'.repeat(64)

export const dehashed: AskSource<undefined> = {
  shape: 'ask',
  id,
  name: 'DeHashed',
  kinds: ['email', 'phone', 'domain'],
  operator: 'unknown',
  country: 'unknown',
  legalClass: 'needs-acceptance',
  legalReason:
    'told the identifier in clear, and returns leaked records, passwords included, of which presence and kinds of data are kept',
  termsUrl: 'https://app.dehashed.com/documentation/api',
  contractReadOn: '2026-11-24',
  hosts: { main: 'https://api.dehashed.com' },
  key: { header: 'Dehashed-Api-Key', required: true, format: /^[\w+/=-]{20,}$/ },
  quota: { requests: 10, perMs: 1_000 },
  quotaFrom: 'published: 10 a second for each address and key',
  tells: 'clear',
  cost: 'subscription and credits: 1 a page of 10,000 entries, 2 for a French number',
  ownershipProof: '',
  french: {
    legalReason:
      "reçoit l'identifiant en clair et rend des données fuitées, mots de passe compris, dont ne sont gardées que la présence et la nature",
    quotaFrom: 'publié : 10 par seconde pour chaque adresse et clé',
    cost: 'abonnement et crédits : 1 par page de 10 000 entrées, 2 pour un numéro français',
    ownershipProof: '',
  },
  paidPerAnswer: true,
  questions: [question],
  opens: { requests: 1, maxRequests: 1 },
  assume: () => opening('the key was not tried'),
  async open(net) {
    return opening(await tryKey(net))
  },
  plan,
  ask,
  check,
}

/** How many credits are left is told by paid answers only. */
function opening(summary: string): Opening<undefined> {
  return { account: undefined, summary }
}

function check(net: SourceNet): Promise<readonly CheckLine[]> {
  const databases = async () => ({ contract: await countWells(net) })
  const key = async () => {
    await tryKey(net)
    return { key: '' }
  }
  // what is left is told by paid answers only
  const untold = { plan: 'not-published', credits: 'not-published' } as const
  return checkUp({ source: dehashed, free: [databases], keyed: [key], untold })
}

async function tryKey(net: SourceNet): Promise<string> {
  const reply = await net.request({
    path: '/v2/search-password',
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ sha256_hashed_password: nobodysPassword }),
    expect: [200, 400, 403],
  })
  if (reply.status !== 200) {
    const refused = refusalOf(reply)
    throw refused === 'deep' ? tooDeep() : refused
  }
  parseOne(id, passwordCount, reply.json())
  return 'key accepted'
}

async function countWells(net: SourceNet): Promise<string> {
  const reply = await net.request({ path: '/data-wells?page=1&count=20', withKey: false })
  return `${parseOne(id, wells, reply.json()).total} databases listed`
}
