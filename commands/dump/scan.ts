import path from 'node:path'
import { Args, Flags } from '@oclif/core'
import type { CorpusHit, SearchSummary, Unread } from '../../src/corpus/index.ts'
import { ConfigError, InputError, maskSelector } from '../../src/domain/index.ts'
import { formatNumber } from '../../src/messages/index.ts'
import { plainLine } from '../../src/report/index.ts'
import { type DumpRecord, type DumpReport, searchDumps } from '../../src/scan/index.ts'
import { openWorkspace, type Workspace } from '../../src/workspace.ts'
import { type FrenchHelp, VigieCommand } from '../_base/command.ts'
import {
  listedTargets,
  Pace,
  requireSomePath,
  savedSearch,
  shortDuration,
  type Targets,
  watchedTargets,
} from '../_base/dump.ts'
import { exitCodeOfScan, exitCodes } from '../_base/exit-codes.ts'
import { checkReveal, revealFlags, revealFlagsInFrench } from '../_base/reveal.ts'

interface HitDocument {
  file: string
  member?: string
  line: number
  offset: number
  kind: string
  ref?: string
  selector: string
  spelling: string
  variant?: true
  shape: string
  classes: readonly string[]
  password?: string
  skeleton: string
}

interface DumpDocument {
  hits: HitDocument[]
  summary: Omit<SearchSummary, 'hits'> & { hits: number; selectors: number; newExposures: number }
}

interface FileTally {
  hits: number
  readonly refs: Set<number>
  readonly shapes: Set<string>
  readonly classes: Set<string>
}

const mega = 1_000_000
/** Lines of --ndjson written at once, where nearly every line of a file is a hit. */
const mostLines = 500

export default class DumpScan extends VigieCommand {
  static override summary = 'search leak files that you lawfully hold, in place, read-only'
  static override description =
    'Nothing is copied, indexed or unpacked to disk. Provenance, how the files are held, the operator and the SHA-256 of each file go to the audit table. Hits become exposures beside those of every other source.'
  static override examples = [
    '<%= config.bin %> dump scan saisie/ --held-as police --provenance "PV 2026/123, gendarmerie"',
    '<%= config.bin %> dump scan dump.sql.gz --list agents.csv --held-as processor --provenance "remis par l’éditeur" --ndjson',
  ]
  static override strict = false
  static override args = { path: Args.string({ ignoreStdin: true, description: 'files and folders' }) }
  static override flags = {
    'held-as': Flags.option({
      options: ['own', 'police', 'cert', 'processor'] as const,
      summary:
        "how the files are held: found on the city's own systems, handed over by the police, a CERT, a processor",
    })(),
    provenance: Flags.string({ summary: 'where they come from, for the record', helpValue: 'TEXT' }),
    list: Flags.string({ summary: 'search for this list, for this run only', multiple: true, helpValue: 'FILE' }),
    'legal-basis': Flags.string({ summary: 'ground of this search, where the workspace has none', helpValue: 'TEXT' }),
    incident: Flags.string({ summary: 'name of the incident; else that of each file', helpValue: 'NAME|i-…' }),
    date: Flags.string({ summary: 'day of the incident', helpValue: 'YYYY-MM-DD' }),
    hash: Flags.boolean({ summary: 'SHA-256 of each file', default: true, allowNo: true }),
    resume: Flags.boolean({ summary: 'go on where the same search was stopped' }),
    ndjson: Flags.boolean({ summary: 'one hit a line as it is found, then the summary', exclusive: ['json'] }),
    ...revealFlags,
  }
  static readonly french: FrenchHelp = {
    summary: 'chercher dans des fichiers de fuite licitement détenus, sur place, en lecture seule',
    description:
      'Rien n’est copié, indexé ni décompressé sur le disque. Provenance, mode de détention, opérateur et SHA-256 de chaque fichier vont au journal d’audit. Les occurrences deviennent des expositions, à côté de celles des autres sources.',
    args: { path: 'fichiers et dossiers' },
    flags: {
      'held-as':
        'comment les fichiers sont détenus : trouvés sur les systèmes de la ville, remis par la police, un CERT, un sous-traitant',
      provenance: 'd’où ils viennent, pour le dossier',
      list: 'chercher cette liste, pour cette fois seulement',
      'legal-basis': 'base de cette recherche, quand l’espace de travail n’en a pas',
      incident: 'nom de l’incident ; sinon celui de chaque fichier',
      date: 'jour de l’incident',
      hash: 'SHA-256 de chaque fichier',
      resume: 'reprendre là où la même recherche s’est arrêtée',
      ndjson: 'une occurrence par ligne dès qu’elle est trouvée, puis le résumé',
      ...revealFlagsInFrench,
    },
    examples: [
      '<%= config.bin %> dump scan saisie/ --held-as police --provenance "PV 2026/123, gendarmerie"',
      '<%= config.bin %> dump scan dump.sql.gz --list agents.csv --held-as processor --provenance "remis par l’éditeur" --ndjson',
    ],
  }

  async run(): Promise<DumpDocument> {
    const { argv, flags } = await this.parse(DumpScan)
    const { dump } = this.messages
    const paths = argv as string[]
    if (paths.length === 0) throw new InputError(dump.noPath, { mend: dump.noPathMend })
    const provenance = flags.provenance?.trim() ?? ''
    const heldAs = flags['held-as']
    if (provenance === '' || heldAs === undefined) {
      throw new InputError(dump.needsProvenance, { mend: dump.needsProvenanceMend })
    }
    if (flags.date !== undefined && !/^\d{4}-\d\d-\d\d$/.test(flags.date)) {
      throw new InputError(dump.badDate(plainLine(flags.date)), { mend: dump.badDateMend })
    }
    await requireSomePath(paths, this.messages)
    const reveal = checkReveal(flags, this.messages)
    await using workspace = await openWorkspace({ flag: flags.workspace, messages: this.messages })
    const legalBasis = flags['legal-basis']?.trim() || workspace.configuration.legalBasis
    if (legalBasis === '') throw new ConfigError(dump.needsBasis, { mend: dump.needsBasisMend })
    if (reveal !== undefined) await workspace.auditReveal('dump.scan', reveal.reason)

    const isListed = flags.list !== undefined
    const targets = isListed
      ? await listedTargets(flags.list!, workspace, this.messages)
      : await watchedTargets(workspace, this.messages)
    const saved = savedSearch(
      workspace,
      paths.map((one) => path.resolve(one)),
    )
    const progress = this.progress(dump.searching)
    const pace = new Pace(flags.resume)
    const tallies = new Map<string, FileTally>()
    const hits: HitDocument[] = []
    const lines: string[] = []
    const tellLines = (): void => {
      if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`)
      lines.length = 0
    }
    const scan = isListed ? undefined : await this.#beginScan(workspace, heldAs, provenance)
    const report = await searchDumps({
      paths,
      selectors: targets.table,
      hash: flags.hash,
      now: workspace.now,
      signal: this.signal,
      ...(scan === undefined ? {} : { record: await this.#record(workspace, scan, flags) }),
      ...(flags.resume ? { resumeFrom: await saved.load() } : {}),
      onSaved(positions) {
        tellLines()
        return saved.save(positions)
      },
      onHit: (hit) => {
        tally(tallies, hit)
        if (!flags.ndjson && !this.jsonEnabled()) return
        const document = describe(hit, targets, reveal !== undefined)
        if (!flags.ndjson) hits.push(document)
        else if (lines.push(JSON.stringify(document)) === mostLines) tellLines()
      },
      onProgress: ({ bytes, totalBytes, hits: found }) => {
        tellLines()
        const { rate, left } = pace.at(bytes, totalBytes)
        const [done, total, speed] = [bytes, totalBytes, rate].map((one) => this.#mega(one))
        progress.update(dump.progress(done!, total!, speed!, shortDuration(left), this.#number(found)), {
          bytes,
          totalBytes,
          hits: found,
        })
      },
    }).finally(() => {
      progress.done()
      tellLines()
    })
    if (!report.interrupted) await saved.forget()
    if (scan !== undefined) await this.#endScan(workspace, scan, report)
    await workspace.audit('dump.scan', {
      heldAs,
      provenance,
      legalBasis,
      files: report.files.map((file) => `${file.path} ${file.sha256 ?? ''}`.trim()),
      hits: report.hits,
      selectors: report.selectors,
      unread: report.unread.length,
      listed: isListed,
    })

    const { exposures, ...rest } = report
    const summary = { ...rest, newExposures: exposures.newExposures }
    if (flags.ndjson) process.stdout.write(`${JSON.stringify({ summary })}\n`)
    else this.#tell(report, tallies, isListed)
    const hasNews = isListed ? report.hits > 0 : exposures.newExposures + exposures.backExposures > 0
    process.exitCode = report.interrupted
      ? exitCodes.interrupted
      : exitCodeOfScan({ hasNewExposures: hasNews, isIncomplete: report.unread.length > 0 })
    return { hits, summary }
  }

  #beginScan({ store, now }: Workspace, heldAs: string, provenance: string): Promise<number> {
    return store.scans.begin(now().toISOString(), { dump: true, heldAs, provenance })
  }

  async #endScan({ store, now }: Workspace, scan: number, report: DumpReport): Promise<void> {
    const status = report.interrupted ? 'interrupted' : 'done'
    const { hits, selectors, exposures, unread } = report
    await store.scans.end(scan, now().toISOString(), status, { hits, selectors, exposures, unread: unread.length })
  }

  async #record(
    { store }: Workspace,
    scan: number,
    flags: { readonly incident?: string | undefined; readonly date?: string | undefined },
  ): Promise<DumpRecord> {
    const occurredOn = flags.date === undefined ? {} : { occurredOn: flags.date }
    if (flags.incident === undefined) return { store, scan, ...occurredOn }
    const name = flags.incident
    const known = (await store.events.incidents()).find((row) => row.name === name || row.aliases.includes(name))
    const id = known === undefined ? {} : { id: known.id }
    return { store, scan, ...occurredOn, incident: { title: plainLine(name), ...id } }
  }

  #tell(report: DumpReport, tallies: ReadonlyMap<string, FileTally>, isListed: boolean): void {
    const { dump } = this.messages
    if (tallies.size > 0) {
      this.table({
        head: [dump.head.file, dump.head.hits, dump.head.selectors, dump.head.shape, dump.head.with],
        rows: [...tallies].map(([file, { hits, refs, shapes, classes }]) => [
          plainLine(file),
          this.#number(hits),
          this.#number(refs.size),
          [...shapes].join(', '),
          [...classes].join(', '),
        ]),
        right: [1, 2],
      })
      this.log()
    }
    const seconds = formatNumber(Math.max(1, Math.round(report.seconds)), this.locale)
    this.log(dump.summary(this.#number(report.hits), this.#number(report.selectors), this.#mega(report.bytes), seconds))
    const { newExposures } = report.exposures
    this.log(isListed ? dump.notRecorded : dump.recorded(this.#number(newExposures), newExposures))
    if (report.unread.length === 0) {
      this.log(dump.complete)
      return
    }
    this.log(`\n${dump.unreadTitle}`)
    this.table({
      head: [dump.unreadHead.file, dump.unreadHead.why, dump.unreadHead.from],
      rows: report.unread.map((unread) => this.#unreadRow(unread)),
      right: [2],
    })
    if (report.interrupted) this.log(`→ ${dump.resumable}`)
  }

  #unreadRow({ file, member, reason, offset, detail }: Unread): string[] {
    const { reasons } = this.messages.dump
    return [
      plainLine(member === undefined ? file : `${file} > ${member}`),
      detail === undefined ? reasons[reason] : `${reasons[reason]} (${plainLine(detail)})`,
      offset === undefined ? '' : this.#number(offset),
    ]
  }

  #number(value: number): string {
    return formatNumber(value, this.locale)
  }

  #mega(bytes: number): string {
    return this.#number(Math.ceil(bytes / mega))
  }
}

function tally(tallies: Map<string, FileTally>, { file, ref, record }: CorpusHit): void {
  const known = tallies.get(file) ?? { hits: 0, refs: new Set(), shapes: new Set(), classes: new Set() }
  tallies.set(file, known)
  known.hits++
  known.refs.add(ref)
  known.shapes.add(record.shape)
  for (const word of record.classes) known.classes.add(word)
}

function describe(hit: CorpusHit, targets: Targets, isRevealed: boolean): HitDocument {
  const { file, member, line, offset, kind, ref, spelling, variant, record } = hit
  const selector = targets.of(ref)
  return {
    file,
    ...(member === undefined ? {} : { member }),
    line,
    offset,
    kind,
    ...(selector.name === undefined ? {} : { ref: selector.name }),
    selector: isRevealed ? selector.canonical : maskSelector(selector),
    spelling,
    ...(variant === true ? { variant } : {}),
    shape: record.shape,
    classes: record.classes,
    ...(record.password === undefined ? {} : { password: record.password }),
    skeleton: record.skeleton,
  }
}
