/**
 * What services other than HIBP hold: the same events under other names, some that HIBP never loaded, and the rows
 * themselves. A name that differs ("ReseauSocialExemple", "ReseauSocial.example 2021") is what correlation has to join.
 */
import { hash } from 'node:crypto'
import type { City } from '../city.ts'
import { type Random, seededRandom } from '../random.ts'
import type { HibpBreach, HibpWorld, PretendLeak, PretendRecord, World } from './model.ts'

/**
 * Names per pretend source of the breaches that others know too. `xposedornot` writes as HIBP does, one word;
 * `leakcheck` the site, at times with the year; `enzoic` and `spycloud` a title.
 */
const namesElsewhere: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  BoutiqueExemple: {
    xposedornot: 'BoutiqueExemple',
    leakcheck: 'BoutiqueExemple.example',
    enzoic: 'boutiqueexemple.example',
    spycloud: 'Boutique Exemple',
    dehashed: 'BoutiqueExemple',
    'leak-lookup': 'boutiqueexemple_example',
    breachsense: 'boutiqueexemple.example',
    intelx: 'Boutique Exemple/clients.csv',
  },
  TransFictif: {
    xposedornot: 'Trans-Fictif',
    leakcheck: 'TransFictif.example',
    spycloud: 'Trans Fictif travellers',
    'leak-lookup': 'transfictif_example',
  },
  CollectionRecyclee: {
    xposedornot: 'CollectionRecyclee',
    leakcheck: 'Collection Recyclée (compilation)',
    enzoic: 'Credential stuffing list, January 2024',
    projectdiscovery: 'combo lists',
    spycloud: 'Combo list 2024-01',
    dehashed: 'Collection Recyclee',
    breachsense: 'collection-recyclee-fr.txt',
    intelx: 'Collection Recyclee/fr.txt [Part 1 of 2]',
  },
  JournauxVoleursDemo: {
    leakcheck: 'Stealer Logs',
    hudsonrock: 'DemoStealer',
    projectdiscovery: 'stealer logs',
    spycloud: 'Stealer logs, February 2025',
    breachsense: 'stealer',
    intelx: 'Journaux Demo.zip/POSTE/Passwords.txt',
  },
  ForumDemo: {
    xposedornot: 'ForumDemo',
    leakcheck: 'ForumDemo.example',
    enzoic: 'forumdemo.example',
    spycloud: 'Forum Demo',
    dehashed: 'ForumDemo.example',
    'leak-lookup': 'forumdemo_example',
  },
  OperateurImaginaire: { leakcheck: 'Operateur-Imaginaire.example 2024', spycloud: 'Operateur Imaginaire (sensitive)' },
  ReseauSocialExemple: {
    xposedornot: 'ReseauSocialExemple-2021',
    leakcheck: 'ReseauSocial.example 2021',
    enzoic: 'reseausocialexemple.example',
    spycloud: 'Reseau Social scrape',
    dehashed: 'Reseau Social Exemple',
    'leak-lookup': 'reseausocial_2021',
  },
}

const passwordsIn: Readonly<Record<string, PretendLeak['passwords']>> = {
  BoutiqueExemple: 'bcrypt',
  CollectionRecyclee: 'clear',
  JournauxVoleursDemo: 'clear',
  ForumDemo: 'md5',
}

/** An event that HIBP never loaded. */
const unknownToHibp: PretendLeak = {
  key: 'AnnuaireSportif',
  nature: 'breach',
  site: 'annuairesportif.example',
  occurredOn: '2022-05-01',
  addedAt: '2022-06-11T00:00:00Z',
  size: 61_200,
  dataClasses: ['Email addresses', 'Names', 'Phone numbers'],
  names: {
    leakcheck: 'AnnuaireSportif.example',
    dehashed: 'Annuaire Sportif',
    'leak-lookup': 'annuairesportif_example',
  },
}

const machineFamily = 'DemoStealer'

export function makeLeaks(breaches: readonly HibpBreach[]): PretendLeak[] {
  const known = breaches.filter((breach) => namesElsewhere[breach.Name] !== undefined)
  return [...known.map(toLeak), { ...unknownToHibp, names: { ...unknownToHibp.names } }]
}

function toLeak(breach: HibpBreach): PretendLeak {
  const passwords = passwordsIn[breach.Name]
  return {
    key: breach.Name,
    nature: natureOf(breach),
    site: breach.Domain,
    occurredOn: breach.BreachDate,
    addedAt: breach.AddedDate,
    size: breach.PwnCount,
    dataClasses: [...breach.DataClasses],
    ...(passwords === undefined ? {} : { passwords }),
    names: { ...namesElsewhere[breach.Name] },
  }
}

function natureOf(breach: HibpBreach): PretendLeak['nature'] {
  if (breach.IsStealerLog) return 'stealer-log'
  if (breach.IsSpamList) return 'spam-list'
  return breach.Domain === '' ? 'combo-list' : 'breach'
}

/** A row for each person and leak that HIBP knows of, and some for the leak that it does not. */
export function makeRecords(city: City, hibp: HibpWorld, leaks: readonly PretendLeak[]): PretendRecord[] {
  const random = seededRandom(city.seed + 4)
  const byKey = new Map(leaks.map((leak) => [leak.key, leak]))
  const records: PretendRecord[] = []
  for (const person of [...city.staff, ...city.residents]) {
    const keys = hibp.accounts.get(person.email) ?? []
    const also = random.chance(0.04) ? [unknownToHibp.key] : []
    for (const key of [...keys, ...also]) {
      const leak = byKey.get(key)
      if (leak !== undefined) records.push(...rowsOf(person, leak, hibp.stealerLogs.get(person.email) ?? [], random))
    }
  }
  return records
}

function rowsOf(
  person: { readonly email: string; readonly phoneE164?: string },
  leak: PretendLeak,
  websites: readonly string[],
  random: Random,
): PretendRecord[] {
  const { email, phoneE164 } = person
  if (leak.nature !== 'stealer-log') {
    const hasPhone = phoneE164 !== undefined && leak.dataClasses.includes('Phone numbers')
    return [{ leak: leak.key, email, ...(hasPhone ? { phoneE164 } : {}) }]
  }
  const machine = {
    name: `POSTE-${random.hex(4)}`,
    infectedAt: `2025-01-${10 + random.integer(20)}T0${random.integer(10)}:21:09.${100 + random.integer(900)}Z`,
    family: machineFamily,
  }
  const sites = websites.length === 0 ? ['connexion.example.org'] : websites
  // some log in with their number
  const login = phoneE164 !== undefined && random.chance(0.3) ? { phoneE164 } : {}
  return sites.map((website) => ({ leak: leak.key, email, ...login, website, machine }))
}

/** A row as one source knows it: `name` is the leak's name there. */
export interface KnownRecord {
  readonly name: string
  readonly leak: PretendLeak
  readonly record: PretendRecord
}

/** The rows that a source knows and `match` takes, in the order of the world. */
export function knownAt(world: World, source: string, match: (record: PretendRecord) => boolean): KnownRecord[] {
  const leaks = new Map(world.leaks.map((leak) => [leak.key, leak]))
  const known: KnownRecord[] = []
  for (const record of world.records) {
    if (!match(record)) continue
    const leak = leaks.get(record.leak)
    const name = leak?.names[source]
    if (leak !== undefined && name !== undefined) known.push({ name, leak, record })
  }
  return known
}

const digests = new Map<string, string>()

/** SHA-256 in lower-case hex, reckoned once a word: services that are asked by hash look through all their rows. */
export function sha256Hex(word: string): string {
  let digest = digests.get(word)
  if (digest === undefined) {
    digest = hash('sha256', word, 'hex')
    digests.set(word, digest)
  }
  return digest
}
