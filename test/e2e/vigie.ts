/** The program as a user starts it: arguments in; stdout, stderr, exit code and files out. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { parse } from 'csv-parse/sync'

export const root = path.resolve(import.meta.dirname, '../..')

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

/** A folder of its own with an empty home; `run` starts the program there. */
export interface Place {
  readonly directory: string
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ended>
  /** the running process, and its end; `input` is what it reads from its standard input */
  start(
    args: readonly string[],
    env?: Readonly<Record<string, string>>,
    input?: string | Uint8Array,
  ): { child: ChildProcess; ended: Promise<Ended> }
  write(name: string, text: string | Uint8Array): Promise<string>
  read(name: string): Promise<string>
  csv(name: string): Promise<Record<string, string>[]>
  /** every file below, with its bytes as Latin-1 text */
  everything(): Promise<Map<string, string>>
  remove(): Promise<void>
}

export async function makePlace(): Promise<Place> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'vigie-e2e-'))
  const start: Place['start'] = (args, env = {}, input) => {
    const child = spawn(process.execPath, [path.join(root, 'bin/run.js'), ...args], {
      cwd: directory,
      // nothing of the machine's own: no proxy, no locale, no workspace
      env: { PATH: process.env.PATH, HOME: path.join(directory, 'home'), LANG: 'C.UTF-8', TZ: 'UTC', ...env },
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    })
    // one that reads nothing may have ended by then
    child.stdin?.on('error', () => {}).end(input)
    let stdout = ''
    let stderr = ''
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    const ended = new Promise<Ended>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }))
    })
    return { child, ended }
  }
  return {
    directory,
    start,
    run: (args, env) => start(args, env).ended,
    async write(name, text) {
      const file = path.join(directory, name)
      await writeFile(file, text, { mode: 0o600 })
      return file
    },
    read: (name) => readFile(path.join(directory, name), 'utf8'),
    csv: async (name) => parse(await readFile(path.join(directory, name), 'utf8'), { columns: true, bom: true }),
    async everything() {
      const files = new Map<string, string>()
      for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile()) continue
        const file = path.join(entry.parentPath, entry.name)
        files.set(path.relative(directory, file), await readFile(file, 'latin1'))
      }
      return files
    },
    remove: () => rm(directory, { recursive: true, force: true }),
  }
}
