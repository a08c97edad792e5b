import { globSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { FrenchHelp } from '../../commands/_base/command.ts'

const root = path.resolve(import.meta.dirname, '../..')
const files = globSync('commands/**/*.ts', { cwd: root }).filter((file) => !file.includes('/_'))

interface CommandClass {
  readonly summary?: string
  readonly description?: string
  readonly flags?: Readonly<Record<string, { readonly summary?: string; readonly description?: string }>>
  readonly args?: Readonly<Record<string, { readonly description?: string; readonly ignoreStdin?: boolean }>>
  readonly examples?: readonly string[]
  readonly french?: FrenchHelp
}

test('there are commands', () => {
  expect(files.length).toBeGreaterThan(2)
})

describe.each(files)('%s', (file) => {
  test('is explained in English and in French, with each of its options and arguments', async () => {
    const { default: command } = (await import(path.join(root, file))) as { default: CommandClass }
    const { summary, description, flags = {}, args = {}, examples, french } = command

    expect(summary).toMatch(/^\S/)
    expect(french?.summary).toMatch(/^\S/)
    expect(french?.description === undefined).toBe(description === undefined)
    expect(Object.keys(french?.flags ?? {}).sort()).toEqual(Object.keys(flags).sort())
    expect(Object.keys(french?.args ?? {}).sort()).toEqual(Object.keys(args).sort())
    const silent = Object.entries(flags).filter(([, flag]) => !(flag.summary ?? flag.description))
    expect(silent.map(([name]) => name)).toEqual([])
    expect(Object.entries(args).filter(([, arg]) => !arg.description)).toEqual([])
    if (french?.examples !== undefined) expect(french.examples).toHaveLength(examples?.length ?? 0)
  })

  test('never takes what is piped into it for an argument', async () => {
    const { default: command } = (await import(path.join(root, file))) as { default: CommandClass }

    // oclif would read standard input for a first argument that is not there: under cron, in a pipe, in a script
    expect(Object.entries(command.args ?? {}).filter(([, arg]) => arg.ignoreStdin !== true)).toEqual([])
  })
})
