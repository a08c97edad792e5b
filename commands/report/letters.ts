import path from 'node:path'
import { Flags } from '@oclif/core'
import { InputError } from '../../src/domain/index.ts'
import { openList } from '../../src/lists/index.ts'
import { formatNumber } from '../../src/messages/index.ts'
import {
  type DirectoryJoined,
  directoryFields,
  joinDirectory,
  joinFields,
  keepModel,
  letterPaper,
  lettersCsv,
  ownIncidents,
  type ReportModel,
  readDirectoryMap,
  renderDocx,
  templateName,
} from '../../src/report/index.ts'
import { openWorkspace, shownPath, type Workspace } from '../../src/workspace.ts'
import { type FrenchHelp, VigieCommand } from '../_base/command.ts'
import {
  describeReport,
  draftReport,
  type ReportChoice,
  type ReportFile,
  reportFlags,
  reportFlagsInFrench,
  reportRemarks,
  reportsDirectory,
  writeFiles,
} from '../_base/report.ts'

interface LettersResult {
  /** the report of the only incident; with several, each has its own */
  report?: string
  /** letters to be sent: somebody who is concerned by two incidents gets one about each */
  recipients: number
  /** exposed persons, and selectors that are nobody's in particular, of whom the directory holds nothing */
  unmatched: number
  files: ReportFile[]
  /** where there are several: each with a folder of its own */
  incidents?: (IncidentLetters & { incident: string })[]
}

interface IncidentLetters {
  report: string
  recipients: number
  unmatched: number
  files: ReportFile[]
}

type Joined = DirectoryJoined['joined'][number] & Pick<DirectoryJoined, 'columns'>

/** What a person says of one breach, and of no two. */
const ofOneBreach = ['base', 'caused-by', 'aware-at', 'verified-at', 'attack-known-at', 'since-report'] as const

export default class ReportLetters extends VigieCommand {
  static override summary =
    'who is to be told (GDPR, art. 34): one row for each person for a mail merge, and the letters'
  static override description =
    "Joins the city's own file with confirmed findings (A and B) in memory, by matricule, address or number. With several incidents, each has a folder of its own, for the persons whom it concerns: a letter is about one breach. Guardians are written to in the place of minors. Nothing is sent. The CSV names people: keep it in the city, and delete it when the letters are sent."
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
      'Joint en mémoire le fichier de la ville et les constats confirmés (A et B), par matricule, adresse ou numéro. S’il y a plusieurs incidents, chacun a son dossier, pour les personnes qu’il concerne : un courrier porte sur une seule violation. Les représentants légaux reçoivent le courrier à la place des mineurs. Rien n’est envoyé. Le CSV nomme des personnes : le garder dans la collectivité, et le supprimer une fois les courriers envoyés.',
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
    const models = await this.#models(workspace, flags)
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
    const { joined, columns } = await joinDirectory(workspace.store, directory, {
      now: new Date(models[0]!.madeAt),
      scopes: models.map(({ scope }) => scope),
      attributions: ['A', 'B'],
      ...{ fields, words: commands, signal: this.signal },
    })
    const letters: IncidentLetters[] = []
    for (const [index, model] of models.entries()) {
      const folder = models.length === 1 ? flags.out : path.join(flags.out, model.scope.incident!)
      letters.push(await this.#write(workspace, model, { ...joined[index]!, columns, folder }))
    }
    this.log(commands.lettersSecret)
    if (letters.length === 1) return letters[0]!
    return {
      recipients: letters.reduce((sum, { recipients }) => sum + recipients, 0),
      unmatched: letters.reduce((sum, { unmatched }) => sum + unmatched, 0),
      files: letters.flatMap(({ files }) => files),
      incidents: letters.map((one, index) => ({ incident: models[index]!.scope.incident!, ...one })),
    }
  }

  /** A letter is about one breach: a model for each incident that concerns persons. @throws InputError for what is said of several */
  async #models(workspace: Workspace, flags: ReportChoice): Promise<readonly ReportModel[]> {
    const draft = (choice: ReportChoice) => draftReport(workspace, choice, { type: 'initial' }, this.messages)
    const { model } = await draft(flags)
    const withPersons = model.findings.filter(({ counts }) => counts.persons.high > 0)
    const incidents = ownIncidents({ findings: withPersons })
    const models = [model]
    if (incidents.length > 0 && ownIncidents(model).length > 1) {
      const { lettersOneBreach, lettersOneBreachMend } = this.messages.documents.commands
      const said = [...ofOneBreach, 'again' as const].find((flag) => flags[flag] !== undefined)
      if (said !== undefined) {
        throw new InputError(lettersOneBreach(said), { mend: lettersOneBreachMend(incidents.join(', ')) })
      }
      models.length = 0
      for (const incident of incidents) models.push((await draft({ ...flags, incident })).model)
    }
    if (flags.again === undefined) for (const one of models) await keepModel(reportsDirectory(workspace), one)
    return models
  }

  async #write(
    workspace: Workspace,
    model: ReportModel,
    { recipients, unmatched, columns, folder }: Joined & { readonly folder: string },
  ): Promise<IncidentLetters> {
    const { commands } = this.messages.documents
    const minors = new Set(model.populations.filter((one) => one.minors).map(({ name }) => name))
    const facts = { minors, timezone: model.organisation.timezone }
    const documents: Record<string, string | Uint8Array> = { 'courriers.csv': lettersCsv(recipients, columns, facts) }
    for (const { population } of model.breach.populations) {
      documents[templateName(population)] = await renderDocx(letterPaper(model, population))
    }
    // before anybody is named
    await workspace.audit('report.letters', { report: model.id, recipients: recipients.length, unmatched })
    const files = await writeFiles(path.resolve(folder), documents, this.signal)
    for (const line of reportRemarks(model, this.messages, this.locale)) this.remark(line)
    for (const line of describeReport(model, files, this.messages, this.locale)) this.log(line)
    this.log(recipients.length === 0 ? commands.lettersNothing : this.#sayHowMany(recipients.length, files))
    if (unmatched > 0) this.log(commands.lettersUnmatched(formatNumber(unmatched, this.locale)))
    return { report: model.id, recipients: recipients.length, unmatched, files }
  }

  #sayHowMany(recipients: number, files: readonly ReportFile[]): string {
    return this.messages.documents.commands.letters(formatNumber(recipients, this.locale), shownPath(files[0]!.file))
  }
}
