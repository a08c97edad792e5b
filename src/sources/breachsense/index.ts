/** Breachsense, asked. What it promises: `contract.ts`; what it costs and tells: `readme.md`. */
import { AuthError } from '../../domain/index.ts'
import type { SourceNet } from '../../net/index.ts'
import { accountOnly, checkUp } from '../check.ts'
import type { AskSource, CheckLine, Opening } from '../contract.ts'
import { parseOne } from '../parse.ts'
import { ask, id } from './ask.ts'
import { remaining } from './contract.ts'
import { plan, questions } from './plan.ts'

export const breachsense: AskSource<undefined> = {
  shape: 'ask',
  id,
  name: 'Breachsense',
  kinds: ['email', 'domain'],
  operator: 'unknown',
  country: 'unknown',
  legalClass: 'needs-acceptance',
  legalReason:
    'told the identifier in clear, and returns leaked records, passwords and cookies included, of which presence and kinds of data are kept',
  termsUrl: 'https://www.breachsense.com/documentation',
  contractReadOn: '2026-11-24',
  hosts: { main: 'https://api.breachsense.com' },
  key: { header: 'lic', required: true },
  quota: { requests: 1, perMs: 1_000 },
  quotaFrom: "published: 1 a second for each licence; the month's queries from /account",
  tells: 'clear',
  cost: 'subscription; a query of the month for each page of 1,000 rows',
  ownershipProof: '',
  french: {
    legalReason:
      "reçoit l'identifiant en clair et rend des données fuitées, mots de passe et cookies compris, dont ne sont gardées que la présence et la nature",
    quotaFrom: 'publié : 1 par seconde pour chaque licence ; quota mensuel selon /account',
    cost: 'abonnement ; une requête du quota mensuel par page de 1 000 lignes',
    ownershipProof: '',
  },
  paidPerAnswer: true,
  questions,
  opens: { requests: 1, maxRequests: 1 },
  assume: () => ({ account: undefined, summary: 'the source was not asked' }),
  open,
  plan,
  ask,
  check,
}

/** @throws AuthError for a key that is refused */
async function open(net: SourceNet): Promise<Opening<undefined>> {
  const reply = await net.request({ path: '/account?action=remaining', headers: { accept: 'application/json' } })
  const told = parseOne(id, remaining, reply.json())
  if (told.status === 'fail') throw new AuthError(id, `${id}: the account was refused`)
  const creditsLeft = told.remaining ?? told.message
  if (creditsLeft === undefined) return { account: undefined, summary: 'key accepted; queries left are not told' }
  return { account: undefined, creditsLeft, summary: `key accepted, ${creditsLeft} queries left this month` }
}

function check(net: SourceNet): Promise<readonly CheckLine[]> {
  const account = async () => {
    const { creditsLeft } = await open(net)
    const credits = creditsLeft === undefined ? {} : { credits: `${creditsLeft} left this month` }
    return { key: '', contract: accountOnly, ...credits }
  }
  return checkUp({ source: breachsense, keyed: [account], untold: { plan: 'not-published' } })
}
