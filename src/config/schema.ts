/**
 * The shape of `vigie.yaml`. Keys are a public promise: add some, rename none. The message of each check is the code of what
 * is expected there (`messages/areas/config.ts` has the words); a description goes into the JSON Schema for editors.
 *
 * A key without a value counts as absent.
 */
import * as v from 'valibot'
import { canonicalizeDomain } from '../domain/index.ts'
import { locales } from '../messages/index.ts'
import { durationPattern } from './duration.ts'

const text = v.string('text')
const flag = v.boolean('flag')
const count = v.pipe(v.number('count'), v.integer('count'), v.minValue(0, 'count'))
const duration = v.pipe(v.string('duration'), v.regex(durationPattern, 'duration'))
const date = v.pipe(v.string('date'), v.isoDate('date'))
const email = v.pipe(v.string('email'), v.includes('@', 'email'))
/** of populations, bases, settings of the environment: what can stand in a CSV cell and a file name as it is */
const name = v.pipe(v.string('name'), v.regex(/^[a-z][a-z0-9-]{0,39}$/, 'name'))
const domain = v.pipe(
  v.string('domain'),
  v.check((value) => canonicalizeDomain(value).ok, 'domain'),
)
const webAddress = v.pipe(
  v.string('url'),
  v.check((value) => isPlainUrl(value, ['http:', 'https:']), 'url'),
)

function isPlainUrl(value: string, protocols: readonly string[]): boolean {
  const url = URL.parse(value)
  return url !== null && protocols.includes(url.protocol) && url.username === '' && url.password === ''
}

function section<const T extends v.ObjectEntries>(entries: T) {
  return v.strictObject(entries, 'section')
}

function described<const T extends v.GenericSchema>(schema: T, description: string) {
  return v.nullish(v.pipe(schema, v.description(description)))
}

const fileName = v.pipe(v.string('text'), v.nonEmpty('text'))
const secretSchema = v.union(
  [
    section({ env: v.pipe(v.string('text'), v.regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'text')) }),
    section({ file: fileName }),
    section({ credential: v.pipe(v.string('text'), v.regex(/^[\w.@-]+$/, 'text')) }),
  ],
  'secret',
)

/** An address without a password, or where an address with one is kept. */
const proxyUrl = v.pipe(
  v.string('proxy'),
  v.check((value) => isPlainUrl(value, ['http:', 'https:', 'socks5:']), 'proxy'),
)
const proxy = v.union([proxyUrl, secretSchema], 'proxy')

const person = {
  title: described(text, 'M. or Mme'),
  firstName: described(text, 'first name'),
  lastName: described(text, 'last name'),
  name: described(text, 'both, where they are written as one'),
  email: described(email, 'where reports say to write'),
  phone: described(text, 'where reports say to call'),
}

const population = section({
  legalBasis: described(text, 'legal basis of this population, in writing; the general one when absent'),
  persons: described(text, "the CNIL's word for these persons: Employés, Utilisateurs, Mineurs"),
  disclose: v.nullish(
    section({
      default: described(
        v.picklist(['nothing', 'k-anonymous'], 'disclosure'),
        'what a source may be told of it; k-anonymous for staff and elected, nothing for the others',
      ),
      clear: described(v.array(text, 'list'), 'sources that may be told the address or number itself'),
    }),
  ),
  expiresAfter: described(duration, 'how long a selector stays watched after its import; default 1y'),
  retention: described(duration, 'how long an exposure is kept; default 2y'),
  reveal: described(flag, 'the nightly CSV may carry identifiers in clear; default false'),
})

const base = section({
  processor: described(text, "the city's processor for it, if any"),
  dataClasses: described(v.array(text, 'list'), 'data it holds, in the words of HIBP'),
  domains: described(
    v.array(domain, 'list'),
    'sites that it runs on, the supplier’s own included: tells whose breach it is',
  ),
  columns: described(v.array(text, 'list'), 'names of its columns or form fields, such as quotient_familial'),
  sensitive: described(flag, 'holds data of article 9 of the GDPR'),
  vulnerable: described(flag, 'is about vulnerable persons: children, patients, …'),
})

const budget = section({
  requests: described(count, 'requests at most, per scan'),
  credits: described(count, 'credits at most, per scan; nothing is spent until a number is written'),
})

const source = section({
  enabled: described(flag, 'ask it; default false'),
  accepted: described(
    section({
      by: v.pipe(text, v.nonEmpty('text'), v.description('who accepts it, by name')),
      on: v.pipe(date, v.description('the day')),
      because: v.pipe(text, v.nonEmpty('text'), v.description('why, in writing')),
    }),
    'written acceptance of a source that holds leaked records',
  ),
  apiKey: described(secretSchema, 'where its key is kept'),
  baseUrl: described(webAddress, 'instead of its public address'),
  verifiedDomains: described(v.array(domain, 'list'), 'domains whose ownership is proven there'),
  budget: v.nullish(budget),
  freshness: described(duration, 'answers younger than this are not asked again; default 7d'),
  proxy: described(v.union([v.literal(false, 'proxy'), proxy], 'proxy'), 'for this source only; false goes direct'),
  pace: described(
    section({
      requests: v.pipe(v.number('count'), v.integer('count'), v.minValue(1, 'count'), v.description('at most so many')),
      per: v.pipe(duration, v.description('in this time')),
    }),
    'slower than the source allows; faster counts only towards this machine (the simulator)',
  ),
  options: described(v.record(text, v.unknown(), 'section'), 'settings of this source alone'),
})

export const configurationSchema = section({
  organisation: v.nullish(
    section({
      name: described(text, 'as reports call the city: Ville de Saint-Exemple'),
      siren: described(v.pipe(text, v.regex(/^\d{9}$/, 'siren')), 'nine digits, in quotes'),
      sector: described(text, 'as the form of the CNIL asks for it: Administration publique'),
      address: v.nullish(
        section({
          street: described(text, 'street and number'),
          postcode: described(text, 'in quotes'),
          city: described(text, 'city'),
          country: described(v.pipe(text, v.regex(/^[A-Z]{2}$/, 'country')), 'two letters, ISO 3166'),
        }),
      ),
      legalRepresentative: described(section(person), 'the mayor'),
      dpo: described(section(person), 'the data protection officer'),
      timezone: described(
        v.pipe(text, v.check(isTimeZone, 'timezone')),
        'for dates and hours in reports; default Europe/Paris',
      ),
      locale: described(v.picklist(locales, 'locale'), 'language of reports; default fr'),
    }),
  ),
  legalBasis: described(
    text,
    'legal basis of every population without one of its own; no import or scan while it is blank',
  ),
  populations: described(v.record(name, population, 'section'), 'who the lists are about'),
  bases: described(v.record(name, base, 'section'), "the city's processings, for canaries, attribution and severity"),
  organisationNames: described(v.array(text, 'list'), 'how the city is called, for posts that name it'),
  sources: described(v.record(text, source, 'section'), 'what is asked and watched'),
  places: described(v.array(v.unknown(), 'list'), 'recipes of pages to watch'),
  scan: v.nullish(
    section({
      for: described(duration, 'a scan stops cleanly after this time and goes on next time'),
      budget: v.nullish(budget),
    }),
  ),
  store: described(
    v.union([v.pipe(v.string('store'), v.regex(/^sqlite:.+/, 'store')), section({ urlFile: fileName })], 'store'),
    'sqlite:FILE, or { urlFile: PATH } for PostgreSQL; default sqlite:vigie.db',
  ),
  keys: v.nullish(
    section({ directory: described(fileName, 'apart from the database; default in the XDG configuration folder') }),
  ),
  retention: v.nullish(
    section({
      evidence: described(duration, 'how long the proofs of an exposure are kept; default 1y'),
      irrelevant: described(duration, 'what turned out not to concern the city; 7d at most, the default'),
      register: described(duration, 'how long the register of article 33(5) is kept; default 5y'),
      audit: described(duration, 'how long the audit log is kept; default 3y'),
    }),
  ),
  alerts: described(v.array(v.unknown(), 'list'), 'who is told what, and how'),
  network: v.nullish(
    section({
      proxy: described(proxy, 'http, https or socks5; with a password: { file: PATH }'),
      ca: described(text, "system, or a PEM file of authorities trusted besides the system's; default system"),
      userAgent: described(text, 'sent with every request'),
      timeout: described(
        duration,
        'an answer begins within this time, and ends within twice as much; then it is asked for again, twice; default 30s',
      ),
    }),
  ),
  reports: v.nullish(
    section({
      tlp: described(
        v.picklist(['TLP:RED', 'TLP:AMBER+STRICT', 'TLP:AMBER', 'TLP:GREEN', 'TLP:CLEAR'], 'tlp'),
        'who may be handed the reports; default TLP:AMBER+STRICT',
      ),
    }),
  ),
})

export type RawConfiguration = v.InferOutput<typeof configurationSchema>
export type SecretReference = v.InferOutput<typeof secretSchema>

function isTimeZone(value: string): boolean {
  // the usual one is known; asking takes a while
  if (value === 'Europe/Paris') return true
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
