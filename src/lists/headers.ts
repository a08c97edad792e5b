/**
 * What a column's name says of its content, in French and English. The rules are phrases of whole words, compared
 * without case, accents, punctuation, plural `s` and trailing number (`Tél. portable 2` reads `tel portable`). The
 * longest phrase wins, so `adresse mél` is an address to write to and `n° de sécurité sociale` is no number to call.
 */
import type { ColumnRole } from './types.ts'

const phrases: Readonly<Record<'email' | 'phone' | 'domain' | 'person' | 'ignored', string>> = {
  email: `
    courriel, courrier electronique, adresse electronique, adresse de messagerie, messagerie, messagerie electronique,
    mel, adresse mel, mail, adresse mail, e mail, adresse e mail, email, adresse email, mail pro, mail perso, adresse courriel,
    couriel, electronic mail, mail address, email address, e mail address, smtp, smtp address, primary smtp address,
    proxy address, mail alternate address, rfc822 mailbox, boite mail, boite aux lettres electronique, bal`,
  phone: `
    tel, telephone, numero de telephone, numero telephone, n telephone, n tel, num tel, numero tel, numtel, n de telephone,
    n de tel, tel portable, telephone portable, tel mobile, telephone mobile, tel fixe, telephone fixe, portable, mobile,
    gsm, fixe, ligne directe, telport, telfixe, telmobile, telpro, teldom, tel pro, tel perso, tel domicile, tel bureau,
    phone, phone number, mobile phone, mobile number, cell phone, cell, home phone, work phone, business phone, landline,
    telephone number, msisdn, sms, numero de portable, numero de mobile, n de portable, n portable, n mobile`,
  domain: `
    domaine, domain, nom de domaine, nom domaine, domain name, site web, site internet, adresse du site, url, website,
    web site, web, associated domain`,
  person: `
    matricule, numero de matricule, n matricule, identifiant, identifiant usager, identifiant agent, id usager, id agent,
    n usager, no usager, num usager, numero usager, numero d usager, n d usager, code usager, n agent, no agent, num agent,
    numero agent, numero d agent, n d agent, code agent, n adherent, numero adherent, numero d adherent, id personne,
    numero de personne, n personne, person id, personid, employee number, employee id, employeeid, employeenumber,
    staff id, user id, userid, staff number`,
  ignored: `
    siren, siret, n siren, n siret, numero siren, numero siret, siren siret, nir, n nir, secu, n secu, securite sociale,
    numero de securite sociale, n de securite sociale, numero securite sociale, n securite sociale, n ss, insee, code insee,
    n insee, iban, rib, bic, numero de compte, n de compte, compte bancaire, code postal, codepostal, cp, postal code,
    zip, zip code, postcode, tva, n tva, numero de tva, naf, ape, date, fax, telecopie, telecopieur, numero de fax,
    domaine d activite, domaine de competence, domaine fonctionnel, domaine d intervention, domaine professionnel,
    accord sms, consentement sms, consentement mail, consentement email, newsletter`,
}

/** Words that name somebody only when they are the whole header: `Usager`, but not `Nom de l'usager`. */
const wholeOnly: ReadonlyMap<string, HeaderRole> = new Map([
  ['usager', 'person'],
  ['personne', 'person'],
  ['agent', 'person'],
  ['uid', 'person'],
])

/** Two selectors' names in one header (`Mail ou tél.`) make a mixed column; a person's gives way to a selector's. */
const selectorRoles: readonly HeaderRole[] = ['email', 'phone', 'domain']

export type HeaderRole = Exclude<ColumnRole, never>

interface Rule {
  readonly role: HeaderRole
  readonly phrase: string
}

const rules: readonly Rule[] = Object.entries(phrases)
  .flatMap(([role, list]) => list.split(',').map((phrase) => ({ role: role as HeaderRole, phrase: phrase.trim() })))
  .sort((a, b) => b.phrase.length - a.phrase.length)

/**
 * The role that a header gives its column; `ignored` for what must never be read as a selector (SIREN, SIRET, NIR,
 * IBAN, post code), `undefined` when the name says nothing.
 */
export function roleOfHeader(header: string): HeaderRole | undefined {
  if (header.length > 80 || header.includes('@')) return undefined
  const words = headerWords(header)
  if (words === '') return undefined
  const whole = wholeOnly.get(words)
  if (whole !== undefined) return whole
  const found = matchingRules(words)
  const longest = found[0]
  if (longest === undefined || longest.role === 'ignored') return longest?.role
  const roles = new Set(found.map((rule) => rule.role).filter((role) => selectorRoles.includes(role)))
  if (roles.size > 1) return 'any'
  return [...roles][0] ?? longest.role
}

/** Rules whose phrase is in `words`, longest first, each word used once. */
function matchingRules(words: string): Rule[] {
  const found: Rule[] = []
  let left = ` ${words} `
  for (const rule of rules) {
    const phrase = ` ${rule.phrase} `
    if (!left.includes(phrase)) continue
    found.push(rule)
    left = left.replace(phrase, ' | ')
  }
  return found
}

/**
 * A header in the form in which two spellings of it are equal: words in lower case, without accents, plural `s` or
 * trailing number. `Tél. portable 2` gives `tel portable`, `mobilePhone` gives `mobile phone`.
 */
function headerWords(header: string): string {
  return plainWords(header)
    .split(' ')
    .map((word) => word.replace(/(?<=\D)\d+$/, ''))
    .map(singular)
    .filter((word) => word !== '' && !/^\d+$/.test(word))
    .join(' ')
}

function singular(word: string): string {
  if (word === 'addresses') return 'address'
  return word.length > 3 && word !== 'sms' && /[^s]s$/.test(word) ? word.slice(0, -1) : word
}

/** As `headerWords`, keeping numbers and plurals: tells `Tél. 1` from `Tél. 2`. Used to find the columns of a map. */
export function plainWords(header: string): string {
  return header
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
