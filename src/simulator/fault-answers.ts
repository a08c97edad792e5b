/** Faults that are ordinary answers: another status, another body, or the right one spoilt. */
import type { FaultDetails } from './faults.ts'
import { html, type PretendAnswer, text } from './http.ts'
import { challengePage, errorPage } from './pages.ts'
import type { PretendSource } from './sources/contract.ts'
import { extendJson } from './sources/spoil.ts'

export interface FaultScene {
  readonly source: PretendSource
  /** secret planted in the body */
  readonly canary: string
  /** where a redirect leads when the fault does not say */
  readonly elsewhere: string
  /** the answer that the request would have had */
  right(): PretendAnswer
}

/** @returns `undefined` for the modes that need the connection itself */
export function faultAnswer(fault: FaultDetails, scene: FaultScene): PretendAnswer | undefined {
  const { source, canary } = scene
  switch (fault.mode) {
    case '429':
      return tooMany(fault, scene)
    case '429-html':
      return retryAfter(html(errorPage('429 Too Many Requests', canary), 429), fault, 'absent')
    case '401':
      return source.failure(401, `Access denied due to invalid key. ${canary}`)
    case '403':
      return source.failure(403, `Access denied. ${canary}`)
    case '403-challenge':
      return { ...html(challengePage(canary), 403), headers: { 'cf-ray': '0000000000000000-CDG', server: 'edge' } }
    case '500':
      return source.failure(500, `Internal error near ${canary}`)
    case '503-html':
      return html(errorPage('503 Service Temporarily Unavailable', canary), 503)
    case 'html-200':
      return html(errorPage('Welcome', canary))
    case 'redirect':
      return { ...text(canary, 302), headers: { location: fault.location ?? scene.elsewhere } }
    case 'slow-down':
      return text(`Please slow down ${canary}`)
    case 'empty-list':
      return { ...scene.right(), status: 200, body: source.emptyList }
    case 'truncated':
      return spoilt(scene.right(), (body) => body.slice(0, Math.floor(body.length / 2)))
    case 'extra-fields':
      return spoilt(scene.right(), (body) => source.extend?.(body, canary) ?? extendJson(body, canary))
    case 'schema-drift':
      return spoilt(scene.right(), (body) => source.drift(body))
    case 'bad-row':
      return spoilt(scene.right(), (body) => source.spoilRow(body, canary))
    default:
      return undefined
  }
}

/** Only a body that says something can be spoilt: refusals and "nothing found" stay as they are. */
function spoilt(right: PretendAnswer, spoil: (body: string) => string): PretendAnswer {
  return right.status === 200 ? { ...right, body: spoil(right.body) } : right
}

function tooMany(fault: FaultDetails, scene: FaultScene): PretendAnswer {
  const right = scene.source.tooMany(fault.retryAfterSeconds ?? 1)
  return retryAfter({ ...right, headers: { 'x-canary': scene.canary } }, fault, 'seconds')
}

function retryAfter(answer: PretendAnswer, fault: FaultDetails, usual: 'seconds' | 'absent'): PretendAnswer {
  const form = fault.retryAfterForm ?? (fault.retryAfterSeconds === undefined ? usual : 'seconds')
  if (form === 'absent') return answer
  const seconds = fault.retryAfterSeconds ?? 1
  const value = form === 'date' ? new Date(Date.now() + seconds * 1000).toUTCString() : String(seconds)
  return { ...answer, headers: { ...answer.headers, 'retry-after': value } }
}
