import path from 'node:path'
import { Flags } from '@oclif/core'
import { openList } from '../../src/lists/index.ts'
import { formatNumber } from '../../src/messages/index.ts'
import {
  directoryFields,
  joinDirectory,
  joinFields,
  letterPaper,
  lettersCsv,
  readDirectoryMap,
  renderDocx,
  templateName,
} from '../../src/report/index.ts'
import { openWorkspace, shownPath } from '../../src/workspace.ts'
import { type FrenchHelp, VigieCommand } from '../_base/command.ts'
import {
  describeReport,
  makeReport,
  type ReportFile,
  reportFlags,
  reportFlagsInFrench,
  writeFiles,
} from '../_base/report.ts'

interface LettersResult {
  report: string
  recipients: number
  /** exposed persons, and selectors that are nobody's in particular, of whom the directory holds nothing */
  unmatched: number
  files: ReportFile[]
}

export default class ReportLetters extends VigieCommand {
  static override summary =
    'who is to be told (GDPR, art. 34): one row for each person for a mail merge, and the letters'
  static override description =
    "Joins the city's own file with confirmed findings (A and B) in memory, by matricule, address or number. Guardians are written to in the place of minors. Nothing is sent. The CSV names people: keep it in the city, and delete it when the letters are sent."
  static override examples = [
    '<%= config.bin %> report letters --directory usagers.csv --incident i-8h2j5k7m3n4p --out courriers',
    '<%= config.bin %> report letters --directory usagers.xlsx --map "nom=Nom marital" --map "representant_nom=Parent 1" --out courriers',
  ]
  static override flags = {
    directory: Flags.string({ summary: "the city's own file of these persons", required: true, helpValue: 'FILE' }),
    out: Flags.string({ summary: 'folder to write to', required: true, helpValue: 'DIR' }),
    map: Flags.string({
      summary: `which column is what, where its header does not say: ${[...joinFields, ...directoryFields].join(', ')}`,
      multiple: true,
      helpValue: 'FIELD=COLUMN',
    }),
    ...reportFlags,
  }
  static readonly french: FrenchHelp = {
    summary: 'qui est à prévenir (RGPD, art. 34) : une ligne par personne pour un publipostage, et les courriers',
    description:
      'Joint en mémoire le fichier de la ville et les constats confirmés (A et B), par matricule, adresse ou numéro. Les représentants légaux reçoivent le courrier à la place des mineurs. Rien n’est envoyé. Le CSV nomme des personnes : le garder dans la collectivité, et le supprimer une fois les courriers envoyés.',
    flags: {
      directory: 'le fichier de la ville où sont ces personnes',
      out: 'dossier où écrire',
      map: `quelle colonne est quoi, quand son en-tête ne le dit pas : ${[...joinFields, ...directoryFields].join(', ')}`,
      ...reportFlagsInFrench,
    },
    examples: [
      '<%= config.bin %> report letters --directory usagers.csv --incident i-8h2j5k7m3n4p --out courriers',
      '<%= config.bin %> report letters --directory usagers.xlsx --map "nom=Nom marital" --map "representant_nom=Parent 1" --out courriers',
    ],
  }

  async run(): Promise<LettersResult> {
    const { flags } = await this.parse(ReportLetters)
    const { commands } = this.messages.documents
    const { roles, fields } = readDirectoryMap(flags.map ?? [], commands)
    await using workspace = await openWorkspace({ flag: flags.workspace, messages: this.messages })
    const { model } = await makeReport(workspace, flags, { type: 'initial' }, this.messages)
    const list = await openList(
      { file: flags.directory },
      { records: true, ...(roles.size === 0 ? {} : { map: roles }) },
    )
    await using _ = { [Symbol.asyncDispose]: () => list.close() }
    const directory = {
      name: shownPath(path.resolve(flags.directory)),
      headers: list.layout.columns.map(({ name }) => name),
      batches: list.batches,
    }
    const { recipients, unmatched, columns } = await joinDirectory(workspace.store, directory, {
      now: new Date(model.madeAt),
      scope: model.scope,
      attributions: ['A', 'B'],
      ...{ fields, words: commands, signal: this.signal },
    })

    const minors = new Set(model.populations.filter((one) => one.minors).map(({ name }) => name))
    const facts = { minors, timezone: model.organisation.timezone }
    const documents: Record<string, string | Uint8Array> = { 'courriers.csv': lettersCsv(recipients, columns, facts) }
    for (const { population } of model.breach.populations) {
      documents[templateName(population)] = await renderDocx(letterPaper(model, population))
    }
    // before anybody is named
    await workspace.audit('report.letters', { report: model.id, recipients: recipients.length, unmatched })
    const files = await writeFiles(path.resolve(flags.out), documents, this.signal)
    for (const line of describeReport(model, files, this.messages, this.locale)) this.log(line)
    this.log(recipients.length === 0 ? commands.lettersNothing : this.#sayHowMany(recipients.length, files))
    if (unmatched > 0) this.log(commands.lettersUnmatched(formatNumber(unmatched, this.locale)))
    this.log(commands.lettersSecret)
    return { report: model.id, recipients: recipients.length, unmatched, files }
  }

  #sayHowMany(recipients: number, files: readonly ReportFile[]): string {
    return this.messages.documents.commands.letters(formatNumber(recipients, this.locale), shownPath(files[0]!.file))
  }
}
