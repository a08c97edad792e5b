import path from 'node:path'
import { Flags } from '@oclif/core'
import { createWorkspace, type MadeWorkspace } from '../src/new-workspace.ts'
import { shownPath } from '../src/workspace.ts'
import { type FrenchHelp, VigieCommand } from './_base/command.ts'
import { askLine, isInteractive } from './_base/prompt.ts'

export default class Init extends VigieCommand {
  static override summary = 'make a workspace: configuration, database, keys'
  static override description =
    'Asks what it needs on a terminal, and nothing elsewhere. Nothing is imported or scanned before a legal basis is written.'
  static override examples = [
    '<%= config.bin %> init',
    '<%= config.bin %> init --workspace /srv/vigie --organisation "Ville de Saint-Exemple" --legal-basis "RGPD, art. 6, 1, e"',
  ]
  static override flags = {
    'legal-basis': Flags.string({ summary: 'ground of the search, as the DPO has written it', helpValue: 'TEXT' }),
    organisation: Flags.string({ summary: 'name of the city or body', helpValue: 'NAME' }),
    keys: Flags.string({
      summary: 'folder for the keys; default one of its own below the XDG configuration folder',
      helpValue: 'DIR',
    }),
  }
  static readonly french: FrenchHelp = {
    summary: 'créer un espace de travail : configuration, base de données, clés',
    description:
      'Demande ce qu’il faut dans un terminal, et rien ailleurs. Rien n’est importé ni recherché avant qu’une base légale soit écrite.',
    flags: {
      'legal-basis': 'base légale de la recherche, telle que le DPO l’a écrite',
      organisation: 'nom de la ville ou de l’organisme',
      keys: 'dossier des clés ; par défaut, un dossier propre sous le dossier de configuration XDG',
    },
    examples: [
      '<%= config.bin %> init',
      '<%= config.bin %> init --workspace /srv/vigie --organisation "Ville de Saint-Exemple" --legal-basis "RGPD, art. 6, 1, e"',
    ],
  }

  async run(): Promise<MadeWorkspace> {
    const { flags } = await this.parse(Init)
    const { workspace } = this.messages
    const asks = isInteractive() && !this.jsonEnabled()
    const organisation = flags.organisation ?? (asks ? await askLine(workspace.askOrganisation) : '')
    const legalBasis = flags['legal-basis'] ?? (asks ? await askLine(workspace.askBasis) : '')
    const made = await createWorkspace({
      flag: flags.workspace,
      locale: this.locale,
      messages: this.messages,
      now: () => new Date(),
      organisation,
      legalBasis,
      ...(flags.keys === undefined ? {} : { keysDirectory: path.resolve(flags.keys) }),
    })
    const file = shownPath(made.configurationFile)
    this.log(workspace.made(shownPath(made.directory)))
    this.log(workspace.madeFile(file))
    this.log(workspace.madeStore(shownPath(made.databaseFile)))
    this.log(workspace.madeKeys(shownPath(made.keysDirectory)))
    this.log(`\n${workspace.next}`)
    const steps = [
      ...(legalBasis.trim() === '' ? [workspace.nextBasis(file)] : []),
      workspace.nextSource(file),
      workspace.nextImport,
      workspace.nextScan,
    ]
    for (const [index, step] of steps.entries()) this.log(`  ${index + 1}. ${step}`)
    return made
  }
}
