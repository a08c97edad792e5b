import { Flags } from '@oclif/core'
import { canonicalizeDomain, InputError, maskSelector } from '../../src/domain/index.ts'
import { type AdoptableSource, type AskedSource, adoptStrangers } from '../../src/lists/index.ts'
import { formatNumber } from '../../src/messages/index.ts'
import { type ConfiguredSource, openWorkspace } from '../../src/workspace.ts'
import { type FrenchHelp, VigieCommand } from '../_base/command.ts'
import { exitCodes } from '../_base/exit-codes.ts'
import { requirePopulation } from '../_base/lists.ts'
import { checkReveal, revealFlags, revealFlagsInFrench } from '../_base/reveal.ts'
import { requireSource } from '../_base/sources.ts'

interface AdoptDocument {
  population: string
  sources: readonly AskedSource[]
  told: number
  held: number
  objected: number
  added: number
  selectors: { kind: string; canonical: string }[]
  dryRun: boolean
}

export default class ListsAdopt extends VigieCommand {
  static override summary = 'take in addresses of the city’s domains that a search told of and no list holds'
  static override description =
    'Former agents, shared mailboxes: a scan counts them and keeps none. The search of the domain is made again, and what it tells is imported in one piece. Searches that cost credits are made only of sources named with --source.'
  static override examples = [
    '<%= config.bin %> lists adopt --population staff --dry-run',
    '<%= config.bin %> lists adopt --population staff --domain ville-exemple.fr',
  ]
  static override flags = {
    population: Flags.string({
      char: 'p',
      summary: 'who they are to be counted among',
      required: true,
      helpValue: 'NAME',
    }),
    domain: Flags.string({ summary: 'only this domain', multiple: true, helpValue: 'DOMAIN' }),
    source: Flags.string({ summary: 'only this source, credits included', multiple: true, helpValue: 'ID' }),
    expires: Flags.string({ summary: 'day after which nothing is asked about them', helpValue: 'YYYY-MM-DD' }),
    'dry-run': Flags.boolean({ summary: 'ask, show what would be taken, and change nothing' }),
    ...revealFlags,
  }
  static readonly french: FrenchHelp = {
    summary:
      'reprendre les adresses des domaines de la ville qu’une recherche a rapportées et qu’aucune liste ne contient',
    description:
      'Anciens agents, boîtes partagées : une recherche les compte sans les garder. L’appel sur le domaine est refait, et ce qu’il rapporte est importé d’un bloc. Les appels qui coûtent des crédits ne sont faits qu’aux sources nommées par --source.',
    flags: {
      population: 'parmi qui les compter',
      domain: 'seulement ce domaine',
      source: 'seulement cette source, crédits compris',
      expires: 'jour après lequel plus rien n’est demandé à leur sujet',
      'dry-run': 'demander, montrer ce qui serait repris, sans rien modifier',
      ...revealFlagsInFrench,
    },
    examples: [
      '<%= config.bin %> lists adopt --population staff --dry-run',
      '<%= config.bin %> lists adopt --population staff --domain ville-exemple.fr',
    ],
  }

  async run(): Promise<AdoptDocument> {
    const { flags } = await this.parse(ListsAdopt)
    const { lists } = this.messages
    const reveal = checkReveal(flags, this.messages)
    for (const id of flags.source ?? []) requireSource(id, this.messages)
    const domains = flags.domain?.map((written) => this.#domain(written))
    await using workspace = await openWorkspace({ flag: flags.workspace, messages: this.messages })
    const population = requirePopulation(workspace.configuration, flags.population, this.messages)
    if (reveal !== undefined) await workspace.auditReveal('lists.adopt', reveal.reason)
    await using network = await workspace.openNetwork()
    const selectors: AdoptDocument['selectors'] = []
    const progress = this.progress(lists.adopting)
    const adoption = await adoptStrangers(workspace.store, {
      sources: askable(await workspace.sources(), flags.source),
      mayCost: flags.source !== undefined,
      domains,
      population,
      dryRun: flags['dry-run'],
      expiresAt: flags.expires,
      now: workspace.now(),
      who: workspace.who,
      connect: (source) => network.connect(source, { signal: this.signal }),
      onSelector: (selector) =>
        selectors.push({
          kind: selector.kind,
          canonical: reveal === undefined ? maskSelector(selector) : selector.canonical,
        }),
      signal: this.signal,
    })
    progress.done()

    const number = (value: number) => formatNumber(value, this.locale)
    const { head } = lists
    if (selectors.length > 0) {
      this.table({ head: [head.selector], rows: selectors.map(({ canonical }) => [canonical]) })
      this.log()
    }
    for (const { because } of adoption.sources) if (because !== undefined) this.log(lists.adoptPartial(because))
    this.log(
      lists.adoptSum(number(adoption.told), number(adoption.added), number(adoption.held), number(adoption.objected)),
    )
    if (flags['dry-run']) this.log(lists.dryRun)
    else if (adoption.added > 0) this.log(lists.adopted(population.name))
    if (adoption.sources.some(({ failed }) => failed !== undefined)) process.exitCode = exitCodes.incomplete
    return { population: population.name, ...adoption, selectors, dryRun: flags['dry-run'] === true }
  }

  #domain(written: string): string {
    const domain = canonicalizeDomain(written)
    if (domain.ok) return domain.canonical
    throw new InputError(this.messages.lists.notADomain, { mend: this.messages.lists.mends['not-a-domain'] })
  }
}

function askable(
  sources: readonly ConfiguredSource[],
  only: readonly string[] | undefined,
): readonly AdoptableSource[] {
  return sources.filter(isAsked).filter(({ source, off }) => off === undefined && (only?.includes(source.id) ?? true))
}

function isAsked(one: ConfiguredSource): one is ConfiguredSource & AdoptableSource {
  return one.source.shape === 'ask'
}
