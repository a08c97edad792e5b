/** Telegram's public previews: a channel's history in pages of twenty, one post by itself, and the contact page for the rest. */
import { html, type PretendAnswer, type PretendRequest, parameter } from '../http.ts'
import { errorPage } from '../pages.ts'
import type { PretendPost } from '../world/index.ts'
import type { PretendContext, PretendSource } from './contract.ts'
import { robotsOf } from './places-common.ts'
import { contactPage, embeddedPage, historyPage, missingPost } from './telegram-page.ts'

const pageLength = 20

export const telegram: PretendSource = {
  id: 'telegram',
  basePath: '',
  quotaKey: () => '',
  answer(request, context) {
    const robots = robotsOf('telegram', request, context.world)
    if (robots !== undefined) return robots
    const [, first = '', second = ''] = request.path.split('/')
    if (first === 's') return history(second.toLowerCase(), request, context)
    const posts = context.world.places.channels.get(first.toLowerCase())
    if (second === '' || posts === undefined) return html(contactPage(first))
    return html(single(first, posts, Number(second)))
  },
  failure: (status, message) => html(errorPage(`Telegram - ${status}`, message), status),
  tooMany: (seconds) => ({ ...telegram.failure(429, ''), headers: { 'retry-after': String(seconds) } }),
  drift: (body) => body.replaceAll('tgme_channel_history', 'tgme_channel_stream'),
  spoilRow: (body, canary) =>
    body.replace(
      '<div class="tgme_widget_message_wrap',
      `<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message">${canary}</div></div>\n<div class="tgme_widget_message_wrap`,
    ),
  emptyList: historyPage('canal_vide', [], [], false),
}

function history(channel: string, request: PretendRequest, { world, baseUrl }: PretendContext): PretendAnswer {
  const posts = world.places.channels.get(channel)
  if (posts === undefined) return { ...html('', 302), headers: { location: `${baseUrl}/${channel}` } }
  const before = Number(parameter(request.query, 'before') ?? Number.POSITIVE_INFINITY)
  const older = posts.filter((post) => post.number < before)
  const shown = older.slice(0, pageLength)
  return html(historyPage(channel, [...shown].reverse(), posts, older.length > pageLength))
}

function single(channel: string, posts: readonly PretendPost[], number: number): string {
  const post = posts.find((one) => one.number === number)
  return post === undefined ? missingPost : embeddedPage(channel, post, posts)
}
