import { statfs } from 'node:fs/promises'
import path from 'node:path'
import { canaryPopulation } from '../src/domain/index.ts'
import { formatInstant, formatNumber } from '../src/messages/index.ts'
import { openWorkspace, type Workspace } from '../src/workspace.ts'
import { type FrenchHelp, VigieCommand } from './_base/command.ts'
import { exitCodes } from './_base/exit-codes.ts'

interface Finding {
  check: string
  ok: boolean
  detail: string
  mend?: string
}

/** a scan of a large city writes some hundreds of megabytes */
const leastFreeBytes = 500 * 2 ** 20

export default class Doctor extends VigieCommand {
  static override summary = 'check the workspace: configuration, keys, permissions, clock, database, disk, sources'
  static override description = 'Sends nothing: "sources check" calls the sources.'
  static override examples = ['<%= config.bin %> doctor', '<%= config.bin %> doctor --json']
  static readonly french: FrenchHelp = {
    summary: 'vérifier l’espace de travail : configuration, clés, droits, horloge, base de données, disque, sources',
    description: 'N’envoie rien : « sources check » appelle les sources.',
    examples: ['<%= config.bin %> doctor', '<%= config.bin %> doctor --json'],
  }

  async run(): Promise<{ ok: boolean; findings: Finding[] }> {
    const { flags } = await this.parse(Doctor)
    const words = this.messages.workspace
    await using workspace = await openWorkspace({ flag: flags.workspace, messages: this.messages, readOnly: true })
    const findings = [
      { check: words.checks.node, ok: true, detail: process.versions.node },
      { check: words.checks.configuration, ok: true, detail: workspace.configuration.file },
      this.#legalBasis(workspace),
      ...this.#withoutEffect(workspace),
      ...(await this.#store(workspace)),
      await this.#clock(workspace),
      await this.#disk(workspace),
      ...(await this.#sources(workspace)),
    ]
    const bad = findings.filter((finding) => !finding.ok).length
    const { check, state, detail } = words.head
    this.table({
      head: [check, state, detail],
      rows: findings.map((finding) => [finding.check, finding.ok ? words.ok : words.bad, finding.detail]),
    })
    for (const { check, ok, mend } of findings) if (!ok && mend !== undefined) this.log(`→ ${check} · ${mend}`)
    this.log(bad === 0 ? words.allWell : words.toMend(formatNumber(bad, this.locale)))
    if (bad > 0) process.exitCode = exitCodes.failed
    return { ok: bad === 0, findings }
  }

  #legalBasis({ configuration }: Workspace): Finding {
    const words = this.messages.workspace
    const populations = configuration.populations.filter(({ name }) => name !== canaryPopulation)
    const blank = populations.filter((population) => population.legalBasis === '').map((population) => population.name)
    const count = formatNumber(populations.length - blank.length, this.locale)
    const detail =
      populations.length === 0
        ? words.noPopulation
        : blank.length > 0
          ? words.basisMissing(blank.join(', '))
          : words.basisWritten(count)
    const ok = populations.length > 0 && blank.length === 0
    return { check: words.checks.basis, ok, detail, ...(ok ? {} : { mend: words.basisMend }) }
  }

  /** Not wrong, as nothing is told; but who wrote it expects something else. */
  #withoutEffect({ configuration: { withoutEffect = [] } }: Workspace): Finding[] {
    const words = this.messages.workspace
    if (withoutEffect.length === 0) return []
    return [{ check: words.checks.withoutEffect, ok: true, detail: words.withoutEffect(withoutEffect.join(', ')) }]
  }

  async #store({ store }: Workspace): Promise<Finding[]> {
    const { health, healthMends } = this.messages.workspace
    const names: Readonly<Record<string, string>> = health
    const mends: Readonly<Record<string, string>> = healthMends
    const lines = await store.health()
    return lines.map(({ what, ok, detail }) => {
      const mend = ok ? undefined : mends[what]
      return {
        check: names[what] ?? what,
        ok,
        detail: this.#stored(what, detail),
        ...(mend === undefined ? {} : { mend }),
      }
    })
  }

  /** What the database says of itself, in words; as it came where it has no known form. */
  #stored(what: string, detail: string): string {
    const words = this.messages.workspace
    const [, count, unit] = /^(\d+)( bytes)?$/.exec(detail) ?? []
    if (what === 'quick check' && detail === 'ok') return words.intact
    if (what === 'size' && unit !== undefined) return words.bytes(formatNumber(Number(count), this.locale))
    if (what !== 'data keys') return detail
    if (count === undefined) return words.keysMissing(detail.replace(/^missing: /, ''))
    return count === '0' ? words.keysNotYet : words.keysThere(formatNumber(Number(count), this.locale))
  }

  /** A clock set back would make answers look fresh for ever. */
  async #clock({ store, now, configuration }: Workspace): Promise<Finding> {
    const words = this.messages.workspace
    const shown = (at: string) => formatInstant(at, this.locale, configuration.organisation.timezone)
    const [last] = await store.scans.list(1)
    const isBack = last !== undefined && Date.parse(last.startedAt) > now().getTime()
    return {
      check: words.checks.clock,
      ok: !isBack,
      detail: isBack ? words.clockBack(shown(last.startedAt)) : words.clockFine(shown(now().toISOString())),
    }
  }

  async #disk({ location }: Workspace): Promise<Finding> {
    const words = this.messages.workspace
    const { bavail, bsize } = await statfs(path.dirname(location.configurationFile))
    const free = bavail * bsize
    const shown = formatNumber(Math.floor(free / 2 ** 20), this.locale)
    return { check: words.checks.disk, ok: free >= leastFreeBytes, detail: words.freeSpace(shown) }
  }

  async #sources({ sources, openNetwork }: Workspace): Promise<Finding[]> {
    const words = this.messages.workspace
    const on = (await sources()).filter((one) => one.off === undefined)
    await using network = await openNetwork()
    const problems = new Map(network.problems.map((one) => [one.source, one.problem]))
    return [
      {
        check: words.checks.sources,
        ok: on.length > 0,
        detail: on.length > 0 ? words.sourcesOn(on.map((one) => one.source.id).join(', ')) : words.sourcesNone,
        ...(on.length > 0 ? {} : { mend: words.sourcesMend }),
      },
      ...on
        .filter((one) => one.source.key?.required === true)
        .map((one) => {
          const problem = problems.get(one.source.id)
          const check = words.checks.key(one.source.id)
          return {
            check,
            ok: problem === undefined,
            detail: problem?.message ?? words.keyThere,
            ...(problem === undefined ? {} : { mend: problem.mend ?? words.keyMend }),
          }
        }),
    ]
  }
}
