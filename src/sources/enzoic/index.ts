/** Enzoic, asked. What it promises: `contract.ts`; what it costs and tells: `readme.md`. */
import { ContractError } from '../../domain/index.ts'
import type { SourceNet } from '../../net/index.ts'
import { checkUp, counted } from '../check.ts'
import type { AskSource, CheckLine, Opening, SourceSettings } from '../contract.ts'
import { parseOne } from '../parse.ts'
import { ask, id, readExposures } from './ask.ts'
import { userExposures } from './contract.ts'
import { usernameHash } from './map.ts'
import { type EnzoicAccount, plan, question } from './plan.ts'

/** the publisher's own, used in the tests of its clients; it has exposures */
const testAddress = 'eicar_0@enzoic.com'

export const enzoic: AskSource<EnzoicAccount> = {
  shape: 'ask',
  id,
  name: 'Enzoic',
  kinds: ['email', 'domain'],
  operator: 'PasswordPing Ltd. d/b/a Enzoic',
  country: 'United States',
  legalClass: 'usable',
  legalReason:
    'answers with presence only; told a domain of the account, or the SHA-256 of an address where clear is allowed',
  termsUrl: 'https://www.enzoic.com/terms-of-use/',
  contractReadOn: '2026-11-24',
  hosts: { main: 'https://api.enzoic.com/v1' },
  key: { header: 'authorization', scheme: 'basic', required: true },
  quota: { requests: 2, perMs: 1_000 },
  quotaFrom: 'none is published: a gentle pace',
  tells: 'clear',
  cost: 'trial, then subscription',
  ownershipProof: 'exposed accounts of a domain: an account enabled for it',
  french: {
    legalReason:
      "n'indique que la présence d'un identifiant ; reçoit un domaine du compte, ou l'empreinte SHA-256 d'une adresse là où la configuration permet le clair",
    quotaFrom: "aucun n'est publié ; rythme modéré",
    cost: 'essai, puis abonnement',
    ownershipProof: "comptes exposés d'un domaine : un compte Enzoic autorisé pour ce domaine",
  },
  paidPerAnswer: false,
  questions: [question],
  opens: { requests: 1, maxRequests: 1 },
  assume,
  open,
  plan,
  ask,
  check,
}

/** No call tells which domains the account is enabled for: the configuration does. */
function assume(settings: SourceSettings): Opening<EnzoicAccount> {
  const domains = [...new Set(settings.verifiedDomains.map((domain) => domain.toLowerCase()))].sort()
  return { account: { domains }, summary: `domains to search: ${domains.length}` }
}

/** A wrong address would answer "nothing known" about everybody: somebody known is asked for first. */
async function open(net: SourceNet, settings: SourceSettings): Promise<Opening<EnzoicAccount>> {
  await askTestAddress(net)
  return assume(settings)
}

function check(net: SourceNet): Promise<readonly CheckLine[]> {
  const testAccount = async () => {
    const exposures = counted(await askTestAddress(net), 'exposure', 'exposures')
    return { key: '', contract: `test account found, in ${exposures}` }
  }
  const untold = { plan: 'not-published', credits: 'not-published' } as const
  return checkUp({ source: enzoic, keyed: [testAccount], untold })
}

async function askTestAddress(net: SourceNet): Promise<number> {
  const reply = await readExposures(usernameHash(testAddress), net)
  if (reply.status === 404) throw new ContractError(id, `${id}: the publisher’s own test address was not found`)
  return parseOne(id, userExposures, reply.json()).exposures.length
}
