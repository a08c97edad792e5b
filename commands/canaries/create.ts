import { existsSync } from 'node:fs'
import { Flags } from '@oclif/core'
import { nearest } from '../../src/config/index.ts'
import { canaryPopulation, canonicalizeDomain, InputError } from '../../src/domain/index.ts'
import { createCanaries, mostCanaries } from '../../src/lists/index.ts'
import { formatNumber } from '../../src/messages/index.ts'
import { writeCanaries } from '../../src/report/index.ts'
import { openWorkspace, type Workspace } from '../../src/workspace.ts'
import { type FrenchHelp, VigieCommand } from '../_base/command.ts'
import { requirePopulation } from '../_base/lists.ts'

interface CanariesDocument {
  base: string
  count: number
  domain: string
  file: string
}

export default class CanariesCreate extends VigieCommand {
  static override summary = 'invent residents to seed in one base, and watch them: a leak of theirs names the base'
  static override description =
    'The addresses need no mailbox, unless the base sends mail. Never seed the civil registry, the electoral roll, payroll or social aid. Keep the file as secret as the base: who reads it can tell canaries from residents.'
  static override examples = [
    '<%= config.bin %> canaries create --base portail-famille --count 5 --out canaris.csv',
    '<%= config.bin %> canaries create --base portail-famille --domain ville-exemple.fr --out canaris.csv',
  ]
  static override flags = {
    base: Flags.string({
      summary: 'the base they are for, from "bases" in the configuration',
      required: true,
      helpValue: 'NAME',
    }),
    count: Flags.integer({ summary: 'how many', default: 5, min: 1, max: mostCanaries }),
    domain: Flags.string({
      summary: 'domain of the city for their addresses; its only one by default',
      helpValue: 'DOMAIN',
    }),
    out: Flags.string({ summary: 'CSV to seed; must not exist yet', required: true, helpValue: 'FILE.csv' }),
    excel: Flags.boolean({ summary: 'CSV as a French Excel opens it' }),
  }
  static readonly french: FrenchHelp = {
    summary: 'inventer des usagers à placer dans une base, et les surveiller : leur fuite désigne la base',
    description:
      'Les adresses n’ont pas besoin de boîte, sauf si la base envoie des courriels. Ne jamais en placer à l’état civil, sur la liste électorale, dans la paie ni dans l’aide sociale. Garder le fichier aussi secret que la base : qui le lit distingue les canaris des usagers.',
    flags: {
      base: 'la base à laquelle ils sont destinés, de « bases » dans la configuration',
      count: 'combien',
      domain: 'domaine de la ville pour leurs adresses ; le seul qu’elle a, par défaut',
      out: 'CSV à placer ; ne doit pas encore exister',
      excel: 'CSV comme un Excel français l’ouvre',
    },
    examples: [
      '<%= config.bin %> canaries create --base portail-famille --count 5 --out canaris.csv',
      '<%= config.bin %> canaries create --base portail-famille --domain ville-exemple.fr --out canaris.csv',
    ],
  }

  async run(): Promise<CanariesDocument> {
    const { flags } = await this.parse(CanariesCreate)
    const { canaries } = this.messages
    await using workspace = await openWorkspace({ flag: flags.workspace, messages: this.messages })
    const base = this.#base(flags.base, workspace)
    const population = requirePopulation(workspace.configuration, canaryPopulation, this.messages)
    const domain = await this.#domain(flags.domain, workspace)
    if (existsSync(flags.out)) throw new InputError(canaries.fileExists(flags.out), { mend: canaries.fileExistsMend })
    await createCanaries(workspace.store, {
      base,
      count: flags.count,
      domain,
      population,
      now: workspace.now(),
      who: workspace.who,
      write: (made) => writeCanaries(flags.out, base, made, { excel: flags.excel }),
    })
    this.log(canaries.created(formatNumber(flags.count, this.locale), flags.count, base, flags.out))
    this.log(canaries.seed)
    this.log(canaries.never)
    return { base, count: flags.count, domain, file: flags.out }
  }

  #base(name: string, { configuration }: Workspace): string {
    const known = configuration.bases.map((base) => base.name)
    if (known.includes(name)) return name
    const { canaries, lists } = this.messages
    const meant = nearest(name, known)
    throw new InputError(canaries.noBase(name), {
      mend: meant === undefined ? canaries.noBaseMend(known.join(', ')) : lists.didYouMean(meant),
    })
  }

  /** @throws InputError for one that is not the city's, or when it has several and none was named */
  async #domain(written: string | undefined, workspace: Workspace): Promise<string> {
    const { canaries } = this.messages
    const known = await cityDomains(workspace)
    if (written === undefined) {
      const [only, ...others] = known
      if (only !== undefined && others.length === 0) return only
      throw new InputError(canaries.whichDomain, { mend: canaries.whichDomainMend(known.join(', ')) })
    }
    const domain = canonicalizeDomain(written)
    if (domain.ok && known.includes(domain.canonical)) return domain.canonical
    throw new InputError(canaries.notOurDomain, { mend: canaries.whichDomainMend(known.join(', ')) })
  }
}

/** Those that the configuration calls verified, and those that the lists hold. */
async function cityDomains({ sources, store }: Workspace): Promise<readonly string[]> {
  const domains = new Set((await sources()).flatMap(({ settings }) => settings.verifiedDomains))
  for await (const block of store.lists.watched({ kinds: ['domain'] })) {
    for (const { canonical } of block) domains.add(canonical)
  }
  return [...domains].sort()
}
