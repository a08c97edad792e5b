/** oclif's own errors in our words: what was typed cannot be read. */
import { type Config, Errors } from '@oclif/core'
import { nearest } from '../../src/config/index.ts'
import type { Catalogue } from '../../src/messages/index.ts'
import { tellParserLine } from './parser-lines.ts'

export interface Told {
  readonly message: string
  readonly mend: string | undefined
}

/** `undefined` when it is no usage error of oclif's. */
export function tellUsageError(
  error: unknown,
  { argv, config, messages }: { argv: readonly string[]; config: Config | undefined; messages: Catalogue },
): Told | undefined {
  if (!isUsageError(error)) return undefined
  const { errors } = messages
  const command = commandTyped(argv, config)
  const seeHelp = errors.seeHelp(command === undefined ? 'vigie' : `vigie ${command.replaceAll(':', ' ')}`)
  const { flags, args } = parserDetails(error)
  if (flags.length > 0) {
    const known = command === undefined ? [] : Object.keys(config?.findCommand(command)?.flags ?? {})
    const meant = nearest(flags[0]?.replace(/^--?/, '') ?? '', known)
    const mend = meant === undefined ? seeHelp : errors.didYouMean(`--${meant}`)
    return { message: errors.unknownFlag(flags.join(', '), flags.length), mend }
  }
  const missing = args.flatMap((arg) => (typeof arg === 'string' ? [] : [arg.name.toUpperCase()]))
  if (missing.length > 0) {
    return { message: errors.missingArguments(missing.join(', '), missing.length), mend: seeHelp }
  }
  const unexpected = args.flatMap((arg) => (typeof arg === 'string' ? [shown(arg)] : []))
  if (unexpected.length > 0) {
    return { message: errors.unexpectedArguments(unexpected.join(', '), unexpected.length), mend: seeHelp }
  }
  if (command === undefined) {
    const typed = wordsTyped(argv).slice(0, 2).map(shown).join(' ')
    const ids = config?.commandIDs.map((id) => id.replaceAll(':', ' ')) ?? []
    const meant = nearest(typed, ids) ?? nearest(typed.split(' ')[0] ?? '', ids)
    if (typed === '') return { message: errors.noCommandGiven, mend: seeHelp }
    return { message: errors.noCommand(typed), mend: meant === undefined ? seeHelp : errors.didYouMean(meant) }
  }
  return { message: tellLines(error.message, messages), mend: seeHelp }
}

/** A command that could not be loaded is our bug, although oclif says it in the same way; numbers that are none are not. */
function isUsageError(error: unknown): error is Error {
  if (error instanceof Errors.CLIError) return error.code !== 'MODULE_NOT_FOUND'
  return error instanceof Error && /^Expected an? (?:integer|valid url)\b/.test(error.message)
}

/** The parser's own text, line by line in our words; as it came where it has no known form. */
function tellLines(text: string, messages: Catalogue): string {
  const [plain = ''] = text.replace(/\nSee more help with --help$/, '').split('\n\n')
  const lines = plain.replace(/^The following errors? occurred:\s*/, '').split(/\n(?!\t)/)
  return lines
    .map((line) => line.trim().replace(/\s*\n\s*/g, ' '))
    .map((line) => tellParserLine(line, messages) ?? line)
    .join('; ')
}

/**
 * What oclif's parser errors carry; it does not export their classes: `flags` that there are not, `args` that are missing (as
 * objects) or too many (as typed).
 */
function parserDetails(error: object): {
  readonly flags: readonly string[]
  readonly args: readonly (string | { readonly name: string })[]
} {
  const { flags, args } = error as { flags?: unknown; args?: unknown }
  return { flags: Array.isArray(flags) ? flags : [], args: Array.isArray(args) ? args : [] }
}

/** The id of the command that was meant: the longest run of first words that is one. */
function commandTyped(argv: readonly string[], config: Config | undefined): string | undefined {
  const words = wordsTyped(argv)
  for (let length = Math.min(words.length, 3); length > 0; length--) {
    const id = words.slice(0, length).join(':')
    if (config?.findCommand(id) !== undefined) return id
  }
  return undefined
}

/** What stands before the first option: the command that was meant, and what it is about. */
export function wordsTyped(argv: readonly string[]): readonly string[] {
  const end = argv.findIndex((word) => word.startsWith('-'))
  return end === -1 ? argv : argv.slice(0, end)
}

/** What was typed may be an address or a number, and an error may end up in a log: only plain words are repeated. */
function shown(word: string): string {
  return /^[\w./-]{1,40}$/.test(word) && word.replace(/\D/g, '').length < 6 ? word : '…'
}
