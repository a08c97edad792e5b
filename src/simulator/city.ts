import { firstNames, lastNames, services } from './names.ts'
import { type Random, seededRandom } from './random.ts'

/** One agent of the town hall. */
export interface StaffMember {
  readonly matricule: string
  readonly firstName: string
  readonly lastName: string
  readonly service: string
  /** lower-case, `prenom.nom@ville-exemple.fr` */
  readonly email: string
  /** from the ranges kept for fiction */
  readonly phoneE164?: string
}

/** One person known to the city's online desk. */
export interface Resident {
  /** number on the desk, `U000042` */
  readonly usager: string
  readonly firstName: string
  readonly lastName: string
  /** lower-case, at a domain that nobody can own */
  readonly email: string
  readonly phoneE164?: string
}

/** Saint-Exemple: nobody lives there. */
export interface City {
  readonly name: string
  readonly seed: number
  readonly domains: readonly string[]
  /** names under which posts speak of it */
  readonly organisations: readonly string[]
  readonly staff: readonly StaffMember[]
  readonly residents: readonly Resident[]
}

const staffCount = 300
const residentCount = 2000
const staffDomain = 'ville-exemple.fr'
const mailDomains = ['example.org', 'example.com', 'example.net', 'courriel.example', 'messagerie.example'] as const

/** The same seed gives the same city, to the last digit. */
export function makeCity(seed = 2022): City {
  const random = seededRandom(seed)
  const taken = new Set<string>()
  const mobiles = numbers(random, '+3363998')
  const lines = numbers(random, '+3326191')
  return {
    name: 'Saint-Exemple',
    seed,
    domains: [staffDomain, 'saint-exemple.example', 'agglo-exemple.fr'],
    organisations: [
      'mairie de Saint-Exemple',
      'ville de Saint-Exemple',
      'CCAS de Saint-Exemple',
      'agglomération Exemple',
    ],
    staff: Array.from({ length: staffCount }, (_, index) => makeStaff(index, random, taken, mobiles, lines)),
    residents: Array.from({ length: residentCount }, (_, index) => makeResident(index, random, taken, mobiles)),
  }
}

function makeStaff(index: number, random: Random, taken: Set<string>, mobiles: string[], lines: string[]): StaffMember {
  const person = makeName(random)
  const email = unique(`${ascii(person.firstName)}.${ascii(person.lastName)}`, staffDomain, taken)
  const phone = random.chance(0.25) ? mobiles.pop() : random.chance(0.4) ? lines.pop() : undefined
  return {
    matricule: String(10_000 + index * 7),
    ...person,
    service: random.pick(services),
    email,
    ...(phone === undefined ? {} : { phoneE164: phone }),
  }
}

function makeResident(index: number, random: Random, taken: Set<string>, mobiles: string[]): Resident {
  const person = makeName(random)
  const email = unique(localPart(person, random), random.pick(mailDomains), taken)
  const phone = random.chance(0.85) ? mobiles.pop() : undefined
  return {
    usager: `U${String(index + 1).padStart(6, '0')}`,
    ...person,
    email,
    ...(phone === undefined ? {} : { phoneE164: phone }),
  }
}

function makeName(random: Random): { firstName: string; lastName: string } {
  return { firstName: random.pick(firstNames), lastName: random.pick(lastNames) }
}

function localPart(person: { firstName: string; lastName: string }, random: Random): string {
  const first = ascii(person.firstName)
  const last = ascii(person.lastName)
  const forms = [
    `${first}.${last}`,
    `${last}.${first}`,
    `${first.charAt(0)}${last}`,
    `${first}_${last}`,
    `${first}${last}`,
  ]
  const form = random.pick(forms)
  return random.chance(0.4) ? `${form}${random.integer(100)}` : form
}

function unique(local: string, domain: string, taken: Set<string>): string {
  let email = `${local}@${domain}`
  for (let again = 2; taken.has(email); again++) email = `${local}${again}@${domain}`
  taken.add(email)
  return email
}

/** The ten thousand numbers of one block kept for fiction, in an order of chance. */
function numbers(random: Random, block: string): string[] {
  return random.shuffle(Array.from({ length: 10_000 }, (_, index) => `${block}${String(index).padStart(4, '0')}`))
}

function ascii(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
