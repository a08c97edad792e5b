/** The `vigie.yaml` that `init` writes: short, commented, and valid as it stands. */
import type { Locale } from '../messages/index.ts'

export interface FreshConfiguration {
  /** language of the comments */
  readonly locale: Locale
  readonly organisation?: string
  /** the rest of `organisation`, as the file takes it: SIREN, address, mayor, DPO */
  readonly organisationFacts?: Readonly<Record<string, unknown>>
  /** blank when it is not known yet: nothing is imported or scanned until it is written */
  readonly legalBasis?: string
  /** absolute; the default of the program when absent */
  readonly keysDirectory?: string
  /** the city's processings, as the file takes them */
  readonly bases?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** how the city is called in posts */
  readonly organisationNames?: readonly string[]
  /** instead of the usual ones, settings by id as the file takes them */
  readonly sources?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** The text of a new configuration. */
export function freshConfiguration(options: FreshConfiguration): string {
  const { organisation = '', legalBasis = '', keysDirectory, locale } = options
  const says = comments[locale]
  return `# ${says.title}
# ${says.secrets}

organisation:
  name: ${quoted(organisation)}
${organisationLines(options.organisationFacts, says)}
  timezone: Europe/Paris
  locale: ${locale}

# ${says.legalBasis}
legalBasis: ${quoted(legalBasis)}

# ${says.populations}
# ${says.disclose}
populations:
  staff: { persons: Employés, disclose: { default: k-anonymous, clear: [] } }
  elected: { persons: Employés, disclose: { default: k-anonymous, clear: [] } }
  residents: { persons: Utilisateurs, disclose: { default: k-anonymous, clear: [] } }
  contractors: { persons: Employés, disclose: { default: k-anonymous, clear: [] } }
  # ${says.minors}
  minors: { persons: Mineurs }

# ${says.bases}
bases: ${JSON.stringify(options.bases ?? {})}

# ${says.organisationNames}
organisationNames: ${JSON.stringify(options.organisationNames ?? [])}

# ${says.sources}
sources:
${sourceLines(options.sources, says)}

# ${says.scan}
scan: { budget: { credits: 0 } }

# ${says.store}
store: sqlite:vigie.db
${keysDirectory === undefined ? '' : `\n# ${says.keys}\nkeys: { directory: ${quoted(keysDirectory)} }\n`}
# ${says.retention}
retention: { evidence: 1y, irrelevant: 7d, register: 5y, audit: 3y }

reports: { tlp: TLP:AMBER+STRICT }
`
}

function organisationLines(facts: FreshConfiguration['organisationFacts'], says: Comments): string {
  if (facts === undefined) return `  siren: # ${says.siren}`
  return Object.entries(facts)
    .map(([setting, value]) => `  ${setting}: ${JSON.stringify(value)}`)
    .join('\n')
}

function sourceLines(given: FreshConfiguration['sources'], says: Comments): string {
  if (given !== undefined) {
    // JSON is YAML
    return (
      Object.entries(given)
        .map(([id, settings]) => `  ${id}: ${JSON.stringify(settings)}`)
        .join('\n') || '  {}'
    )
  }
  return `  hibp:
    enabled: true
    # ${says.hibpKey}
    apiKey: { env: VIGIE_HIBP_API_KEY }
    # ${says.verifiedDomains}
    verifiedDomains: []
  pastebin:
    # ${says.pastebin}
    enabled: false`
}

function quoted(text: string): string {
  return JSON.stringify(text)
}

const comments = {
  en: {
    title: 'Configuration of vigie. "vigie doctor" checks it; docs/configuration.md explains each setting.',
    secrets:
      'No secret is ever written here: { env: NAME }, { file: PATH } (chmod 600) or { credential: NAME } says where it is.',
    siren: 'nine digits, in quotes',
    legalBasis:
      'On what ground these persons are watched over. While it is blank, nothing is imported and nothing is scanned.',
    populations:
      'Who the lists are about. Each may have its own legalBasis, expiresAfter (1y), retention (2y) and reveal (false).',
    disclose:
      'default: what any source may be told (nothing, k-anonymous); clear: the sources that may be told the address itself.',
    minors: 'told to nobody, whatever is written here',
    bases:
      'The city\'s processings: portail-famille: { processor: "Éditeur X", dataClasses: [Names, Email addresses], vulnerable: true }',
    organisationNames: 'How the city is called, for posts that name it: [mairie de Saint-Exemple]',
    sources: 'What is asked and watched; "vigie sources list" names all there is.',
    hibpKey: 'the key of haveibeenpwned.com: export VIGIE_HIBP_API_KEY=…',
    verifiedDomains: 'domains verified on the dashboard of the service: one call for all their addresses',
    pastebin: 'reads public pastes here, and tells nobody anything',
    scan: 'Nothing is spent until a number of credits is written.',
    store: 'Database, from the folder of this file; or { urlFile: PATH } for PostgreSQL.',
    keys: 'Keys of the database: apart from it, and from its backups.',
    retention: 'What is kept how long.',
  },
  fr: {
    title: 'Configuration de vigie. « vigie doctor » la vérifie ; docs/configuration.md explique chaque réglage.',
    secrets:
      "Aucun secret n'est écrit ici : { env: NOM }, { file: CHEMIN } (chmod 600) ou { credential: NOM } dit où il est.",
    siren: 'neuf chiffres, entre guillemets',
    legalBasis: "À quel titre veiller sur ces personnes. Tant qu'elle est vide, rien n'est importé ni recherché.",
    populations:
      'De qui parlent les listes. Chacune peut avoir ses propres legalBasis, expiresAfter (1y), retention (2y) et reveal (false).',
    disclose:
      "default : ce qui peut être dit à toute source (nothing, k-anonymous) ; clear : les sources à qui dire l'adresse elle-même.",
    minors: "dits à personne, quoi qu'il soit écrit ici",
    bases:
      'Les traitements de la ville : portail-famille: { processor: "Éditeur X", dataClasses: [Names, Email addresses], vulnerable: true }',
    organisationNames: 'Comment on appelle la ville, pour les messages qui la nomment : [mairie de Saint-Exemple]',
    sources: 'Ce qui est interrogé et surveillé ; « vigie sources list » dit tout ce qui existe.',
    hibpKey: 'la clé de haveibeenpwned.com : export VIGIE_HIBP_API_KEY=…',
    verifiedDomains: 'domaines vérifiés sur le tableau de bord du service : un seul appel pour toutes leurs adresses',
    pastebin: 'lit ici les textes publics, et ne dit rien à personne',
    scan: "Rien n'est dépensé tant qu'un nombre de crédits n'est pas écrit.",
    store: 'Base de données, depuis le dossier de ce fichier ; ou { urlFile: CHEMIN } pour PostgreSQL.',
    keys: 'Clés de la base : à part, et hors de ses sauvegardes.',
    retention: 'Ce qui est gardé, et combien de temps.',
  },
} as const satisfies Record<Locale, Record<string, string>>

type Comments = Readonly<Record<keyof (typeof comments)['en'], string>>
