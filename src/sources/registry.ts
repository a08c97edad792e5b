/** Every source there is, once; and those that were weighed and left out, with the reason. */
import { breachsense } from './breachsense/index.ts'
import type { Source } from './contract.ts'
import { cyberwatch } from './cyberwatch/index.ts'
import { dehashed } from './dehashed/index.ts'
import { enzoic } from './enzoic/index.ts'
import { gist } from './gist/index.ts'
import { gitlab } from './gitlab/index.ts'
import { hibp } from './hibp/index.ts'
import { hudsonrock } from './hudsonrock/index.ts'
import { ideone } from './ideone/index.ts'
import { intelx } from './intelx/index.ts'
import { leakLookup } from './leak-lookup/index.ts'
import { leakcheck } from './leakcheck/index.ts'
import { leakcheckPro } from './leakcheck-pro/index.ts'
import { leakix } from './leakix/index.ts'
import { pastebin } from './pastebin/index.ts'
import { projectdiscovery } from './projectdiscovery/index.ts'
import { ransomlook } from './ransomlook/index.ts'
import { ransomwareLive } from './ransomware-live/index.ts'
import { builtIn } from './recipes/index.ts'
import { rss } from './rss/index.ts'
import { spycloud } from './spycloud/index.ts'
import { telegram } from './telegram/index.ts'
import { xposedornot } from './xposedornot/index.ts'

export const sources: readonly Source[] = [
  hibp,
  xposedornot,
  dehashed,
  leakLookup,
  breachsense,
  intelx,
  leakix,
  hudsonrock,
  leakcheck,
  leakcheckPro,
  enzoic,
  spycloud,
  projectdiscovery,
  pastebin,
  gist,
  gitlab,
  ideone,
  telegram,
  ransomwareLive,
  ransomlook,
  cyberwatch,
  rss,
  ...builtIn,
]

/** `undefined` for an id that no adapter has. */
export function findSource(id: string): Source | undefined {
  return sources.find((source) => source.id === id)
}

/** A service without an adapter, and why. */
export interface RetiredSource {
  readonly id: string
  readonly name: string
  readonly reason: string
  /** the reason in French */
  readonly french: string
  /** `YYYY-MM-DD` */
  readonly decidedOn: string
}

const decidedOn = '2026-11-24'
const republishes = 'resells or republishes leaked records in clear'
const weak = 'no contract by which "nothing found" could be told from a failure'
const republie = 'revend ou republie en clair des données fuitées'
const faible = 'aucun contrat par lequel « rien trouvé » se distinguerait d’un échec'

export const retired: readonly RetiredSource[] = [
  { id: 'snusbase', name: 'Snusbase', reason: republishes, french: republie, decidedOn },
  {
    id: 'proxynova',
    name: 'ProxyNova COMB',
    reason: `${republishes}, without so much as a key`,
    french: `${republie}, sans même une clé`,
    decidedOn,
  },
  {
    id: 'breachdirectory',
    name: 'BreachDirectory',
    reason: `${republishes}; ${weak}`,
    french: `${republie} ; ${faible}`,
    decidedOn,
  },
  {
    id: 'emailrep',
    name: 'EmailRep',
    reason: 'closed: gives no new keys',
    french: 'fermé : ne donne plus de clés',
    decidedOn,
  },
  {
    id: 'hunter',
    name: 'Hunter',
    reason: 'lists public addresses, not leaks',
    french: 'recense des adresses publiques, non des fuites',
    decidedOn,
  },
  {
    id: 'whiteintel',
    name: 'WhiteIntel',
    reason: `${republishes}; ${weak}`,
    french: `${republie} ; ${faible}`,
    decidedOn,
  },
  {
    id: 'leakradar',
    name: 'LeakRadar',
    reason: `${republishes}: unlocked against payment`,
    french: `${republie} : déverrouillées contre paiement`,
    decidedOn,
  },
  {
    id: 'osintleak',
    name: 'OSINTLeak',
    reason: `${republishes}; ${weak}`,
    french: `${republie} ; ${faible}`,
    decidedOn,
  },
  {
    id: 'leaksight',
    name: 'LeakSight',
    reason: `${republishes}; ${weak}`,
    french: `${republie} ; ${faible}`,
    decidedOn,
  },
  {
    id: 'weleakinfo-io',
    name: 'WeLeakInfo.io',
    reason: `${republishes}; its operator is unknown`,
    french: `${republie} ; son exploitant est inconnu`,
    decidedOn,
  },
  {
    id: 'haveibeenransomed',
    name: 'Have I Been Ransomed',
    reason: `contents of leaked files; ${weak}`,
    french: `contenu de fichiers fuités ; ${faible}`,
    decidedOn,
  },
  {
    id: 'pwned-passwords',
    name: 'Pwned Passwords',
    reason: 'is asked about passwords; Vigie holds none and tests none',
    french: 'porte sur des mots de passe ; Vigie n’en détient et n’en essaie aucun',
    decidedOn: '2026-11-25',
  },
  {
    id: 'github-code-search',
    name: 'GitHub code search',
    reason:
      'told the identifier in clear as a search term, ten a minute; public gists are watched instead, told nothing',
    french:
      'reçoit l’identifiant en clair comme terme de recherche, dix par minute ; les gists publics sont surveillés à la place, sans rien révéler',
    decidedOn: '2026-11-25',
  },
  {
    id: 'pastes-without-a-list',
    name: 'dpaste, rentry, hastebin…',
    reason: 'publish no list of new texts: there is nothing to watch',
    french: 'ne publient pas la liste des nouveaux textes : rien à surveiller',
    decidedOn: '2026-11-25',
  },
  {
    id: 'slexy',
    name: 'slexy.org',
    reason: 'forbids automated reading',
    french: 'interdit la lecture automatique',
    decidedOn,
  },
  {
    id: 'psbdmp',
    name: 'psbdmp',
    reason: 'gone: its endpoints answer 404',
    french: 'disparu : ses adresses répondent 404',
    decidedOn,
  },
]
