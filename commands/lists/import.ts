import { Args, Flags } from '@oclif/core'
import { InputError, maskSelector, maskValue } from '../../src/domain/index.ts'
import { importLists, type ListInput } from '../../src/lists/index.ts'
import { formatNumber } from '../../src/messages/index.ts'
import { openRejects } from '../../src/report/index.ts'
import { openWorkspace } from '../../src/workspace.ts'
import { type FrenchHelp, VigieCommand } from '../_base/command.ts'
import {
  columnsTable,
  filesTable,
  listFlags,
  listFlagsInFrench,
  listOptions,
  reasonsTable,
  requirePopulation,
} from '../_base/lists.ts'
import { checkReveal, revealFlags, revealFlagsInFrench } from '../_base/reveal.ts'

interface FileDocument {
  file: string
  rows: number
  values: number
  taken: number
  added: number
  /** a set: in no order */
  selectors: { kind: string; canonical: string }[]
  duplicates: number
  objected: number
  rejects: { line: number; sheet?: string; column?: string; reason: string }[]
}

export default class ListsImport extends VigieCommand {
  static override summary = "load the city's lists: e-mail addresses, phone numbers, domains"
  static override description =
    'Reads CSV, plain text, XLSX, LDIF, vCard, JSON and NDJSON, whatever the encoding, and says line by line what was not taken. All files of a command are loaded at once or not at all.'
  static override examples = [
    '<%= config.bin %> lists import agents.csv --population staff',
    '<%= config.bin %> lists import usagers.xlsx --population residents --rejects rejets.csv --dry-run',
  ]
  static override strict = false
  static override args = {
    file: Args.string({ ignoreStdin: true, description: 'a list; - for standard input', required: true }),
  }
  static override flags = {
    population: Flags.string({ char: 'p', summary: 'who the lists are about', required: true, helpValue: 'NAME' }),
    ...listFlags,
    replace: Flags.boolean({ summary: 'retire what the files no longer hold' }),
    expires: Flags.string({ summary: 'day after which nothing is asked about them', helpValue: 'YYYY-MM-DD' }),
    rejects: Flags.string({ summary: 'write what was not taken, line by line', helpValue: 'FILE.csv' }),
    'dry-run': Flags.boolean({ summary: 'show what would be taken, and change nothing' }),
    ...revealFlags,
  }
  static readonly french: FrenchHelp = {
    summary: 'charger les listes de la ville : adresses électroniques, numéros de téléphone, domaines',
    description:
      'Lit CSV, texte, XLSX, LDIF, vCard, JSON et NDJSON, quel que soit l’encodage, et dit ligne par ligne ce qui n’a pas été retenu. Les fichiers d’une commande sont chargés tous ensemble ou pas du tout.',
    args: { file: 'une liste ; - pour l’entrée standard' },
    flags: {
      population: 'de qui parlent les listes',
      ...listFlagsInFrench,
      replace: 'retirer ce que les fichiers ne contiennent plus',
      expires: 'jour après lequel plus rien n’est demandé à leur sujet',
      rejects: 'écrire ce qui n’a pas été retenu, ligne par ligne',
      'dry-run': 'montrer ce qui serait retenu, sans rien modifier',
      ...revealFlagsInFrench,
    },
    examples: [
      '<%= config.bin %> lists import agents.csv --population staff',
      '<%= config.bin %> lists import usagers.xlsx --population residents --rejects rejets.csv --dry-run',
    ],
  }

  async run(): Promise<{ files: FileDocument[]; retired: number; dryRun: boolean }> {
    const { argv, flags } = await this.parse(ListsImport)
    const { lists } = this.messages
    const reveal = checkReveal(flags, this.messages)
    const inputs = (argv as string[]).map(
      (file): ListInput => (file === '-' ? { file, stream: process.stdin } : { file }),
    )
    if (inputs.length === 0) throw new InputError(lists.noFile, { mend: lists.noFileMend })
    const options = listOptions(flags)
    await using workspace = await openWorkspace({ flag: flags.workspace, messages: this.messages })
    const population = requirePopulation(workspace.configuration, flags.population, this.messages)
    if (reveal !== undefined) await workspace.auditReveal('lists.import', reveal.reason)

    const documents = new Map<string, FileDocument>()
    const documentOf = (file: string): FileDocument => {
      const known = documents.get(file)
      if (known !== undefined) return known
      const made: FileDocument = {
        file,
        rows: 0,
        values: 0,
        taken: 0,
        added: 0,
        selectors: [],
        duplicates: 0,
        objected: 0,
        rejects: [],
      }
      documents.set(file, made)
      return made
    }
    const json = this.jsonEnabled()
    const progress = this.progress(lists.importing(inputs.map((input) => input.file).join(', ')))
    await using rejects = flags.rejects === undefined ? undefined : await openRejects(flags.rejects, lists)
    const result = await importLists(workspace.store, {
      inputs,
      options,
      population,
      replace: flags.replace,
      dryRun: flags['dry-run'],
      expiresAt: flags.expires,
      now: workspace.now(),
      who: workspace.who,
      signal: this.signal,
      onProgress: (file, rows) =>
        progress.update(lists.rowsRead(file, formatNumber(rows, this.locale)), { file, rows }),
      onSelector: (file, selector) => {
        if (!json) return
        const canonical = reveal === undefined ? maskSelector(selector) : selector.canonical
        documentOf(file).selectors.push({ kind: selector.kind, canonical })
      },
      onReject: async (file, reject) => {
        const { value, ...where } = reject
        if (json) documentOf(file).rejects.push(where)
        await rejects?.write({ file, ...where, value: reveal === undefined ? maskValue(value) : value })
      },
    })
    await rejects?.commit()
    progress.done()

    const { files, retired } = result
    this.table(filesTable(files, lists, this.locale))
    this.log()
    if (flags['dry-run']) {
      for (const file of files) {
        this.table(columnsTable(file, lists))
        this.log()
      }
    }
    const number = (value: number) => formatNumber(value, this.locale)
    const total = (key: 'values' | 'taken' | 'duplicates' | 'objected' | 'rejected' | 'added') =>
      files.reduce((sum, file) => sum + file[key], 0)
    this.log(
      lists.sum(
        number(total('values')),
        number(total('taken')),
        number(total('duplicates')),
        number(total('objected')),
        number(total('rejected')),
      ),
    )
    this.log(
      lists.added(
        number(total('added')),
        number(total('taken') - total('added')),
        population.name,
        total('added'),
        total('taken') - total('added'),
      ),
    )
    if (retired > 0) this.log(lists.retired(number(retired)))
    if (total('rejected') > 0) {
      this.log()
      this.table(reasonsTable(files, lists, this.locale))
      this.log(flags.rejects === undefined ? `→ ${lists.rejectsHint}` : lists.rejectsWritten(flags.rejects))
    }
    if (flags['dry-run']) this.log(lists.dryRun)
    return {
      files: files.map(({ file, rows, values, taken, added, duplicates, objected }) => ({
        ...documentOf(file),
        ...{ rows, values, taken, added, duplicates, objected },
      })),
      retired,
      dryRun: flags['dry-run'] === true,
    }
  }
}
