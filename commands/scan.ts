import path from 'node:path'
import { Args, Flags } from '@oclif/core'
import { parseDuration } from '../src/config/index.ts'
import { BusyError, InputError } from '../src/domain/index.ts'
import { formatNumber } from '../src/messages/index.ts'
import { postsFound } from '../src/report/index.ts'
import { exitCodeOf, type ScanPlan, type ScanReport } from '../src/scan/index.ts'
import { openWorkspace, shownPath, type Workspace } from '../src/workspace.ts'
import { type FrenchHelp, VigieCommand } from './_base/command.ts'
import { describeFiles, requireWritable, type WrittenFile, writeExports } from './_base/exports.ts'
import { holdLittle } from './_base/frugal.ts'
import { requireKnownPopulation } from './_base/lists.ts'
import { alsoInto, type LogFile, openLogFile } from './_base/log-file.ts'
import { assumedTable, believedLines, disclosureTable, planTable, planUnknownTable } from './_base/plan.ts'
import {
  type Asked,
  coverageTable,
  planWatched,
  requirePlace,
  requireScannable,
  runWatched,
  scanLines,
  unknownTable,
} from './_base/scan.ts'
import { requireSource } from './_base/sources.ts'
import { postLines } from './_base/watch.ts'

export default class Scan extends VigieCommand {
  static override summary = 'ask every enabled source about every selector, and read the watched places'
  static override description =
    'Goes on where a former run stopped; asks again only what is no longer fresh. Exit code: 0 nothing new, 10 new exposures, 20 incomplete, 30 both, 75 another run holds what is needed, 130 interrupted.'
  static override examples = [
    '<%= config.bin %> scan --plan',
    '<%= config.bin %> scan --csv results',
    '<%= config.bin %> scan staff --source hibp --for 2h --log-format json',
    '<%= config.bin %> scan --for 6h --csv results --log-file scan.log',
  ]
  static override strict = false
  static override args = {
    population: Args.string({ ignoreStdin: true, description: 'populations to scan; all when none is named' }),
  }
  static override flags = {
    source: Flags.string({ summary: 'only this one', multiple: true, helpValue: 'ID' }),
    plan: Flags.boolean({ summary: 'say what would be asked and told, and send nothing' }),
    csv: Flags.string({ summary: 'write exposures.csv, coverage.csv and watched.csv there', helpValue: 'DIR' }),
    excel: Flags.boolean({ summary: 'CSV as a French Excel opens it', dependsOn: ['csv'] }),
    for: Flags.string({ summary: 'stop cleanly after this time', helpValue: '6h' }),
    fresh: Flags.boolean({ summary: 'ask anew what has a fresh answer' }),
    require: Flags.string({ summary: 'sources of which any unknown makes the run incomplete', helpValue: 'ID,ID' }),
    'watch-only': Flags.boolean({ summary: 'read the watched places, ask nobody' }),
    follow: Flags.boolean({ summary: 'keep reading the watched places until Ctrl-C' }),
    'log-file': Flags.string({
      summary: 'keep the progress and error lines in this file too, each with its instant; for cron',
      helpValue: 'FILE',
    }),
  }
  static readonly french: FrenchHelp = {
    summary: 'interroger toutes les sources actives sur tous les identifiants, et lire les lieux surveillés',
    description:
      'Reprend là où une exécution s’est arrêtée ; ne redemande que ce qui n’est plus frais. Code de sortie : 0 rien de nouveau, 10 expositions nouvelles, 20 incomplet, 30 les deux, 75 une autre exécution tient ce qu’il faut, 130 interrompu.',
    args: { population: 'populations à rechercher ; toutes si aucune n’est nommée' },
    flags: {
      source: 'seulement celle-ci',
      plan: 'dire ce qui serait demandé et révélé, sans rien envoyer',
      csv: 'y écrire exposures.csv, coverage.csv et watched.csv',
      excel: 'CSV tel qu’un Excel français l’ouvre',
      for: 's’arrêter proprement après cette durée',
      fresh: 'redemander ce qui a une réponse fraîche',
      require: 'sources dont toute inconnue rend l’exécution incomplète',
      'watch-only': 'lire les lieux surveillés, n’interroger personne',
      follow: 'continuer à lire les lieux surveillés jusqu’à Ctrl-C',
      'log-file':
        'garder aussi les lignes d’avancement et d’erreur dans ce fichier, chacune avec son instant ; pour cron',
    },
    examples: [
      '<%= config.bin %> scan --plan',
      '<%= config.bin %> scan --csv resultats',
      '<%= config.bin %> scan staff --source hibp --for 2h --log-format json',
      '<%= config.bin %> scan --for 6h --csv resultats --log-file scan.log',
    ],
  }

  #log: LogFile | undefined

  async run(): Promise<ScanPlan | (ScanReport & { files: WrittenFile[] })> {
    // from the start: what is loaded and read before the first question has it grow as well
    holdLittle()
    const { argv, flags } = await this.parse(Scan)
    const logFile = flags['log-file']
    if (logFile !== undefined) this.#log = openLogFile(path.resolve(logFile), flags['log-format'], this.messages)
    const populations = argv as string[]
    await using workspace = await openWorkspace({ flag: flags.workspace, messages: this.messages })
    for (const name of populations) requireKnownPopulation(workspace.configuration, name, this.messages)
    const required = flags.require?.split(/[\s,]+/).filter((id) => id !== '') ?? []
    const known = (await workspace.sources()).map(({ source }) => source)
    for (const id of [...(flags.source ?? []), ...required]) requireSource(id, this.messages, known)
    const forMs = this.#timeBox(flags.for) ?? workspace.configuration.scan.forMs
    const options: Asked = {
      ...(populations.length === 0 ? {} : { populations }),
      ...(flags.source === undefined ? {} : { sources: flags.source }),
      ...(forMs === undefined || flags.follow ? {} : { forMs }),
      ...(required.length === 0 ? {} : { require: required }),
      fresh: flags.fresh ?? false,
      watchOnly: (flags['watch-only'] ?? false) || (flags.follow ?? false),
      follow: flags.follow ?? false,
    }
    await requireScannable(workspace, options, this.messages, shownPath(workspace.configuration.file))
    if (options.watchOnly) await requirePlace(workspace, options, this.messages)
    if (flags.plan) return await this.#plan(workspace, options)
    if (flags.csv !== undefined) await requireWritable(path.resolve(flags.csv))
    return await this.#scan(workspace, options, flags.csv, flags.excel ?? false)
  }

  override async catch(error: Error): Promise<never> {
    this.#log?.writeError(error, this.messages)
    return super.catch(error)
  }

  override async finally(error: Error | undefined): Promise<void> {
    this.#log?.close()
    await super.finally(error)
  }

  #timeBox(text: string | undefined): number | undefined {
    if (text === undefined) return undefined
    const ms = parseDuration(text)
    if (ms !== undefined) return ms
    const { expected, wrong } = this.messages.config
    throw new InputError(wrong('--for', expected.duration))
  }

  async #plan(workspace: Workspace, options: Asked): Promise<ScanPlan> {
    const plan = await planWatched(workspace, options)
    const { scan } = this.messages
    this.log(`${scan.planTitle}\n`)
    this.table(planTable(plan, this.messages, this.locale))
    const assumed = assumedTable(plan, this.messages)
    if (assumed.rows.length > 0) {
      this.log()
      this.table(assumed)
    }
    for (const line of believedLines(plan, this.messages)) this.log(`\n${line}`)
    const told = disclosureTable(plan, this.messages, this.locale)
    this.log(`\n${told.rows.length > 0 ? scan.told : scan.toldNothing}`)
    if (told.rows.length > 0) this.table(told)
    const unknown = planUnknownTable(plan, this.messages, this.locale)
    if (unknown.rows.length > 0) {
      this.log(`\n${scan.staysUnknown}`)
      this.table(unknown)
    }
    return plan
  }

  async #scan(
    workspace: Workspace,
    options: Asked,
    csv: string | undefined,
    excel: boolean,
  ): Promise<ScanReport & { files: WrittenFile[] }> {
    const { scan } = this.messages
    const progress = alsoInto(this.progress(scan.starting), this.#log, scan.starting)
    await using network = await workspace.openNetwork()
    const running = { signal: this.signal, progress, messages: this.messages, locale: this.locale }
    const report = await runWatched(workspace, network, options, running).finally(() => progress.done())
    const asked = report.sources.filter((source) => source.outcome !== 'not-asked')
    if (asked.length > 0 && asked.every((source) => source.outcome === 'busy')) {
      throw new BusyError(scan.allBusy, { mend: scan.allBusyMend })
    }
    // what is known is written even when the scan was stopped: a later reader must not find yesterday's coverage
    const files =
      csv === undefined
        ? []
        : await writeExports(workspace, {
            directory: path.resolve(csv),
            filter: {},
            revealAll: false,
            excel,
            cells: false,
          })

    this.log(scan.coverageTitle)
    this.table(coverageTable(report.coverage, this.messages, this.locale))
    const unknown = unknownTable(report.coverage, this.messages, this.locale)
    if (unknown.rows.length > 0) {
      this.log(`\n${scan.unknownTitle}`)
      this.table(unknown)
    }
    this.log()
    const posts = await postsFound(workspace.store, report.startedAt)
    const zone = workspace.configuration.organisation.timezone
    for (const line of postLines(posts, this.messages, this.locale, zone)) this.log(line)
    for (const line of scanLines(report, this.messages, this.locale, zone)) this.log(line)
    if (files.length > 0) this.log([`\n${scan.files}`, ...describeFiles(files, this.messages, this.locale)].join('\n'))
    const exitCode = exitCodeOf(report)
    const { new: count } = report.exposures
    const found = count > 0 ? scan.newExposures(formatNumber(count, this.locale), count) : scan.nothingNew
    this.#log?.write('info', scan.ended(String(exitCode), found), { exitCode, newExposures: count })
    process.exitCode = exitCode
    return { ...report, files }
  }
}
