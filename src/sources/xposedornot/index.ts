/** XposedOrNot, asked. What it promises: `contract.ts`; what it costs and tells: `readme.md`. */
import { ContractError } from '../../domain/index.ts'
import type { SourceNet } from '../../net/index.ts'
import { checkUp, expectGood } from '../check.ts'
import type { AskSource, Catalogue, CheckLine, PlanSelector, SourceSettings } from '../contract.ts'
import { assume, id, open, readBreaches, type XposedOrNotAccount } from './account.ts'
import { ask } from './ask.ts'
import { clockOf, toEvent } from './map.ts'
import { plan, question } from './plan.ts'

export const xposedornot: AskSource<XposedOrNotAccount> = {
  shape: 'ask',
  id,
  name: 'XposedOrNot',
  kinds: ['email', 'domain'],
  operator: 'unknown',
  country: 'unknown',
  legalClass: 'usable',
  legalReason: 'answers with presence only; told a verified domain, or an address in clear where that is allowed',
  termsUrl: 'https://xposedornot.com/terms',
  contractReadOn: '2026-08-20',
  hosts: { main: 'https://api.xposedornot.com', plus: 'https://plus-api.xposedornot.com' },
  key: { header: 'x-api-key', required: false },
  // of one address of ours
  quota: [
    { requests: 2, perMs: 1_000 },
    { requests: 25, perMs: 3_600_000 },
    { requests: 100, perMs: 86_400_000 },
  ],
  quotaFrom: 'published table; options.perMinute for a Plus key',
  tells: 'clear',
  cost: 'free; Plus by subscription',
  ownershipProof: 'list of the addresses of a domain: the domain verified in the console',
  french: {
    legalReason:
      "n'indique que la présence d'un identifiant ; reçoit un domaine vérifié, ou une adresse en clair si la configuration le permet",
    quotaFrom: 'tableau publié ; options.perMinute pour une clé Plus',
    cost: 'gratuite ; Plus sur abonnement',
    ownershipProof: "liste des adresses d'un domaine : le domaine vérifié dans la console",
  },
  paidPerAnswer: false,
  questions: [question],
  opens: { requests: 1, maxRequests: 2 },
  assume,
  open,
  catalogue,
  plan,
  ask,
  check,
}

async function catalogue(net: SourceNet): Promise<Catalogue> {
  const { rows, badRows } = await readBreaches(net)
  if (rows.length === 0) throw new ContractError(id, `${id}: the catalogue is empty`)
  return { clock: clockOf(rows), events: rows.map(toEvent), badRows }
}

function check(net: SourceNet, settings: SourceSettings): Promise<readonly CheckLine[]> {
  const { account } = assume(settings)
  const [domain] = account.domains
  const list = async () => ({ contract: `${expectGood(id, await readBreaches(net)).length} breaches listed` })
  const asked = (selector: Pick<PlanSelector, 'kind' | 'canonical'>, said: string) => async () => {
    const [query] = plan([{ ref: 0, allowed: 'clear', ...selector }], account)
    if (query?.type === 'query') await Array.fromAsync(ask(query, net))
    return { key: said }
  }
  const keyed = [
    ...(domain === undefined ? [] : [asked({ kind: 'domain', canonical: domain }, 'good for a verified domain')]),
    // nobody's address
    ...(account.addressCall === 'plus'
      ? [asked({ kind: 'email', canonical: 'test@example.com' }, 'good for Plus')]
      : []),
  ]
  return checkUp({
    source: xposedornot,
    free: [list],
    keyed,
    untold: { plan: 'not-published', ...(keyed.length === 0 ? { key: 'not-needed' } : {}) },
  })
}
