/** Ideone's page of recent codes, and the plain text of each. */
import { html } from '../http.ts'
import { errorPage } from '../pages.ts'
import type { PretendText } from '../world/index.ts'
import type { PretendSource } from './contract.ts'
import { escapeMarkup, rawText, robotsOf } from './places-common.ts'

const pageLength = 24

export const ideone: PretendSource = {
  id: 'ideone',
  basePath: '',
  quotaKey: () => '',
  answer(request, { world }) {
    const robots = robotsOf('ideone', request, world)
    if (robots !== undefined) return robots
    if (request.path === '/recent') return html(recentPage(world.places.codes.slice(0, pageLength)))
    const [, area, id] = request.path.split('/')
    const found = area === 'plain' ? world.places.codes.find((one) => one.id === id) : undefined
    return rawText(found, () => html(errorPage('Ideone.com - 404', ''), 404))
  },
  failure: (status, message) => html(errorPage(`Ideone.com - ${status}`, message), status),
  tooMany: (seconds) => ({ ...ideone.failure(429, ''), headers: { 'retry-after': String(seconds) } }),
  drift: (body) => body.replaceAll('class="source-view"', 'class="code-card"'),
  spoilRow: (body, canary) =>
    body.replace(
      '<div class="source-view">',
      `<div class="source-view"><b>${canary}</b></div>\n  <div class="source-view">`,
    ),
  emptyList: recentPage([]),
}

function recentPage(codes: readonly PretendText[]): string {
  const rows = codes.map(
    ({ id, body }) => `  <div class="source-view">
    <div class="header"><strong><a href="/${id}">#${id}</a></strong> <span class="info">Text</span></div>
    <pre class="source">${escapeMarkup(body.slice(0, 80))}</pre>
  </div>`,
  )
  return `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Recent codes - Ideone.com</title></head>
<body>
<ul class="nav"><li><a href="/recent">recent codes</a></li><li><a href="/sample">samples</a></li></ul>
<div id="recent">
${rows.join('\n')}
</div>
</body>
</html>
`
}
