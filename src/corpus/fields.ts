/** What a field of a leaked record is, told by its form or by the name beside it. The value goes no further than here. */

/** Words of a skeleton. */
export type FieldType =
  | 'email'
  | 'phone'
  | 'url'
  | 'ip'
  | 'password'
  | 'hash'
  | 'date'
  | 'iban'
  | 'nir'
  | 'card'
  | 'number'
  | 'text'
  | 'empty'

const classOfType: Readonly<Partial<Record<FieldType, string>>> = {
  email: 'Email addresses',
  phone: 'Phone numbers',
  ip: 'IP addresses',
  password: 'Passwords',
  hash: 'Passwords',
  iban: 'Bank account numbers',
  nir: 'Social security numbers',
  card: 'Credit cards',
}

/** The HIBP word for a field of this type, when its type alone tells one. */
export function classOfField(type: FieldType): string | undefined {
  return classOfType[type]
}

/** Type of a value, outer quotes already taken off. */
export function fieldType(value: string): FieldType {
  if (value.length === 0 || value === 'NULL' || value === 'null' || value === '\\N') return 'empty'
  const first = value.charCodeAt(0)
  if (value.length < 320 && value.includes('@') && isEmail.test(value)) return 'email'
  if (first === 0x24 || first === 0x2a || first === 0x7b || value.length >= 32) {
    if (hashName(value) !== undefined) return 'hash'
  }
  const isDigitFirst = (first >= 0x30 && first <= 0x39) || first === 0x2b || first === 0x28
  if (isDigitFirst) {
    // most numbers of a dump are these: neither dates nor addresses, whose parts are parted
    if (isPlainNumber.test(value)) return isLongNumber.test(value) ? numberType(value, value) : 'number'
    if (date.test(value)) return 'date'
    if (ip.test(value)) return 'ip'
    const digits = value.replace(/[\s.\-/()]/g, '')
    if (isLongNumber.test(digits)) return numberType(value, digits)
    if (/^[+-]?[\d.,]+$/.test(value)) return 'number'
  }
  if (value.length > 14 && /^[a-z]{2}\d{2}[a-z\d ]{11,40}$/i.test(value) && isIban(value.replaceAll(' ', '')))
    return 'iban'
  if (
    ((first | 0x20) === 0x77 && isWww.test(value)) ||
    (value.includes('://') && /^[a-z][a-z\d+.-]*:\/\//i.test(value))
  )
    return 'url'
  if (value.includes(':') && /^[\da-f]*:[\da-f:]+$/i.test(value) && value.split(':').length > 3) return 'ip'
  return 'text'
}

const isPlainNumber = /^\d+$/
const isLongNumber = /^(?:\+|00)?\d{8,15}$/
const isWww = /^www\./i
const isEmail = /^[^\s@:;,|"<>()]+@[a-z\d.-]+\.[a-z\d-]{2,}$/i
const ip = /^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/
const date =
  /^(?:(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])|(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|1[0-2])[-/.](?:19|20)\d\d)(?:[ T].*)?$/

/** A date without a time, in years in which people now alive were born, and not a recent one. */
export function mayBeBirthDate(value: string): boolean {
  if (!date.test(value) || /[ T]\d/.test(value)) return false
  const year = Number(/(?:19|20)\d\d/.exec(value)?.[0])
  return year >= 1915 && year <= 2012
}

function numberType(value: string, digits: string): FieldType {
  if (/^(?:0[1-9]\d{8}|(?:\+|00)\d{8,15}|33[1-9]\d{8})$/.test(digits)) return 'phone'
  if (/^[12]\d{12}(?:\d\d)?$/.test(digits) && isNir(digits)) return 'nir'
  if (/^\d{15,16}$/.test(digits) && isLuhn(digits)) return 'card'
  return /^\d+$/.test(value) ? 'number' : 'text'
}

/** Key of the French social security number: 97 less the remainder. */
function isNir(digits: string): boolean {
  const month = Number(digits.slice(3, 5))
  if (!((month >= 1 && month <= 12) || month >= 20)) return false
  return digits.length === 13 ? false : 97 - Number(BigInt(digits.slice(0, 13)) % 97n) === Number(digits.slice(13))
}

function isLuhn(digits: string): boolean {
  if (!/^[3-6]/.test(digits)) return false
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    const doubled = i % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

function isIban(text: string): boolean {
  if (text.length < 15 || text.length > 34) return false
  let remainder = 0
  for (const character of text.slice(4) + text.slice(0, 4)) {
    const value = Number.parseInt(character, 36)
    if (Number.isNaN(value)) return false
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97
  }
  return remainder === 1
}

const hashes: readonly (readonly [RegExp, string])[] = [
  [/^\$2[abxy]?\$\d{2}\$.{20,}/, 'bcrypt'],
  [/^\$argon2/i, 'argon2'],
  [/^\$[56]\$/, 'sha-crypt'],
  [/^\$1\$/, 'md5-crypt'],
  [/^\$[PH]\$/, 'phpass'],
  [/^pbkdf2/i, 'pbkdf2'],
  [/^\*[\da-f]{40}$/i, 'mysql'],
  [/^\{s?sha\}/i, 'sha1'],
  [/^[\da-f]{32}(?::.*)?$/i, 'md5'],
  [/^[\da-f]{40}(?::.*)?$/i, 'sha1'],
  [/^[\da-f]{64}(?::.*)?$/i, 'sha256'],
  [/^[\da-f]{128}(?::.*)?$/i, 'sha512'],
]

/** `bcrypt`, `md5`, …: the form of a hashed password; `undefined` for what is not hashed. */
export function hashName(value: string): string | undefined {
  const first = value.charCodeAt(0) | 0x20
  // $ * { p, or 32 digits: nearly every password is none of these
  if (value.length < 32 && first !== 0x24 && first !== 0x2a && first !== 0x7b && first !== 0x70) return undefined
  return hashes.find(([pattern]) => pattern.test(value))?.[1]
}

const names: readonly (readonly [RegExp, string])[] = [
  [/^(?:e?mail|courriel|adresse ?e?mail|adresse electronique)/, 'Email addresses'],
  [/^(?:pass(?:word|wd)?|pwd|mdp|mot de passe|hash|salt)/, 'Passwords'],
  [/^(?:tel|phone|mobile|gsm|portable|fixe|msisdn)|telephone|phone ?(?:number)?$/, 'Phone numbers'],
  [/birth|naissance|^dob$|^ddn$/, 'Dates of birth'],
  [/^(?:pre)?nom(?:s)?\b|^(?:first|last|full|sur|family|given) ?name|^name$|^nom ?prenom/, 'Names'],
  [/^(?:user ?name|login|identifiant|pseudo|nick ?name|user)$/, 'Usernames'],
  [/^(?:adresse|address|rue|street|voie|code ?postal|zip|postal ?code|cp)\b/, 'Physical addresses'],
  [/^(?:ville|city|commune|country|pays)$/, 'Geographic locations'],
  [/^(?:ip|ip ?address|last ?ip|adresse ?ip)$/, 'IP addresses'],
  [/^(?:sexe|gender|genre|civilite)$/, 'Genders'],
  [/^(?:iban|rib|bic|compte)/, 'Bank account numbers'],
  [/^(?:nir|num(?:ero)? ?(?:de ?)?secu|ssn|securite sociale)/, 'Social security numbers'],
  [/^(?:quotient ?familial|qf|revenus?|income|salaire)/, 'Income levels'],
]

/** The class that the name of a column or key promises: `date_naissance`, `Mot de passe`, `emailAddress`. */
export function classOfName(name: string): string | undefined {
  if (name.length > 40) return undefined
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_\-.\s]+/g, ' ')
    .trim()
    .toLowerCase()
  return names.find(([pattern]) => pattern.test(plain))?.[1]
}
