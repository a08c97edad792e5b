/** Have I Been Pwned v3, asked. What it promises: `contract.ts`; what it costs and tells: `readme.md`. */
import { ContractError } from '../../domain/index.ts'
import type { SourceNet } from '../../net/index.ts'
import { checkUp, counted, expectGood, type Told } from '../check.ts'
import type { AskSource, Catalogue, CheckLine, SourceSettings } from '../contract.ts'
import { parseRows } from '../parse.ts'
import { assume, type HibpAccount, id, open, readLatest } from './account.ts'
import { ask } from './ask.ts'
import { breach, breachName } from './contract.ts'
import { clockOf, plainText, toEvent } from './map.ts'
import { plan, questions } from './plan.ts'

/** published by HIBP for tests of integrations; it has one breach */
const testAccount = 'account-exists@hibp-integration-tests.com'

export const hibp: AskSource<HibpAccount> = {
  shape: 'ask',
  id,
  name: 'Have I Been Pwned',
  kinds: ['email', 'domain'],
  operator: 'Superlative Enterprises Pty Ltd',
  country: 'Australia',
  legalClass: 'usable',
  legalReason:
    'answers with presence only; told a verified domain or a 6-digit hash prefix, in clear only where allowed',
  termsUrl: 'https://haveibeenpwned.com/API/TermsOfUse',
  contractReadOn: '2026-10-04',
  hosts: { main: 'https://haveibeenpwned.com/api/v3' },
  key: { header: 'hibp-api-key', required: true, format: /^[0-9a-f]{32}$/i },
  quota: { requests: 10, perMs: 60_000 },
  quotaFrom: 'Rpm of /subscription/status',
  tells: 'clear',
  hashTold: 'many',
  cost: 'subscription; the catalogue is free',
  ownershipProof: 'domain search and stealer logs: a domain verified on the HIBP dashboard',
  french: {
    legalReason:
      "n'indique que la présence d'un identifiant ; reçoit un domaine vérifié ou les 6 premiers caractères d'une empreinte, l'identifiant en clair seulement si la configuration le permet",
    quotaFrom: 'Rpm de /subscription/status',
    cost: 'abonnement ; le catalogue est gratuit',
    ownershipProof:
      'recherche par domaine et journaux de logiciels voleurs : un domaine vérifié sur le tableau de bord de HIBP',
  },
  attribution: 'Have I Been Pwned, https://haveibeenpwned.com, CC BY 4.0',
  paidPerAnswer: false,
  questions,
  opens: { requests: 2, maxRequests: 5 },
  tellsDomains: true,
  assume,
  open,
  catalogue,
  plan,
  ask,
  check,
}

async function catalogue(net: SourceNet): Promise<Catalogue> {
  const { load } = await import('cheerio/slim')
  const plain = (html: string) => plainText(html, (fragment) => load(fragment, null, false))
  const latest = await readLatest(net)
  const reply = await net.request({ path: '/breaches', withKey: false, maxBytes: 32 * 2 ** 20 })
  const { rows, badRows } = parseRows(id, breach, reply.json())
  if (rows.length === 0) throw new ContractError(id, `${id}: the catalogue is empty`)
  // an edge may still serve the list of before the latest breach: an empty clock has it read again next time
  const newest = rows.find((row) => row.Name === latest.Name)
  return { clock: newest === undefined ? '' : clockOf(newest), events: rows.map((row) => toEvent(row, plain)), badRows }
}

function check(net: SourceNet, settings: SourceSettings): Promise<readonly CheckLine[]> {
  const account = async () => ({ key: '', plan: (await open(net, settings)).summary })
  return checkUp({ source: hibp, keyed: [account, () => askTestAccount(net)] })
}

async function askTestAccount(net: SourceNet): Promise<Told> {
  const reply = await net.request({
    path: `/breachedaccount/${encodeURIComponent(testAccount)}`,
    expect: [200, 404],
  })
  // it is known to be there: a "nothing found" means that nothing this source says can be trusted
  if (reply.status === 404) throw new ContractError(id, `${id}: the published test account was not found`)
  const breaches = expectGood(id, parseRows(id, breachName, reply.json()))
  return { contract: `test account found, in ${counted(breaches.length, 'breach', 'breaches')}` }
}
