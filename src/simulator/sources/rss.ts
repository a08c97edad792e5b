/** Publishers of feeds: one feed for each path. */
import { html, text } from '../http.ts'
import { errorPage } from '../pages.ts'
import type { PretendEntry, PretendFeed } from '../world/index.ts'
import type { PretendSource } from './contract.ts'
import { escapeMarkup, robotsOf, versioned } from './places-common.ts'

export const rss: PretendSource = {
  id: 'rss',
  basePath: '',
  quotaKey: () => '',
  answer(request, { world }) {
    const robots = robotsOf('rss', request, world)
    if (robots !== undefined) return robots
    const feed = world.places.feeds.get(request.path)
    return feed === undefined ? html(errorPage('404', ''), 404) : versioned(request, feedAnswer(feed))
  },
  failure: (status, message) => html(errorPage(`Presse - ${status}`, message), status),
  tooMany: (seconds) => ({ ...text('Too many requests', 429), headers: { 'retry-after': String(seconds) } }),
  drift: (body) => body.replaceAll(/<(\/?)(?:item|entry)>/g, '<$1article>'),
  spoilRow: (body, canary) => body.replace(/<(item|entry)>/, `<$1><title>${canary}</title></$1><$1>`),
  emptyList: rssFeed([]),
}

function feedAnswer({ format, entries }: PretendFeed) {
  return format === 'rss'
    ? { status: 200, type: 'application/rss+xml; charset=utf-8', body: rssFeed(entries) }
    : { status: 200, type: 'application/atom+xml; charset=utf-8', body: atomFeed(entries) }
}

function rssFeed(entries: readonly PretendEntry[]): string {
  const items = entries.map(
    (entry) => `  <item>
    <title>${escapeMarkup(entry.title)}</title>
    <link>${escapeMarkup(entry.link)}</link>
    <description><![CDATA[${entry.summary}]]></description>
    ${entry.name === '' ? '' : `<guid isPermaLink="false">${escapeMarkup(entry.name)}</guid>`}
    <pubDate>${new Date(entry.publishedAt).toUTCString()}</pubDate>
  </item>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel>
  <title>Presse fictive</title>
  <link>https://presse.example.org/</link>
  <description>Un flux inventé</description>
${items.join('\n')}
</channel>
</rss>
`
}

function atomFeed(entries: readonly PretendEntry[]): string {
  const items = entries.map(
    (entry) => `  <entry>
    <id>${escapeMarkup(entry.name)}</id>
    <title>${escapeMarkup(entry.title)}</title>
    <link rel="alternate" href="${escapeMarkup(entry.link)}"/>
    <summary type="html">${escapeMarkup(entry.summary)}</summary>
    <updated>${entry.publishedAt}</updated>
  </entry>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title>Presse fictive</title>
  <id>tag:presse.example.org,2026:feed</id>
  <updated>2026-11-23T06:00:00Z</updated>
${items.join('\n')}
</feed>
`
}
