import { isHtml } from './reply.ts'

/**
 * What an answer that was not expected means. `blocked` is a page made for people where data was due: it says nothing
 * about the key. A 429 is about quota whatever its body looks like.
 */
export type Verdict = 'auth' | 'quota' | 'blocked' | 'server' | 'redirect' | 'contract'

export function verdictOn(status: number, headers: Readonly<Record<string, string>>, body: Uint8Array): Verdict {
  if (status === 429) return 'quota'
  if (status === 401) return 'auth'
  if (status === 403) return isHtml(headers, body) ? 'blocked' : 'auth'
  if (status === 503 && isHtml(headers, body)) return 'blocked'
  if (status >= 500) return 'server'
  return [301, 302, 303, 307, 308].includes(status) ? 'redirect' : 'contract'
}

/** Failures before anything was sent that a second try would only repeat. */
export function isFinal(code: string): boolean {
  return code === 'UND_ERR_INVALID_ARG' || isCertificateTrouble(code)
}

/** What a person can do about a failure with this code; `undefined` when waiting is all. */
export function mendFor(code: string): string | undefined {
  if (isCertificateTrouble(code))
    return 'its certificate is not trusted here: set network.ca to the authority that signed it'
  if (code.startsWith('UND_ERR_SOCKS5') || code.startsWith('UND_ERR_PRX') || code === 'UND_ERR_ABORTED') {
    return 'the proxy refused: check network.proxy'
  }
  if (code === 'UND_ERR_INVALID_ARG') return 'check network.proxy, its user and its password'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return 'the name does not resolve: check the network and the base URL'
  return undefined
}

function isCertificateTrouble(code: string): boolean {
  return /CERT|UNABLE_TO_VERIFY|SELF_SIGNED/.test(code)
}
