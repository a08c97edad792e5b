/**
 * `--help` in both languages. oclif holds the English words; the French ones stand in each command's `french`, which the
 * manifest carries along.
 */
import { type Command, CommandHelp, Help } from '@oclif/core'
import { chooseLocale } from '../../src/config/index.ts'
import { type Catalogue, catalogue, type Locale, setFrench } from '../../src/messages/index.ts'
import { flagValue } from './argv.ts'
import type { FrenchHelp } from './command.ts'

type Words = Catalogue['shell']['help']

export default class VigieHelp extends Help {
  #locale: Locale = 'en'

  override async showHelp(argv: string[]): Promise<void> {
    this.#locale = chooseLocale(flagValue(argv, '--lang'))
    const words = this.#words
    const { globals, topics } = words
    for (const topic of this.config.topics) {
      topic.description = topics[topic.name as keyof typeof topics] ?? topic.description
    }
    if (this.#locale === 'fr') for (const command of this.config.commands) translate(command, globals)
    this.CommandHelpClass = class extends CommandHelp {
      override section(...[header, body]: Parameters<CommandHelp['section']>): string {
        return super.section(headerIn(words, header), body)
      }
    }
    await super.showHelp(argv)
  }

  override section(...[header, body]: Parameters<Help['section']>): string {
    return super.section(headerIn(this.#words, header), body)
  }

  override formatRoot(): string {
    const { about, next } = this.#words
    const version = this.section('VERSION', this.config.version)
    const usage = this.section('USAGE', `$ ${this.config.bin} ${this.#words.command}`)
    return [this.wrap(about), version, usage, this.wrap(next)].join('\n\n')
  }

  get #words(): Words {
    return catalogue(this.#locale).shell.help
  }
}

function headerIn({ headers }: Words, header: string): string {
  return headers[header as keyof typeof headers] ?? header
}

function translate(command: Command.Loadable, globals: Readonly<Record<string, string>>): void {
  const french = (command as { readonly french?: FrenchHelp }).french
  if (french === undefined) return
  command.summary = setFrench(french.summary)
  if (french.description !== undefined) command.description = setFrench(french.description)
  if (french.examples !== undefined) command.examples = [...french.examples]
  for (const [name, flag] of Object.entries(command.flags)) {
    const summary = french.flags?.[name] ?? globals[name]
    if (summary === undefined) continue
    flag.summary = setFrench(summary)
    delete flag.description
  }
  for (const [name, arg] of Object.entries(command.args)) {
    const description = french.args?.[name]
    if (description !== undefined) arg.description = setFrench(description)
  }
}
