import { AuthError } from '../domain/index.ts'
import type { NetTrace, SourceDoor } from '../net/index.ts'
import type { RunContext } from './context.ts'
import type { ScanSource } from './contract.ts'

/**
 * The way to one source, on the run's own account.
 *
 * @throws AuthError when a key is required and none is configured
 * @throws ConfigError for a key or base URL that cannot be used
 */
export function connect(
  run: RunContext,
  { source, settings, budget }: ScanSource,
  onRequest: (trace: NetTrace) => void = () => {},
): SourceDoor {
  if (source.key?.required === true && settings.hasKey !== true) {
    throw new AuthError(source.id, `${source.id}: its key is missing`, { mend: `set sources.${source.id}.apiKey` })
  }
  const mayLeave = () => run.spending.mustMayLeave(source.id)
  const door = run.deps.connect(source, { signal: run.stop.hard, onRequest, mayLeave })
  run.spending.open(source.id, budget, () => door.state())
  return door
}
