import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  chooseLocale,
  defaultKeysDirectory,
  nearest,
  parseConfiguration,
  parseDuration,
  resolveNetwork,
  workspaceLocation,
} from '../../src/config/index.ts'

describe('the workspace', () => {
  let cwd: string
  beforeEach(async () => {
    cwd = await mkdtemp(path.join(os.tmpdir(), 'vigie-where-'))
  })
  afterEach(() => rm(cwd, { recursive: true, force: true }))

  test('is the flag, else the variable, else ./.vigie, else the data folder', async () => {
    const env = { HOME: '/home/rssi', VIGIE_WORKSPACE: '/srv/vigie' }

    expect(workspaceLocation({ flag: 'city', env, cwd })).toEqual({
      directory: path.join(cwd, 'city'),
      configurationFile: path.join(cwd, 'city', 'vigie.yaml'),
      chosenBy: 'flag',
    })
    expect(workspaceLocation({ env, cwd })).toMatchObject({ directory: '/srv/vigie', chosenBy: 'environment' })
    expect(workspaceLocation({ env: { HOME: '/home/rssi' }, cwd })).toMatchObject({
      directory: '/home/rssi/.local/share/vigie',
      chosenBy: 'data-folder',
      insteadOf: path.join(cwd, '.vigie', 'vigie.yaml'),
    })
    await mkdir(path.join(cwd, '.vigie'))
    expect(workspaceLocation({ env: { HOME: '/home/rssi' }, cwd })).toMatchObject({
      directory: path.join(cwd, '.vigie'),
      chosenBy: 'here',
    })
  })

  test('and its keys follow the XDG folders, unless they are relative', () => {
    expect(workspaceLocation({ env: { HOME: '/h', XDG_DATA_HOME: '/data' }, cwd }).directory).toBe('/data/vigie')
    expect(workspaceLocation({ env: { HOME: '/h', XDG_DATA_HOME: 'data' }, cwd }).directory).toBe(
      '/h/.local/share/vigie',
    )
    expect(defaultKeysDirectory({ HOME: '/h', XDG_CONFIG_HOME: '/conf' })).toBe('/conf/vigie/keys')
    expect(defaultKeysDirectory({ HOME: '/h' })).toBe('/h/.config/vigie/keys')
  })
})

describe('the language', () => {
  const cases: [flag: string | undefined, env: Record<string, string>, expected: string][] = [
    ['fr', { LANG: 'en_GB.UTF-8' }, 'fr'],
    ['en', { LANG: 'fr_FR.UTF-8' }, 'en'],
    [undefined, { LANG: 'fr_FR.UTF-8' }, 'fr'],
    [undefined, { LANG: 'fr' }, 'fr'],
    [undefined, { LC_ALL: 'C', LANG: 'fr_FR.UTF-8' }, 'en'],
    [undefined, { LC_ALL: '', LANG: 'fr_FR.UTF-8' }, 'fr'],
    [undefined, { LC_MESSAGES: 'fr_CA', LANG: 'en_CA' }, 'fr'],
    [undefined, { LANG: 'fry_NL' }, 'en'],
    [undefined, {}, 'en'],
  ]
  test.each(cases)('of --lang %s and %j is %s', (flag, env, expected) => {
    expect(chooseLocale(flag, env)).toBe(expected)
  })
})

describe('a duration', () => {
  test.each([
    ['90s', 90_000],
    ['30min', 1_800_000],
    ['6h', 21_600_000],
    ['7d', 604_800_000],
    ['2w', 1_209_600_000],
    ['1y', 31_536_000_000],
    ['1 y', 31_536_000_000],
    ['6m', undefined],
    ['0d', undefined],
    ['-1d', undefined],
    ['1.5h', undefined],
    ['7', undefined],
    ['', undefined],
  ])('%j is %s ms', (text, expected) => {
    expect(parseDuration(text)).toBe(expected)
  })
})

describe('the word that was meant', () => {
  test.each([
    ['hipb', 'hibp'],
    ['HIBP', 'hibp'],
    ['pastbin', 'pastebin'],
    ['pastebinn', 'pastebin'],
    ['leak', undefined],
    ['', undefined],
  ])('by %j is %s', (typed, expected) => {
    expect(nearest(typed, ['hibp', 'pastebin', 'dehashed'])).toBe(expected)
  })
})

describe('the network', () => {
  async function network(yaml: string, env: Record<string, string>) {
    return resolveNetwork(await parseConfiguration(yaml, '/city/vigie.yaml', { sourceIds: [], env }), { env })
  }

  test('goes direct, with the authorities of the system', async () => {
    expect(await network('', {})).toEqual({ noProxy: ['127.0.0.1', 'localhost', '::1'], ca: 'system' })
  })

  test('takes the proxy of the configuration, else the one of the environment', async () => {
    const env = { HTTPS_PROXY: 'http://u:p@env.example:1', NO_PROXY: 'intra.example, .local' }

    expect(await network('network: { proxy: "http://conf.example:3128" }', env)).toMatchObject({
      proxy: 'http://conf.example:3128',
    })
    expect(await network('', env)).toMatchObject({
      proxy: 'http://u:p@env.example:1',
      noProxy: ['127.0.0.1', 'localhost', '::1', 'intra.example', '.local'],
    })
    expect(await network('', { ...env, https_proxy: 'http://lower.example:1' })).toMatchObject({
      proxy: 'http://lower.example:1',
    })
  })

  test('takes a whole proxy address from where it is kept', async () => {
    const proxy = 'http://u:p@kept.example:3128'

    expect(await network('network: { proxy: { env: CITY_PROXY } }', { CITY_PROXY: proxy })).toMatchObject({ proxy })
  })

  test('reads further authorities, or says that it cannot', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'vigie-ca-'))
    await writeFile(path.join(folder, 'ca.pem'), 'PEM')

    expect(await network(`network: { ca: ${folder}/ca.pem }`, {})).toMatchObject({ ca: { pem: 'PEM' } })
    await rm(folder, { recursive: true })
    await expect(network(`network: { ca: ${folder}/ca.pem }`, {})).rejects.toThrow(
      `network.ca: ${folder}/ca.pem cannot be read (ENOENT)`,
    )
  })
})
