/**
 * The public preview of a broadcast channel, cut down to what we use. It is a page for people, no published contract: its
 * structure is the one of stored copies (read 2026-11-24).
 */
import type { CheerioAPI } from 'cheerio/slim'
import { BlockedError, ContractError, type SourceError } from '../../domain/index.ts'
import { bodyOf } from '../in-hand.ts'
import { whyNoContent } from '../lawful.ts'

export const id = 'telegram'

export interface Post {
  readonly number: number
  /** ISO 8601 with its offset; absent where the page shows none */
  readonly postedAt?: string
  /** what is written, names of files and links included */
  readonly body: Uint8Array
}

export interface History {
  /** as the page has them: oldest first */
  readonly posts: readonly Post[]
  /** messages whose number could not be read */
  readonly badRows: number
  /** smallest number on the page, when there are older messages */
  readonly before?: number
}

/** @throws SourceError for a page without the section of messages, or without a message in it */
export function readHistory($: CheerioAPI, channel: string): History {
  const section = $('section.tgme_channel_history')
  if (section.length === 0) throw whyNoHistory($)
  const messages = section.find('.tgme_widget_message[data-post]').toArray()
  const services = section.find('.tgme_widget_message.service_message').length
  const posts = messages.flatMap((element) => {
    const message = $(element)
    if (message.hasClass('service_message')) return []
    const post = readPost($, message, channel)
    return post === undefined ? [] : [post]
  })
  if (posts.length === 0 && services === 0) {
    throw new ContractError(
      id,
      `${id}: ${messages.length === 0 ? 'the page has no message' : 'no message has a number'}`,
    )
  }
  const wraps = section.find('.tgme_widget_message_wrap').length
  const link = section.find('a.tme_messages_more[data-before]').attr('data-before') ?? ''
  return {
    posts,
    badRows: Math.max(0, wraps - services - posts.length),
    ...(/^\d{1,15}$/.test(link) ? { before: Number(link) } : {}),
  }
}

/** One message as its own page shows it; `undefined` when that page says that there is none. */
export function readEmbedded($: CheerioAPI, channel: string): Post | undefined {
  if ($('.tgme_widget_message_error').length > 0) return undefined
  const message = $('.tgme_widget_message[data-post]').first()
  const post = message.length === 0 ? undefined : readPost($, message, channel)
  if (post === undefined) throw whyNoHistory($)
  return post
}

function readPost($: CheerioAPI, message: ReturnType<CheerioAPI>, channel: string): Post | undefined {
  const [name = '', number = ''] = (message.attr('data-post') ?? '').split('/')
  // a group's preview may show posts of others
  if (name.toLowerCase() !== channel.toLowerCase() || !/^\d{1,15}$/.test(number)) return undefined
  const postedAt = message.find('.tgme_widget_message_date time[datetime]').last().attr('datetime')
  return {
    number: Number(number),
    ...(postedAt === undefined || Number.isNaN(Date.parse(postedAt)) ? {} : { postedAt }),
    body: textOf($, message),
  }
}

/** The message it answers to is another one: what is quoted of it does not count. */
function textOf($: CheerioAPI, message: ReturnType<CheerioAPI>): Uint8Array {
  const own = message.clone()
  own.find('.tgme_widget_message_reply').remove()
  own.find('br').replaceWith('\n')
  const texts = (selector: string) =>
    own
      .find(selector)
      .toArray()
      .map((element) => $(element).text())
  const text = own.find('.tgme_widget_message_text')
  return bodyOf([
    ...texts('.tgme_widget_message_text').slice(-1),
    ...text
      .find('a[href]')
      .toArray()
      .map((link) => $(link).attr('href')),
    ...texts('.tgme_widget_message_document_title'),
    ...texts('.link_preview_site_name, .link_preview_title, .link_preview_description'),
  ])
}

/** A channel that is missing, private or without preview is answered with its contact page. */
function whyNoHistory($: CheerioAPI): SourceError {
  if ($('.tgme_page').length > 0) {
    return new BlockedError(id, `${id}: no public preview (missing, private, or switched off)`, {
      mend: `check the name in sources.${id}.options.channels`,
    })
  }
  const noContent = whyNoContent(id, $('title').text(), $.root().html() ?? '')
  return noContent ?? new ContractError(id, `${id}: the page has no history of messages`)
}
