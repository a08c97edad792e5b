import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type Ended, makePlace, type Place, root } from './vigie.ts'

let place: Place
beforeEach(async () => {
  place = await makePlace()
})
afterEach(() => place.remove())

interface Running {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
}

/** what was said on both streams, once `text` is in it; rejects when the process ends before */
function says({ child, ended }: Running, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (piece: string) => {
        said += piece
        if (said.includes(text)) resolve(said)
      })
    }
    ended.then(() => reject(new Error(`it ended without saying "${text}": ${said}`)), reject)
  })
}

const version: string = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')).version

describe('vigie', () => {
  test('tells its version', async () => {
    expect(await place.run(['--version'])).toEqual({ stdout: `vigie ${version}\n`, stderr: '', code: 0, signal: null })
    expect(JSON.parse((await place.run(['--version', '--json'])).stdout)).toEqual({ version })
  })

  test.each([[[]], [['--help']], [['-h']], [['help']]])('tells what it can do: %j', async (args) => {
    const { stdout, stderr, code } = await place.run(args)

    expect(stdout).toMatch(/^Tells a city which of its e-mail addresses/)
    expect(stdout).toContain('sources')
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 })
  })

  test('tells what a command is for, in English and in French', async () => {
    const english = await place.run(['sources', 'show', '--help'])
    const byFlag = await place.run(['sources', 'show', '--help', '--lang', 'fr'])
    const byEnvironment = await place.run(['help', 'sources', 'show'], { LANG: 'fr_FR.UTF-8' })

    expect(english.stdout).toMatch(
      /^what one source is[\s\S]*\nUSAGE\n[\s\S]*\nARGUMENTS\n[\s\S]*\nOPTIONS OF ALL COMMANDS\n/,
    )
    expect(byFlag.stdout).toMatch(
      /^ce qu’est une source[\s\S]*\nUTILISATION\n[\s\S]*\nOPTIONS DE TOUTES LES COMMANDES\n/,
    )
    expect(byEnvironment.stdout).toBe(byFlag.stdout)
    expect([english.code, byFlag.code, byEnvironment.code]).toEqual([0, 0, 0])
  })

  test('tells it where no command was named, in the language that was', async () => {
    const all = await place.run(['--lang', 'fr'])
    const group = await place.run(['lists', '--lang=fr'])
    const order = await place.run(['--lang', 'fr', 'lists'])

    expect(all.stdout).toMatch(/^Dit à une ville/)
    expect(group.stdout).toMatch(/^les listes de la ville/)
    expect(order.stderr).toContain('la commande doit venir en premier')
    expect([all.code, group.code, order.code]).toEqual([0, 0, 2])
  })

  test('tells how options exclude each other without a gap', async () => {
    const { stdout } = await place.run(['report', 'cnil', '--help'])

    expect(stdout.replace(/\s+/g, ' ')).toContain('| --since-report')
    expect(stdout).not.toMatch(/\|\s+\|/)
  })

  test('leaves nothing of what oclif adds in its own words', async () => {
    const french = await place.run(['lists', 'show', '--help', '--lang', 'fr'])
    const english = await place.run(['init', '--help'])

    expect(french.stdout).toContain('[par défaut\u00a0: 50]')
    expect(french.stdout).toContain('<au choix\u00a0: email|phone|domain|organisation>')
    expect(french.stdout).not.toMatch(/default:|options:|\(required\)|<value>/)
    // the summary stands at the top, and is not said again
    expect(english.stdout.match(/make a workspace/g)).toHaveLength(1)
    expect(english.stdout).not.toContain('Format output as json')
  })
})

describe('what cannot be understood', () => {
  const cases: [typed: string[], says: string, mend: string][] = [
    [['simulatr'], 'there is no command "simulatr"', 'did you mean "simulator"?'],
    [['sources', 'lst'], 'there is no command "sources lst"', 'did you mean "sources list"?'],
    [['quite', 'another'], 'there is no command "quite another"', '"vigie --help" tells how it is used'],
    [['sources', 'list', '--retird'], 'unknown option: --retird', 'did you mean "--retired"?'],
    [['sources', 'show'], 'missing argument: SOURCE', '"vigie sources show --help" tells how it is used'],
    [
      ['sources', 'show', 'hibp', 'x', 'a.dupont@ville-exemple.fr', '0639980123'],
      'unexpected arguments: x, …, …',
      '"vigie sources show --help" tells how it is used',
    ],
    [['sources', 'show', 'hipb'], 'there is no source "hipb"', 'did you mean "hibp"?'],
    [
      ['simulator', '--port', '99999999'],
      '--port must be a whole number, 65535 at most',
      '"vigie simulator --help" tells how it is used',
    ],
    [['simulator', '--fault', 'hibp=nonsense'], '--fault: there is no such mode', ''],
  ]
  test.each(cases)('%j: two lines on stderr, nothing on stdout, exit code 2', async (typed, says, mend) => {
    const outcome = await place.run(typed)

    expect(outcome.stdout).toBe('')
    expect(outcome.stderr).toMatch(/^vigie: .+\n {2}→ .+\n$/)
    expect(outcome.stderr).toContain(`vigie: ${says}\n`)
    expect(outcome.stderr).toContain(mend)
    expect(outcome.code).toBe(2)
  })

  test('is told in French', async () => {
    const { stderr, code } = await place.run(['sources', 'list', '--retird', '--lang', 'fr'])

    expect(stderr).toBe(
      'vigie: option inconnue\u00a0: --retird\n  → vouliez-vous dire «\u00a0--retired\u00a0»\u00a0?\n',
    )
    expect(code).toBe(2)
  })

  test('is one document with --json, on stdout', async () => {
    const { stdout, stderr, code } = await place.run(['sources', 'list', '--retird', '--json'])

    expect(JSON.parse(stdout)).toEqual({
      error: { code: 'usage', message: 'unknown option: --retird', mend: 'did you mean "--retired"?' },
    })
    expect({ stderr, code }).toEqual({ stderr: '', code: 2 })
  })

  test('is one line for machines with --log-format json, on stderr', async () => {
    const { stdout, stderr, code } = await place.run(['sources', 'show', 'hipb', '--log-format', 'json'])

    expect(JSON.parse(stderr)).toEqual({
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      level: 'error',
      message: 'there is no source "hipb"',
      code: 'input',
      mend: 'did you mean "hibp"?',
    })
    expect({ stdout, code }).toEqual({ stdout: '', code: 2 })
  })
})

describe('sources list', () => {
  test('without a workspace says so, and knows no state', async () => {
    const { stdout, code } = await place.run(['sources', 'list', '--json'])

    const listed = JSON.parse(stdout)
    expect(code).toBe(0)
    expect(listed.configuration).toBeNull()
    expect(listed.sources.find(({ id }: { id: string }) => id === 'hibp')).toMatchObject({
      name: 'Have I Been Pwned',
      shape: 'ask',
      kinds: ['email', 'domain'],
      questions: expect.arrayContaining(['breaches', 'pastes', 'stealer-logs']),
      tells: 'clear',
      operator: 'Superlative Enterprises Pty Ltd',
      country: 'Australia',
      cost: 'subscription; the catalogue is free',
      legalClass: 'usable',
      key: { header: 'hibp-api-key', required: true },
      quota: [{ requests: 10, perMs: 60_000 }],
      paidPerAnswer: false,
      state: 'unknown',
      accepted: null,
    })
  })

  test('with one says what is on, and fits 80 columns', async () => {
    await mkdir(path.join(place.directory, '.vigie'))
    await writeFile(
      path.join(place.directory, '.vigie', 'vigie.yaml'),
      'sources:\n  hibp: { enabled: true }\n  dehashed: { enabled: true }\n',
    )

    const { stdout } = await place.run(['sources', 'list', '--json'])
    const french = await place.run(['sources', 'list', '--lang', 'fr'])

    const states = Object.fromEntries(
      JSON.parse(stdout).sources.map(({ id, state }: Record<string, string>) => [id, state]),
    )
    expect(states).toMatchObject({ hibp: 'on', dehashed: 'needs-acceptance', pastebin: 'off' })
    const table = french.stdout.slice(0, french.stdout.indexOf('\n\n')).split('\n')
    expect(table.length).toBeGreaterThan(5)
    expect(table.filter((line) => line.length > 80)).toEqual([])
  })

  test('with a broken one says where, and ends with 2', async () => {
    const file = path.join(place.directory, 'city', 'vigie.yaml')
    await mkdir(path.dirname(file))
    await writeFile(file, 'sources:\n  hibp: { enable: true }\n')

    const { stderr, code } = await place.run(['sources', 'list', '--workspace', 'city'])

    expect(stderr).toBe(`vigie: ${file}:2: unknown setting sources.hibp.enable\n  → did you mean "enabled"?\n`)
    expect(code).toBe(2)
  })

  test('with one that was named and is not there says how to make it', async () => {
    const { stderr, code } = await place.run(['sources', 'list'], { VIGIE_WORKSPACE: '/nowhere' })

    expect(stderr).toContain('there is no configuration at /nowhere/vigie.yaml\n  → make a workspace with "vigie init"')
    expect(code).toBe(2)
  })

  test('whose reader went away ends quietly', async () => {
    const running = place.start(['sources', 'list', '--retired'])

    running.child.stdout?.destroy()

    expect(await running.ended).toMatchObject({ stderr: '', code: 0 })
  })
})

describe('simulator', () => {
  test('answers until Ctrl-C, then says how much it was asked', async () => {
    const running = place.start(['simulator', '--json'])
    const said = await says(running, 'VIGIE_SIMULATOR_KEY=')
    const [, url = ''] = /hibp: \{ enabled: true, baseUrl: "([^"]+)"/.exec(said) ?? []

    const reply = await fetch(`${url}/breaches`)
    running.child.kill('SIGINT')
    const { stdout, stderr, code } = await running.ended

    expect(reply.status).toBe(200)
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/hibp/)
    expect(JSON.parse(stdout)).toMatchObject({ counts: { hibp: { requests: 1 } } })
    expect(stderr).not.toMatch(/^\s+at /m)
    expect(code).toBe(0)
  })

  test('fails as it is told to', async () => {
    const running = place.start(['simulator', '--fault', 'hibp=500:2', '--quota', '3'])
    const said = await says(running, 'VIGIE_SIMULATOR_KEY=')
    const [, url = ''] = /hibp: \{ enabled: true, baseUrl: "([^"]+)"/.exec(said) ?? []

    const statuses: number[] = []
    for (let index = 0; index < 4; index++) statuses.push((await fetch(`${url}/breaches`)).status)
    running.child.kill('SIGTERM')

    expect(statuses.filter((status) => status === 500)).toHaveLength(2)
    expect((await running.ended).code).toBe(0)
  })

  test('says which port cannot be had', async () => {
    const running = place.start(['simulator'])
    const said = await says(running, 'VIGIE_SIMULATOR_KEY=')
    const [, port = ''] = /127\.0\.0\.1:(\d+)/.exec(said) ?? []

    const second = await place.run(['simulator', '--port', port])

    expect(second.stderr).toContain(`vigie: port ${port} cannot be listened on`)
    expect(second.code).toBe(2)
    running.child.kill('SIGINT')
    await running.ended
  })
})

describe('on another Node', () => {
  /** what an older Node does: starts the program again on the pinned binary */
  async function launch(args: readonly string[]): Promise<Running> {
    const script = await place.write(
      'launch.mjs',
      `import { runOnPinnedNode } from ${JSON.stringify(path.join(root, 'bin', 'node.js'))}
await runOnPinnedNode(${JSON.stringify(path.join(root, 'bin', 'run.js'))})
`,
    )
    const child = spawn(process.execPath, [script, ...args], {
      cwd: place.directory,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    const ended = new Promise<Ended>((resolve, reject) => {
      child.once('error', reject)
      // when the last process that holds its output is gone
      child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }))
    })
    return { child, ended }
  }

  test('output and exit code are those of the pinned one', async () => {
    const good = await (await launch(['sources', 'list', '--retired', '--json'])).ended
    const bad = await (await launch(['simulatr'])).ended

    expect(JSON.parse(good.stdout).retired.length).toBeGreaterThan(5)
    expect(good.code).toBe(0)
    expect(bad).toMatchObject({ stdout: '', code: 2 })
  })

  test('a signal is handed on', async () => {
    const running = await launch(['simulator'])
    await says(running, 'VIGIE_SIMULATOR_KEY=')

    running.child.kill('SIGTERM')

    expect(await running.ended).toMatchObject({ code: 0, signal: null })
  })

  test('kill -9 leaves nothing behind', async () => {
    const running = await launch(['simulator'])
    const said = await says(running, 'VIGIE_SIMULATOR_KEY=')
    const [, url = ''] = /(http:\/\/127\.0\.0\.1:\d+)/.exec(said) ?? []

    running.child.kill('SIGKILL')
    await running.ended

    await expect(fetch(url)).rejects.toThrow('fetch failed')
  })
})
