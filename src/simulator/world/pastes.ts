/** Entries of a pretend paste archive: one that matters among many that do not, and some that only look as if they did. */
import type { City } from '../city.ts'
import { spellings } from '../city-files.ts'
import { type Random, seededRandom } from '../random.ts'
import type { PastebinWorld, PretendPaste } from './model.ts'

const idAlphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789'
const startedAt = Date.parse('2026-11-23T06:00:00Z')
const harmlessCount = 45

/** Fifty entries (one full page): a combo dump, a sale post, a wish, a press note, a look-alike and 45 harmless ones. */
export function makePastebin(city: City, canarySecret: string): PastebinWorld {
  const random = seededRandom(city.seed + 3)
  const world = emptyPastebin(random)
  const telling = [
    { title: 'mix fr fresh', body: comboDump(city, random, canarySecret) },
    { title: '[SELLING] FR mairie DB', body: salePost(city, random) },
    { title: 'WTB fr', body: wish },
    { title: 'revue de presse', body: pressNote },
    { title: '', body: lookAlikes(city, random) },
  ]
  const entries = [...telling, ...Array.from({ length: harmlessCount }, (_, index) => harmless(index, random))]
  for (const entry of random.shuffle(entries)) world.push(entry)
  return world
}

/** An archive without an entry. */
export function emptyPastebin(random: Random = seededRandom(1)): PastebinWorld {
  let clock = startedAt
  const world: PastebinWorld = {
    pastes: [],
    scrapeAllowed: false,
    push(given) {
      clock += 7000
      const paste: PretendPaste = {
        id: Array.from({ length: 8 }, () => random.pick([...idAlphabet])).join(''),
        title: '',
        syntax: 'text',
        postedAt: new Date(clock).toISOString(),
        state: 'public',
        user: '',
        ...given,
      }
      world.pastes.unshift(paste)
      return paste
    },
  }
  return world
}

function comboDump(city: City, random: Random, canarySecret: string): string {
  const agents = random.shuffle(city.staff).slice(0, 6)
  const residents = random.shuffle(city.residents.filter((resident) => resident.phoneE164 !== undefined)).slice(0, 12)
  const strangers = Array.from(
    { length: 60 },
    () => `inconnu${random.integer(1e6)}@ailleurs.example:FICTIF-${random.hex(6)}`,
  )
  const ours = [
    ...agents.map((agent, index) => `${index === 0 ? agent.email.toUpperCase() : agent.email}:${canarySecret}`),
    ...residents.map((resident, index) => {
      const forms = spellings(resident.phoneE164 ?? '')
      return `${resident.email};${canarySecret};${forms[index % forms.length]}`
    }),
  ]
  return `${random.shuffle([...strangers, ...ours]).join('\n')}\n`
}

function salePost(city: City, random: Random): string {
  const sample = random.shuffle(city.residents.filter((resident) => resident.phoneE164 !== undefined)).slice(0, 3)
  return [
    '[SELLING] [FR] Mairie de Saint-Exemple - citizens database 2026',
    '',
    'Selling fresh private DB of the mairie de Saint-Exemple (ville-exemple.fr), 41 200 lines, never leaked before.',
    'Fields: nom, prenom, email, tel, adresse, objet du rdv',
    'Price: 150 $ in XMR, one hand only, escrow accepted. Contact: @vendeur_fictif',
    '',
    'Sample:',
    ...sample.map((resident) => `${resident.lastName};${resident.firstName};${resident.email};${resident.phoneE164}`),
    '',
  ].join('\n')
}

const wish = 'WTB: looking for any french town hall database, buying good price, contact @acheteur_fictif\n'

const pressNote =
  'Selon la presse locale, la ville de Saint-Exemple a annoncé avoir notifié à la CNIL une violation de données.\n' +
  'La mairie indique que ses services restent ouverts. Article à relire avant publication.\n'

/** Addresses that contain one of ours, and digits that a loose matcher would take for a phone number of ours. */
function lookAlikes(city: City, random: Random): string {
  const agent = random.pick(city.staff)
  const resident = random.pick(city.residents.filter((one) => one.phoneE164 !== undefined))
  const digits = `0${resident.phoneE164?.slice(3)}`
  return [
    `x${agent.email}:FICTIF-1`,
    `${agent.email}.example:FICTIF-2`,
    `commande 4${digits}7 du 12/03`,
    `sha1 ${random.hex(8).toLowerCase()}${digits}${random.hex(22).toLowerCase()}`,
    `contact@${city.domains[0]}x.example`,
    '',
  ].join('\n')
}

function harmless(index: number, random: Random): Partial<PretendPaste> & { body: string } {
  const kind = index % 5
  const name = `exercice-${random.integer(900) + 100}`
  if (kind === 0) {
    const body = `def ${name.replace('-', '_')}(n):\n    return sum(range(n))\n\nprint(${name.replace('-', '_')}(${random.integer(999)}))\n`
    return { title: name, syntax: 'python', body }
  }
  if (kind === 1) {
    const body = Array.from(
      { length: 30 },
      () => `192.0.2.${random.integer(255)} GET /index.html 200 ${random.integer(9000)}`,
    )
    return { title: 'access log', body: `${body.join('\n')}\n` }
  }
  if (kind === 2)
    return { title: 'config', syntax: 'json', body: `${JSON.stringify({ name, port: random.integer(60000) })}\n` }
  if (kind === 3)
    return {
      body: `Recette ${name} : ${random.integer(500)} g de farine, ${random.integer(6) + 1} œufs, un peu de sel.\n`,
    }
  return {
    title: 'support',
    body: `Question posée par client${random.integer(1e5)}@ailleurs.example, rappeler au 01 99 00 ${random.integer(90) + 10} ${random.integer(90) + 10}.\n`,
  }
}
