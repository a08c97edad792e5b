/** Cyberwatch: one static file with its ETag. */
import { json, text } from '../http.ts'
import type { PretendSource } from './contract.ts'
import { versioned } from './places-common.ts'
import { driftJson, spoilJsonRow } from './spoil.ts'

const needed = new Set(['victim', 'title'])
const alpha3: Readonly<Record<string, string>> = { FR: 'FRA', DE: 'DEU', US: 'USA' }

export const cyberwatch: PretendSource = {
  id: 'cyberwatch',
  basePath: '/Casualtek/Cyberwatch/main',
  quotaKey: () => '',
  answer(request, { world }) {
    if (request.path !== `${cyberwatch.basePath}/cyberattacks.json`) return text('404: Not Found', 404)
    const rows = world.places.reports.map(({ date, victim, domain, country, summary, title, url, added }) => {
      return { date, victim, domain, country: alpha3[country] ?? country, summary, title, url, added }
    })
    // a raw file is served as plain text, whatever it holds
    return versioned(request, { ...json(rows), type: 'text/plain; charset=utf-8' })
  },
  failure: (status, message) => text(message, status),
  tooMany: (seconds) => ({ ...text('429: Too Many Requests', 429), headers: { 'retry-after': String(seconds) } }),
  drift: (body) => driftJson(body, needed),
  spoilRow: (body, canary) => spoilJsonRow(body, needed, canary),
  emptyList: '[]',
}
