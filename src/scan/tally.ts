/** Counts of one source while it works: for progress, for its audit entries, and for its report. */
import type { ScanDeps, SourceProgress } from './contract.ts'

const tellEveryMs = 200

export class Tally {
  readonly #deps: Pick<ScanDeps, 'onProgress' | 'clock'>
  readonly #source: string
  readonly #requests: () => number
  readonly #beganAt: number
  #toldAt = Number.NEGATIVE_INFINITY
  phase: SourceProgress['phase'] = 'opening'
  total = 0
  done = 0
  present = 0

  constructor(deps: Pick<ScanDeps, 'onProgress' | 'clock'>, source: string, requests: () => number) {
    this.#deps = deps
    this.#source = source
    this.#requests = requests
    this.#beganAt = deps.clock.now()
  }

  /** Tells how far it is, a few times a second at most unless the phase is new. */
  tell(phase: SourceProgress['phase'] = this.phase, more: Pick<SourceProgress, 'until' | 'reason'> = {}): void {
    const now = this.#deps.clock.now()
    if (phase === this.phase && now - this.#toldAt < tellEveryMs) return
    this.phase = phase
    this.#toldAt = now
    const perSecond = now > this.#beganAt ? (this.done * 1_000) / (now - this.#beganAt) : 0
    const left = this.total - this.done
    this.#deps.onProgress?.({
      type: 'source',
      source: this.#source,
      phase,
      total: this.total,
      done: this.done,
      present: this.present,
      requests: this.#requests(),
      perSecond,
      ...(perSecond > 0 ? { leftMs: Math.round((left * 1_000) / perSecond) } : {}),
      ...more,
    })
  }
}
