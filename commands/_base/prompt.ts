/** Questions to a person. Nothing is ever asked where nobody can answer. */
import { createInterface } from 'node:readline/promises'
import type { Locale } from '../../src/messages/index.ts'

/** True when both ends are a terminal, and no service manager or CI says otherwise. */
export function isInteractive(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true
}

/** Asks on stderr; stdout is for results. */
export async function askLine(question: string): Promise<string> {
  const reader = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return (await reader.question(`${question} `)).trim()
  } finally {
    reader.close()
  }
}

/** No unless the answer is a clear yes. */
export async function askYesNo(question: string, locale: Locale): Promise<boolean> {
  const answer = await askLine(`${question} ${locale === 'fr' ? '[o/N]' : '[y/N]'}`)
  return /^(?:y|yes|o|oui)$/i.test(answer)
}
