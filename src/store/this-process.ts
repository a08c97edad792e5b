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
  return { host: hostname(), pid: process.pid, processStart: statusOf(process.pid)?.start ?? '' }
}

/** ten times as long as between two beats */
const longestSilenceS = 600

/**
 * False only when the process is gone for certain, or is of another host, where it cannot be looked at, and has said nothing for
 * long: a container that was killed leaves its locks to one of another name.
 * @param silentS since it last said that it is alive
 */
export function mayBeAlive({ host, pid, processStart }: ProcessIdentity, silentS: number): boolean {
  if (host !== hostname()) return silentS < longestSilenceS
  if (!isRunning(pid)) return false
  const status = statusOf(pid)
  if (status === undefined) return true
  return !status.isDead && (processStart === '' || status.start === processStart)
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

interface Status {
  /** the boot, and the clock ticks from it to the start */
  readonly start: string
  /** it has ended, and its parent has not asked for the outcome yet */
  readonly isDead: boolean
}

/** Linux only: fields 3 and 22 of proc_pid_stat(5). */
function statusOf(pid: number): Status | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()
    // the second field is the name of the program, which may hold spaces and parentheses
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { start: `${boot}/${fields[19]}`, isDead: fields[0] === 'Z' || fields[0] === 'X' }
  } catch {
    return undefined // no such system file here: the number alone has to do
  }
}
