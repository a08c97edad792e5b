/** What the report commands share: which findings, what a person says of them, and the model that all documents are made from. */
import path from 'node:path'
import { Flags } from '@oclif/core'
import { InputError } from '../../src/domain/index.ts'
import { type Catalogue, formatNumber, type Locale } from '../../src/messages/index.ts'
import {
  buildModel,
  gatherFacts,
  keepModel,
  keptModels,
  loadModel,
  plainLine,
  type ReportModel,
  readInstant,
  Voice,
  writeAtomically,
} from '../../src/report/index.ts'
import { version } from '../../src/version.ts'
import { shownPath, type Workspace } from '../../src/workspace.ts'
import { findBase, findIncident } from './decisions.ts'
import { readCoverage } from './exports.ts'
import { frugalStore } from './frugal.ts'

export const reportFlags = {
  incident: Flags.string({ summary: 'only this incident', helpValue: 'i-…', exclusive: ['since'] }),
  since: Flags.string({ summary: 'only what was first seen from this day on', helpValue: 'DATE' }),
  'since-report': Flags.string({ summary: 'says what changed since that report', helpValue: 'r-…' }),
  again: Flags.string({
    summary: 'makes that report again, as it was',
    helpValue: 'r-…',
    exclusive: ['incident', 'since', 'since-report'],
  }),
  base: Flags.string({
    summary: "the city's base that the data comes from, in place of what was decided (exposures qualify)",
    helpValue: 'NAME',
  }),
  'caused-by': Flags.string({
    summary: 'the incident that opened the door to it, in place of what was decided',
    helpValue: 'i-…',
  }),
  'aware-at': Flags.string({
    summary: 'when the city became aware, as the DPO decides; local time unless an offset is written',
    helpValue: '2026-11-24T09:15',
  }),
  'verified-at': Flags.string({ summary: 'when it was verified; default: the first decision', helpValue: 'INSTANT' }),
  'attack-known-at': Flags.string({
    summary: 'when the attack on a system was known (insurance: 72 hours to file a complaint)',
    helpValue: 'INSTANT',
  }),
}

export const reportFlagsInFrench = {
  incident: 'seulement cet incident',
  since: 'seulement ce qui a été vu pour la première fois à partir de ce jour',
  'since-report': 'dit ce qui a changé depuis ce rapport',
  again: 'refait ce rapport, tel qu’il était',
  base: 'la base de la ville d’où viennent les données, à la place de ce qui a été décidé (exposures qualify)',
  'caused-by': 'l’incident qui a ouvert la porte à celui-ci, à la place de ce qui a été décidé',
  'aware-at':
    'quand la ville a pris connaissance, selon la décision du DPO ; heure locale si aucun décalage n’est écrit',
  'verified-at': 'quand cela a été vérifié ; par défaut, la première décision',
  'attack-known-at': 'quand l’atteinte à un système a été connue (assurance : 72 heures pour déposer plainte)',
} as const

export interface ReportChoice {
  readonly incident?: string | undefined
  readonly since?: string | undefined
  readonly 'since-report'?: string | undefined
  readonly again?: string | undefined
  readonly base?: string | undefined
  readonly 'caused-by'?: string | undefined
  readonly 'aware-at'?: string | undefined
  readonly 'verified-at'?: string | undefined
  readonly 'attack-known-at'?: string | undefined
  /** of the documents; the configured language of reports where none was asked for */
  readonly lang?: Locale | undefined
}

interface Draft {
  readonly model: ReportModel
  readonly voice: Voice
}

/**
 * The model of a new report, kept in the workspace; or that of an earlier one.
 * @throws InputError for an incident, report, base or instant that is none
 */
export async function makeReport(...[workspace, flags, ...more]: Parameters<typeof draftReport>): Promise<Draft> {
  const draft = await draftReport(workspace, flags, ...more)
  if (flags.again === undefined) await keepModel(reportsDirectory(workspace), draft.model)
  return draft
}

/** As `makeReport`; nothing is kept. */
export async function draftReport(
  workspace: Workspace,
  flags: ReportChoice,
  notification: Parameters<typeof gatherFacts>[1]['notification'],
  messages: Catalogue,
): Promise<Draft> {
  const { configuration, store } = workspace
  const { timezone, locale } = configuration.organisation
  const voice = new Voice(flags.lang ?? locale, timezone)
  const directory = reportsDirectory(workspace)
  if (flags.again !== undefined) return { model: await earlierReport(directory, flags.again, messages), voice }

  if (flags.base !== undefined) findBase(flags.base, workspace, messages)
  if (flags.incident !== undefined) await findIncident(flags.incident, workspace, messages)
  const cause =
    flags['caused-by'] === undefined ? undefined : await findIncident(flags['caused-by'], workspace, messages)
  const since = flags.since === undefined ? undefined : startOfDay(flags.since, timezone, messages)
  const previous =
    flags['since-report'] === undefined ? undefined : await earlierReport(directory, flags['since-report'], messages)
  const instant = (flag: 'aware-at' | 'verified-at' | 'attack-known-at') => {
    const written = flags[flag]
    return written === undefined ? undefined : pastInstant(written, flag, { timezone, now: workspace.now() }, messages)
  }
  const facts = await gatherFacts(frugalStore(store), {
    configuration,
    sources: await workspace.sources(),
    coverage: await readCoverage(workspace),
    now: workspace.now(),
    programVersion: version,
    notification,
    scope: {
      ...(flags.incident === undefined ? {} : { incident: flags.incident }),
      ...(since === undefined ? {} : { since }),
    },
    instants: {
      awarenessAt: instant('aware-at'),
      verifiedAt: instant('verified-at'),
      attackKnownAt: instant('attack-known-at'),
    },
    decided: {
      ...(flags.base === undefined ? {} : { base: flags.base }),
      ...(cause === undefined ? {} : { causedBy: cause.name }),
    },
    previous,
  })
  return { model: buildModel(facts), voice }
}

export function reportsDirectory({ location }: Workspace): string {
  return path.join(path.dirname(location.configurationFile), 'reports')
}

export interface ReportFile {
  readonly file: string
  readonly bytes: number
}

/** Writes each whole or not at all. @throws ReportError; files that were there stay */
export async function writeFiles(
  directory: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  signal?: AbortSignal,
): Promise<ReportFile[]> {
  const written: ReportFile[] = []
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(directory, name)
    await writeAtomically(file, (writer) => writer.write(content), { signal })
    written.push({ file, bytes: typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength })
  }
  return written
}

export function describeFilesOf(files: readonly ReportFile[], { documents }: Catalogue, locale: Locale): string[] {
  const { commands } = documents
  return files.map(
    ({ file, bytes }) => `  ${commands.file(shownPath(file), formatNumber(Math.ceil(bytes / 1024), locale))}`,
  )
}

/** What was written, how much of it waits for a person, and until when: what an officer must not overlook. */
export function describeReport(
  model: ReportModel,
  files: readonly ReportFile[],
  messages: Catalogue,
  locale: Locale,
): string[] {
  const { commands, annex } = messages.documents
  const voice = new Voice(locale, model.organisation.timezone)
  const lines = describeFilesOf(files, messages, locale)
  lines.push('', commands.report(model.id))
  if (model.toQualify.findings > 0) {
    lines.push(commands.waiting(voice.findings(model.toQualify.findings)))
  }
  const due = model.clocks.notification ?? model.clocks.cautious
  if (due !== undefined) {
    const what = model.clocks.notification === undefined ? annex.dates.cautious : annex.dates.deadline
    lines.push(commands.due(what, voice.local(due.endsAt)))
  }
  return lines
}

/** What is odd in what was said, for stderr: known or verified before anything was seen. */
export function reportRemarks({ clocks, organisation }: ReportModel, messages: Catalogue, locale: Locale): string[] {
  const { alertSeenAt, awarenessAt, verifiedAt } = clocks
  if (alertSeenAt === undefined) return []
  const voice = new Voice(locale, organisation.timezone)
  const { beforeSighting } = messages.documents.commands
  const said = [['aware-at', awarenessAt] as const, ['verified-at', verifiedAt] as const]
  return said.flatMap(([flag, at]) =>
    at !== undefined && at < alertSeenAt ? [beforeSighting(flag, voice.local(at), voice.local(alertSeenAt))] : [],
  )
}

async function earlierReport(directory: string, name: string, { documents }: Catalogue): Promise<ReportModel> {
  const known = await keptModels(directory)
  if (known.includes(name)) return loadModel(directory, name)
  const { commands } = documents
  throw new InputError(commands.unknownReport(plainLine(name)), {
    mend: known.length === 0 ? commands.noReports : commands.knownReports(known.slice(-5).join(', ')),
  })
}

function instantOf(written: string, flag: string, timezone: string, { documents }: Catalogue): string {
  try {
    return readInstant(written, timezone)
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause
    const { commands } = documents
    throw new InputError(commands.badInstant(flag, plainLine(written)), { mend: commands.badInstantMend, cause })
  }
}

/** @throws InputError for an instant that has not come yet: no clock runs from it */
function pastInstant(
  written: string,
  flag: string,
  { timezone, now }: { readonly timezone: string; readonly now: Date },
  messages: Catalogue,
): string {
  const instant = instantOf(written, flag, timezone, messages)
  const { futureInstant, futureInstantMend } = messages.documents.commands
  if (Date.parse(instant) > now.getTime()) {
    throw new InputError(futureInstant(flag, plainLine(written)), { mend: futureInstantMend })
  }
  return instant
}

function startOfDay(text: string, timezone: string, messages: Catalogue): string {
  const { documents } = messages
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) {
    throw new InputError(documents.commands.badDay(plainLine(text)), { mend: documents.commands.badDayMend })
  }
  return instantOf(`${text}T00:00`, 'since', timezone, messages)
}
