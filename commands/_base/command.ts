/**
 * What every command has: the common options, the language, and errors that are told in one place (`main.ts`).
 *
 * A command parses, makes one call into `src/`, renders, and returns its result: `--json` prints what `run` returns, as one
 * document. It sets `process.exitCode` for anything but 0, since oclif's `this.exit` would spoil `--json`.
 */
import { Command, Flags } from '@oclif/core'
import { chooseLocale } from '../../src/config/index.ts'
import { type Catalogue, catalogue, type Locale, locales } from '../../src/messages/index.ts'
import { flagValue } from './argv.ts'
import { interruption } from './interruption.ts'
import { jsonLine, type Progress, startProgress } from './progress.ts'
import { isSilenced } from './silence.ts'
import { renderTable, type Table } from './table.ts'
import { wrapText } from './wrap.ts'

/** The words of `--help` in French; English stands where oclif wants it. A test asks for one of every option and argument. */
export interface FrenchHelp {
  readonly summary: string
  readonly description?: string
  readonly flags?: Readonly<Record<string, string>>
  readonly args?: Readonly<Record<string, string>>
  /** as many as there are in English */
  readonly examples?: readonly string[]
}

export abstract class VigieCommand extends Command {
  static override enableJsonFlag = true

  static override baseFlags = {
    lang: Flags.option({ options: locales, summary: 'language; default by LC_ALL or LANG', helpGroup: 'GLOBAL' })(),
    workspace: Flags.string({
      summary: 'folder of configuration and database; default VIGIE_WORKSPACE, else ./.vigie, else the XDG data folder',
      helpValue: 'DIR',
      helpGroup: 'GLOBAL',
    }),
    'log-format': Flags.option({
      options: ['text', 'json'] as const,
      summary: 'form of the progress and error lines on stderr',
      default: 'text',
      helpGroup: 'GLOBAL',
    })(),
  }

  /** language of this run */
  protected locale: Locale = 'en'
  /** messages in that language */
  protected messages: Catalogue = catalogue('en')

  override async init(): Promise<void> {
    await super.init()
    this.locale = chooseLocale(flagValue(this.argv, '--lang'))
    this.messages = catalogue(this.locale)
  }

  /** Aborts on the first Ctrl-C, SIGTERM or SIGHUP; a command that never asks for it is ended at once by them. */
  protected get signal(): AbortSignal {
    return interruption.signal
  }

  /** Says on stderr what is going on: a spinner on a terminal, plain lines elsewhere, JSON lines with `--log-format json`. */
  protected progress(text: string): Progress {
    const format = flagValue(this.argv, '--log-format') === 'json' ? 'json' : 'text'
    return startProgress(text, { format, quiet: this.jsonEnabled() && format === 'text' })
  }

  /** Words for people are broken where a terminal would cut them; elsewhere, and in JSON lines, they stay as they are. */
  override log(message = ''): void {
    if (isSilenced()) return
    const { isTTY, columns } = process.stdout
    super.log(isTTY && !message.startsWith('{') ? wrapText(message, columns) : message)
  }

  /** What a person should look at before going on; on stderr, with `--json` as well. */
  protected remark(text: string): void {
    if (isSilenced()) return
    this.logToStderr(flagValue(this.argv, '--log-format') === 'json' ? jsonLine('info', text) : text)
  }

  /** Prints a table on stdout, no wider than the terminal; nothing with `--json`. */
  protected table(table: Table): void {
    this.log(renderTable(table, { width: process.stdout.columns }))
  }

  /** Errors are told by `main.ts`, in one way for all. */
  override async catch(error: Error): Promise<never> {
    throw error
  }
}
