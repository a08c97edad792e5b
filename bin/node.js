// @ts-check
/**
 * Which Node runs the program. Loads under any Node that knows ES modules: no package, and no name that an older Node lacks.
 */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'

const wantedMajor = 24
const wantedMinor = 15

/** True when this Node has what the program needs (`node:sqlite`, zstd, type stripping). */
export function isNewEnough(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)
}

/** The Node binary that came with the package as an optional dependency; `undefined` on a platform without one. */
export function pinnedNode() {
  const require = createRequire(import.meta.url)
  try {
    const folder = path.dirname(require.resolve(`node-${os.platform()}-${os.arch()}/package.json`))
    const binary = path.join(folder, 'bin', 'node')
    return existsSync(binary) ? binary : undefined
  } catch {
    return undefined
  }
}

/**
 * Runs `script` with this process's arguments on the pinned Node, as if it were this process.
 * @param {string} script
 */
export async function runOnPinnedNode(script) {
  const binary = pinnedNode()
  if (binary === undefined) {
    console.error(
      `vigie needs Node ${wantedMajor}.${wantedMinor} or later, and this is ${process.versions.node}: install it from nodejs.org or your distribution, and run vigie again`,
    )
    process.exitCode = 2
    return
  }
  // only here: a start on a Node that is new enough does without its 3 ms
  const { spawn } = await import('node:child_process')
  // the channel tells the child when this process is gone without a word (kill -9): no scan goes on unseen
  const child = spawn(binary, [script, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, VIGIE_LAUNCHER: String(process.pid) },
  })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    // Ctrl-C at a terminal reaches the child twice, by the terminal and from here: it takes the two for one
    process.on(signal, () => child.kill(signal))
  }
  child.on('error', (error) => {
    console.error(`vigie could not start ${binary}: ${error.message}`)
    process.exitCode = 1
  })
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}

/** The other end of `runOnPinnedNode`: ends this process when its launcher was killed. */
export function dieWithLauncher() {
  if (process.env.VIGIE_LAUNCHER !== String(process.ppid) || process.channel === undefined) return
  delete process.env.VIGIE_LAUNCHER
  process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'))
  // waiting for that must not keep a process alive whose work is done
  process.channel.unref()
}
