/** What MISP and STIX are told of one incident. Values of persons are in it only where they were asked for. */
import { type EventNature, isNobodys, type SelectorKind } from '../../domain/index.ts'
import type { Store } from '../../store/index.ts'
import { exposureLines } from '../exposure-lines.ts'
import type { Finding, ReportModel } from '../model/contract.ts'
import { counts } from '../persons-csv.ts'

export interface SharedIncident {
  /** `i-…` */
  readonly id: string
  readonly title: string
  /** the parts of it that stand apart: by state and attribution */
  readonly findings: readonly Finding[]
  readonly natures: readonly EventNature[]
  readonly sources: readonly string[]
  readonly firstSeenAt: string
  readonly lastSeenAt: string
  /** where its sources tell of it; web addresses only */
  readonly links: readonly SharedLink[]
  /** the city's own domains that are in it */
  readonly domains: readonly string[]
  /** empty unless revealed; canaries are in none */
  readonly values: readonly SharedValue[]
}

export interface SharedLink {
  readonly url: string
  readonly source: string
  readonly nature: EventNature
  /** ISO 8601 UTC */
  readonly firstSeenAt: string
  readonly lastSeenAt: string
}

export interface SharedValue {
  readonly kind: Extract<SelectorKind, 'email' | 'phone'>
  /** canonical, in clear */
  readonly value: string
  readonly ref: string
  readonly populations: readonly string[]
}

const longestUrl = 500

/** In the order of the model. What was taken back or set aside is in none. */
export async function sharedIncidents(
  store: Store,
  model: ReportModel,
  options: { readonly now: Date; readonly reveals?: ((populations: readonly string[]) => boolean) | undefined },
): Promise<readonly SharedIncident[]> {
  const { domains, values } = await selectorsOf(store, options)
  const links = await linksOf(store)
  const incidents = Map.groupBy(model.findings, ({ incident }) => incident)
  return [...incidents].map(([id, findings]) => ({
    ...{ id, findings, title: findings[0]!.title },
    natures: [...new Set(findings.flatMap((one) => one.natures))],
    sources: [...new Set(findings.flatMap((one) => one.sources))].sort(),
    firstSeenAt: findings.map((one) => one.firstSeenAt).sort()[0]!,
    lastSeenAt: findings
      .map((one) => one.lastSeenAt)
      .sort()
      .at(-1)!,
    links: links.get(id) ?? [],
    domains: [...(domains.get(id) ?? [])].sort(),
    values: values.get(id) ?? [],
  }))
}

async function selectorsOf(
  store: Store,
  options: { readonly now: Date; readonly reveals?: ((populations: readonly string[]) => boolean) | undefined },
) {
  const domains = new Map<string, Set<string>>()
  const values = new Map<string, SharedValue[]>()
  for await (const lines of exposureLines(store, { now: options.now, filter: {}, reveals: options.reveals })) {
    for (const line of lines) {
      const { kind, selector, ref, populations, incident } = line
      if (!counts(line.state, line.qualification)) continue
      if (kind === 'domain') {
        domains.set(incident.id, (domains.get(incident.id) ?? new Set()).add(selector))
      } else if (line.revealed && kind !== 'organisation' && !populations.every(isNobodys)) {
        const own = values.get(incident.id)
        const value = { kind, value: selector, ref, populations }
        if (own === undefined) values.set(incident.id, [value])
        else own.push(value)
      }
    }
  }
  return { domains, values }
}

async function linksOf(store: Store): Promise<ReadonlyMap<string, readonly SharedLink[]>> {
  const names = new Map((await store.events.incidents()).map(({ id, name }) => [id, name]))
  const links = new Map<string, SharedLink[]>()
  for (const event of await store.events.all()) {
    const name = names.get(event.incident)
    const url = webAddress(event.url)
    if (name === undefined || url === undefined) continue
    const { source, nature, firstSeenAt, lastSeenAt } = event
    links.set(name, [...(links.get(name) ?? []), { url, source, nature, firstSeenAt, lastSeenAt }])
  }
  return links
}

/** As a browser would write it, so that no text of a leak passes for one; `undefined` for what is none. */
export function webAddress(text: string | undefined): string | undefined {
  const url = text === undefined ? null : URL.parse(text)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined
  // an address may carry a login, and is no place for one
  if (url.username !== '' || url.password !== '' || url.href.length > longestUrl) return undefined
  return url.href
}
