import { maskSelector } from '../../src/domain/index.ts'
import { watchedCanaries } from '../../src/lists/index.ts'
import { formatDate, formatNumber } from '../../src/messages/index.ts'
import { type CanarySighting, canarySightings } from '../../src/report/index.ts'
import { openWorkspace } from '../../src/workspace.ts'
import { type FrenchHelp, VigieCommand } from '../_base/command.ts'
import { checkReveal, revealFlags, revealFlagsInFrench } from '../_base/reveal.ts'

interface BaseDocument {
  base: string
  /** false for one that the configuration no longer has */
  configured: boolean
  /** addresses that are watched */
  canaries: { ref: string; email: string }[]
  /** leaks in which an address of theirs was found: they came from this base */
  hits: readonly CanarySighting[]
}

export default class CanariesShow extends VigieCommand {
  static override summary = 'the canaries of each base, and the leaks in which their addresses turned up'
  static override examples = ['<%= config.bin %> canaries show', '<%= config.bin %> canaries show --json']
  static override flags = { ...revealFlags }
  static readonly french: FrenchHelp = {
    summary: 'les canaris de chaque base, et les fuites où leurs adresses ont été trouvées',
    flags: { ...revealFlagsInFrench },
    examples: ['<%= config.bin %> canaries show', '<%= config.bin %> canaries show --json'],
  }

  async run(): Promise<{ bases: BaseDocument[] }> {
    const { flags } = await this.parse(CanariesShow)
    const { canaries } = this.messages
    const reveal = checkReveal(flags, this.messages)
    await using workspace = await openWorkspace({
      flag: flags.workspace,
      messages: this.messages,
      readOnly: reveal === undefined,
    })
    if (reveal !== undefined) await workspace.auditReveal('canaries.show', reveal.reason)
    const watched = await watchedCanaries(workspace.store)
    const hits = await canarySightings(workspace.store, workspace.now())
    const configured = workspace.configuration.bases.map(({ name }) => name)
    const names = [...new Set([...configured, ...watched.keys(), ...hits.keys()])]
    const bases = names.map((base) => ({
      base,
      configured: configured.includes(base),
      canaries: (watched.get(base) ?? []).map((one) => ({
        ref: one.name,
        email: reveal === undefined ? maskSelector(one) : one.canonical,
      })),
      hits: hits.get(base) ?? [],
    }))
    if (watched.size === 0 && hits.size === 0) this.log(canaries.none)
    else {
      const { head } = canaries
      const number = (value: number) => formatNumber(value, this.locale)
      this.table({
        head: [head.base, head.canaries, head.found, head.incident, head.since],
        rows: bases.flatMap(({ base, canaries: own, hits: found }) =>
          (found.length === 0 ? [undefined] : found).map((hit, index) => [
            index === 0 ? base : '',
            index === 0 ? number(own.length) : '',
            hit === undefined ? '' : number(hit.canaries),
            hit === undefined ? '' : `${hit.title} (${hit.incident})`,
            hit === undefined ? '' : formatDate(hit.firstSeenAt, this.locale),
          ]),
        ),
        right: [1, 2],
      })
      if (reveal !== undefined) {
        for (const { base, canaries: own } of bases) for (const { email } of own) this.log(`${base}  ${email}`)
      }
      if (hits.size > 0) this.log(`\n${canaries.meaning}`)
    }
    return { bases }
  }
}
