/** Drives `bin/run.js` as a user would: arguments in; stdout, stderr, exit code and files out. Needs a build. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))
export const binary = path.join(root, 'bin', 'run.js')

export interface Outcome {
  readonly stdout: string
  readonly stderr: string
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

export interface Place {
  /** an empty home, which is the current folder too */
  readonly home: string
  /** runs `vigie …` there, without a terminal and without this process's environment */
  run(args: readonly string[], options?: RunOptions): Promise<Outcome>
  start(args: readonly string[], options?: RunOptions): Running
  remove(): Promise<void>
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  /** the script; `bin/run.js` when absent */
  readonly script?: string
}

export interface Running {
  readonly child: ChildProcess
  readonly done: Promise<Outcome>
  /** resolves once stdout and stderr together hold `text`; rejects when the process ends before */
  says(text: string): Promise<string>
}

export async function makePlace(): Promise<Place> {
  const home = await mkdtemp(path.join(os.tmpdir(), 'vigie-e2e-'))
  const start: Place['start'] = (args, options = {}) => startVigie(home, args, options)
  return {
    home,
    start,
    run: (args, options) => start(args, options).done,
    remove: () => rm(home, { recursive: true, force: true }),
  }
}

function startVigie(home: string, args: readonly string[], options: RunOptions): Running {
  const child = spawn(process.execPath, [options.script ?? binary, ...args], {
    cwd: options.cwd ?? home,
    env: { HOME: home, PATH: process.env.PATH ?? '', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  const listeners = new Set<() => void>()
  const hear = () => {
    for (const listener of listeners) listener()
  }
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    hear()
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
    hear()
  })
  const done = new Promise<Outcome>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ stdout, stderr, code, signal }))
  })
  const says = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const listener = () => {
        if (!(stdout + stderr).includes(text)) return
        listeners.delete(listener)
        resolve(stdout + stderr)
      }
      listeners.add(listener)
      listener()
      done.then(() => reject(new Error(`it ended without saying "${text}":\n${stdout}${stderr}`)), reject)
    })
  return { child, done, says }
}
