import { BusyError, ConfigError, InputError, InterruptedError } from '../../src/domain/index.ts'
import { interruptedExitCode } from './interruption.ts'

/** A public promise, the same for every command. */
export const exitCodes = {
  done: 0,
  /** any other failure: no space, locked or damaged store, our bug */
  failed: 1,
  /** usage, input or configuration */
  usage: 2,
  newExposures: 10,
  incomplete: 20,
  newExposuresAndIncomplete: 30,
  busy: 75,
  interrupted: interruptedExitCode,
} as const

export function exitCodeOf(error: unknown): number {
  if (error instanceof InputError || error instanceof ConfigError) return exitCodes.usage
  if (error instanceof BusyError) return exitCodes.busy
  if (error instanceof InterruptedError) return exitCodes.interrupted
  return exitCodes.failed
}

/** Of a scan that came to its end. */
export function exitCodeOfScan(scan: { readonly hasNewExposures: boolean; readonly isIncomplete: boolean }): number {
  return (scan.hasNewExposures ? exitCodes.newExposures : 0) + (scan.isIncomplete ? exitCodes.incomplete : 0)
}
