/** What a claim or a press report is to us. Their own description is matched and not kept: it is the attackers' text. */
import { canonicalizeDomain, type SourceEvent } from '../../domain/index.ts'
import type { WatchItem } from '../contract.ts'
import { dayOf } from '../dates.ts'
import { digestOf } from '../digest.ts'
import { bodyOf } from '../in-hand.ts'
import { scrub } from '../scrub.ts'
import { type Claim, id, type Report } from './contract.ts'

const home = 'https://www.ransomware.live/'

/** One group names a victim once: the same claim in another list has the same key. */
export function claimItem(claim: Claim): WatchItem {
  const key = `claim:${digestOf(claim.group, claim.victim)}`
  const url = pageOf(claim.page)
  const { victim, domain, activity, description } = claim
  return {
    key,
    url,
    body: bodyOf([victim, domain, activity, description]),
    event: eventOf({
      key,
      url,
      nature: 'claim',
      title: `${victim} (${claim.group})`,
      domain,
      occurredOn: claim.attackedOn,
      addedAt: claim.discoveredAt,
    }),
  }
}

export function reportItem(report: Report): WatchItem {
  const key = `press:${digestOf(report.page, report.title, report.happenedOn)}`
  const url = articleOf(report.page)
  const { title, victim, domain, summary } = report
  return {
    key,
    url,
    body: bodyOf([title, victim, domain, summary]),
    event: eventOf({
      key,
      url,
      nature: 'post',
      title,
      domain,
      occurredOn: report.happenedOn,
      addedAt: report.addedOn,
      description: summary,
    }),
  }
}

interface Told {
  readonly key: string
  readonly url: string
  readonly nature: 'claim' | 'post'
  readonly title: string
  readonly domain: string
  readonly occurredOn: string
  readonly addedAt: string
  readonly description?: string
}

function eventOf({ key, url, nature, title, domain, occurredOn, addedAt, description }: Told): SourceEvent {
  const site = canonicalizeDomain(domain)
  const day = dayOf(occurredOn)
  const added = Date.parse(addedAt)
  return {
    key: `${id}:${key}`,
    title: scrub(title),
    nature,
    dataClasses: [],
    url,
    ...(site.ok ? { domain: site.canonical } : {}),
    ...(day === undefined ? {} : { occurredOn: day }),
    ...(Number.isNaN(added) ? {} : { addedAt: new Date(added).toISOString() }),
    ...(description ? { description: scrub(description) } : {}),
  }
}

/** Their own page of the claim, and never the leak site's. */
function pageOf(written: string): string {
  const url = URL.parse(written)
  const isTheirs = url?.protocol === 'https:' && /(?:^|\.)ransomware\.live$/.test(url.hostname)
  return isTheirs ? url.href : home
}

function articleOf(written: string): string {
  const url = URL.parse(written)
  return url !== null && /^https?:$/.test(url.protocol) && !url.hostname.endsWith('.onion') ? url.href : home
}
