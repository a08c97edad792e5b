import { Args, Flags } from '@oclif/core'
import { assessCatalogueEntry, type CatalogueVerdict } from '../../src/assess/index.ts'
import { InputError } from '../../src/domain/index.ts'
import { formatShare } from '../../src/messages/index.ts'
import { plainLine } from '../../src/report/index.ts'
import { type FrenchHelp, VigieCommand } from '../_base/command.ts'
import { jsonRows, readText } from '../_base/texts.ts'

interface EntryDocument extends Omit<CatalogueVerdict, 'evidence'> {
  /** verbatim, what carries the verdict first */
  evidence: readonly string[]
}

export default class AssessCatalogue extends VigieCommand {
  static override summary = 'judge a catalogue of breaches: for sale, traded, published once, or nothing said'
  static override examples = ['<%= config.bin %> assess catalogue breaches.json --ndjson']
  static override args = {
    file: Args.string({
      ignoreStdin: true,
      description: 'JSON array or NDJSON in the shape of HIBP; - for standard input',
      required: true,
    }),
  }
  static override flags = { ndjson: Flags.boolean({ summary: 'one verdict a line', exclusive: ['json'] }) }
  static readonly french: FrenchHelp = {
    summary: 'juger un catalogue de fuites : en vente, échangé, publié une fois, ou rien n’est dit',
    args: { file: 'tableau JSON ou NDJSON à la forme de HIBP ; - pour l’entrée standard' },
    flags: { ndjson: 'un verdict par ligne' },
    examples: ['<%= config.bin %> assess catalogue breaches.json --ndjson'],
  }

  async run(): Promise<{ breaches: EntryDocument[] }> {
    const { args, flags } = await this.parse(AssessCatalogue)
    const words = this.messages.assess
    const rows = jsonRows(await readText(args.file, this.messages))
    if (rows === undefined) throw new InputError(words.notCatalogue(args.file), { mend: words.notCatalogueMend })
    const breaches = rows.map((row): EntryDocument => {
      const { evidence, ...verdict } = assessCatalogueEntry(row)
      return { ...verdict, evidence: evidence.map((one) => one.words) }
    })
    if (flags.ndjson) {
      for (const breach of breaches) process.stdout.write(`${JSON.stringify(breach)}\n`)
      return { breaches: [] }
    }
    this.table({
      head: [words.head.name, words.head.label, words.head.confidence, words.head.why],
      rows: breaches.map(({ name, label, confidence, evidence }) => [
        plainLine(name),
        words.circulation[label],
        formatShare(confidence, this.locale),
        plainLine(evidence[0] ?? ''),
      ]),
      right: [2],
    })
    this.log(words.proposal)
    return { breaches }
  }
}
