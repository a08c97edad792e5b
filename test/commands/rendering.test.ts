import { describe, expect, test } from '@jest/globals'
import { flagValue, hasFlag } from '../../commands/_base/argv.ts'
import { exitCodeOf, exitCodeOfScan } from '../../commands/_base/exit-codes.ts'
import { renderFields } from '../../commands/_base/fields.ts'
import { type ErrorContext, renderError } from '../../commands/_base/render-error.ts'
import { checkReveal } from '../../commands/_base/reveal.ts'
import { renderTable } from '../../commands/_base/table.ts'
import { wrapText } from '../../commands/_base/wrap.ts'
import {
  AuthError,
  BusyError,
  ConfigError,
  InputError,
  InterruptedError,
  ReportError,
  StoreError,
} from '../../src/domain/index.ts'
import { catalogue } from '../../src/messages/index.ts'

const messages = catalogue('en')

describe('an option', () => {
  test('is found before options are parsed', () => {
    expect(flagValue(['scan', '--lang', 'fr'], '--lang')).toBe('fr')
    expect(flagValue(['scan', '--lang=fr'], '--lang')).toBe('fr')
    expect(flagValue(['scan', '--lang'], '--lang')).toBeUndefined()
    expect(flagValue(['scan', '--', '--lang', 'fr'], '--lang')).toBeUndefined()
    expect(hasFlag(['scan', '--json'], '--json')).toBe(true)
    expect(hasFlag(['scan', '--', '--json'], '--json')).toBe(false)
  })
})

describe('a table', () => {
  test('has a rule under its head, and numbers to the right', () => {
    const table = {
      head: ['List', 'Selectors'],
      rows: [
        ['staff', 300],
        ['residents', '2,000'],
      ],
      right: [1],
    }

    expect(renderTable(table)).toBe(
      ['List       Selectors', '────────────────────', 'staff            300', 'residents      2,000'].join('\n'),
    )
  })

  test('wraps its widest columns until it fits', () => {
    const table = {
      head: ['Id', 'Why'],
      rows: [['hibp', 'told a verified domain or a hash prefix, in clear only where allowed']],
    }

    const lines = renderTable(table, { width: 40 }).split('\n')

    expect(Math.max(...lines.map((line) => line.length))).toBe(40)
    expect(lines.slice(2)).toEqual([
      'hibp  told a verified domain or a hash',
      '      prefix, in clear only where',
      '      allowed',
    ])
  })

  test('breaks between words first, then after a hyphen or dot, and leaves nothing out', () => {
    const table = {
      head: ['Source', 'Selector', 'Not asked'],
      rows: [['projectdiscovery', 'c•••••@ville-exemple.fr', 12]],
      right: [2],
    }

    expect(renderTable(table, { width: 44 }).split('\n')).toEqual([
      'Source            Selector               Not',
      '                                       asked',
      '─'.repeat(44),
      'projectdiscovery  c•••••@ville-           12',
      '                  exemple.fr',
    ])
  })

  test.each([80, 60, 40])('never breaks the name of an exposure or incident, at %d columns', (width) => {
    const title = 'stealer-logs of agent@ville-exemple.fr and others'
    const table = {
      head: ['Exposure', 'Selector', 'Incident', 'Resold?', 'Last offered', 'State'],
      rows: [
        [
          'e-jwzbx7fc0d19',
          'c•••••@ville-exemple.fr',
          `${title} (i-8h2j5k7m3n4p)`,
          'no evidence',
          '24\u00a0November\u00a02026',
          'new',
        ],
      ],
    }

    const lines = renderTable(table, { width }).split('\n')

    expect(lines.join('\n')).toMatch(/^e-jwzbx7fc0d19 /m)
    expect(lines.join('\n')).toContain('(i-8h2j5k7m3n4p)')
    if (width === 80) expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80)
  })

  test('counts the columns of signs that take two', () => {
    const lines = renderTable({ head: ['Titre', 'n'], rows: [['漢字', 1]], right: [1] }).split('\n')

    expect(lines[2]).toBe('漢字   1')
  })

  test('of ten thousand rows is still made', () => {
    const rows = Array.from({ length: 10_000 }, (_, index) => [`s-${index}`])

    expect(renderTable({ head: ['Ref'], rows }).split('\n')).toHaveLength(10_002)
  })

  test('never colours', () => {
    expect(renderTable({ head: ['A'], rows: [['b']] })).toBe('A\n─\nb')
  })
})

describe('words for people', () => {
  test('are broken between words, under the text of the item they belong to', () => {
    const text = 'Next:\n  1. write the legal basis in .vigie/vigie.yaml (the DPO decides)\n  → mend'

    expect(wrapText(text, 40)).toBe(
      'Next:\n  1. write the legal basis in\n     .vigie/vigie.yaml (the DPO decides)\n  → mend',
    )
  })

  test('keep a path and what does not break in one piece', () => {
    expect(wrapText('in /srv/vigie/a/very/long/folder/vigie.yaml le 3\u00a0mai', 24)).toBe(
      'in\n/srv/vigie/a/very/long/folder/vigie.yaml\nle 3\u00a0mai',
    )
  })
})

test('fields stand beside their labels, and those without a text are left out', () => {
  const fields = renderFields(
    [
      ['Name', 'Have I Been Pwned'],
      ['Attribution', undefined],
      ['Proof', ''],
      ['Terms', 'one two three four five\nsix'],
    ],
    26,
  )

  expect(fields).toBe('Name   Have I Been Pwned\nTerms  one two three four\n       five\n       six')
})

describe('an exit code', () => {
  test.each<[name: string, error: unknown, expected: number]>([
    ['InputError', new InputError('x'), 2],
    ['ConfigError', new ConfigError('x'), 2],
    ['StoreError', new StoreError('x'), 1],
    ['ReportError', new ReportError('x'), 1],
    ['BusyError', new BusyError('x'), 75],
    ['InterruptedError', new InterruptedError('x'), 130],
    ['AuthError', new AuthError('hibp', 'x'), 1],
    ['TypeError', new TypeError('x'), 1],
    ['a thrown text', 'x', 1],
  ])('of %s', (_, error, expected) => {
    expect(exitCodeOf(error)).toBe(expected)
  })

  test.each([
    [false, false, 0],
    [true, false, 10],
    [false, true, 20],
    [true, true, 30],
  ])('of a scan with new exposures (%s) and a gap (%s) is %d', (hasNewExposures, isIncomplete, expected) => {
    expect(exitCodeOfScan({ hasNewExposures, isIncomplete })).toBe(expected)
  })
})

describe('an error', () => {
  const context: ErrorContext = { argv: ['scan'], config: undefined, messages, json: false, logAsJson: false }
  const canary = 'canary0123456789'

  test('is one line that says what, and one that says how to mend it', () => {
    const error = new StoreError('no space left on /srv/vigie', { mend: 'free some', cause: new Error(canary) })

    expect(renderError(error, context)).toEqual({
      stdout: '',
      stderr: 'vigie: no space left on /srv/vigie\n  → free some\n',
      exitCode: 1,
    })
  })

  test('with --json is one document without stack, cause or other properties', () => {
    const error = Object.assign(new InputError('agents.csv:3: not an e-mail', { cause: new Error(canary) }), {
      line: canary,
    })

    const { stdout, stderr } = renderError(error, { ...context, json: true })

    expect(JSON.parse(stdout)).toEqual({ error: { code: 'input', message: 'agents.csv:3: not an e-mail' } })
    expect(stdout + stderr).not.toContain(canary)
  })

  test('that is our bug asks for a report, with frames and without its message, which may quote anything', () => {
    const error = new TypeError(`cannot read ${canary}`, { cause: new RangeError(canary) })

    const told = renderError(error, context)
    const asDocument = renderError(error, { ...context, json: true })

    expect(told.stderr).toMatch(
      /^vigie: this is a bug in vigie \(TypeError\)\n {2}→ please report it .*\nTypeError\n\s+at /,
    )
    expect(told.stderr).toContain('\nRangeError\n')
    expect(told.exitCode).toBe(1)
    expect(JSON.parse(asDocument.stdout).error.code).toBe('bug')
    expect(JSON.stringify([told, asDocument])).not.toContain(canary)
  })

  test('of a module that is missing is a bug too, although oclif tells it as its own', () => {
    const error = Object.assign(new Error('x'), { code: 'MODULE_NOT_FOUND' })

    expect(renderError(error, context)).toMatchObject({ exitCode: 1 })
    expect(renderError(error, context).stderr).toContain('a bug in vigie (MODULE_NOT_FOUND)')
  })

  test('of an interruption says that nothing is lost', () => {
    expect(renderError(new InterruptedError('stopped'), { ...context, messages: catalogue('fr') })).toEqual({
      stdout: '',
      stderr: 'vigie: interrompu\u00a0: ce qui est fait est gardé, et la même commande reprend là où elle en était\n',
      exitCode: 130,
    })
  })
})

describe('--reveal', () => {
  test('shows nothing unless asked for', () => {
    expect(checkReveal({ reveal: false }, messages, true)).toBeUndefined()
  })

  test('needs no reason at a terminal', () => {
    expect(checkReveal({ reveal: true }, messages, true)).toEqual({ reason: '' })
  })

  test('needs one elsewhere', () => {
    expect(checkReveal({ reveal: true, reason: 'plainte' }, messages, false)).toEqual({ reason: 'plainte' })
    for (const reason of [undefined, '', '  ']) {
      expect(() => checkReveal({ reveal: true, reason }, messages, false)).toThrow(InputError)
    }
  })
})
