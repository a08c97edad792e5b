/** Feeds that are watched: those of the State that concern every city, and those that the configuration adds. */
import * as v from 'valibot'
import { ConfigError } from '../../domain/index.ts'
import type { SourceSettings } from '../contract.ts'
import { id } from './contract.ts'

export interface FeedSettings {
  /** also the name of its host */
  readonly key: string
  readonly origin: string
  readonly path: string
  readonly mayBeEmpty: boolean
}

const builtIn: readonly FeedSettings[] = [
  { key: 'cert-fr-alerts', origin: 'https://www.cert.ssi.gouv.fr', path: '/alerte/feed/', mayBeEmpty: false },
  { key: 'cert-fr-threats', origin: 'https://www.cert.ssi.gouv.fr', path: '/cti/feed/', mayBeEmpty: false },
  {
    key: 'cybermalveillance',
    origin: 'https://www.cybermalveillance.gouv.fr',
    path: '/feed/atom-flux-complet',
    mayBeEmpty: false,
  },
]

const feedSchema = v.strictObject({
  key: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{1,39}$/)),
  url: v.pipe(
    v.string(),
    v.check((written) => isPublic(written)),
  ),
  mayBeEmpty: v.optional(v.boolean(), false),
})
const optionsSchema = v.array(feedSchema)

export const builtInHosts = Object.fromEntries(builtIn.map(({ key, origin }) => [key, origin]))

/**
 * `options.feeds`: a list of `{ key, url, mayBeEmpty }`; a key of ours replaces ours.
 * @throws ConfigError naming the setting, never what was written
 */
export function feedsOf({ options }: Pick<SourceSettings, 'options'>): readonly FeedSettings[] {
  const parsed = v.safeParse(optionsSchema, options.feeds ?? [])
  if (!parsed.success) {
    const path = v.getDotPath(parsed.issues[0])
    throw new ConfigError(`sources.${id}.options.feeds${path === null ? '' : `.${path}`} is not as it must be`, {
      mend: 'each feed has a key (lower-case letters, digits, dashes) and a public url; mayBeEmpty: true if it may have no entry',
    })
  }
  const added = parsed.output.map(({ key, url, mayBeEmpty }): FeedSettings => {
    const { origin, pathname, search } = new URL(url)
    return { key, origin, path: pathname + search, mayBeEmpty }
  })
  return [...new Map([...builtIn, ...added].map((feed) => [feed.key, feed])).values()]
}

function isPublic(written: string): boolean {
  const url = URL.parse(written)
  if (url === null || !/^https?:$/.test(url.protocol) || url.hostname.endsWith('.onion')) return false
  return url.username === '' && url.password === '' && url.hash === ''
}
