/**
 * How an error is told: one line that says what, one that says how to mend it, on stderr; one document with `--json`, on
 * stdout. No stack, no address, no key, except for the stack of our own bugs, on stderr.
 */
import type { Config } from '@oclif/core'
import { InterruptedError, VigieError } from '../../src/domain/index.ts'
import type { Catalogue } from '../../src/messages/index.ts'
import { exitCodeOf, exitCodes } from './exit-codes.ts'
import { jsonLine } from './progress.ts'
import { tellUsageError } from './usage-errors.ts'

export interface ErrorContext {
  readonly argv: readonly string[]
  readonly config: Config | undefined
  readonly messages: Catalogue
  /** print the one document of `--json` */
  readonly json: boolean
  /** stderr is read by a machine */
  readonly logAsJson: boolean
}

export interface RenderedError {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number
}

export function renderError(error: unknown, context: ErrorContext): RenderedError {
  const { code, message, mend, exitCode, trace } = tell(error, context)
  if (context.json) {
    const document = { error: { code, message, ...(mend === undefined ? {} : { mend }) } }
    return { stdout: `${JSON.stringify(document, null, 2)}\n`, stderr: trace, exitCode }
  }
  if (context.logAsJson) {
    const line = jsonLine('error', message, { code, ...(mend === undefined ? {} : { mend }) })
    return { stdout: '', stderr: `${line}\n`, exitCode }
  }
  const lines = [`vigie: ${message}`, ...(mend === undefined ? [] : [`  → ${mend}`])]
  return { stdout: '', stderr: `${lines.join('\n')}\n${trace}`, exitCode }
}

interface Tale {
  readonly code: string
  readonly message: string
  readonly mend: string | undefined
  readonly exitCode: number
  /** frames of our own bug, empty otherwise */
  readonly trace: string
}

function tell(error: unknown, context: ErrorContext): Tale {
  const { errors } = context.messages
  if (error instanceof VigieError) {
    const message = error instanceof InterruptedError ? errors.interrupted : errors.told(error.message)
    const mend = error.mend === undefined ? undefined : errors.told(error.mend)
    return { code: error.code, message, mend, exitCode: exitCodeOf(error), trace: '' }
  }
  const usage = tellUsageError(error, context)
  if (usage !== undefined) return { code: 'usage', ...usage, exitCode: exitCodes.usage, trace: '' }
  const kind = error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.name) : typeof error
  return {
    code: 'bug',
    message: errors.bug(kind),
    mend: errors.bugMend,
    exitCode: exitCodes.failed,
    trace: frames(error),
  }
}

/** Where it happened, cause by cause. The messages are left out: they may quote what was being worked on. */
function frames(error: unknown): string {
  if (!(error instanceof Error)) return ''
  const own = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return [error.name, ...own, ''].join('\n') + frames(error.cause)
}
