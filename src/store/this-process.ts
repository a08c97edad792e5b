/** Who holds a lock: a process of a host, told from a later one that was given the same number by when it started. */
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { codeOf } from './system-error.ts'

export interface ProcessIdentity {
  readonly host: string
  readonly pid: number
  /** when it started, in the system's own terms; `''` where that cannot be learnt */
  readonly processStart: string
}

export function thisProcess(): ProcessIdentity {
  return { host: hostname(), pid: process.pid, processStart: startOf(process.pid) ?? '' }
}

/**
 * False only when it is certain that the process is gone. One of another host cannot be looked at, so it is taken to be alive.
 */
export function mayBeAlive({ host, pid, processStart }: ProcessIdentity): boolean {
  if (host !== hostname()) return true
  if (!isRunning(pid)) return false
  const start = startOf(pid)
  return start === undefined || processStart === '' || start === processStart
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it runs, and belongs to somebody else
    return codeOf(error, 'code') === 'EPERM'
  }
}

/** Linux: the boot, and the clock ticks from it to the start. @see proc_pid_stat(5), field 22 */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()
    // the second field is the name of the program, which may hold spaces and parentheses
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
    return ticks === undefined ? undefined : `${boot}/${ticks}`
  } catch {
    return undefined // no such system file here: the number alone has to do
  }
}
