/** Watched places in which something is said of the city, among much that is not. */
import { createHash } from 'node:crypto'
import type { City } from '../city.ts'
import { type Random, seededRandom } from '../random.ts'
import type { PlacesWorld, PretendClaim, PretendPost, PretendReport, PretendText } from './places-model.ts'

const startedAt = Date.parse('2026-11-23T06:00:00Z')
const minuteMs = 60_000

/** The channel and the feeds in which the invented city is spoken of. */
export const demoChannel = 'marche_demo_fr'
export const demoFeeds = {
  press: '/presse/feed.xml',
  alerts: '/alerte/feed/',
  threats: '/cti/feed/',
  victims: '/feed/atom-flux-complet',
}

export function emptyPlaces(): PlacesWorld {
  return {
    gists: [],
    snippets: [],
    codes: [],
    channels: new Map(),
    claims: [],
    reports: [],
    feeds: new Map(),
    robots: new Map(),
  }
}

/** Puts a new text on top of a list; what is not given is invented, the same each time. */
export function addText(list: PretendText[], given: Partial<PretendText> & { readonly body: string }): PretendText {
  const number = list.length + 1
  const text: PretendText = {
    id: digest(`${number} ${given.body}`),
    name: `texte-${number}.txt`,
    postedAt: minutesOn(number),
    state: 'public',
    ...given,
  }
  list.unshift(text)
  return text
}

/** Adds a post to a channel, which is made when there is none of that name. Numbers grow by one. */
export function addPost(
  { channels }: PlacesWorld,
  channel: string,
  given: Partial<PretendPost> & { readonly text: string },
): PretendPost {
  const posts = channels.get(channel) ?? []
  channels.set(channel, posts)
  const number = (posts[0]?.number ?? 100) + 1
  const post: PretendPost = { number, postedAt: minutesOn(number), ...given }
  posts.unshift(post)
  return post
}

export function addClaim(
  { claims }: PlacesWorld,
  given: Partial<PretendClaim> & { readonly victim: string },
): PretendClaim {
  const claim: PretendClaim = {
    group: 'examplelocker',
    domain: '',
    country: 'FR',
    sector: 'Public Sector',
    attackedOn: '2026-11-20',
    discoveredAt: minutesOn(claims.length + 1),
    words: 'Invented claim text.',
    ...given,
  }
  claims.unshift(claim)
  return claim
}

export function addReport(
  { reports }: PlacesWorld,
  given: Partial<PretendReport> & { readonly title: string },
): PretendReport {
  const report: PretendReport = {
    victim: '',
    domain: '',
    country: 'FR',
    date: '2026-11-20',
    added: '2026-11-21',
    summary: 'Résumé inventé.',
    url: `https://presse.example.org/article-${reports.length + 1}`,
    ...given,
  }
  reports.unshift(report)
  return report
}

/** A sale post, a gist with a combo list, a claim, a press note and a report about the city; the rest about nobody. */
export function makePlaces(city: City, canarySecret: string): PlacesWorld {
  const random = seededRandom(city.seed + 7)
  const world = emptyPlaces()
  fillTexts(world, city, random, canarySecret)
  fillChannel(world, city, random)
  fillClaims(world, city, random)
  fillReports(world, city)
  fillFeeds(world, city)
  return world
}

function fillTexts(world: PlacesWorld, city: City, random: Random, canarySecret: string): void {
  const ours = [...random.shuffle(city.staff).slice(0, 4), ...random.shuffle(city.residents).slice(0, 6)]
  const strangers = Array.from(
    { length: 40 },
    () => `inconnu${random.integer(1e6)}@ailleurs.example:FICTIF-${random.hex(6)}`,
  )
  const combo = random.shuffle([...strangers, ...ours.map(({ email }) => `${email}:${canarySecret}`)])
  for (let index = 0; index < 30; index++) addText(world.gists, homework(index, random))
  addText(world.gists, { name: 'fr-mix.txt', body: `${combo.join('\n')}\n` })
  for (let index = 0; index < 12; index++) addText(world.gists, homework(index, random))
  for (let index = 0; index < 20; index++) addText(world.snippets, homework(index, random))
  const [agent] = city.staff
  addText(world.snippets, { name: 'config.ini', body: `[smtp]\nuser = ${agent?.email}\npassword = ${canarySecret}\n` })
  for (let index = 0; index < 24; index++) {
    const { body } = homework(index, random)
    addText(world.codes, { body, id: `Ex${String(index).padStart(4, '0')}` })
  }
}

function homework(index: number, random: Random): { readonly name: string; readonly body: string } {
  return {
    name: `exercice-${index}.py`,
    body: `def exercice_${index}(n):\n    return sum(range(n)) + ${random.integer(1_000)}\n`,
  }
}

function fillChannel(world: PlacesWorld, city: City, random: Random): void {
  const sample = random.shuffle(city.residents).slice(0, 2)
  for (let index = 0; index < 18; index++) {
    addPost(world, demoChannel, {
      text: `Annonce ${index} : ${random.pick(['logs', 'numlist', 'comptes'])} d'ailleurs, voir canal`,
    })
  }
  addPost(world, demoChannel, { text: '', kind: 'service' })
  addPost(world, demoChannel, {
    text: [
      'Vends BDD mairie de Saint-Exemple (ville-exemple.fr), 41 200 lignes, jamais diffusée',
      'Champs : nom, prénom, mail, tel, adresse',
      'Prix 150 $ en XMR, séquestre accepté, contact @vendeur_fictif',
      ...sample.map(({ lastName, firstName, email, phoneE164 }) =>
        [lastName, firstName, email, phoneE164 ?? ''].join(';'),
      ),
    ].join('\n'),
    document: 'saint-exemple_extrait.txt',
  })
  addPost(world, demoChannel, { text: 'Cherche bases de mairies, bon prix, contact @acheteur_fictif' })
}

function fillClaims(world: PlacesWorld, city: City, random: Random): void {
  const groups = ['examplelocker', 'demogang', 'autregang']
  for (let index = 0; index < 60; index++) {
    addClaim(world, {
      victim: `Fabrique ${index} & Cie`,
      group: random.pick(groups),
      domain: index % 4 === 0 ? '' : `fabrique-${index}.example.org`,
      country: random.pick(['FR', 'DE', 'US', '']),
      sector: random.pick(['Manufacturing', 'Not Found', 'Healthcare']),
    })
  }
  addClaim(world, {
    victim: `Mairie de ${city.name}`,
    domain: city.domains[0] ?? '',
    words: 'Town hall. 40 GB of files: registry, invoices, contracts. We will publish all of it in 7 days.',
  })
  addClaim(world, { victim: 'Transports Demo', group: 'demogang', domain: 'transports.example.org' })
}

function fillReports(world: PlacesWorld, city: City): void {
  addReport(world, {
    title: 'Un éditeur de logiciels scolaires signale une fuite (fiction)',
    victim: 'Prestataire Exemple',
    domain: 'prestataire.example.org',
    summary: 'Plusieurs communes fictives utilisent ce logiciel.',
  })
  addReport(world, {
    title: `La ville de ${city.name} visée par une cyberattaque (fiction)`,
    victim: `Ville de ${city.name}`,
    domain: city.domains[0] ?? '',
    summary: 'La collectivité fictive a annoncé une interruption de ses services en ligne.',
  })
}

function fillFeeds(world: PlacesWorld, city: City): void {
  const entry = (index: number, title: string, summary: string) => ({
    name: `tag:presse.example.org,2026:${index}`,
    link: `https://presse.example.org/${index}`,
    title,
    summary,
    publishedAt: minutesOn(index),
  })
  world.feeds.set(demoFeeds.press, {
    format: 'rss',
    entries: [
      entry(
        3,
        `${city.name} : la mairie notifie une violation de données à la CNIL`,
        `<p>La ville de ${city.name} a annoncé avoir notifié à la <b>CNIL</b> une violation de données personnelles.</p>`,
      ),
      entry(2, 'Marché de Noël', '<p>Les stands ouvrent samedi &agrave; 10 h.</p>'),
      entry(1, 'Travaux rue Neuve', 'La circulation est alternée.'),
    ],
  })
  world.feeds.set(demoFeeds.alerts, { format: 'rss', entries: [entry(12, 'Alerte fictive', 'Un composant fictif.')] })
  world.feeds.set(demoFeeds.threats, { format: 'rss', entries: [entry(13, 'État fictif de la menace', 'Un rapport.')] })
  world.feeds.set(demoFeeds.victims, { format: 'atom', entries: [entry(14, 'Conseil fictif', 'Un conseil.')] })
}

function minutesOn(minutes: number): string {
  return new Date(startedAt + minutes * minuteMs).toISOString()
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}
