/** Telling systemd that a follower is at work. */
import { execFile } from 'node:child_process'
import { isReadinessAwaited } from '../../src/config/index.ts'

const patienceMs = 5_000

/**
 * Tells the service manager, if one waits for it (`Type=notify`), through its own `systemd-notify`: Node has no datagram
 * sockets of the local kind. The message comes from a child of ours, so the unit needs `NotifyAccess=all`.
 *
 * @returns why it could not be told; `undefined` when it was, or when nobody waits
 */
export function tellReady(): Promise<string | undefined> {
  if (!isReadinessAwaited()) return Promise.resolve(undefined)
  return new Promise((resolve) => {
    execFile('systemd-notify', ['--ready'], { timeout: patienceMs }, (error) => {
      resolve(error === null ? undefined : String(error.code ?? error.signal ?? 'failed'))
    })
  })
}
