/** A quota counts what was sent, whichever run sent it: a scan that is killed and typed again at once sends no request too many. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { makeCity, makeWorld, type Simulator, startSimulator } from '../../src/simulator/index.ts'
import { makePlace, type Place } from './vigie.ts'

/** those of XposedOrNot without a key, as the adapter states them; the pretend source holds the second strictly */
const anHour = { requests: 25, perMs: 3_600_000 }
/** requests do not all travel equally fast, on a busy machine least of all */
const aSecond = { requests: 1, perMs: 800 }

let place: Place
let simulator: Simulator
beforeAll(async () => {
  place = await makePlace()
  simulator = await startSimulator({
    world: makeWorld(makeCity()),
    quota: { xposedornot: anHour, leakcheck: aSecond },
  })
  await place.run(['init', '--legal-basis', 'RGPD, art. 6, 1, e', '--keys', 'keys'])
  await place.write(
    '.vigie/vigie.yaml',
    `legalBasis: "RGPD, art. 6, 1, e"
keys: { directory: ../keys }
populations:
  staff: { disclose: { default: k-anonymous, clear: [xposedornot] } }
sources:
  xposedornot: { enabled: true, baseUrl: ${simulator.baseUrl('xposedornot')} }
  leakcheck: { enabled: true, baseUrl: ${simulator.baseUrl('leakcheck')} }
`,
  )
  const addresses = Array.from({ length: 40 }, (_, number) => `agent${number}@ville-exemple.fr`)
  await place.write('agents.csv', ['Courriel', ...addresses].join('\n'))
  await place.run(['lists', 'import', 'agents.csv', '--population', 'staff'])
}, 60_000)
afterAll(async () => {
  await simulator.close()
  await place.remove()
})

const sent = (source: 'xposedornot' | 'leakcheck') => simulator.counts[source].requests
const refused = (source: 'xposedornot' | 'leakcheck') => simulator.counts[source].statuses[429] ?? 0

test('killed twice and typed again at once: 25 requests in the hour, one a second, and not one 429', async () => {
  for (const before of [8, 16]) {
    const running = place.start(['scan'])
    while (sent('xposedornot') < before && running.child.exitCode === null) {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    running.child.kill('SIGKILL')
    const ended = await running.ended
    if (ended.signal === null) throw new Error(ended.stderr)
  }

  // stopped and not killed, and asked by another command
  await place.run(['sources', 'check', 'xposedornot'])
  const { code } = await place.run(['scan', '--for', '6s'])

  expect({ code, hourly: refused('xposedornot'), paced: refused('leakcheck') }).toEqual({
    code: 20,
    hourly: 0,
    paced: 0,
  })
  expect(sent('xposedornot')).toBe(25)
  expect(sent('leakcheck')).toBeGreaterThan(5)
}, 90_000)
