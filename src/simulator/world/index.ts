import { createHash } from 'node:crypto'
import type { City } from '../city.ts'
import { type Random, seededRandom } from '../random.ts'
import { type CatalogueEntry, makeCatalogue } from './catalogue.ts'
import { makeLeaks, makeRecords } from './leaks.ts'
import {
  type BreachsenseWorld,
  CountedMap,
  type HibpPaste,
  type HibpWorld,
  type IntelxWorld,
  type World,
} from './model.ts'
import { emptyPastebin, makePastebin } from './pastes.ts'
import { emptyPlaces, makePlaces } from './places.ts'

export { type KnownRecord, knownAt, sha256Hex } from './leaks.ts'
export {
  type BreachsenseWorld,
  CountedMap,
  type HibpBreach,
  type HibpPaste,
  type HibpWorld,
  type IntelxWorld,
  type LeakixLeak,
  type PastebinWorld,
  type PretendLeak,
  type PretendMachine,
  type PretendPaste,
  type PretendRecord,
  type World,
} from './model.ts'
export { addClaim, addPost, addReport, addText, demoChannel, demoFeeds } from './places.ts'
export type * from './places-model.ts'

const staffExposed = 0.18
const residentsExposed = 0.25
const inStealerLog = 0.02
const inPaste = 0.03
const websites = ['connexion.example.org', 'portail.example.net', 'boutiqueexemple.example', 'webmail.ville-exemple.fr']

/**
 * What the pretend sources know of this city: about a fifth of its people are exposed somewhere. The same city gives the
 * same world. `canarySecret` stands for every password that a source would give away.
 */
export function makeWorld(city: City, options: { canarySecret?: string } = {}): World {
  const canarySecret = options.canarySecret ?? 'FICTIF-canari-0f6b2d'
  const hibp = makeHibp(city)
  const leaks = makeLeaks(hibp.breaches)
  return {
    domains: [...city.domains],
    hibp,
    pwnedPasswords: new Map([
      [sha1('password'), 52_256_179],
      [sha1(canarySecret), 3],
    ]),
    pastebin: makePastebin(city, canarySecret),
    places: makePlaces(city, canarySecret),
    leaks,
    records: makeRecords(city, hibp, leaks),
    leakix: {
      leaks: city.domains.slice(0, 1).map((domain) => ({
        host: `demo.${domain}`,
        port: '443',
        plugin: 'DotEnvConfigPlugin',
        severity: 'high',
        rows: 0,
        seenAt: '2026-02-03T04:05:06.123456789Z',
      })),
    },
    intelx: calmIntelx(),
    breachsense: {
      ...emptyBreachsense(),
      claims: city.domains.slice(0, 1).map((domain) => ({
        domain,
        actor: 'examplelocker',
        foundOn: '2026-02-14',
        words: 'Collectivité fictive. 40 GB of files will be published.',
      })),
      posts: city.domains.slice(0, 1).map((domain) => ({
        domain,
        url: 'https://forum.example.org/threads/12345',
        foundOn: '2026-03-01',
      })),
    },
    xposedornot: { hidden: [] },
    leakcheckQuota: 100_000,
    projectdiscovery: { flat: false },
    spycloud: { watchedEmails: [], lastDiscovered: '2026-02-10T00:00:00Z', masksSecrets: false },
    dehashed: { credits: 1_000 },
    canarySecret,
  }
}

/** A world in which nobody is known, no breach is listed and nothing was pasted; for tests that build their own. */
export function emptyWorld(domains: readonly string[] = ['ville-exemple.fr']): World {
  return {
    domains: [...domains],
    hibp: { breaches: [], accounts: new CountedMap(), pastes: new Map(), stealerLogs: new Map(), rangeDecoys: 3 },
    pwnedPasswords: new Map(),
    pastebin: emptyPastebin(),
    places: emptyPlaces(),
    leaks: [],
    records: [],
    leakix: { leaks: [] },
    intelx: calmIntelx(),
    breachsense: emptyBreachsense(),
    xposedornot: { hidden: [] },
    leakcheckQuota: 100_000,
    projectdiscovery: { flat: false },
    spycloud: { watchedEmails: [], lastDiscovered: '2026-02-10T00:00:00Z', masksSecrets: false },
    dehashed: { credits: 1_000 },
    canarySecret: 'FICTIF-canari-0f6b2d',
  }
}

function calmIntelx(): IntelxWorld {
  return { credits: 1_000, concurrentSearches: 5, emptyPolls: 1, resultsPerCall: 1_000 }
}

function emptyBreachsense(): BreachsenseWorld {
  return { claims: [], posts: [], pageSize: 1_000, queriesLeft: 100_000 }
}

function makeHibp(city: City): HibpWorld {
  const random = seededRandom(city.seed + 2)
  const catalogue = makeCatalogue()
  const world: HibpWorld = {
    breaches: catalogue.map((entry) => entry.breach),
    accounts: new CountedMap(),
    pastes: new Map(),
    stealerLogs: new Map(),
    rangeDecoys: 3,
  }
  for (const agent of city.staff) expose(agent, staffExposed, catalogue, (entry) => entry.staffWeight, world, random)
  for (const resident of city.residents) {
    expose(resident, residentsExposed, catalogue, (entry) => entry.residentWeight, world, random)
  }
  return world
}

function expose(
  person: { readonly email: string; readonly phoneE164?: string },
  rate: number,
  catalogue: readonly CatalogueEntry[],
  weight: (entry: CatalogueEntry) => number,
  world: HibpWorld,
  random: Random,
): void {
  if (random.chance(rate)) {
    const names = new Set(
      Array.from({ length: 1 + random.integer(4) }, () => draw(catalogue, weight, random).breach.Name),
    )
    world.accounts.set(person.email, [...names])
    // one network's scrape was loaded by phone number; hardly anything else ever was
    if (names.has('ReseauSocialExemple') && person.phoneE164 !== undefined) {
      world.accounts.set(person.phoneE164.slice(1), ['ReseauSocialExemple'])
    }
  }
  if (random.chance(inStealerLog)) {
    const names = world.accounts.get(person.email) ?? []
    if (!names.includes('JournauxVoleursDemo')) world.accounts.set(person.email, [...names, 'JournauxVoleursDemo'])
    // being in the breach does not guarantee a record per website
    if (random.chance(0.8))
      world.stealerLogs.set(person.email, random.shuffle(websites).slice(0, 1 + random.integer(3)))
  }
  if (random.chance(inPaste))
    world.pastes.set(
      person.email,
      Array.from({ length: 1 + random.integer(2) }, () => makePaste(random)),
    )
}

function draw(
  catalogue: readonly CatalogueEntry[],
  weight: (entry: CatalogueEntry) => number,
  random: Random,
): CatalogueEntry {
  let left = random.next() * catalogue.reduce((sum, entry) => sum + weight(entry), 0)
  for (const entry of catalogue) {
    left -= weight(entry)
    if (left < 0) return entry
  }
  return random.pick(catalogue)
}

function makePaste(random: Random): HibpPaste {
  const kind = random.integer(4)
  const date = `20${15 + random.integer(10)}-0${1 + random.integer(9)}-1${random.integer(10)}T10:12:44Z`
  const emailCount = 20 + random.integer(5000)
  if (kind === 0) {
    return {
      Source: 'AdHocUrl',
      Id: `http://depot.example.org/dump-${random.integer(1e4)}.txt`,
      Date: null,
      EmailCount: emailCount,
    }
  }
  if (kind === 1) return { Source: 'Slexy', Id: `s2${random.hex(8)}`, Date: date, EmailCount: emailCount }
  if (kind === 2) return { Source: 'Pastebin', Id: random.hex(8), Title: null, Date: date, EmailCount: emailCount }
  return { Source: 'Pastebin', Id: random.hex(8), Title: 'liste fr', Date: date, EmailCount: emailCount }
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex').toUpperCase()
}
