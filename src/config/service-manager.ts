import type { Environment } from './environment.ts'

/** Whether a service manager waits to be told that we are ready. @see https://www.freedesktop.org/software/systemd/man/sd_notify.html */
export function isReadinessAwaited(env: Environment = process.env): boolean {
  return (env.NOTIFY_SOCKET ?? '') !== ''
}
