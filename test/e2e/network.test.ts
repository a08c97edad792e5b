/** The way out, through the program: answers that attack who asks, addresses of every form, and the proxies of the environment. */
import { createServer, get as httpGet, type Server } from 'node:http'
import { type AddressInfo, connect, createServer as createTcpServer } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { makeCity, makeWorld, type Simulator, simulatorKey, startSimulator } from '../../src/simulator/index.ts'
import type { CheckLine } from '../../src/sources/index.ts'
import { said } from '../sources/checked.ts'
import { makePlace, type Place } from './vigie.ts'

let place: Place
let simulator: Simulator
beforeAll(async () => {
  place = await makePlace()
  simulator = await startSimulator({ world: makeWorld(makeCity()) })
  await place.run(['init', '--legal-basis', 'RGPD, art. 6, 1, e', '--keys', 'keys'])
  await place.write('key', `${simulatorKey}\n`)
}, 60_000)
afterAll(async () => {
  await simulator.close()
  await place.remove()
})
beforeEach(() => {
  simulator.clearFaults()
  simulator.forgetRequests()
})
const open: Server[] = []
afterEach(() => {
  for (const server of open.splice(0)) server.close().closeAllConnections()
})

interface Checked {
  readonly code: number | null
  /** of the only source */
  readonly lines: readonly string[]
  readonly text: string
  /** largest size of the process, MiB */
  readonly peak: number
}

/** Checks one source under these settings. */
async function check(
  source: string,
  settings: string,
  { network = 'timeout: 2s', env = {} }: { network?: string; env?: Readonly<Record<string, string>> } = {},
): Promise<Checked> {
  await place.write(
    '.vigie/vigie.yaml',
    `legalBasis: RGPD\nnetwork: { ${network} }\nsources:\n  ${source}: { enabled: true, pace: { requests: 1000, per: 1s }, ${settings} }\n`,
  )
  const peakFile = await place.write(
    'peak.mjs',
    `import { writeFileSync } from 'node:fs'
process.on('exit', () => writeFileSync('peak', String(process.resourceUsage().maxRSS / 1024)))\n`,
  )
  const ended = await place.run(['sources', 'check', '--json'], { NODE_OPTIONS: `--import ${peakFile}`, ...env })
  const text = ended.stdout + ended.stderr
  expect(text).not.toContain(simulatorKey)
  const { sources = [] } = JSON.parse(ended.stdout) as { sources?: { lines: CheckLine[] }[] }
  return { code: ended.code, lines: said(sources[0]?.lines ?? []), text, peak: Number(await place.read('peak')) }
}

const hibp = () => `baseUrl: "${simulator.baseUrl('hibp')}", apiKey: { file: ../key }`

describe('an answer', () => {
  test.each([
    ['without an end', 'endless', /^(reach: failed network|contract: failed malformed)$/],
    ['of half a gigabyte in some kilobytes', 'gzip-bomb', /^contract: failed malformed$/],
  ] as const)(
    '%s is broken off: no memory is filled',
    async (_, fault, line) => {
      await check('hibp', hibp())
      const usual = Number(await place.read('peak'))
      simulator.setFault('hibp', fault)

      const { code, lines, peak } = await check('hibp', hibp())

      expect({ code, lines }).toEqual({ code: 20, lines: expect.arrayContaining([expect.stringMatching(line)]) })
      expect(peak - usual).toBeLessThan(100)
    },
    60_000,
  )

  test('that sends elsewhere takes nobody along: the key goes to no other host', async () => {
    simulator.setFault('hibp', 'redirect')

    const { code, lines } = await check('hibp', hibp())

    expect({ code, line: lines[0] }).toEqual({ code: 20, line: 'reach: failed network' })
    expect(simulator.counts.elsewhere.requests).toBe(0)
    expect(simulator.counts.hibp.requests).toBeGreaterThan(0)
  })
})

describe('a base URL', () => {
  test('of a name that does not exist says so, and what to look at', async () => {
    const { code, lines, text } = await check('leakcheck', 'baseUrl: "https://nulle-part.invalid/api"')

    expect({ code, line: lines[0] }).toEqual({ code: 20, line: 'reach: failed network' })
    expect(text).toMatch(/ENOTFOUND|EAI_AGAIN/)
    expect(text).toContain('the name does not resolve: check the network and the base URL')
  })

  test('of a port where nobody listens', async () => {
    const { code, text } = await check('leakcheck', 'baseUrl: "http://127.0.0.1:9/api"')

    expect(code).toBe(20)
    expect(text).toContain('ECONNREFUSED')
  })

  test.each([
    ['with a slash at its end', () => `${simulator.baseUrl('leakcheck')}/`],
    ['by the other name of this machine', () => simulator.baseUrl('leakcheck').replace('127.0.0.1', 'localhost')],
  ])('%s', async (_, url) => {
    expect(await check('leakcheck', `baseUrl: "${url()}"`)).toMatchObject({ code: 0 })
    expect(simulator.requests.map(({ path }) => path)).toEqual([
      expect.stringMatching(/^\/leakcheck\/api\/public\?check=/),
    ])
  })

  test('in IPv6, with a path of its own', async () => {
    const seen: (string | undefined)[] = []
    const server = createServer((request, response) => {
      seen.push(request.url)
      response.setHeader('content-type', 'application/json').end('{"success":true,"found":0}')
    })
    open.push(server)
    await new Promise<void>((resolve) => server.listen(0, '::1', resolve))
    const { port } = server.address() as AddressInfo

    const { code, lines } = await check('leakcheck', `baseUrl: "http://[::1]:${port}/chez/nous"`)

    expect({ code, lines: lines.slice(0, 1) }).toEqual({ code: 0, lines: ['reach: ok'] })
    expect(seen).toEqual([expect.stringMatching(/^\/chez\/nous\/public\?check=[0-9a-f]{24}$/)])
  })

  test.each([
    'http://api.example.org',
    'https://u:p@api.example.org',
    'https://api.example.org/?a=1',
    'ftp://example.org',
  ])('%s is refused before anything is sent, and by its setting', async (url) => {
    await place.write(
      '.vigie/vigie.yaml',
      `legalBasis: RGPD\nsources:\n  hibp: { enabled: true, baseUrl: "${url}", apiKey: { file: ../key } }\n`,
    )

    const { code, stderr } = await place.run(['sources', 'check'])

    expect(code).toBe(2)
    expect(stderr).toContain('sources.hibp.baseUrl')
  })
})

describe('a proxy', () => {
  /** leads whoever asks for whatever to the simulator; the hosts that were asked for */
  const asked: string[] = []
  beforeEach(() => {
    asked.length = 0
  })

  async function httpProxy(): Promise<string> {
    // what is not TLS is asked for by its whole address (RFC 9112, 3.2.2)
    const server = createServer((request, response) => {
      const { host, pathname, search } = new URL(request.url ?? '')
      asked.push(host)
      httpGet(`${simulator.url}${pathname}${search}`, (upstream) => {
        response.writeHead(upstream.statusCode ?? 502, upstream.headers)
        upstream.pipe(response)
      })
    })
    open.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  async function socksProxy(): Promise<string> {
    const server = createTcpServer((socket) => {
      socket.on('error', () => {})
      socket.once('data', () => {
        socket.write(Buffer.from([5, 0]))
        socket.once('data', (request: Buffer) => {
          const length = request[4] ?? 0
          asked.push(`${request.subarray(5, 5 + length).toString()}:${request.readUInt16BE(5 + length)}`)
          const upstream = connect(simulator.port, '127.0.0.1', () => {
            socket.write(Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0]))
            upstream.pipe(socket).pipe(upstream)
          })
          upstream.on('error', () => {})
        })
      })
    })
    open.push(server as unknown as Server)
    Object.assign(server, { closeAllConnections: () => {} })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return `socks5://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  const farAway = 'baseUrl: "http://source.example:8080/leakcheck/api"'

  test.each([
    ['HTTP, of the environment', httpProxy, 'HTTPS_PROXY'],
    ['SOCKS5, of the environment', socksProxy, 'ALL_PROXY'],
  ] as const)('%s, carries the request', async (_, start, variable) => {
    const proxy = await start()

    const { code, lines } = await check('leakcheck', farAway, { env: { [variable]: proxy } })

    expect({ code, lines: lines.slice(0, 1) }).toEqual({ code: 0, lines: ['reach: ok'] })
    expect(new Set(asked)).toEqual(new Set(['source.example:8080']))
  })

  test('of the configuration comes before the one of the environment; this machine and NO_PROXY need none', async () => {
    const configured = await httpProxy()
    const env = { HTTPS_PROXY: 'http://127.0.0.1:9' }

    const through = await check('leakcheck', farAway, { network: `timeout: 2s, proxy: "${configured}"`, env })
    const direct = await check('leakcheck', `baseUrl: "${simulator.baseUrl('leakcheck')}"`, { env })
    const passedBy = await check('leakcheck', farAway, { env: { ...env, NO_PROXY: '.example' } })

    expect([through.code, direct.code]).toEqual([0, 0])
    expect(passedBy.text).toMatch(/ENOTFOUND|EAI_AGAIN/)
  })

  test('that is gone is a source that cannot be reached', async () => {
    const { code, lines } = await check('leakcheck', farAway, { env: { HTTPS_PROXY: 'http://127.0.0.1:9' } })

    expect({ code, line: lines[0] }).toEqual({ code: 20, line: 'reach: failed network' })
  })
})
