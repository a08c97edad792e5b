/** Pastebin: the archive page as browsers get it, raw bodies, and the paid feed with its allow-list. */
import { html, json, type PretendAnswer, parameter, text } from '../http.ts'
import { errorPage } from '../pages.ts'
import type { PretendPaste, World } from '../world/index.ts'
import type { PretendContext, PretendSource } from './contract.ts'
import { archivePage } from './pastebin-page.ts'
import { driftJson, spoilJsonRow } from './spoil.ts'

/** Rows of one archive page. */
const pageLength = 50
const notPublic = 'Error, this is a private paste or is pending moderation. If this paste belongs to you, please login.'

export const pastebin: PretendSource = {
  id: 'pastebin',
  basePath: '',
  quotaKey: () => '',
  answer(request, context) {
    const [, area = '', rest] = request.path.split('/')
    if (area === 'archive') return archive(rest, context)
    if (area === 'raw') return raw(rest ?? '', context.world)
    return notFound()
  },
  failure: (status, message) => html(errorPage(`Pastebin.com - ${status}`, message), status),
  tooMany: (seconds) => ({ ...pastebin.failure(429, ''), headers: { 'retry-after': String(seconds) } }),
  drift: (body) =>
    body.replaceAll('class="maintable"', 'class="paste-grid"').replaceAll('archive-table', 'archive-grid'),
  spoilRow: (body, canary) =>
    body.replace('<div data-key', `<tr><td><b>${canary}</b></td><td></td><td></td></tr><div data-key`),
  emptyList: archivePage([], 0),
}

export const pastebinScrape: PretendSource = {
  id: 'pastebin-scrape',
  basePath: '',
  quotaKey: () => '',
  answer(request, context) {
    if (!context.world.pastebin.scrapeAllowed) return text(denied)
    if (request.path === '/api_scraping.php') return feed(request.query, context)
    const paste = context.world.pastebin.pastes.find((one) => one.id === parameter(request.query, 'i'))
    if (paste === undefined || paste.state !== 'public') return text('Error, we cannot find this paste.')
    if (request.path === '/api_scrape_item.php') return text(paste.body)
    return request.path === '/api_scrape_item_meta.php' ? json([feedItem(paste, context.baseUrl)]) : notFound()
  },
  failure: (status, message) => text(message, status),
  tooMany: (seconds) => ({ ...text('Please slow down', 429), headers: { 'retry-after': String(seconds) } }),
  drift: (body) => driftJson(body, feedNeeds),
  spoilRow: (body, canary) => spoilJsonRow(body, feedNeeds, canary),
  emptyList: '[]',
}

const feedNeeds = new Set(['key', 'date'])
const denied =
  'YOUR IP: 192.0.2.10 DOES NOT HAVE ACCESS.\n\nVISIT: https://pastebin.com/doc_scraping_api TO GET ACCESS!'

function archive(syntax: string | undefined, context: PretendContext): PretendAnswer {
  const { pastes } = context.world.pastebin
  const wanted = syntax === undefined || syntax === '' ? pastes : pastes.filter((paste) => paste.syntax === syntax)
  const now = Date.parse(pastes[0]?.postedAt ?? '1970-01-01') + 11_000
  return html(archivePage(wanted.slice(0, pageLength), now))
}

function raw(id: string, world: World): PretendAnswer {
  const paste = world.pastebin.pastes.find((one) => one.id === id)
  if (paste === undefined || paste.state === 'removed') return notFound()
  if (paste.state === 'public') return text(paste.body)
  return text(notPublic, paste.state === 'private' ? 200 : 404)
}

function notFound(): PretendAnswer {
  return html(errorPage('Pastebin.com - Not Found (#404)', ''), 404)
}

function feed(query: string, context: PretendContext): PretendAnswer {
  const asked = Number(parameter(query, 'limit') ?? pageLength)
  const limit = Number.isInteger(asked) ? Math.min(250, Math.max(1, asked)) : pageLength
  const lang = parameter(query, 'lang')
  const pastes = context.world.pastebin.pastes.filter((paste) => lang === undefined || paste.syntax === lang)
  return json(pastes.slice(0, limit).map((paste) => feedItem(paste, context.baseUrl)))
}

/** All values are strings, as the real feed has them. */
function feedItem(paste: PretendPaste, baseUrl: string): Readonly<Record<string, string>> {
  return {
    scrape_url: `${baseUrl}/api_scrape_item.php?i=${paste.id}`,
    full_url: `https://pastebin.com/${paste.id}`,
    date: String(Math.floor(Date.parse(paste.postedAt) / 1000)),
    key: paste.id,
    size: String(Buffer.byteLength(paste.body)),
    expire: '0',
    title: paste.title,
    syntax: paste.syntax,
    user: paste.user,
  }
}
