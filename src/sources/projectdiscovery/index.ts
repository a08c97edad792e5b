/** ProjectDiscovery's leaks, asked. What they promise: `contract.ts`; what they cost and are told: `readme.md`. */
import type { SourceNet } from '../../net/index.ts'
import { checkUp } from '../check.ts'
import type { AskSource, CheckLine, Opening, SourceSettings } from '../contract.ts'
import { ask, id, readCounters, readCounts } from './ask.ts'
import { type ProjectDiscoveryAccount, plan, question } from './plan.ts'

export const projectdiscovery: AskSource<ProjectDiscoveryAccount> = {
  shape: 'ask',
  id,
  name: 'ProjectDiscovery leaks',
  kinds: ['email', 'domain'],
  operator: 'ProjectDiscovery, Inc.',
  country: 'United States',
  legalClass: 'needs-acceptance',
  legalReason: 'is told the identifier in clear, and holds what stealer malware took',
  termsUrl: 'https://projectdiscovery.io/terms',
  contractReadOn: '2026-11-24',
  hosts: { main: 'https://api.projectdiscovery.io' },
  key: { header: 'x-api-key', required: false },
  quota: { requests: 1, perMs: 1_000 },
  quotaFrom: 'none is published: a gentle pace',
  tells: 'clear',
  cost: 'counts are free; records by account',
  ownershipProof: 'records of a domain: the domain verified in the console',
  french: {
    legalReason: "reçoit l'identifiant en clair, et détient ce que des logiciels voleurs ont pris",
    quotaFrom: "aucun n'est publié ; rythme modéré",
    cost: "décomptes gratuits ; données selon l'abonnement",
    ownershipProof: "données d'un domaine : le domaine doit être vérifié dans la console",
  },
  paidPerAnswer: false,
  questions: [question],
  opens: { requests: 0, maxRequests: 0 },
  assume,
  open: (_, settings) => Promise.resolve(assume(settings)),
  plan,
  ask,
  check,
}

/** No call tells of the account: the configuration says which domains are verified. */
function assume({ hasKey = false, verifiedDomains }: SourceSettings): Opening<ProjectDiscoveryAccount> {
  const domains = hasKey ? [...new Set(verifiedDomains.map((domain) => domain.toLowerCase()))].sort() : []
  return { account: { domains }, summary: `${hasKey ? 'key' : 'no key'}, domains to search: ${domains.length}` }
}

/** `example.org` is nobody's city: counts of any kind show that the call still speaks as promised. */
function check(net: SourceNet, settings: SourceSettings): Promise<readonly CheckLine[]> {
  const { account } = assume(settings)
  const [domain] = account.domains
  const counts = async () => {
    readCounters(await readCounts('domain', 'example.org', net), { kind: 'domain', canonical: 'example.org' })
    return { contract: '' }
  }
  const records = async () => {
    const covers = [{ ref: 0, kind: 'domain', canonical: domain ?? '', allowed: 'clear' }] as const
    const [query] = plan(covers, account)
    if (query?.type === 'query') await ask(query, net).next()
    return { key: '' }
  }
  return checkUp({
    source: projectdiscovery,
    free: [counts],
    keyed: domain === undefined ? [] : [records],
    // counts go without one
    untold: { plan: 'not-published', ...(domain === undefined ? { key: 'not-needed' } : {}) },
  })
}
