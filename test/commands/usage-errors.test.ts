import { beforeAll, describe, expect, test } from '@jest/globals'
import { Args, Command, Config, Flags } from '@oclif/core'
import { tellUsageError } from '../../commands/_base/usage-errors.ts'
import { catalogue } from '../../src/messages/index.ts'

/** every kind of option and argument that commands have */
class Everything extends Command {
  static override id = 'everything'
  static override args = { kind: Args.string({ options: ['email', 'phone'] }), count: Args.integer({ min: 1 }) }
  static override flags = {
    lang: Flags.string({ options: ['fr', 'en'] }),
    port: Flags.integer({ min: 1, max: 9 }),
    reveal: Flags.boolean(),
    reason: Flags.string({ dependsOn: ['reveal'] }),
    list: Flags.boolean({ exclusive: ['reveal'] }),
    population: Flags.string({ required: true }),
  }
  async run(): Promise<void> {
    await this.parse(Everything)
  }
}

let config: Config
beforeAll(async () => {
  const pjson = { name: 'vigie', version: '0.0.0', oclif: { bin: 'vigie', commands: './nowhere' } }
  config = await Config.load({ root: import.meta.dirname, pjson: pjson as never, ignoreManifest: true })
})

async function told(argv: readonly string[], locale: 'fr' | 'en'): Promise<string | undefined> {
  try {
    await new Everything([...argv], config).run()
  } catch (error) {
    // as if it were a command of the program
    const known = { findCommand: () => Everything, commandIDs: [] } as unknown as Config
    return tellUsageError(error, { argv: ['everything', ...argv], config: known, messages: catalogue(locale) })?.message
  }
  throw new Error('it was taken')
}

const whole = ['email', '--population', 'staff']
const address = 'a.dupont@ville-exemple.fr'

describe('what was typed and cannot be read', () => {
  const cases: [argv: string[], english: string, french: string][] = [
    [[...whole, '--lang', address], '--lang must be one of: fr, en', '--lang doit être parmi\u00a0: fr, en'],
    [
      [address, '--population', 'staff'],
      'the argument must be one of: email, phone',
      'l’argument doit être parmi\u00a0: email, phone',
    ],
    [['email', '--population'], '--population needs a value', '--population demande une valeur'],
    [
      [...whole, '--population', 'x'],
      '--population may be given once only',
      '--population ne peut être donnée qu’une fois',
    ],
    [[...whole, '--port', address], '--port must be a whole number', '--port doit être un nombre entier'],
    [
      [...whole, '--port', '0'],
      '--port must be a whole number, 1 or more',
      '--port doit être un nombre entier, 1 ou plus',
    ],
    [
      [...whole, '--port', '10'],
      '--port must be a whole number, 9 at most',
      '--port doit être un nombre entier, 9 au plus',
    ],
    [
      ['email', address, '--population', 'staff'],
      'the argument must be a whole number',
      'l’argument doit être un nombre entier',
    ],
    [['email'], 'missing option: --population', 'option manquante\u00a0: --population'],
    [[...whole, '--reason', address], '--reason needs --reveal', '--reason demande --reveal'],
    [[...whole, '--list', '--reveal'], '--list and --reveal exclude each other', '--list et --reveal s’excluent'],
    [[...whole, '--nothing'], 'unknown option: --nothing', 'option inconnue\u00a0: --nothing'],
    [[...whole, '1', address, 'x'], 'unexpected arguments: …, x', 'arguments inattendus\u00a0: …, x'],
  ]
  test.each(cases)('%j', async (argv, english, french) => {
    expect(await told(argv, 'en')).toBe(english)
    expect(await told(argv, 'fr')).toBe(french)
  })

  test('several things at once are told in one line', async () => {
    expect(await told(['email', '--reason', 'x'], 'en')).toBe('--reason needs --reveal; missing option: --population')
  })
})
