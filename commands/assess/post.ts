import { Args, Flags } from '@oclif/core'
import { assessPost, type PostVerdict } from '../../src/assess/index.ts'
import { InputError } from '../../src/domain/index.ts'
import { formatShare } from '../../src/messages/index.ts'
import { plainLine } from '../../src/report/index.ts'
import { type FrenchHelp, VigieCommand } from '../_base/command.ts'
import { loadConfigurationIfAny } from '../_base/configuration.ts'
import { renderFields } from '../_base/fields.ts'
import { jsonLines, readText } from '../_base/texts.ts'

interface PostDocument extends Omit<PostVerdict, 'evidence'> {
  id: string | number | null
  /** verbatim, what carries the verdict first */
  evidence: readonly string[]
}

export default class AssessPost extends VigieCommand {
  static override summary = 'judge a post, or many: what kind it is, whether it sells, whether it speaks of the city'
  static override description =
    'Reads a text, or NDJSON of { id, text }, from a file or standard input. Nothing is sent and nothing is kept.'
  static override examples = [
    '<%= config.bin %> assess post message.txt --watch-terms "ville-exemple.fr,mairie de Saint-Exemple"',
    '<%= config.bin %> assess post posts.ndjson --ndjson',
  ]
  static override args = {
    file: Args.string({ ignoreStdin: true, description: 'text or NDJSON; - for standard input', default: '-' }),
  }
  static override flags = {
    'watch-terms': Flags.string({
      summary: 'names and domains of the city; else organisationNames of the configuration',
      helpValue: 'A,B,C',
    }),
    ndjson: Flags.boolean({ summary: 'one verdict a line', exclusive: ['json'] }),
  }
  static readonly french: FrenchHelp = {
    summary: 'juger un message, ou plusieurs : sa nature, s’il vend, s’il parle de la ville',
    description:
      'Lit un texte, ou du NDJSON de { id, text }, dans un fichier ou sur l’entrée standard. Rien n’est envoyé, rien n’est gardé.',
    args: { file: 'texte ou NDJSON ; - pour l’entrée standard' },
    flags: {
      'watch-terms': 'noms et domaines de la ville ; sinon organisationNames de la configuration',
      ndjson: 'un verdict par ligne',
    },
    examples: [
      '<%= config.bin %> assess post message.txt --watch-terms "ville-exemple.fr,mairie de Saint-Exemple"',
      '<%= config.bin %> assess post posts.ndjson --ndjson',
    ],
  }

  async run(): Promise<{ posts: PostDocument[] }> {
    const { args, flags } = await this.parse(AssessPost)
    const words = this.messages.assess
    const text = await readText(args.file, this.messages)
    if (text.trim() === '') throw new InputError(words.noText, { mend: words.noTextMend })
    const watchTerms = await this.#watchTerms(flags)
    const posts: PostDocument[] = []
    for (const { id, text: post } of readPosts(text)) {
      const { evidence, ...verdict } = assessPost(post, { watchTerms })
      const document = { id, ...verdict, evidence: evidence.map((one) => one.words) }
      if (flags.ndjson) process.stdout.write(`${JSON.stringify(document)}\n`)
      else {
        posts.push(document)
        this.#tell(document)
      }
    }
    if (!flags.ndjson) this.log(words.proposal)
    return { posts }
  }

  async #watchTerms(flags: {
    readonly 'watch-terms'?: string | undefined
    readonly workspace?: string | undefined
  }): Promise<readonly string[]> {
    const given = flags['watch-terms']
    if (given !== undefined) {
      return given
        .split(',')
        .map((term) => term.trim())
        .filter((term) => term !== '')
    }
    return (await loadConfigurationIfAny(flags, this.messages))?.organisationNames ?? []
  }

  #tell(post: PostDocument): void {
    const { fields, labels, commercial, yes, no } = this.messages.assess
    this.log(
      renderFields(
        [
          [fields.id, post.id === null ? undefined : plainLine(String(post.id))],
          [fields.label, labels[post.label]],
          [fields.commercial, commercial[post.commercial]],
          [fields.aboutCity, post.aboutCity ? yes : no],
          [fields.confidence, formatShare(post.confidence, this.locale)],
          [fields.why, post.evidence.map((one) => plainLine(one)).join('\n')],
        ],
        process.stdout.columns,
      ),
    )
    this.log()
  }
}

/** Posts of NDJSON by their ids; any other text is one post. */
function readPosts(text: string): readonly { readonly id: string | number | null; readonly text: string }[] {
  const rows = jsonLines(text)
  if (rows === undefined || !rows.every((row) => typeof row.text === 'string')) return [{ id: null, text }]
  return rows.map(({ id, text: post }) => ({
    id: typeof id === 'string' || typeof id === 'number' ? id : null,
    text: post as string,
  }))
}
