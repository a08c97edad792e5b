/** SpyCloud Enterprise, asked. What it promises: `contract.ts`; what it costs and tells: `readme.md`. */
import { ContractError, type SourceEvent } from '../../domain/index.ts'
import type { SourceNet } from '../../net/index.ts'
import { checkUp } from '../check.ts'
import type { AskSource, Catalogue, CheckLine } from '../contract.ts'
import { parseRows } from '../parse.ts'
import { assume, id, maxPages, open, pages, readIdentifiers, type SpyCloudAccount } from './account.ts'
import { ask } from './ask.ts'
import { catalogued } from './contract.ts'
import { clockOf, toEvent } from './map.ts'
import { plan, question } from './plan.ts'

export const spycloud: AskSource<SpyCloudAccount> = {
  shape: 'ask',
  id,
  name: 'SpyCloud Enterprise',
  kinds: ['email', 'domain'],
  operator: 'SpyCloud, Inc.',
  country: 'United States',
  legalClass: 'usable',
  legalReason:
    'told only what is on its own verified watch list; of the records it returns, presence, kind of data and form of a password are kept',
  termsUrl: 'https://spycloud.com/legal/terms-conditions/',
  contractReadOn: '2026-11-24',
  hosts: { main: 'https://api.spycloud.io/enterprise-v2' },
  key: { header: 'x-api-key', required: true },
  // none is published; 429 stands for the month's quota too
  quota: { requests: 1, perMs: 1_000 },
  quotaFrom: 'none is published: a gentle pace',
  tells: 'clear',
  cost: 'subscription with a monthly quota; calls from listed IPv4 addresses only',
  ownershipProof: 'every call: a watch list whose domains were verified (DNS, meta tag or file)',
  french: {
    legalReason:
      "ne reçoit que ce qui est sur sa propre liste de surveillance vérifiée ; des données qu'elle rend ne sont gardées que la présence, la nature et la forme d'un mot de passe",
    quotaFrom: "aucun n'est publié ; rythme modéré",
    cost: 'abonnement avec une limite mensuelle ; appels depuis des adresses IPv4 déclarées seulement',
    ownershipProof:
      'tout appel : une liste de surveillance dont les domaines ont été vérifiés (DNS, balise ou fichier)',
  },
  paidPerAnswer: false,
  questions: [question],
  // the watch list, and where it moved the watch list and the catalogue, in pages
  opens: { requests: 1, maxRequests: 3 * maxPages },
  tellsDomains: true,
  assume,
  open,
  catalogue,
  plan,
  ask,
  check,
}

async function catalogue(net: SourceNet): Promise<Catalogue> {
  const clock = clockOf(await readIdentifiers(net))
  const events: SourceEvent[] = []
  let bad = 0
  for await (const page of pages('/breach/catalog', net)) {
    const { rows, badRows } = parseRows(id, catalogued, page.results)
    events.push(...rows.map(toEvent))
    bad += badRows
  }
  if (events.length === 0) throw new ContractError(id, `${id}: the catalogue is empty`)
  return { clock, events, badRows: bad }
}

function check(net: SourceNet): Promise<readonly CheckLine[]> {
  const watchList = async () => ({ key: '', plan: (await open(net)).summary, contract: '' })
  return checkUp({ source: spycloud, keyed: [watchList] })
}
