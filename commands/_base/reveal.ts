/** Identifiers are masked unless `--reveal`, which outside a terminal needs a reason. */
import { Flags } from '@oclif/core'
import { InputError } from '../../src/domain/index.ts'
import type { Catalogue } from '../../src/messages/index.ts'

export const revealFlags = {
  reveal: Flags.boolean({ summary: 'show identifiers in clear; written to the audit log' }),
  reason: Flags.string({ summary: 'why they must be read in clear', helpValue: 'TEXT', dependsOn: ['reveal'] }),
}

export const revealFlagsInFrench = {
  reveal: "montrer les identifiants en clair ; c'est écrit au journal d'audit",
  reason: 'pourquoi il faut les lire en clair',
} as const

/** What the audit log is to hold of a reveal. */
export interface Reveal {
  readonly reason: string
}

/**
 * `undefined` when nothing is to be revealed; else what to write to the audit log, before anything is shown.
 * @throws InputError when output goes elsewhere than to a terminal and no reason is given
 */
export function checkReveal(
  flags: { readonly reveal: boolean; readonly reason?: string | undefined },
  messages: Catalogue,
  isTerminal: boolean = process.stdout.isTTY === true,
): Reveal | undefined {
  if (!flags.reveal) return undefined
  const reason = flags.reason?.trim() ?? ''
  if (reason === '' && !isTerminal) {
    throw new InputError(messages.errors.revealNeedsReason, { mend: messages.errors.revealMend })
  }
  return { reason }
}
