import { Args, Flags } from '@oclif/core'
import { InputError } from '../../src/domain/index.ts'
import { formatNumber } from '../../src/messages/index.ts'
import { plainLine, tellingName, tellingsNamed } from '../../src/report/index.ts'
import type { EventRow } from '../../src/store/index.ts'
import { openWorkspace } from '../../src/workspace.ts'
import { type FrenchHelp, VigieCommand } from '../_base/command.ts'
import { findIncident } from '../_base/decisions.ts'

interface SplitResult {
  /** the one that was named; what is left keeps it */
  incident: string
  /** the new one */
  split: string
  tellings: string[]
  /** exposures that went over, and those that both have */
  moved: number
  doubled: number
}

export default class ExposuresSplit extends VigieCommand {
  static override summary = 'set apart what was wrongly taken for one incident; it stays apart'
  static override description =
    'What the named sources tell becomes an incident of its own, and no later scan joins the two again. Exposures go with what told of them, and none is new again. Look at the incident first: vigie exposures explain.'
  static override examples = [
    '<%= config.bin %> exposures split i-8h2j5k7m3n4p --telling leakcheck --reason "autre fuite, de 2019"',
    '<%= config.bin %> exposures split i-8h2j5k7m3n4p --telling "dehashed:Forum Demo 2019" --reason "autre site"',
  ]
  static override args = {
    incident: Args.string({ ignoreStdin: true, description: 'the incident, i-…', required: true }),
  }
  static override flags = {
    telling: Flags.string({
      summary: 'what to take out: a source, or SOURCE:NAME where it tells several; --json of explain has the names',
      required: true,
      multiple: true,
      helpValue: 'SOURCE[:NAME]',
    }),
    reason: Flags.string({ summary: 'why; kept, and audit-logged', required: true, helpValue: 'TEXT' }),
  }
  static readonly french: FrenchHelp = {
    summary: 'séparer ce qui a été pris à tort pour un seul incident ; cela reste séparé',
    description:
      'Ce que disent les sources nommées devient un incident à part, et aucune recherche ne réunira plus les deux. Les expositions suivent ce qui les a signalées, et aucune ne redevient « nouvelle ». Regarder d’abord l’incident : vigie exposures explain.',
    args: { incident: 'l’incident, i-…' },
    flags: {
      telling: 'ce qu’il faut sortir : une source, ou SOURCE:NOM si elle en dit plusieurs ; explain --json a les noms',
      reason: 'pourquoi ; conservé, et journalisé',
    },
    examples: [
      '<%= config.bin %> exposures split i-8h2j5k7m3n4p --telling leakcheck --reason "autre fuite, de 2019"',
      '<%= config.bin %> exposures split i-8h2j5k7m3n4p --telling "dehashed:Forum Demo 2019" --reason "autre site"',
    ],
  }

  async run(): Promise<SplitResult> {
    const { args, flags } = await this.parse(ExposuresSplit)
    const reason = plainLine(flags.reason).trim()
    if (reason === '') {
      const { needsReason, needsReasonMend } = this.messages.qualify
      throw new InputError(needsReason, { mend: needsReasonMend })
    }
    await using workspace = await openWorkspace({ flag: flags.workspace, messages: this.messages })
    const { store, who } = workspace
    const incident = await findIncident(args.incident, workspace, this.messages)
    const events = (await store.events.all()).filter((event) => event.incident === incident.id)
    const chosen = this.#chosen(events, flags.telling, incident.name)

    const at = workspace.now().toISOString()
    const ids = chosen.map(({ id }) => id)
    const { name, moved, doubled } = await store.events.split(incident.id, ids, { who, reason, at })
    const tellings = chosen.map((event) => `${event.source}:${plainLine(event.key)}`)
    const result = { incident: incident.name, split: name, tellings, moved, doubled }
    await workspace.audit('exposures.split', { ...result, reason })

    const { qualify } = this.messages
    const number = (value: number) => formatNumber(value, this.locale)
    this.log(qualify.splitDone(name, incident.name))
    if (moved > 0) this.log(qualify.splitMoved(number(moved), moved))
    if (doubled > 0) this.log(qualify.splitDoubled(number(doubled), doubled))
    return result
  }

  #chosen(events: readonly EventRow[], names: readonly string[], incident: string): readonly EventRow[] {
    const { qualify } = this.messages
    if (events.length < 2) throw new InputError(qualify.oneTelling(incident), { mend: qualify.unknownMend })
    const all = qualify.tellings(events.map((event) => tellingName(event, events)).join(', '))
    const chosen = new Set<EventRow>()
    for (const name of names) {
      const found = tellingsNamed(events, name)
      if (found.length === 0) throw new InputError(qualify.noTelling(plainLine(name), incident), { mend: all })
      for (const event of found) chosen.add(event)
    }
    if (chosen.size === events.length) throw new InputError(qualify.allTellings, { mend: all })
    return [...chosen]
  }
}
