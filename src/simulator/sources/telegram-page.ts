import type { PretendPost } from '../world/index.ts'
import { escapeMarkup } from './places-common.ts'

/** The preview of a channel; `posts` oldest first, `all` for what answers quote. */
export function historyPage(
  channel: string,
  posts: readonly PretendPost[],
  all: readonly PretendPost[],
  hasOlder: boolean,
): string {
  const first = posts[0]?.number ?? 0
  const more = `<div class="tgme_widget_message_centered js-messages_more_wrap"><a href="/s/${channel}?before=${first}" class="tme_messages_more js-messages_more" data-before="${first}"></a></div>`
  return `<!DOCTYPE html>
<html>
<head>
  <meta charset="utf-8"><title>${channel} – Telegram</title>
  <meta property="og:title" content="${channel}"><meta property="og:description" content="Description inventée">
  ${hasOlder ? `<link rel="prev" href="/s/${channel}?before=${first}">` : ''}
</head>
<body class="widget_frame_base tgme_webpreview">
<header class="tgme_header search_collapsed"><div class="tgme_header_title"><span dir="auto">${channel}</span></div><div class="tgme_header_counter">1.2K subscribers</div></header>
<main class="tgme_main" data-url="/${channel}">
  <div class="tgme_container">
    <aside class="tgme_right_column"><div class="tgme_channel_info">
      <div class="tgme_channel_info_header"><div class="tgme_channel_info_header_title"><span dir="auto">${channel}</span></div></div>
      <div class="tgme_channel_info_description">Description inventée</div>
    </div></aside>
    <section class="tgme_channel_history js-message_history">
      ${hasOlder ? more : ''}
${posts.map((post) => `      <div class="tgme_widget_message_wrap js-widget_message_wrap">\n${message(channel, post, all)}\n      </div>`).join('\n')}
    </section>
  </div>
</main>
</body>
</html>
`
}

export function embeddedPage(channel: string, post: PretendPost, all: readonly PretendPost[]): string {
  return `<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>Telegram Widget</title></head>
<body class="widget_frame_base">${message(channel, post, all)}</body></html>
`
}

export const missingPost = `<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>Telegram Widget</title></head>
<body class="widget_frame_base"><div class="tgme_widget_message_error">Post not found</div></body></html>
`

/** Shown for a channel that is missing, private or without preview. */
export function contactPage(name: string): string {
  return `<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>Telegram: Contact @${escapeMarkup(name)}</title></head>
<body><div class="tgme_page_wrap"><div class="tgme_body_wrap"><div class="tgme_page">
<div class="tgme_page_icon"><i class="tgme_icon_user"></i></div>
<div class="tgme_page_description">If you have <strong>Telegram</strong>, you can contact <a class="tgme_username_link" href="tg://resolve?domain=${escapeMarkup(name)}">@${escapeMarkup(name)}</a> right away.</div>
</div></div></div></body></html>
`
}

function message(channel: string, post: PretendPost, all: readonly PretendPost[]): string {
  const service = post.kind === 'service' ? ' service_message' : ''
  return `        <div class="tgme_widget_message${service} js-widget_message" data-post="${channel}/${post.number}" data-view="demo">
          <div class="tgme_widget_message_bubble">
            <div class="tgme_widget_message_author accent_color"><a class="tgme_widget_message_owner_name" href="https://t.me/${channel}"><span dir="auto">${channel}</span></a></div>
${reply(channel, post, all)}${document(channel, post)}${words(post)}
            <div class="tgme_widget_message_footer compact js-message_footer"><div class="tgme_widget_message_info short js-message_info">
              <span class="tgme_widget_message_views">1.1K</span><span class="tgme_widget_message_meta"><a class="tgme_widget_message_date" href="https://t.me/${channel}/${post.number}"><time datetime="${post.postedAt.replace('.000Z', '+00:00')}" class="time">12:00</time></a></span>
            </div></div>
          </div>
        </div>`
}

/** Domains become links, as the real page has them. */
function words({ text }: PretendPost): string {
  if (text === '') return ''
  const marked = escapeMarkup(text)
    .replaceAll('\n', '<br/>')
    .replace(/(?<![@\w.-])([a-z0-9-]+\.(?:fr|org))\b/g, '<a href="https://$1/" target="_blank" rel="noopener">$1</a>')
  return `            <div class="tgme_widget_message_text js-message_text" dir="auto">${marked}</div>`
}

function document(channel: string, post: PretendPost): string {
  if (post.document === undefined) return ''
  return `            <a class="tgme_widget_message_document_wrap" href="https://t.me/${channel}/${post.number}"><div class="tgme_widget_message_document"><div class="tgme_widget_message_document_title accent_color" dir="auto">${escapeMarkup(post.document)}</div><div class="tgme_widget_message_document_extra" dir="auto">12.4 KB</div></div></a>\n`
}

function reply(channel: string, post: PretendPost, all: readonly PretendPost[]): string {
  if (post.answers === undefined) return ''
  const quoted = all.find((one) => one.number === post.answers)?.text ?? ''
  return `            <a class="tgme_widget_message_reply user-color-4" href="https://t.me/${channel}/${post.answers}"><div class="tgme_widget_message_author accent_color"><span class="tgme_widget_message_author_name" dir="auto">${channel}</span></div><div class="tgme_widget_message_text js-message_text js-message_reply_text" dir="auto">${escapeMarkup(quoted)}</div></a>\n`
}
