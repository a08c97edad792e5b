/**
 * The French of what the rooms below throw. Their errors carry the English line (`src/domain/errors.ts`), since they know no
 * language; here it is said again for a French reader. A test reads their source and asks for each line.
 */
import { sourceLines } from './sources-in-french.ts'
import { setFrench } from './typography.ts'

/** English line, with `{}` where a value stands, and the French one with the values in the same order. */
const lines: readonly (readonly [string, string])[] = [
  // src/lists: the files of the city
  ['no standard input to read', "il n'y a rien à lire sur l'entrée standard"],
  ['Name a file, or pipe one in.', 'nommer un fichier, ou en envoyer un par un tube'],
  ['{} is a directory', '{} est un dossier'],
  ['Name the files in it, for example with a wildcard.', 'nommer les fichiers qu’il contient, par exemple par *.csv'],
  ['{} does not exist', "{} n'existe pas"],
  ['Check the path.', 'vérifier le chemin'],
  ['{} may not be read', '{} : lecture interdite'],
  ['Give this account the right to read it.', 'donner à ce compte le droit de le lire'],
  ['{} cannot be read ({})', '{} ne peut être lu ({})'],
  ['Copy it to a local disk and try again.', 'le copier sur un disque local, et recommencer'],
  [
    '{} is a password-protected workbook, or one in the old .xls format',
    '{} est un classeur à mot de passe, ou à l’ancien format .xls',
  ],
  ['Remove the password and save it as .xlsx or .csv.', 'ôter le mot de passe et l’enregistrer en .xlsx ou .csv'],
  ['{} is a binary file, not a list', '{} est un fichier binaire, pas une liste'],
  ['Export the list as .csv or .xlsx.', 'exporter la liste en .csv ou .xlsx'],
  ['{} is a JSON object, not a list', '{} est un objet JSON, pas une liste'],
  ['Give a JSON array of objects, or one object per line.', 'donner un tableau JSON d’objets, ou un objet par ligne'],
  ['{} has a line of more than 16 million characters', '{} a une ligne de plus de 16 millions de caractères'],
  [
    'It is no list; export it again, one record per line.',
    'ce n’est pas une liste ; l’exporter de nouveau, une fiche par ligne',
  ],
  ['{} is empty', '{} est vide'],
  [
    'Export the list again, and check that it holds rows.',
    'exporter la liste de nouveau, et vérifier qu’elle a des lignes',
  ],
  ['{} has a header and no row', '{} a un en-tête et aucune ligne'],
  ['Export the list again, with its rows.', 'exporter la liste de nouveau, avec ses lignes'],
  ['{} has no column "{}"', '{} n’a pas de colonne « {} »'],
  ['Did you mean "{}"? Its columns are: {}.', 'vouliez-vous dire « {} » ? Ses colonnes sont : {}'],
  ['Its columns are: {}.', 'ses colonnes sont : {}'],
  [
    'no column of {} is recognised as e-mail, phone or domain',
    'aucune colonne de {} n’est reconnue comme adresse électronique, téléphone ou domaine',
  ],
  [
    'Say which it is, for example --map "{}=email". Its columns are: {}.',
    'dire laquelle, par exemple --map "{}=email". Ses colonnes sont : {}',
  ],
  ['{} has no sheet "{}"', '{} n’a pas de feuille « {} »'],
  ['Its sheets are: {}.', 'ses feuilles sont : {}'],
  ['{} is an OpenDocument file, not an XLSX workbook', '{} est un fichier OpenDocument, pas un classeur XLSX'],
  ['{} is an archive, not an XLSX workbook', '{} est une archive, pas un classeur XLSX'],
  ['Save the list as .xlsx or .csv.', 'enregistrer la liste en .xlsx ou .csv'],
  ['{} is too large a workbook to be held in memory', '{} est un classeur trop grand pour la mémoire'],
  [
    'Save the list as .csv: of that, any size is read.',
    'enregistrer la liste en .csv, qui est lu quelle qu’en soit la taille',
  ],
  ['{} is a truncated or damaged XLSX workbook', '{} est un classeur XLSX tronqué ou endommagé'],
  [
    'Open it in a spreadsheet and save it again, or copy it again from where it came.',
    'l’ouvrir dans un tableur et l’enregistrer de nouveau, ou le recopier depuis sa source',
  ],
  ['"{}" in the map names no role', '« {} » dans --map ne donne aucun rôle'],
  [
    'Write COLUMN=ROLE, for example "Courriel=email,Matricule=person".',
    'écrire COLONNE=RÔLE, par exemple "Courriel=email,Matricule=person"',
  ],
  ['the map is empty', '--map est vide'],
  ['Write COLUMN=ROLE, separated by commas.', 'écrire COLONNE=RÔLE, séparés par des virgules'],
  ['"{}" is no role of a column', '« {} » n’est pas un rôle de colonne'],
  ['Did you mean {}? Roles are {}.', 'vouliez-vous dire {} ? Les rôles sont {}'],
  [
    'set scan.budget.credits to what may be spent in one run, by all sources together',
    'renseigner scan.budget.credits : ce que toutes les sources ensemble peuvent dépenser en une fois',
  ],
  ['Roles are {}.', 'les rôles sont {}'],
  ['"{}" is not a date', '« {} » n’est pas une date'],
  ['write it as 2027-06-30', 'l’écrire comme 2027-06-30'],
  ['{} is past', '{} est passé'],
  ['give a date to come', 'donner une date à venir'],
  ['no source that is asked searches a whole domain', 'aucune source interrogée ne cherche un domaine entier'],
  [
    'switch one on with its verifiedDomains (hibp), or name one that costs credits with --source',
    'en activer une avec ses verifiedDomains (hibp), ou nommer par --source une source qui coûte des crédits',
  ],
  ['{} is held by another run (process {} on {})', '{} est tenue par une autre exécution (processus {} sur {})'],
  ['wait for it to end', 'attendre sa fin'],
  ['canaries are made 1 to {} at a time', 'on crée de 1 à {} canaris à la fois'],
  // src/store: the database and its keys
  ['another process is writing to the database', 'un autre processus écrit dans la base'],
  [
    'try again when the import or scan that is running has ended',
    'recommencer quand l’import ou la recherche en cours sera terminé',
  ],
  [
    'no space left for the database: nothing of this step was kept, what was there before is whole',
    'plus de place pour la base : rien de cette étape n’est gardé, ce qui précède est entier',
  ],
  [
    'free some space on the disk of {}, and run the command again',
    'libérer de la place sur le disque de {}, et relancer la commande',
  ],
  ['the database {} is damaged', 'la base {} est endommagée'],
  ['put your latest copy of the database back in its place', 'remettre à sa place votre dernière copie de la base'],
  ['{} is not a database', '{} n’est pas une base de données'],
  [
    'name the database of a workspace made by `vigie init`',
    'désigner la base d’un espace de travail créé par « vigie init »',
  ],
  ['the folder of the keys cannot be made: {} ({})', 'le dossier des clés ne peut être créé : {} ({})'],
  [
    'check the folder above it and your rights there, or name another with --keys',
    'vérifier le dossier parent et vos droits, ou en désigner un autre par --keys',
  ],
  ['the database {} cannot be written or opened here', 'la base {} ne peut être ouverte ou écrite ici'],
  [
    'check the owner and permissions of the file and of its folder, in which SQLite also writes',
    'vérifier le propriétaire et les droits du fichier et de son dossier, où SQLite écrit aussi',
  ],
  [
    'the disk of the database {} does not answer as it should',
    'le disque de la base {} ne répond pas comme il devrait',
  ],
  [
    'check the disk and its free space, then run `vigie doctor`',
    'vérifier le disque et sa place libre, puis lancer « vigie doctor »',
  ],
  ['there is a database already: {}', 'il y a déjà une base : {}'],
  ['use it, or name another workspace', 'l’utiliser, ou désigner un autre espace de travail'],
  [
    'the database was written by an older Vigie, and may not be written here',
    'la base vient d’un Vigie plus ancien, et ne peut être écrite ici',
  ],
  [
    'run any command that writes once: it brings the database up to date',
    'lancer une fois une commande qui écrit : elle met la base à jour',
  ],
  [
    'the database has schema version {}, this program knows versions up to {}: it was written by a newer Vigie',
    'le schéma de la base est en version {}, ce programme connaît jusqu’à la version {} : elle vient d’un Vigie plus récent',
  ],
  [
    'update Vigie, or open the workspace with the version that wrote it',
    'mettre Vigie à jour, ou ouvrir l’espace de travail avec la version qui l’a écrit',
  ],
  ['there is no database {}', 'il n’y a pas de base {}'],
  ['make a workspace with `vigie init`', 'créer un espace de travail par « vigie init »'],
  ['{} is not a file', '{} n’est pas un fichier'],
  ['name the database itself', 'désigner la base elle-même'],
  ['{} is not a database of Vigie', '{} n’est pas une base de Vigie'],
  ['the keys in {} belong to another database', 'les clés de {} sont celles d’une autre base'],
  [
    'name the directory of keys that was made with this database (`keys: directory`)',
    'désigner le dossier de clés créé avec cette base (« keys: directory »)',
  ],
  ['a data key of this database is missing in {}', 'une clé de données de cette base manque dans {}'],
  ['put the backup of the keys in place', 'remettre la copie des clés'],
  ['the database {} cannot be made here', 'la base {} ne peut être créée ici'],
  [
    'check the permissions and the free space of its folder, or name another workspace (`--workspace`)',
    'vérifier les droits et la place libre de son dossier, ou désigner un autre espace de travail (« --workspace »)',
  ],
  [
    'block {} of the database does not open: it was damaged or changed',
    'le bloc {} de la base ne s’ouvre pas : il a été endommagé ou modifié',
  ],
  [
    'a sealed record of the database does not open: it was damaged or changed',
    'un enregistrement scellé de la base ne s’ouvre pas : il a été endommagé ou modifié',
  ],
  [
    'the key file {} does not belong to this master key, or is damaged',
    'le fichier de clé {} n’est pas celui de cette clé maîtresse, ou il est endommagé',
  ],
  ['put the backup of the keys in place in {}', 'remettre la copie des clés dans {}'],
  [
    'the keys of this database are missing: there is no directory {}',
    'les clés de cette base manquent : il n’y a pas de dossier {}',
  ],
  [
    'put the backup of the keys there: without them the database cannot be read',
    'y remettre la copie des clés : sans elles, la base est illisible',
  ],
  ['others than its owner may read {}', 'd’autres que son propriétaire peuvent lire {}'],
  ['the key file {} is missing', 'le fichier de clé {} manque'],
  ['the key file {} is damaged', 'le fichier de clé {} est endommagé'],
  [
    'put its backup in place: without it the database cannot be read',
    'remettre sa copie : sans elle, la base est illisible',
  ],
  ['the key file {} is {}', 'le fichier de clé {} est {}'],
  ['this import has ended already', 'cet import est déjà terminé'],
  ['the key file {} cannot be read', 'le fichier de clé {} ne peut être lu'],
  ['run this command as the user who owns it', 'lancer cette commande sous le compte qui le possède'],
  ['the key file {} could not be written', 'le fichier de clé {} n’a pu être écrit'],
  ['check the free space and the permissions of {}', 'vérifier la place libre et les droits de {}'],
  ['there is no incident {}', 'il n’y a pas d’incident {}'],
  [
    'an incident is split into events of its own, and some that stay',
    'un incident se sépare en événements qui sont les siens, et d’autres qui restent',
  ],
  ['look at it again: `vigie exposures explain`', 'le regarder de nouveau : `vigie exposures explain`'],
  ['the data key {} of a population is missing', 'la clé de données {} d’une population manque'],
  [
    'put the backup of the keys in place; a population that was shredded is imported anew under another name',
    'remettre la copie des clés ; une population détruite s’importe de nouveau sous un autre nom',
  ],
  // src/workspace.ts, src/new-workspace.ts, src/scan, src/net
  ['store: PostgreSQL is not supported yet', 'store : PostgreSQL n’est pas encore pris en charge'],
  ['write store: sqlite:vigie.db', 'écrire store: sqlite:vigie.db'],
  ['no workspace can be made at {} ({})', 'aucun espace de travail ne peut être créé dans {} ({})'],
  [
    'check its folder and your rights there, or name another with --workspace',
    'vérifier son dossier et vos droits, ou en désigner un autre par --workspace',
  ],
  ['there is no source {} to require', 'il n’y a pas de source {} à exiger'],
  ['there is no population {} in the configuration', 'la configuration n’a pas de population {}'],
  ['the population {} has no written legal basis', 'la population {} n’a pas de base légale écrite'],
  [
    'write it down under populations.{}.legalBasis, or legalBasis for all of them',
    'l’écrire à populations.{}.legalBasis, ou à legalBasis pour toutes',
  ],
  ['set sources.{}.apiKey', 'renseigner sources.{}.apiKey'],
  [
    'set sources.{}.budget.credits to what may be spent in one run',
    'renseigner sources.{}.budget.credits : ce qui peut être dépensé en une fois',
  ],
  ['check sources.{}.apiKey and what its plan allows', 'vérifier sources.{}.apiKey et ce que l’abonnement permet'],
  [
    'check sources.{}.baseUrl: a redirect that leaves the host is not followed',
    'vérifier sources.{}.baseUrl : une redirection vers un autre hôte n’est pas suivie',
  ],
  ['sources.{} has no host', 'sources.{} n’a pas d’adresse'],
  [
    'sources.{}.apiKey is not a line of plain characters',
    'sources.{}.apiKey n’est pas une ligne de caractères simples',
  ],
  ['look for a line break or a blank around it', 'chercher un saut de ligne ou une espace autour'],
  ['{} is not an http or https address', '{} n’est pas une adresse http ou https'],
  ['{} must be host and path only', '{} ne doit avoir qu’un hôte et un chemin'],
  ['remove user, password, query and fragment', 'ôter utilisateur, mot de passe, requête et fragment'],
  ['{} is plain http: a key is not sent unencrypted', '{} est en http simple : une clé ne part pas sans chiffrement'],
  ['write https://', 'écrire https://'],
  ['{} is not a proxy address', '{} n’est pas une adresse de proxy'],
  ['write http://, https:// or socks5://host:port', 'écrire http://, https:// ou socks5://hôte:port'],
  // src/report: what is written
  ['{} cannot be written: no permission', '{} ne peut être écrit : droits insuffisants'],
  ['{} cannot be written: the folder is read-only', '{} ne peut être écrit : le dossier est en lecture seule'],
  ['choose a folder that you may write to', 'choisir un dossier où vous pouvez écrire'],
  ['{} cannot be written: no space is left', '{} ne peut être écrit : il n’y a plus de place'],
  ['{} cannot be written: the quota is used', '{} ne peut être écrit : le quota est épuisé'],
  ['free some space; the former file is unchanged', 'libérer de la place ; le fichier précédent est inchangé'],
  [
    '{} cannot be written: a part of its path is a file',
    '{} ne peut être écrit : une partie de son chemin est un fichier',
  ],
  ['choose another folder', 'choisir un autre dossier'],
  ['{} cannot be written: no file or folder can be made there', '{} ne peut être écrit : rien ne peut y être créé'],
  ['{} cannot be written: it is a folder', '{} ne peut être écrit : c’est un dossier'],
  ['choose another name', 'choisir un autre nom'],
  ['{} cannot be written: {}', '{} ne peut être écrit : {}'],
  ['check the folder', 'vérifier le dossier'],
  ['an instant cannot be read', 'un instant ne peut être lu'],
  [
    'write the day, the hour and, if it is not local time, the offset: 2026-11-24T09:15+01:00',
    'écrire le jour, l’heure et, si ce n’est pas l’heure locale, le décalage : 2026-11-24T09:15+01:00',
  ],
  ['there is no such day or hour', 'ce jour ou cette heure n’existe pas'],
  ['an offset cannot be read', 'un décalage horaire ne peut être lu'],
  ['the clocks were put forward over that hour', 'les horloges ont été avancées par-dessus cette heure'],
  ['there is no report of that name in {}', 'il n’y a pas de rapport de ce nom dans {}'],
  ['make one first: vigie report cnil', 'en faire un d’abord : vigie report cnil'],
  ['those there are: {}', 'il y a : {}'],
  ['the report {} is not as it was written', 'le rapport {} n’est pas tel qu’il a été écrit'],
  [
    'its file was changed or damaged; take it from a backup',
    'son fichier a été modifié ou endommagé ; le reprendre d’une sauvegarde',
  ],
  ['{} is not JSON', '{} n’est pas du JSON'],
  ['there is no incident of that name', 'il n’y a pas d’incident de ce nom'],
  ['vigie exposures list --json names them', 'vigie exposures list --json les nomme'],
  ['nothing was known of that incident at that time', 'rien n’était connu de cet incident à cette date'],
  ['choose a later --as-of', 'choisir un --as-of plus tardif'],
  ['the PDF cannot be made: {}', 'le PDF ne peut être fait : {}'],
  ['the other files are complete; please report this', 'les autres fichiers sont complets ; merci de le signaler'],
  ['the PDF compiler is not there for this machine', 'le compilateur de PDF manque pour cette machine'],
  [
    'install again, with optional packages: npm install --include=optional',
    'installer de nouveau, avec les paquets facultatifs : npm install --include=optional',
  ],
  ['{} can be read by others', '{} peut être lu par d’autres'],
  ['{} is no Ed25519 key', '{} n’est pas une clé Ed25519'],
  ['take it from the backup of the keys', 'la reprendre de la copie des clés'],
  ['{}Its columns are: {}.', '{}Ses colonnes sont : {}'],
  ['{}Roles are {}.', '{}Les rôles sont {}'],
  ['{} is {}, not an XLSX workbook', '{} est {}, pas un classeur XLSX'],
]

interface Pattern {
  readonly pattern: RegExp
  /** of the French line, around its values */
  readonly parts: readonly string[]
}

let made: readonly Pattern[] | undefined

/** Made when the first error is told: a start without one does not pay for it. */
function patterns(): readonly Pattern[] {
  made ??= [...lines, ...sourceLines].map(([english, french]) => {
    const parts = english.split('{}').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    return { pattern: new RegExp(`^${parts.join('(.+?)')}$`, 's'), parts: french.split('{}').map(setFrench) }
  })
  return made
}

/** The same line in French; the line itself where there is none. Values stay as they are. */
export function inFrench(english: string): string {
  for (const { pattern, parts } of patterns()) {
    const values = pattern.exec(english)?.slice(1)
    if (values !== undefined) return String.raw({ raw: parts }, ...values)
  }
  return english
}
