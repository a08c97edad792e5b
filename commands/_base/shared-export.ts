/** What `export misp` and `export stix` share: they differ in the format alone. */
import path from 'node:path'
import { Flags } from '@oclif/core'
import { type Catalogue, formatNumber, type Locale } from '../../src/messages/index.ts'
import {
  type ReportModel,
  type SharedIncident,
  sharedIncidents,
  Voice,
  writeAtomically,
} from '../../src/report/index.ts'
import { openWorkspace, shownPath } from '../../src/workspace.ts'
import { currentModel } from './current-model.ts'
import { checkReveal, revealFlags, revealFlagsInFrench } from './reveal.ts'

export const sharedFlags = {
  out: Flags.string({ summary: 'file to write', required: true, helpValue: 'FILE' }),
  incident: Flags.string({ summary: 'only this incident', helpValue: 'i-…' }),
  ...revealFlags,
}

export const sharedFlagsInFrench = {
  out: 'fichier à écrire',
  incident: 'seulement cet incident',
  ...revealFlagsInFrench,
} as const

interface Chosen {
  readonly out: string
  readonly incident?: string | undefined
  readonly reveal: boolean
  readonly reason?: string | undefined
  readonly workspace?: string | undefined
}

export interface SharedExport {
  file: string
  incidents: number
  /** identifiers of persons in clear */
  values: number
  revealed: boolean
}

interface Surroundings {
  readonly messages: Catalogue
  readonly locale: Locale
  readonly signal: AbortSignal
}

/** @throws InputError for an incident that is none, or a reveal without a reason; ReportError when it cannot be written */
export async function writeShared(
  action: string,
  flags: Chosen,
  render: (incidents: readonly SharedIncident[], model: ReportModel, voice: Voice) => Iterable<string>,
  { messages, locale, signal }: Surroundings,
): Promise<{ readonly result: SharedExport; readonly line: string }> {
  const reveal = checkReveal(flags, messages)
  await using workspace = await openWorkspace({ flag: flags.workspace, messages })
  if (reveal !== undefined) await workspace.auditReveal(action, reveal.reason)
  const { store, configuration } = workspace
  const revealed = reveal !== undefined
  const model = await currentModel(workspace, flags.incident === undefined ? {} : { incident: flags.incident })
  const options = { now: workspace.now(), ...(revealed ? { reveals: () => true } : {}) }
  const incidents = await sharedIncidents(store, model, options)
  const voice = new Voice(locale, configuration.organisation.timezone)
  const file = path.resolve(flags.out)
  await writeAtomically(
    file,
    async (writer) => {
      for (const piece of render(incidents, model, voice)) await writer.write(piece)
    },
    { signal },
  )
  const values = incidents.reduce((sum, incident) => sum + incident.values.length, 0)
  await workspace.audit(action, { file: path.basename(file), rows: incidents.length, values, revealed })
  const number = (value: number) => formatNumber(value, locale)
  const line = messages.exchange.written(shownPath(file), number(incidents.length), number(values))
  return { result: { file, incidents: incidents.length, values, revealed }, line }
}
