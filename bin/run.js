#!/usr/bin/env node
// @ts-check
/** The door: answers `--version` at once, finds a Node that is new enough, then hands over to the bundle. */
import nodeModule, { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { dieWithLauncher, isNewEnough, runOnPinnedNode } from './node.js'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const [first, ...others] = process.argv.slice(2)

if (first === '--version') {
  const { version } = createRequire(import.meta.url)('../package.json')
  console.log(others.includes('--json') ? JSON.stringify({ version }) : `vigie ${version}`)
} else if (isNewEnough()) {
  dieWithLauncher()
  // not in the shared temporary folder, which is Node's default: what is there could be another user's
  const cache = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache')
  nodeModule.enableCompileCache(path.join(cache, 'vigie'))
  const { main } = await import(new URL('../dist/main.js', import.meta.url).href)
  await main(process.argv.slice(2), root)
} else {
  await runOnPinnedNode(fileURLToPath(import.meta.url))
}
