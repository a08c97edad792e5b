import { existsSync } from 'node:fs'
import { type Configuration, loadConfiguration, workspaceLocation } from '../../src/config/index.ts'
import type { Catalogue } from '../../src/messages/index.ts'
import { type Source, sourceIds, sources } from '../../src/sources/index.ts'
import { configuredSources } from '../../src/workspace.ts'

/**
 * The configuration of the workspace, for commands that do without one too: `undefined` when none was named and there is
 * none at the usual places.
 * @throws ConfigError when it is broken, or when the workspace that was named has none
 */
export async function loadConfigurationIfAny(
  flags: { readonly workspace?: string | undefined },
  messages: Catalogue,
): Promise<Configuration | undefined> {
  const { configurationFile, chosenBy } = workspaceLocation({ flag: flags.workspace })
  const wasNamed = chosenBy === 'flag' || chosenBy === 'environment'
  if (!wasNamed && !existsSync(configurationFile)) return undefined
  return loadConfiguration(configurationFile, { sourceIds, messages })
}

/** Every source there is, with the places of the workspace. @throws ConfigError for a place that is written wrongly */
export async function knownSources(configuration: Configuration | undefined): Promise<readonly Source[]> {
  if (configuration === undefined) return sources
  return (await configuredSources(configuration)).map(({ source }) => source)
}
