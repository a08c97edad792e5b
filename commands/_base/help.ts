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
    for (const command of this.config.commands) {
      if (this.#locale === 'fr') translate(command, globals)
      else sayJson(command, globals.json)
    }
    this.CommandHelpClass = class extends CommandHelp {
      override section(...[header, body]: Parameters<CommandHelp['section']>): string {
        return super.section(headerIn(words, header), body)
      }

      /** oclif would say the summary again, which stands at the top */
      override description(): string | undefined {
        const { description } = this.command
        return description === undefined ? undefined : this.wrap(description)
      }

      override flags(...[flags]: Parameters<CommandHelp['flags']>): ReturnType<CommandHelp['flags']> {
        return super
          .flags(flags)
          ?.map(([left, right]) => [numbered(left), right === undefined ? right : annotated(right, words)])
      }

      /** an option that several exclude leaves a gap between two bars */
      override defaultUsage(): string {
        return super.defaultUsage().replace(/\|(?:\s*\|)+/g, '|')
      }

      override usage(): string {
        return numbered(super.usage())
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

/** oclif's name for a value that has none of ours: all of them are numbers */
function numbered(text: string): string {
  return text.replaceAll('<value>', 'N')
}

/** What oclif adds to an option, in the language of the help. */
function annotated(text: string, { required, byDefault, options }: Words): string {
  return text
    .replace('(required)', required)
    .replace(/\[default: ([^\]]*)\]/, (_, value: string) => `[${byDefault(value)}]`)
    .replace(/<options: ([^>]*)>/, (_, values: string) => `<${options(values)}>`)
}

/** oclif's own option, in our words */
function sayJson({ flags: { json } }: Command.Loadable, summary: string): void {
  if (json === undefined) return
  json.summary = summary
  delete json.description
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
