import { systemClock } from './clock.ts'
import { createDispatchers, maxConnections, parseProxy } from './dispatchers.ts'
import type { Door, DoorOptions } from './door-contract.ts'
import { createSource } from './source.ts'

/**
 * The only way out to the network. Reads no environment: proxy, certificates and the rest come as options.
 *
 * @throws ConfigError for a proxy or a certificate that cannot be used
 */
export function createDoor(options: DoorOptions): Door {
  const { connectMs = 10_000, headersMs = 30_000, bodyMs = 60_000 } = options.defaults ?? {}
  const { maxBytes = 8 * 1_048_576, maxWaitMs = 120_000 } = options.defaults ?? {}
  const closing = new AbortController()
  const dispatchers = createDispatchers({
    proxy: options.proxy,
    noProxy: options.noProxy ?? [],
    ca: options.ca ?? 'system',
    connectMs,
  })

  return {
    source(binding) {
      if (binding.proxy) parseProxy(`sources.${binding.id}.proxy`, binding.proxy)
      const signals = [closing.signal, options.signal, binding.signal].filter((signal) => signal !== undefined)
      return createSource({
        binding,
        clock: options.clock ?? systemClock,
        random: options.random ?? Math.random,
        userAgent: options.userAgent,
        limits: { connectMs, headersMs, bodyMs, maxBytes },
        maxWaitMs,
        maxInFlight: maxConnections,
        stop: AbortSignal.any(signals),
        dispatcher: (origin) => dispatchers.of(origin, binding.proxy),
        onEvent: options.onEvent ?? (() => {}),
      })
    },
    async close() {
      closing.abort()
      await dispatchers.close()
    },
  }
}
