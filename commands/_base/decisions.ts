/** Which exposures a decision is about: those named, or all that a filter leaves. */
import { Args, Flags } from '@oclif/core'
import type { Configuration } from '../../src/config/index.ts'
import { InputError } from '../../src/domain/index.ts'
import type { Catalogue } from '../../src/messages/index.ts'
import { plainLine } from '../../src/report/index.ts'
import type { ExposureFilter, IncidentRow, Qualification } from '../../src/store/index.ts'
import type { Workspace } from '../../src/workspace.ts'
import { exposureFilter, filterFlags, filterFlagsInFrench } from './exposures.ts'

export const decisionArgs = {
  exposure: Args.string({ ignoreStdin: true, description: 'names of exposures; or give a filter' }),
}
export const decisionArgsInFrench = { exposure: 'noms d’expositions ; ou donner un filtre' } as const

export const incidentFlags = {
  incident: Flags.string({ summary: 'only this incident', multiple: true, helpValue: 'i-…' }),
}
export const incidentFlagsInFrench = { incident: 'seulement cet incident' } as const

export const decisionFlags = { ...incidentFlags, ...filterFlags }
export const decisionFlagsInFrench = { ...incidentFlagsInFrench, ...filterFlagsInFrench } as const

type Filters = Parameters<typeof exposureFilter>[0] & { readonly incident?: readonly string[] | undefined }

/** @throws InputError for an exposure or incident that is not there, and where nothing says which are meant */
export async function chosenExposures(
  names: readonly string[],
  flags: Filters,
  workspace: Workspace,
  messages: Catalogue,
): Promise<readonly string[]> {
  const { qualify } = messages
  const filter = await withIncidents(
    await exposureFilter(flags, workspace, messages),
    flags.incident,
    workspace,
    messages,
  )
  if (names.length > 0) {
    for (const name of names) {
      if ((await workspace.store.exposures.byName(name)) !== undefined) continue
      throw new InputError(qualify.unknown(plainLine(name)), { mend: qualify.unknownMend })
    }
    return names
  }
  if (Object.keys(filter).length === 0) throw new InputError(qualify.which, { mend: qualify.whichMend })
  const chosen: string[] = []
  for await (const rows of workspace.store.exposures.list(filter)) chosen.push(...rows.map((row) => row.name))
  if (chosen.length === 0) throw new InputError(qualify.none, { mend: qualify.unknownMend })
  return chosen
}

/** The filter with incidents by their public names, those that were joined into another included. */
export async function withIncidents(
  filter: ExposureFilter,
  names: readonly string[] | undefined,
  workspace: Workspace,
  messages: Catalogue,
): Promise<ExposureFilter> {
  if (names === undefined || names.length === 0) return filter
  const rows = await Promise.all(names.map((name) => findIncident(name, workspace, messages)))
  return { ...filter, incidents: rows.map(({ id }) => id) }
}

/** An incident by its public name, or one that was joined into it. @throws InputError for one that is not there */
export async function findIncident(name: string, { store }: Workspace, { qualify }: Catalogue): Promise<IncidentRow> {
  const rows = await store.events.incidents()
  const row = rows.find((one) => one.name === name || one.aliases.includes(name))
  if (row === undefined) throw new InputError(qualify.unknownIncident(plainLine(name)), { mend: qualify.unknownMend })
  return row
}

/** A base of the city's, by the name that the configuration gives it. @throws InputError for one that is none */
export function findBase(
  base: string,
  { configuration }: Workspace,
  { documents }: Catalogue,
): Configuration['bases'][number] {
  const found = configuration.bases.find(({ name }) => name === base)
  if (found !== undefined) return found
  const known = configuration.bases.map(({ name }) => name).join(', ')
  throw new InputError(documents.commands.unknownBase(plainLine(base)), {
    mend: known === '' ? documents.commands.noBases : documents.commands.knownBases(known),
  })
}

type Decision = Pick<Qualification, 'as' | 'attribution' | 'base' | 'causedBy'>

/**
 * What a person decided, checked. A base says whose breach it is, where that is not said: its processor's, else the city's.
 *
 * @throws InputError for a confirmation that does not say whose breach it is, and for a base or a cause of what is not the
 *   city's or its processor's
 */
export async function readDecision(
  flags: {
    readonly as: Decision['as']
    readonly attribution?: Decision['attribution'] | undefined
    readonly base?: string | undefined
    readonly 'caused-by'?: string | undefined
  },
  workspace: Workspace,
  messages: Catalogue,
): Promise<Decision> {
  const { as } = flags
  const base = flags.base === undefined ? undefined : findBase(flags.base, workspace, messages)
  const cause =
    flags['caused-by'] === undefined ? undefined : await findIncident(flags['caused-by'], workspace, messages)
  const ofBase = base === undefined ? undefined : base.processor === undefined ? 'A' : 'B'
  const attribution = flags.attribution ?? ofBase
  const { qualify } = messages
  if (as === 'confirmed' && attribution === undefined) {
    throw new InputError(qualify.needsAttribution, { mend: qualify.needsAttributionMend })
  }
  const isOwn = as === 'confirmed' && (attribution === 'A' || attribution === 'B')
  if (!isOwn && (base !== undefined || cause !== undefined)) {
    throw new InputError(qualify.notOwn, { mend: qualify.notOwnMend })
  }
  return {
    as,
    ...(attribution === undefined ? {} : { attribution }),
    ...(base === undefined ? {} : { base: base.name }),
    ...(cause === undefined ? {} : { causedBy: cause.name }),
  }
}

/** @throws InputError where one of the exposures is of the incident that is to have caused it */
export async function mustHaveOtherCause(
  names: readonly string[],
  cause: string,
  workspace: Workspace,
  messages: Catalogue,
): Promise<void> {
  const { id } = await findIncident(cause, workspace, messages)
  const chosen = new Set(names)
  for await (const rows of workspace.store.exposures.list({ incidents: [id] })) {
    if (!rows.some(({ name }) => chosen.has(name))) continue
    throw new InputError(messages.qualify.ownCause(cause), { mend: messages.qualify.ownCauseMend })
  }
}
