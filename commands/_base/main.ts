/** What `bin/run.js` calls: finds the command, runs it, tells errors, sets the exit code. */
import { Config, run } from '@oclif/core'
import { chooseLocale } from '../../src/config/index.ts'
import { catalogue } from '../../src/messages/index.ts'
import { flagValue, hasFlag } from './argv.ts'
import { interruption } from './interruption.ts'
import { renderError } from './render-error.ts'
import { wordsTyped } from './usage-errors.ts'
import { wrapText } from './wrap.ts'

/**
 * @param argv what follows `vigie`
 * @param root folder of `package.json`
 * @param options `fromSource`: run the TypeScript commands instead of the bundle
 */
export async function main(
  argv: readonly string[],
  root: string,
  options: { readonly fromSource?: boolean } = {},
): Promise<void> {
  // a reader that went away (`| head`) is no error; what is left to do is done unseen
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreBrokenPipe)
  interruption.listen()
  let config: Config | undefined
  try {
    config = await loadConfig(root, options.fromSource ?? false)
    await run(wantsHelp(argv, config) ? [...(argv[0] === 'help' ? argv.slice(1) : argv), '--help'] : [...argv], config)
  } catch (error) {
    const messages = catalogue(chooseLocale(flagValue(argv, '--lang')))
    const json = hasFlag(argv, '--json')
    const logAsJson = flagValue(argv, '--log-format') === 'json'
    const rendered = renderError(error, { argv, config, messages, json, logAsJson })
    const { isTTY, columns } = process.stderr
    process.stderr.write(isTTY && !logAsJson ? wrapText(rendered.stderr, columns) : rendered.stderr)
    process.stdout.write(rendered.stdout)
    process.exitCode = rendered.exitCode
  }
}

/**
 * Asked for, or nothing to run was named: no command, or only a group of them. oclif shows help there too, but without what
 * else was typed, the language among it.
 */
function wantsHelp(argv: readonly string[], config: Config): boolean {
  const words = wordsTyped(argv)
  if (words[0] === 'help') return true
  if (argv.includes('--version')) return false
  if (words.length === 0) return saysOnlyLanguage(argv)
  const id = words.join(':')
  return config.findCommand(id) === undefined && config.findTopic(id) !== undefined
}

/** `--lang fr` alone; with another option, that one is the mistake to tell. */
function saysOnlyLanguage(argv: readonly string[]): boolean {
  return argv.length === 0 || argv.join('=') === `--lang=${flagValue(argv, '--lang')}`
}

async function loadConfig(root: string, fromSource: boolean): Promise<Config> {
  if (!fromSource) return Config.load({ root })
  const { readFile } = await import('node:fs/promises')
  const pjson = JSON.parse(await readFile(`${root}/package.json`, 'utf8'))
  pjson.oclif.commands.target = './commands'
  pjson.oclif.commands.globPatterns = ['**/*.ts', '!**/_*/**']
  pjson.oclif.helpClass = './commands/_base/help.ts'
  return Config.load({ root, pjson, ignoreManifest: true })
}

function ignoreBrokenPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}
