/** What one source was told in this run, for the audit log: counts, no selector. Written every minute, and at the end. */
import type { Query } from '../sources/index.ts'
import { isoNow, type RunContext } from './context.ts'

const writeEveryMs = 60_000

export class Journal {
  readonly #run: RunContext
  readonly #source: string
  readonly #requests: () => number
  #writtenAt: number
  #requestsWritten = 0
  #queries = 0
  #clear = 0
  #kAnonymous = 0
  #domains = new Set<string>()

  constructor(run: RunContext, source: string, requests: () => number) {
    this.#run = run
    this.#source = source
    this.#requests = requests
    this.#writtenAt = run.deps.clock.now()
  }

  async asked({ covers, discloses, coversDomain, coversSites = [] }: Query): Promise<void> {
    this.#queries++
    if (discloses === 'clear') this.#clear += covers.length
    if (discloses === 'k-anonymous') this.#kAnonymous += covers.length
    if (coversDomain !== undefined) this.#domains.add(coversDomain)
    for (const site of coversSites) this.#domains.add(site)
    if (this.#run.deps.clock.now() - this.#writtenAt >= writeEveryMs) await this.write('ok')
  }

  async write(result: 'ok' | 'failed', more: Readonly<Record<string, string | number>> = {}): Promise<void> {
    const requests = this.#requests()
    await this.#run.deps.store.audit.append({
      at: isoNow(this.#run),
      who: this.#run.deps.who,
      action: 'scan.queries',
      result,
      details: {
        scan: this.#run.scan,
        source: this.#source,
        queries: this.#queries,
        requests: requests - this.#requestsWritten,
        selectorsToldInClear: this.#clear,
        selectorsToldByPrefix: this.#kAnonymous,
        domainsTold: this.#domains.size,
        ...more,
      },
    })
    this.#writtenAt = this.#run.deps.clock.now()
    this.#requestsWritten = requests
    this.#queries = this.#clear = this.#kAnonymous = 0
    this.#domains = new Set()
  }
}
