/**
 * Names of organisations in decoded text: the town hall, its boards, its suppliers.
 *
 * Names of towns are ambiguous (Nice, Tours, Orange, Die): alone they say nothing. A name is *bare* when, small words apart
 * (articles, `saint`, `sur`), one word is left of it and none of its words speaks of a town hall. A bare name counts only
 * with a word of a town hall (`mairie`, `CCAS`, `état civil`, …), one of the city's own domains, or another watched name that is
 * not bare, within 200 characters; a town hall's word that is said of another place (`mairie de Lyon`) does not help `Nice`. A
 * bare name of one word also begins with a capital letter, unless it stands right behind the word of the town hall: `a nice
 * dump of the mairie` is not about Nice.
 *
 * Accents, case, the kind of hyphen or blank between words, and `St` for `Saint` make no difference.
 */

export interface WatchedOrganisation {
  /** the caller's own number for it */
  readonly ref: number
  /** as one writes it: `mairie de Saint-Exemple`, `Saint-Exemple` */
  readonly name: string
}

export interface OrganisationOptions {
  readonly names: Iterable<WatchedOrganisation>
  /** the city's own, canonical: beside one of them a bare name counts */
  readonly domains?: Iterable<string>
}

/** `name`: it says enough by itself; else what stood near a bare one. */
export type OrganisationRule = 'name' | 'near-city-word' | 'near-domain' | 'near-name'

export interface OrganisationHit {
  readonly ref: number
  /** in UTF-16 units of the text as given */
  readonly offset: number
  readonly length: number
  /** from 1; lines end with `\n` */
  readonly line: number
  readonly rule: OrganisationRule
  /** where that stood */
  readonly near?: { readonly offset: number; readonly length: number }
}

export interface OrganisationMatcher {
  readonly size: number
  /** every mention, ordered by offset; where one watched name stands inside another, both */
  match(text: string): readonly OrganisationHit[]
}

/** as far as two words belong together in a post */
const proximity = 200
/** mentions of one name that are told: a hundredth says nothing that the first did not */
const hitsKept = 100

/** @throws RangeError for a name without a letter or digit */
export function createOrganisationMatcher({ names, domains = [] }: OrganisationOptions): OrganisationMatcher {
  const compiled = [...names].map(compile)
  const domainPattern = patternOfDomains([...domains])
  return {
    size: compiled.length,
    match: (text) => (compiled.length === 0 ? [] : matchAll(text, compiled, domainPattern)),
  }
}

interface CompiledName {
  readonly ref: number
  readonly pattern: RegExp
  readonly isBare: boolean
  readonly isOneWord: boolean
  /** folded words of the name, small ones apart */
  readonly words: ReadonlySet<string>
}

interface Span {
  readonly offset: number
  readonly length: number
}

const word = /[\p{L}\p{N}\p{M}]+/gu
const between = String.raw`[\s\p{Pd}_'’.]{1,3}`
const smallWords = new Set(
  'a au aux d de des du en et l la le les lez les of saint sainte st ste sous sur the'.split(' '),
)

/** Words of a town hall, folded. `ville` and `commune` count where the name of a place follows. */
const cityWords = String.raw`mairies?|h[oô]tel de ville|municipalit[eé]s?|municipal(?:e|es|aux)?|municipality|town halls?|city halls?|city council|communes?|communaut[eé] (?:de communes|d[’']agglom[eé]ration|urbaine)|villes? d(?:e|u|es)\b|villes? d[’']|city of|town of|m[eé]tropoles?|agglo(?:m[eé]rations?)?|ccas|cias|ehpad|p[eé]riscolaires?|cantines?|m[eé]diath[eè]ques?|[eé]tat[ -]civil|civil registry|[eé]lections?|rdv|portail famille|[a-z0-9-]+\.gouv\.fr|мэри[яию]|администраци[яию] города`
const cityWordSource = String.raw`(?<![\p{L}\p{N}])(?:${cityWords})(?![\p{L}\p{N}])`
const cityWord = new RegExp(cityWordSource, 'giu')
const hasCityWord = new RegExp(cityWordSource, 'iu')

function compile({ ref, name }: WatchedOrganisation): CompiledName {
  const parts = name.match(word) ?? []
  if (parts.length === 0) throw new RangeError('a name of an organisation has no letter')
  const words = parts.map(fold)
  const telling = words.filter((part) => !smallWords.has(part))
  return {
    ref,
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}\\p{M}])${parts.map(spellingsOf).join(between)}(?![\\p{L}\\p{N}\\p{M}])`,
      'giu',
    ),
    isBare: telling.length <= 1 && !hasCityWord.test(name),
    isOneWord: words.length === 1,
    words: new Set(telling),
  }
}

/** Each letter with or without its accents, composed or not; `saint` also as `st`. */
function spellingsOf(part: string): string {
  const folded = fold(part)
  if (folded === 'saint' || folded === 'st') return 's(?:ain)?t'
  if (folded === 'sainte' || folded === 'ste') return 's(?:ain)?te'
  return [...folded].map((letter) => `${accented[letter] ?? letter}\\p{M}*`).join('')
}

const accented: Readonly<Record<string, string>> = {
  a: '[aàáâãäå]',
  c: '[cç]',
  e: '[eèéêë]',
  i: '[iìíîï]',
  n: '[nñ]',
  o: '[oòóôõö]',
  u: '[uùúûü]',
  y: '[yýÿ]',
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('œ', 'oe').replaceAll('æ', 'ae')
}

function patternOfDomains(domains: readonly string[]): RegExp | undefined {
  if (domains.length === 0) return undefined
  const any = domains.map((domain) => domain.toLowerCase().replaceAll('.', '\\.')).join('|')
  return new RegExp(`(?<![a-z0-9-])(?:${any})(?![a-z0-9-]|\\.[a-z0-9])`, 'giu')
}

function matchAll(text: string, names: readonly CompiledName[], domains: RegExp | undefined): OrganisationHit[] {
  const found = names.map((name) => ({ name, spans: mentions(text, name) }))
  const whole = found.filter(({ name }) => !name.isBare).flatMap(({ spans }) => spans)
  const hits: Omit<OrganisationHit, 'line'>[] = []
  for (const { name, spans } of found) {
    let kept = 0
    for (const span of spans) {
      if (kept === hitsKept) break
      const judged = name.isBare ? judge(text, span, name, whole, domains) : ({ rule: 'name' } as const)
      if (judged === undefined) continue
      hits.push({ ref: name.ref, ...span, ...judged })
      kept++
    }
  }
  return withLines(
    text,
    hits.sort((a, b) => a.offset - b.offset || b.length - a.length || a.ref - b.ref),
  )
}

/** Where a name stands as words of a text: inside a host name or an address it is the domain that is found. */
function mentions(text: string, { pattern }: CompiledName): readonly Span[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const { index: offset } = match
    const end = offset + match[0].length
    const isHost = text[offset - 1] === '@' || hostAfter.test(text.slice(end, end + 8))
    const isLocalPart = /^[a-z0-9._+-]{0,64}@[a-z0-9]/i.test(text.slice(end, end + 70))
    return isHost || isLocalPart ? [] : [{ offset, length: match[0].length }]
  })
}

/** a label that follows, unless it is what names of files end in */
const hostAfter = /^\.(?!(?:txt|csv|tsv|json|sql|xlsx?|zip|rar|7z|gz|db|bak|pdf|docx?)(?![a-z0-9]))[a-z0-9]/i

/** What makes a bare name count, if anything does; the strongest first. */
function judge(
  text: string,
  span: Span,
  name: CompiledName,
  whole: readonly Span[],
  domains: RegExp | undefined,
): { readonly rule: OrganisationRule; readonly near: Span } | undefined {
  const domain = domains === undefined ? undefined : near(text, span, domains)[0]
  if (domain !== undefined) return { rule: 'near-domain', near: domain }
  const isCapital = !name.isOneWord || /^\p{Lu}/u.test(text.slice(span.offset))
  const words = near(text, span, cityWord)
  const helping = words.find((one) => bearsOn(text, one, span, name, isCapital))
  if (helping !== undefined) return { rule: 'near-city-word', near: helping }
  const other = isCapital ? whole.find((one) => isApart(one, span) && distance(one, span) <= proximity) : undefined
  return other === undefined ? undefined : { rule: 'near-name', near: other }
}

/** what may stand between the word of a town hall and the place that it is said of: `de la`, `d'`, `of the` */
const link = String.raw`(?:[\s\p{Pd}:,]*(?:de|du|des|d[’']|of|la|le|les|l[’']|the|à|a|в|города)(?![\p{L}]))*[\s\p{Pd}:,]*`
const linkOnly = new RegExp(`^${link}$`, 'iu')
const placeAfter = new RegExp(
  `^(?:[\\s]*(?:de|du|des|d[’']|of)(?![\\p{L}])${link})([\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}]*)`,
  'iu',
)

/** `12 rue de la Mairie` is where somebody lives */
const street =
  /(?<!\p{L})(?:rue|place|pl|avenue|av|boulevard|bd|impasse|all[ée]e|chemin|square|route|quai|cours)\.?\s+(?:de\s+la\s+|de\s+l['’]|du\s+|des\s+|de\s+)?$/iu

/** Whether the word of a town hall speaks of this name: right before it, or of no other place. */
function bearsOn(text: string, city: Span, span: Span, name: CompiledName, isCapital: boolean): boolean {
  if (street.test(text.slice(Math.max(0, city.offset - 40), city.offset))) return false
  const cityEnd = city.offset + city.length
  if (cityEnd <= span.offset && linkOnly.test(text.slice(cityEnd, span.offset))) return true
  if (!isCapital) return false
  const said = text.slice(city.offset, cityEnd)
  // `ville de` and `city of` hold the link already
  const from = /(?:d(?:e|u|es)|d[’']|of)$/iu.exec(said)?.index ?? said.length
  const place = placeAfter.exec(text.slice(city.offset + from, cityEnd + proximity))?.[1]
  if (place === undefined || /^\p{N}/u.test(place)) return true
  const folded = fold(place)
  return smallWords.has(folded) || name.words.has(folded) || /^villes?$/.test(folded) || hasCityWord.test(place)
}

/** Where a pattern stands within reach of a mention and apart from it, the closest first. */
function near(text: string, span: Span, pattern: RegExp): readonly Span[] {
  const from = Math.max(0, span.offset - proximity)
  const around = text.slice(from, span.offset + span.length + proximity)
  return [...around.matchAll(pattern)]
    .map((match) => ({ offset: from + match.index, length: match[0].length }))
    .filter((one) => isApart(one, span))
    .sort((a, b) => distance(a, span) - distance(b, span))
}

function isApart(a: Span, b: Span): boolean {
  return a.offset + a.length <= b.offset || b.offset + b.length <= a.offset
}

function distance(a: Span, b: Span): number {
  return Math.max(b.offset - a.offset - a.length, a.offset - b.offset - b.length)
}

function withLines(text: string, hits: readonly Omit<OrganisationHit, 'line'>[]): OrganisationHit[] {
  let line = 1
  let lineEnd = text.indexOf('\n')
  return hits.map((hit) => {
    for (; lineEnd !== -1 && lineEnd < hit.offset; lineEnd = text.indexOf('\n', lineEnd + 1)) line++
    return { ...hit, line }
  })
}
