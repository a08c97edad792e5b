import path from 'node:path'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { Config } from '@oclif/core'
import { captureOutput } from '@oclif/test'
import SourcesList from '../../commands/sources/list.ts'
import SourcesShow from '../../commands/sources/show.ts'
import { InputError } from '../../src/domain/index.ts'

const root = path.resolve(import.meta.dirname, '../..')

/** the real one of package.json, without the commands of a build */
let config: Config
beforeAll(async () => {
  const pjson = {
    name: 'vigie',
    version: '0.0.0',
    type: 'module',
    oclif: { bin: 'vigie', commands: { strategy: 'pattern', target: './nowhere' }, topicSeparator: ' ' },
  }
  config = await Config.load({ root, pjson: pjson as never, ignoreManifest: true })
})

const elsewhere = ['--workspace', '/nowhere']

describe('a command', () => {
  test('prints for people on stdout, in the language of --lang', async () => {
    const english = await captureOutput(() => SourcesList.run(['--retired', '--lang', 'en'], config))
    const french = await captureOutput(() => SourcesList.run(['--retired', '--lang', 'fr'], config))

    expect(english.stdout).toMatch(/^Service +Why there is no adapter +Decided *\n─+\nSnusbase/)
    expect(french.stdout).toMatch(/^Service +Pourquoi il n’y a pas d’adaptateur +Décidé *\n─+\nSnusbase/)
    expect(english.stderr).toBe('')
  })

  test('prints what it returns, and nothing else, with --json', async () => {
    const { stdout, result } = await captureOutput(() => SourcesList.run(['--retired', '--json'], config))

    expect(JSON.parse(stdout)).toEqual(result)
  })

  test('leaves its errors to the one place that tells them', async () => {
    const unknown = await captureOutput(() => SourcesShow.run(['nothing-like-it'], config))
    const withoutWorkspace = await captureOutput(() => SourcesShow.run(['hibp', '--json', ...elsewhere], config))

    expect(unknown.error).toBeInstanceOf(InputError)
    expect(unknown.error).toMatchObject({ message: 'there is no source "nothing-like-it"' })
    expect(withoutWorkspace.error).toMatchObject({ code: 'config' })
    expect(unknown.stdout + withoutWorkspace.stdout).toBe('')
  })

  test('tells a service that was left out apart from one that does not exist', async () => {
    const { error } = await captureOutput(() => SourcesShow.run(['psbdmp', '--lang', 'en'], config))

    expect(error).toMatchObject({
      message: 'psbdmp has no adapter: gone: its endpoints answer 404 (decided 2026-11-24)',
    })
  })
})
