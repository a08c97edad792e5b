/** The ways in which any source fails, and what each must become: never an answer. */
import {
  AuthError,
  BlockedError,
  ContractError,
  QuotaError,
  type SourceError,
  UnreachableError,
} from '../../src/domain/index.ts'
import { challengePage, hang, html, json, type Reply, reset, text } from './origin.ts'

type Fault = readonly [what: string, reply: Reply, becomes: abstract new (...parts: never[]) => SourceError]

const refused = { statusCode: 403, message: 'Forbidden.' }

export const faults: readonly Fault[] = [
  ['401', json({ statusCode: 401, message: 'Access denied due to invalid key.' }, 401), AuthError],
  ['403 with a challenge page', html(challengePage, 403), BlockedError],
  ['429 with Retry-After', json({ statusCode: 429 }, 429, { 'retry-after': '2' }), QuotaError],
  ['429 with a page', html('<html>slow down</html>', 429), QuotaError],
  ['500', json({ message: 'oops' }, 500), UnreachableError],
  ['503 with a challenge page', html(challengePage, 503), BlockedError],
  ['a time-out', hang, UnreachableError],
  ['a reset', reset, UnreachableError],
  [
    'a redirect to another host',
    (response) => response.writeHead(302, { location: 'http://192.0.2.1/' }).end(),
    UnreachableError,
  ],
  ['an unknown status', json({}, 418), ContractError],
]

/** Of sources that answer JSON. */
export const jsonFaults: readonly Fault[] = [
  ...faults,
  ['403 with JSON', json(refused, 403), AuthError],
  ['200 with broken JSON', text('[{"Name": "Bou', 'application/json'), ContractError],
  ['200 with a page', html('<html>welcome</html>'), ContractError],
  ['200 with another shape', json('fine'), ContractError],
  ['200 with nothing', text('', 'application/json'), ContractError],
]
