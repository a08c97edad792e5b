import type { NetReply } from '../net/index.ts'

/** True for a page made for people where data was due: it is the edge that speaks, not the source. */
export function isPage(reply: NetReply): boolean {
  return /html/i.test(reply.headers['content-type'] ?? '') || reply.text().trimStart().startsWith('<')
}
