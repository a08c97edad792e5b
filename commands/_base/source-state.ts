import type { Configuration } from '../../src/config/index.ts'
import { findSource, type Source } from '../../src/sources/index.ts'

/** Whether a scan would use it: `unknown` where there is no workspace that says so. */
export type SourceState = 'on' | 'off' | 'needs-acceptance' | 'unknown'

export function stateOf(source: Source, configuration: Configuration | undefined): SourceState {
  if (configuration === undefined) return 'unknown'
  const settings = configuration.sources.get(source.id)
  // a place that the workspace adds is on by being written down
  if (settings === undefined && findSource(source.id) === undefined) return 'on'
  if (source.legalClass === 'needs-acceptance' && settings?.accepted === undefined) return 'needs-acceptance'
  return settings?.enabled === true ? 'on' : 'off'
}
