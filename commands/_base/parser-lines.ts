/** What oclif's parser says, in our words and both languages. Values as typed are left out: they may be addresses. */
import type { Catalogue } from '../../src/messages/index.ts'

type Words = Catalogue['errors']['parser']

const lines: readonly (readonly [form: RegExp, tell: (words: Words, ...found: string[]) => string])[] = [
  [/^Expected (--\S+?)=[\s\S]* to be one of: (.+)$/, (words, flag, options) => words.oneOf(flag, options)],
  [/^Flag (--\S+) expects one of these values: (.+)$/, (words, flag, options) => words.oneOf(flag, options)],
  [/^Expected [\s\S]* to be one of: (.+)$/, (words, options) => words.oneOfArgument(options)],
  [/^Flag (--\S+) expects a value$/, (words, flag) => words.needsValue(flag)],
  [/^Flag (--\S+) can only be specified once$/, (words, flag) => words.once(flag)],
  [/^(?:Parsing (--\S+)\s+)?Expected an integer but received/, (words, flag = '') => words.integer(flag)],
  [
    /^(?:Parsing (--\S+)\s+)?Expected an integer greater than or equal to (-?\d+)/,
    (words, flag = '', least) => words.atLeast(flag, least),
  ],
  [
    /^(?:Parsing (--\S+)\s+)?Expected an integer less than or equal to (-?\d+)/,
    (words, flag = '', most) => words.atMost(flag, most),
  ],
  [/^Missing required flag (\S+)$/, (words, flag) => words.missing(`--${flag}`)],
  [
    /^(--\S+?)(?:=[\s\S]*)? cannot also be provided when using (--\S+)$/,
    (words, other, flag) => words.excludes(flag, other),
  ],
  [
    /^(?:All|One) of the following must be provided when using (--\S+): (.+)$/,
    (words, flag, others) => words.needs(flag, others),
  ],
]

/** `undefined` for a line of no known form. */
export function tellParserLine(line: string, { errors }: Catalogue): string | undefined {
  for (const [form, tell] of lines) {
    const match = form.exec(line)
    if (match !== null) return tell(errors.parser, ...match.slice(1))
  }
  return undefined
}
