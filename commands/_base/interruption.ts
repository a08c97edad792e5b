/**
 * Ctrl-C, SIGTERM, SIGHUP. A command that can stop cleanly asks for `signal`; the first signal aborts it, the second ends
 * the process at once. Where nobody asked, the first one does. Either way the exit code is 130.
 */
export const interruptedExitCode = 130

/** a terminal sends Ctrl-C to the launcher and to us, and the launcher hands it on: both are one */
const sameSignalMs = 300

class Interruption {
  readonly #controller = new AbortController()
  #awaited = false
  #firstAt: number | undefined

  get signal(): AbortSignal {
    this.#awaited = true
    return this.#controller.signal
  }

  listen(): void {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => this.#interrupt())
  }

  #interrupt(): void {
    const now = performance.now()
    if (this.#firstAt !== undefined && now - this.#firstAt < sameSignalMs) return
    if (!this.#awaited || this.#firstAt !== undefined) process.exit(interruptedExitCode)
    this.#firstAt = now
    this.#controller.abort()
  }
}

export const interruption = new Interruption()
