import { failedReasons, SourceError } from '../domain/index.ts'
import type { CheckLine } from './contract.ts'

/**
 * One line of `sources check`: what `attempt` found, or why the source could not say. A check is there to report
 * failures, so it is the one place of this room that catches; anything but a `SourceError` is our bug and goes on.
 */
export async function checkLine(what: string, attempt: () => Promise<string>): Promise<CheckLine> {
  try {
    return { what, state: 'ok', detail: await attempt() }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error
    const reason = failedReasons.find((known) => known === error.code)
    return { what, state: 'failed', detail: error.message, ...(reason === undefined ? {} : { reason }) }
  }
}
