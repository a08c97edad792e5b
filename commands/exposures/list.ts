import { Flags } from '@oclif/core'
import { formatNumber } from '../../src/messages/index.ts'
import {
  type ExposureDocument,
  type ExposureLine,
  exposureDocument,
  exposureLines,
  type IncidentStrangers,
  incidentStrangers,
  isToDo,
} from '../../src/report/index.ts'
import { openWorkspace } from '../../src/workspace.ts'
import { type FrenchHelp, VigieCommand } from '../_base/command.ts'
import { incidentFlags, incidentFlagsInFrench, withIncidents } from '../_base/decisions.ts'
import { exposureFilter, exposuresTable, filterFlags, filterFlagsInFrench } from '../_base/exposures.ts'
import { strangersLine } from '../_base/lists.ts'
import { checkReveal, revealFlags, revealFlagsInFrench } from '../_base/reveal.ts'

interface ExposuresDocument {
  exposures: ExposureDocument[]
  total: number
  /** of all incidents, whatever the filter */
  strangers: readonly IncidentStrangers[]
}

export default class ExposuresList extends VigieCommand {
  static override summary = 'who is exposed in what, and whether it appears to be resold'
  static override examples = [
    '<%= config.bin %> exposures list --population staff --resold',
    '<%= config.bin %> exposures list --new-since last --ndjson',
  ]
  static override flags = {
    ...filterFlags,
    ...incidentFlags,
    'to-do': Flags.boolean({
      summary: 'only what is still to act on: not dismissed, not ticked off, resold or with credentials',
    }),
    resold: Flags.boolean({ summary: 'only what appears resold or likely so, and not long ago' }),
    limit: Flags.integer({ summary: 'at most so many in the table; 0 for all', default: 50, min: 0 }),
    ndjson: Flags.boolean({ summary: 'one JSON object a line, all of them', exclusive: ['json'] }),
    ...revealFlags,
  }
  static readonly french: FrenchHelp = {
    summary: 'qui est exposé, dans quoi, et si cela semble revendu',
    flags: {
      ...filterFlagsInFrench,
      ...incidentFlagsInFrench,
      'to-do': 'seulement ce qui reste à traiter : ni écarté ni coché, revendu ou avec des secrets',
      resold: 'seulement ce qui semble revendu, certainement ou probablement, et récemment',
      limit: 'au plus ce nombre dans le tableau ; 0 pour tout',
      ndjson: 'un objet JSON par ligne, toutes les expositions',
      ...revealFlagsInFrench,
    },
    examples: [
      '<%= config.bin %> exposures list --population staff --resold',
      '<%= config.bin %> exposures list --new-since last --ndjson',
    ],
  }

  async run(): Promise<ExposuresDocument> {
    const { flags } = await this.parse(ExposuresList)
    const { exposures } = this.messages
    const reveal = checkReveal(flags, this.messages)
    await using workspace = await openWorkspace({
      flag: flags.workspace,
      messages: this.messages,
      readOnly: reveal === undefined,
    })
    const filter = await withIncidents(
      await exposureFilter(flags, workspace, this.messages),
      flags.incident,
      workspace,
      this.messages,
    )
    if (reveal !== undefined) await workspace.auditReveal('exposures.list', reveal.reason)
    const shown: ExposureLine[] = []
    const documents: ExposureDocument[] = []
    let total = 0
    const reveals = reveal === undefined ? undefined : () => true
    for await (const lines of exposureLines(workspace.store, { now: workspace.now(), filter, reveals })) {
      for (const line of lines) {
        if (flags.resold && (line.judgement.resale === 'no-evidence' || line.judgement.historical)) continue
        if (flags['to-do'] && !isToDo(line)) continue
        total++
        if (flags.ndjson) this.log(JSON.stringify(exposureDocument(line)))
        else if (this.jsonEnabled()) documents.push(exposureDocument(line))
        else if (flags.limit === 0 || shown.length < flags.limit) shown.push(line)
      }
    }
    if (flags.ndjson) return { exposures: [], total, strangers: [] }
    const strangers = await incidentStrangers(workspace.store)
    if (total === 0) {
      const isFiltered = flags.resold || flags['to-do'] || Object.keys(filter).length > 0
      this.log(isFiltered ? exposures.noneMatching : exposures.none)
    } else {
      this.table(exposuresTable(shown, this.messages, this.locale))
      this.log(exposures.shown(formatNumber(shown.length, this.locale), formatNumber(total, this.locale)))
      if (shown.length < total) this.log(`→ ${exposures.more}`)
    }
    const line = strangersLine(strangers, this.messages, this.locale)
    if (line !== undefined) this.log(`→ ${line}`)
    return { exposures: documents, total, strangers }
  }
}
