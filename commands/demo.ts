import path from 'node:path'
import { Flags } from '@oclif/core'
import { type Demo as OpenDemo, openDemo } from '../src/demo.ts'
import { importLists } from '../src/lists/index.ts'
import { formatNumber } from '../src/messages/index.ts'
import { postsFound, type Summary, summarize } from '../src/report/index.ts'
import { exitCodeOf, type ScanReport } from '../src/scan/index.ts'
import { openWorkspace, shownPath, type Workspace } from '../src/workspace.ts'
import { type FrenchHelp, VigieCommand } from './_base/command.ts'
import {
  type DemoDocument,
  decideForTheFictionalTown,
  examplesOfVerdicts,
  makeDocuments,
} from './_base/demo-documents.ts'
import { exitCodes } from './_base/exit-codes.ts'
import { describeFiles, type WrittenFile, writeExports } from './_base/exports.ts'
import { requirePopulation } from './_base/lists.ts'
import { runWatched, scanLines, unknownCount } from './_base/scan.ts'
import { silenced } from './_base/silence.ts'
import { renderSummary } from './_base/summary.ts'
import { postLines } from './_base/watch.ts'
import type DumpScan from './dump/scan.ts'

interface DemoResult {
  directory: string
  summary: Summary
  report: ScanReport
  files: WrittenFile[]
  documents: readonly DemoDocument[]
}

export default class Demo extends VigieCommand {
  static override summary = 'the whole job on a fictional city, offline: import, scan, results'
  static override description =
    'Makes the folder vigie-demo with the lists of Saint-Exemple, asks the pretend sources on loopback, searches an invented leak file, and writes exposures.csv, coverage.csv and watched.csv. Typed again, it goes on where it was stopped.'
  static override examples = ['<%= config.bin %> demo', '<%= config.bin %> demo --lang fr']
  static override flags = {
    directory: Flags.string({ summary: 'folder to work in', default: 'vigie-demo', helpValue: 'DIR' }),
  }
  static readonly french: FrenchHelp = {
    summary: 'tout le travail sur une ville fictive, hors ligne : import, recherche, résultats',
    description:
      'Crée le dossier vigie-demo avec les listes de Saint-Exemple, interroge les sources factices sur cette machine, parcourt un fichier de fuite inventé, et écrit exposures.csv, coverage.csv et watched.csv. Tapée de nouveau, la commande reprend où elle s’est arrêtée.',
    flags: { directory: 'dossier de travail' },
    examples: ['<%= config.bin %> demo', '<%= config.bin %> demo --lang fr'],
  }

  async run(): Promise<DemoResult> {
    const { flags } = await this.parse(Demo)
    const words = this.messages.demo
    const directory = path.resolve(flags.directory)
    this.log(`${words.intro}\n`)
    await using demo = await openDemo({
      directory,
      locale: this.locale,
      messages: this.messages,
      now: () => new Date(),
    })
    await using workspace = await openWorkspace({ flag: demo.workspace, messages: this.messages })
    await this.#import(workspace, demo.lists)
    // before the sources are asked: what they tell is the news of the files below
    const leak = await this.#searchLeak(demo)

    const progress = this.progress(words.scanning)
    await using network = await workspace.openNetwork()
    const running = { signal: this.signal, progress, messages: this.messages, locale: this.locale }
    const report = await runWatched(workspace, network, {}, running).finally(() => progress.done())
    const files = await writeExports(workspace, {
      directory: demo.results,
      filter: {},
      revealAll: false,
      excel: false,
      cells: false,
    })

    await decideForTheFictionalTown(workspace)
    const making = this.progress(words.documents)
    const documents = await makeDocuments(this.config, workspace, {
      results: demo.results,
      lists: path.join(directory, 'lists'),
      workspaceFlag: demo.workspace,
      lang: this.locale,
    }).finally(() => making.done())

    const zone = workspace.configuration.organisation.timezone
    const summary = await summarize(workspace.store, { now: workspace.now(), filter: {} })
    this.log(
      renderSummary(summary, {
        messages: this.messages,
        locale: this.locale,
        organisation: words.organisation,
        timezone: zone,
        now: workspace.now(),
        width: process.stdout.columns,
        unknown: unknownCount(report.coverage),
        attributions: [],
      }),
    )
    this.log()
    for (const line of postLines(await postsFound(workspace.store), this.messages, this.locale, zone)) this.log(line)
    for (const line of scanLines(report, this.messages, this.locale, zone)) this.log(line)
    for (const line of leak) this.log(line)
    this.log([`\n${words.files}`, ...describeFiles(files, this.messages, this.locale)].join('\n'))
    this.log(`\n${words.documentsTitle}`)
    for (const { command, files: made } of documents) {
      this.log(`  vigie ${command}`)
      for (const file of made) this.log(`      ${shownPath(file)}`)
    }
    this.#sayNext(shownPath(demo.workspace), await examplesOfVerdicts(workspace), flags.lang)
    if (exitCodeOf(report) === exitCodes.interrupted) process.exitCode = exitCodes.interrupted
    return { directory, summary, report, files, documents }
  }

  async #import(
    workspace: Workspace,
    lists: readonly { readonly file: string; readonly population: string }[],
  ): Promise<void> {
    const words = this.messages.demo
    const progress = this.progress(words.importing)
    let taken = 0
    let rejected = 0
    for (const { file, population } of lists) {
      const { files } = await importLists(workspace.store, {
        inputs: [{ file }],
        options: {},
        population: requirePopulation(workspace.configuration, population, this.messages),
        replace: false,
        dryRun: false,
        now: workspace.now(),
        who: workspace.who,
        signal: this.signal,
      })
      taken += files.reduce((sum, one) => sum + one.taken, 0)
      rejected += files.reduce((sum, one) => sum + one.rejected, 0)
    }
    progress.done()
    this.log(`${words.imported(formatNumber(taken, this.locale), formatNumber(rejected, this.locale))}\n`)
  }

  /** As a person would type it; the exit code of that command is not the one of this. */
  async #searchLeak({ leak, workspace }: OpenDemo): Promise<string[]> {
    const words = this.messages.demo
    const progress = this.progress(words.searching)
    const how = ['--held-as', 'police', '--provenance', leak.provenance, '--date', leak.takenOn]
    const args = [leak.file, ...how, '--workspace', workspace, '--lang', this.locale]
    const exitCode = process.exitCode
    const { summary } = await silenced(() =>
      this.config.runCommand<Awaited<ReturnType<DumpScan['run']>>>('dump:scan', args),
    ).finally(() => progress.done())
    process.exitCode = exitCode
    const numbers = [summary.hits, summary.selectors, summary.newExposures].map((n) => formatNumber(n, this.locale))
    const file = shownPath(leak.file)
    const command = `vigie dump scan ${file} --held-as police --provenance "${leak.provenance}" --date ${leak.takenOn}`
    return [words.leakFound(file, numbers[0]!, numbers[1]!, numbers[2]!), `  ${words.leakCommand} ${command}`]
  }

  #sayNext(
    workspace: string,
    examples: Awaited<ReturnType<typeof examplesOfVerdicts>>,
    lang: string | undefined,
  ): void {
    const words = this.messages.demo
    const { resale } = this.messages.exposures
    // as a person types it from a clone; `npx vigie` finds the program of the folder
    const spoken = lang === undefined ? '' : ` --lang ${lang}`
    const vigie = (args: string) => `npx vigie ${args} --workspace ${workspace}${spoken}`
    this.log(`\n${words.next}`)
    for (const [command, what] of [
      [vigie('exposures list'), words.nextList],
      ...Array.from(examples, ([word, exposure]) => [
        vigie(`exposures explain ${exposure}`),
        words.nextExplain(resale[word]),
      ]),
      [vigie('lists stats'), words.nextStats],
      [`npx vigie sources list${spoken}`, words.nextSources],
      [`npm run demo${lang === undefined ? '' : ` --${spoken}`}`, words.nextAgain],
    ]) {
      this.log(`  ${command}\n      ${what}`)
    }
    this.log(`  ${words.nextReal}`)
  }
}
