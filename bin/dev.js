#!/usr/bin/env node
// @ts-check
/** Runs the TypeScript source as it stands, without a build. */
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { dieWithLauncher, isNewEnough, runOnPinnedNode } from './node.js'

if (isNewEnough()) {
  dieWithLauncher()
  const { main } = await import('../commands/_base/main.ts')
  await main(process.argv.slice(2), path.dirname(path.dirname(fileURLToPath(import.meta.url))), { fromSource: true })
} else {
  await runOnPinnedNode(fileURLToPath(import.meta.url))
}
