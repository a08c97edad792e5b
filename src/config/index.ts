export {
  type Base,
  type Budget,
  type Configuration,
  findPopulation,
  type Organisation,
  type Person,
  type SourceConfiguration,
  unconfiguredSource,
} from './configuration.ts'
export { parseDuration } from './duration.ts'
export type { Environment } from './environment.ts'
export { type FreshConfiguration, freshConfiguration } from './fresh.ts'
export { type LoadOptions, loadConfiguration, parseConfiguration } from './load.ts'
export { chooseLocale } from './locale.ts'
export { defaultKeysDirectory, type LocationOptions, type WorkspaceLocation, workspaceLocation } from './locations.ts'
export { nearest } from './nearest.ts'
export { type NetworkSettings, resolveNetwork, resolveProxy } from './network.ts'
export type { SecretReference } from './schema.ts'
export { resolveSecret, type SecretOptions } from './secret.ts'
export { isReadinessAwaited } from './service-manager.ts'
