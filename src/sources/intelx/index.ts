/** Intelligence X, asked. What it promises: `contract.ts`; what it costs and tells: `readme.md`. */
import type { SourceNet } from '../../net/index.ts'
import { accountOnly, checkUp } from '../check.ts'
import type { AskSource, CheckLine } from '../contract.ts'
import { assume, type IntelxAccount, id, open } from './account.ts'
import { ask } from './ask.ts'
import { plan, questions } from './plan.ts'

export const intelx: AskSource<IntelxAccount> = {
  shape: 'ask',
  id,
  name: 'Intelligence X',
  kinds: ['email', 'phone', 'domain'],
  operator: 'Kleissner Investments s.r.o.',
  country: 'Czech Republic',
  legalClass: 'needs-acceptance',
  legalReason:
    'told the identifier in clear; keeps copies of leaks, of which only the names and dates of items are read',
  termsUrl: 'https://intelx.io/terms-of-service',
  contractReadOn: '2026-11-24',
  // a key works at its own host only: free keys need sources.intelx.baseUrl https://free.intelx.io
  hosts: { main: 'https://2.intelx.io' },
  key: { header: 'x-key', required: true, format: /^[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$/i },
  quota: { requests: 1, perMs: 1_000 },
  quotaFrom: 'a call a second, as the official client goes; credits from /authenticate/info',
  tells: 'clear',
  cost: 'a credit for each search; free keys are weak',
  ownershipProof: '',
  french: {
    legalReason:
      "reçoit l'identifiant en clair ; conserve des copies de fuites, dont ne sont lus que les noms et les dates",
    quotaFrom: 'un appel par seconde, comme le client officiel ; crédits selon /authenticate/info',
    cost: 'un crédit par recherche ; les clés gratuites donnent peu accès',
    ownershipProof: '',
  },
  paidPerAnswer: true,
  questions,
  opens: { requests: 1, maxRequests: 1 },
  assume,
  open,
  plan,
  ask,
  check,
}

function check(net: SourceNet): Promise<readonly CheckLine[]> {
  const account = async () => {
    const { buckets, creditsLeft } = await open(net)
    return {
      key: '',
      plan: buckets,
      contract: accountOnly,
      ...(creditsLeft === undefined ? {} : { credits: `${creditsLeft} left` }),
    }
  }
  return checkUp({ source: intelx, keyed: [account] })
}
