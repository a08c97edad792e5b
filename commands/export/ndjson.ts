import path from 'node:path'
import { Flags } from '@oclif/core'
import { exposuresNdjson, writeAtomically } from '../../src/report/index.ts'
import { openWorkspace } from '../../src/workspace.ts'
import { type FrenchHelp, VigieCommand } from '../_base/command.ts'
import { describeFiles, readCoverage, type WrittenFile, whoIsInClear } from '../_base/exports.ts'
import { exposureFilter, filterFlags, filterFlagsInFrench } from '../_base/exposures.ts'
import { collectOldOften, frugally } from '../_base/frugal.ts'
import { checkReveal, revealFlags, revealFlagsInFrench } from '../_base/reveal.ts'

export default class ExportNdjson extends VigieCommand {
  static override summary = 'write exposures.ndjson and coverage.ndjson: one JSON object a line'
  static override examples = ['<%= config.bin %> export ndjson --out results']
  static override flags = {
    out: Flags.string({ summary: 'folder to write to', required: true, helpValue: 'DIR' }),
    ...filterFlags,
    ...revealFlags,
  }
  static readonly french: FrenchHelp = {
    summary: 'écrire exposures.ndjson et coverage.ndjson : un objet JSON par ligne',
    flags: { out: 'dossier où écrire', ...filterFlagsInFrench, ...revealFlagsInFrench },
    examples: ['<%= config.bin %> export ndjson --out resultats'],
  }

  async run(): Promise<{ files: WrittenFile[] }> {
    const { flags } = await this.parse(ExportNdjson)
    const reveal = checkReveal(flags, this.messages)
    await using workspace = await openWorkspace({ flag: flags.workspace, messages: this.messages })
    const filter = await exposureFilter(flags, workspace, this.messages)
    if (reveal !== undefined) await workspace.auditReveal('export.ndjson', reveal.reason)
    const { reveals, revealed } = whoIsInClear(workspace, reveal !== undefined)

    collectOldOften()
    const directory = path.resolve(flags.out)
    const exposures = path.join(directory, 'exposures.ndjson')
    let rows = 0
    await writeAtomically(exposures, async (writer) => {
      const options = { now: workspace.now(), filter, reveals }
      for await (const block of frugally(exposuresNdjson(workspace.store, options))) {
        await writer.writeBytes(block.bytes)
        rows += block.rows
      }
    })
    const coverage = path.join(directory, 'coverage.ndjson')
    const ledger = await readCoverage(workspace)
    await writeAtomically(coverage, (writer) =>
      writer.write(ledger.map((row) => `${JSON.stringify({ schema: 1, ...row })}\n`).join('')),
    )
    await workspace.audit('export.ndjson', { rows, revealed })
    const files = [
      { file: exposures, rows, revealed },
      { file: coverage, rows: ledger.length, revealed: false },
    ]
    for (const line of describeFiles(files, this.messages, this.locale)) this.log(line)
    return { files }
  }
}
