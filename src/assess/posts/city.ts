/**
 * Is a text about the city? Watched names and domains are looked for as people write them to be found by some and not by
 * others: `St-Exemple`, `saint_exemple`, `Ex3mplev1lle`, `v1lle-exemple[.]fr`. Precision first: a post about another place
 * costs an officer's morning.
 *
 * - A domain counts with its subdomains and addresses, not as part of another (`ville-exemple.fr.evil.example`).
 * - A name counts as a whole word; `Saint-Exempleau`, `Saint-Exemple-sur-Mer`, `rue de Saint-Exemple` and `M. Saint-Exemple`
 *   are something else.
 * - A name that is also a common word (Nice, Tours, Orange), is written like one ("un saint exemple"), or stands in talk of
 *   games and fiction needs a second word of the city within 200 characters: town hall, day nursery, council, the domain.
 */
import { type Evidence, shorten } from '../evidence.ts'
import { type Folded, fold } from '../text/fold.ts'

export interface CityReading {
  readonly aboutCity: boolean
  /** the places that name the city, at most five */
  readonly evidence: readonly Evidence[]
}

/** Characters between a doubtful name and the word that settles it. */
const proximity = 200
const evidenceKept = 5
const matchesRead = 200

/** Reads the whole text, in linear time. No term, no city. */
export function readCity(text: string, watchTerms: readonly string[]): CityReading {
  const terms = watchTerms.map(toTerm).filter((term) => term !== undefined)
  if (terms.length === 0) return { aboutCity: false, evidence: [] }
  const folded = fold(text)
  const places = terms.flatMap((term) => findPlaces(folded, term))
  const sure = places.filter(({ doubtful }) => !doubtful)
  const settled = places.filter((place) => place.doubtful && (hasCityWord(folded.text, place) || hasOther(sure, place)))
  const evidence = [...sure, ...settled]
    .sort((a, b) => a.start - b.start)
    .slice(0, evidenceKept)
    .map(({ start, end, rule }) => ({
      rule,
      words: shorten(folded.quote(start, end)),
      field: 'text' as const,
      at: folded.at(start),
    }))
  return { aboutCity: evidence.length > 0, evidence }
}

interface Term {
  readonly kind: 'domain' | 'name'
  readonly pattern: RegExp
  /** a common word too: alone it proves nothing */
  readonly common: boolean
  readonly words: number
}

interface Place {
  readonly start: number
  readonly end: number
  readonly rule: 'city.domain' | 'city.name'
  readonly doubtful: boolean
}

/** Communes whose name is a word of French or English, without saints and hyphens. */
const commonNames = new Set(
  (
    'nice tours orange lens die paris y brie sens vienne eu cannes grasse gap dole pau bords condom angers agen albi rue ars bar bray brest caen ' +
    'chatou cluny cognac craon dax dives dreux foix frejus givet ham istres laval lille limoges loos lure macon meaux melun mens mer metz nancy ' +
    'nantes nevers niort oust plaisir poissy port redon reims rennes riom rodez rouen royan saintes salon sedan souvenir torcy troyes tulle ussel ' +
    'valence vannes vence vif vire vitre voiron bonneville villeneuve neuville beaumont montagne marche croix chateau fontaine'
  ).split(' '),
)

function toTerm(watched: string): Term | undefined {
  const text = fold(watched.trim().slice(0, 200)).text
  const isDomain = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(text)
  const words = text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
  if (words.join('').length < 2) return undefined
  const pattern = isDomain ? domainPattern(text) : namePattern(words)
  return { kind: isDomain ? 'domain' : 'name', pattern, common: !isDomain && isCommon(words), words: words.length }
}

function isCommon(words: readonly string[]): boolean {
  return words.length === 1 && (commonNames.has(words[0]!) || words[0]!.length <= 4)
}

const dot =
  '(?: ?(?:\\[ ?\\. ?\\]|\\( ?\\. ?\\)|\\{ ?\\. ?\\}|\\[ ?dot ?\\]|\\( ?dot ?\\)|\\[ ?point ?\\]) ?| (?:dot|point) |\\.)'
const fileEnding = '(?:sql|csv|zip|7z|rar|txt|gz|json|xlsx?|tar|db|bak|html?|php)'

/** The domain itself; and its first label where that is long and hyphenated, as nobody writes so by chance. */
function domainPattern(domain: string): RegExp {
  const labels = domain.split('.')
  const whole = labels.map((label) => spelt(label)).join(dot)
  const label = labels.at(-2) ?? ''
  const alone = label.length >= 8 && label.includes('-') ? `|${spelt(label, '[-_]')}(?!${dot}[a-z0-9])` : ''
  return new RegExp(
    `(?<![\\p{L}\\p{N}-])(?:${whole}(?!\\.(?!${fileEnding}(?![a-z0-9]))[a-z0-9])(?!${dot.replace('|\\.', '')}[a-z0-9])${alone})(?![\\p{L}\\p{N}@-])`,
    'gu',
  )
}

/** Words in their order, with any thin joint or none; Saint and St are one. */
function namePattern(words: readonly string[]): RegExp {
  const parts = words.map((word) => {
    if (word === 'saint' || word === 'st') return `(?:${spelt('saint')}|${spelt('st')})\\.?`
    if (word === 'sainte' || word === 'ste') return `(?:${spelt('sainte')}|${spelt('ste')})\\.?`
    return spelt(word)
  })
  return new RegExp(
    `(?<![\\p{L}\\p{N}*])${parts.join("[-_.' ]{0,3}")}(?:(?=(?:19|20)\\d\\d(?![\\p{L}\\p{N}]))|(?![\\p{L}\\p{N}*]))`,
    'gu',
  )
}

const disguises: Readonly<Record<string, string>> = {
  a: 'a4@',
  b: 'b8',
  e: 'e3',
  g: 'g9',
  i: 'i1!|l',
  l: 'l1|i',
  o: 'o0',
  s: 's5$',
  t: 't7',
  z: 'z2',
}

/** Each letter as itself, as its leet digit or struck out (`*`); a hyphen as any thin joint. */
function spelt(word: string, joint = '[-_ ]?'): string {
  return [...word]
    .map((letter) => {
      if (letter === '-') return joint
      const forms = disguises[letter] ?? letter
      return `[${forms.replace(/[\]\\^-]/g, '\\$&')}*]`
    })
    .join('')
}

function findPlaces(folded: Folded, term: Term): readonly Place[] {
  const { text } = folded
  const places: Place[] = []
  let read = 0
  for (const match of text.matchAll(term.pattern)) {
    read += 1
    if (read > matchesRead) break
    const [start, end] = [match.index, match.index + match[0].length]
    if ([...match[0]].filter((letter) => letter === '*').length > 2) continue
    if (term.kind === 'domain') {
      places.push({ start, end, rule: 'city.domain', doubtful: false })
      continue
    }
    if (isSomethingElse(folded, start, end)) continue
    const doubtful =
      term.common ||
      writtenAsPhrase(folded, start, end, term) ||
      namesAnother(folded, start) ||
      inFiction(text, start, end)
    places.push({ start, end, rule: 'city.name', doubtful })
  }
  return places
}

const street =
  /(?:^|[^\p{L}])(?:rue|avenue|av|bd|boulevard|place|impasse|chemin|allee|quai|route|cours|street|road|улица|ул)\.? (?:du |des |de la |de l'|de |d')?$/u
const person = /(?:^|[^\p{L}])(?:m|mr|mme|mlle|monsieur|madame|mrs|ms|dr|maitre|docteur|famille|господин|госпожа)\.? $/u
const placeBefore =
  /(?:^|[^\p{L}])(?:mont|val|bois|pont|port|neuf|vieux|vieil|haut|haute|bas|basse|petit|petite|grand|grande|sur|sous|les|le|la|saint|sainte|bourg|mesnil|roche|font|puy|ile|plessis|chatel|nouveau|nouvelle|new|east|west|north|south|lake|upper|lower)[- ]$/u
const placeAfter =
  /^(?:-(?:sur|sous|les|lez|le|la|en|de|du|des|aux?|et|plage|bourg|nord|sud|est|ouest|village|bas|haut|vieux|neuf|st|saint|sainte|d'|l')(?![\p{L}])|,? \(?(?:belgique|suisse|quebec|canada|ontario|texas|luxembourg|wallonie|louisiane|louisiana|ohio|usa|u\.s\.|uk|england|belgium|switzerland|germany|italie|italy|espagne|spain)(?![\p{L}]))/u
const firmAfter =
  /^,? (?:& |et )?(?:associes|fils|freres|sarl|sas|s\.a\.|ltd|inc|gmbh|township|county|heights)(?![\p{L}])/u
const riverAfter = /^ (?:sur|sous|les|lez|en)[ -]\p{L}/u

/** Another place that holds the name, a street, a person. */
function isSomethingElse(folded: Folded, start: number, end: number): boolean {
  const before = folded.text.slice(Math.max(0, start - 40), start)
  const after = folded.text.slice(end, end + 40)
  if (street.test(before) || person.test(before) || placeAfter.test(after)) return true
  if (placeBefore.test(before) && (before.endsWith('-') || !/(?:^|[^\p{L}])(?:les?|la|sur|sous) $/u.test(before)))
    return true
  // "Saint-Exemple-Port" is a place of its own, "SAINT-EXEMPLE-AGENTS.csv" is a file
  if (/^-\p{Lu}\p{Ll}/u.test(folded.original.slice(folded.at(end), folded.at(end) + 4))) return true
  if (firmAfter.test(after)) return true
  // "Exempleville sur Fleuve" is a town, "Exempleville sur le forum" is not: the capital tells
  return (
    riverAfter.test(after) && /^\s+\p{L}+[ -]\p{Lu}/u.test(folded.original.slice(folded.at(end), folded.at(end) + 30))
  )
}

/** What bears a saint's or a town's name anywhere; a first name; an account of a forum. */
const bearer =
  /(?:^|[^\p{L}])(?:lycee|college|ecole|institution|clinique|hopital|eglise|chapelle|paroisse|cathedrale|maternite|cimetiere|gare|stade|cabinet|societe|groupe|hotel|restaurant|domaine|chateau|ehpad|pharmacie|user|pseudo|member|vendeur|seller|school|college|hospital|church|station|jean|pierre|paul|jacques|michel|marie|anne|louis|philippe|alain|claude|henri|andre|nicolas|thomas|david|julien|sophie|isabelle|nathalie|catherine|francoise|john|peter|mary|ivan|olga) (?:de |d')?$/u

function namesAnother(folded: Folded, start: number): boolean {
  return bearer.test(folded.text.slice(Math.max(0, start - 30), start))
}

const determiner =
  /(?:^|[^\p{L}])(?:un|une|le|la|ce|cet|cette|son|sa|ton|mon|notre|votre|quel|tel|a|an|the|such a|this)[ ]$/u

/** Two words of the language that happen to spell the name: "un saint exemple". A capital or a hyphen makes it a name. */
function writtenAsPhrase(folded: Folded, start: number, end: number, term: Term): boolean {
  if (term.words < 2) return false
  const words = folded.quote(start, end)
  if (/\p{Lu}/u.test(words) || /[-_.0-9*]/.test(words) || !words.includes(' ')) return false
  return determiner.test(folded.text.slice(Math.max(0, start - 12), start))
}

const fiction =
  /(?<![\p{L}])(?:game|games|gaming|tycoon|rpg|mmo|minecraft|roleplay|quest|npc|novel|film|movie|series|episode|season|fictional character|jeu|jeux|joueurs?|roman|serie|personnage|partie de|serveur rp|map|игр[а-я]{0,3}|роман[а-я]{0,2}|сериал[а-я]{0,2}|майнкрафт[а-я]{0,2})(?![\p{L}])/u

function inFiction(text: string, start: number, end: number): boolean {
  return fiction.test(text.slice(Math.max(0, start - proximity), end + proximity))
}

const cityWords =
  /(?<![\p{L}])(?:mairie|maire|commune|communale?s?|municipal(?:e|es|ite|ity|aux)?|ville de|metropole|agglo|agglomeration|ccas|cias|ehpad|periscolaire|cantines?|creches?|mediatheque|bibliotheque|etat civil|elections?|police municipale|portail famille|conseil municipal|collectivite|administres|habitants|residents|citizens|town hall|city hall|council|town|city|мэри[а-я]{1,3}|город[а-я]{0,3}|жител[а-я]{1,3}|администраци[а-я]|gouv\.fr)(?![\p{L}])/u

function hasCityWord(text: string, { start, end }: Place): boolean {
  const around = `${text.slice(Math.max(0, start - proximity), start)} ${text.slice(end, end + proximity)}`
  // the town of a game is no town
  return cityWords.test(
    fiction.test(around)
      ? around.replace(/(?<![\p{L}])(?:town|city|ville de|город[а-я]{0,3})(?! hall)(?![\p{L}])/gu, '')
      : around,
  )
}

function hasOther(sure: readonly Place[], { start, end }: Place): boolean {
  return sure.some((other) => other.end > start - proximity && other.start < end + proximity)
}
