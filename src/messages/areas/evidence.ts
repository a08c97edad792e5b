import { area } from '../area.ts'
import { fr } from '../typography.ts'

/** Evidence packs: the text that stands in them, and what the command says. */
export const evidence = area({
  en: {
    readme: {
      title: (incident: string) => `Evidence pack – incident ${incident}`,
      marking: 'TLP:RED – for the named recipients only',
      incident: (title: string) => `Incident: ${title}`,
      organisation: (name: string) => `Organisation: ${name}`,
      asOf: (instant: string) => `State of the facts at: ${instant}`,
      program: (version: string) => `Made by: vigie ${version}`,
      counts: (items: string, exposures: string) => `Items: ${items}; exposures: ${exposures}`,
      revealed: 'exposures.csv holds the identifiers of persons in clear.',
      masked: 'In exposures.csv identifiers are masked; “ref” leads to them in the city’s own files.',
      contents: 'Contents',
      files: {
        'items.csv':
          'each item: source, address or file, UTC time, HTTP status, SHA-256, excerpt, provenance, operator',
        'items.json': 'the same, for programs',
        'exposures.csv': 'who of the city’s lists is in it',
        'audit.ndjson': 'the entries of the audit log on how this was collected and decided, oldest first',
        'MANIFEST.sha256': 'SHA-256 of every file',
        'MANIFEST.sha256.sig': 'Ed25519 signature of MANIFEST.sha256',
        'public-key.pem': 'the key that it is checked with',
      },
      verify: 'To verify (coreutils and openssl 1.1.1 or later), in this folder',
      steps: {
        files: '1. No file was changed or is missing:',
        signature: '2. The list of files was signed with this key:',
        key: '3. The key is the city’s: its SHA-256 must be the one that the city gave by another way:',
      },
      expected: (text: string) => `   expected: ${text}`,
      limits: 'What this is, and is not',
      limitLines: [
        'An item is what a source told, or what was read where it was posted; the leak itself was neither bought, downloaded nor copied, and no password was tested.',
        'An excerpt holds types of fields and words of the program’s own rules, never the content of a record.',
        'Empty cells are not known: a source that answers about an incident gives no address, status or digest of the leak.',
        'This is no official record: for a serious case, have a bailiff (commissaire de justice) establish one, and have MANIFEST.sha256 time-stamped (RFC 3161).',
      ].join('\n'),
    },
    asOfFuture: '--as-of lies in the future: what would be in the pack is not known yet',
    asOfFutureMend: 'leave it out, or write an instant that has passed',
    written: (file: string, items: string, exposures: string) => `${file} (${items} items, ${exposures} exposures)`,
    fingerprint: (hex: string) => `public key, SHA-256 (give it to the recipient by another way): ${hex}`,
    newKey: (file: string) => `a signing key was made: ${file} (back it up with the other keys)`,
    again: (asOf: string) => `the same pack again: --as-of ${asOf}`,
  },
  fr: {
    readme: {
      title: (incident: string) => fr`Dossier de preuves – incident ${incident}`,
      marking: fr`TLP:RED – réservé aux destinataires nommés`,
      incident: (title: string) => fr`Incident : ${title}`,
      organisation: (name: string) => fr`Organisme : ${name}`,
      asOf: (instant: string) => fr`État des faits au : ${instant}`,
      program: (version: string) => fr`Établi par : vigie ${version}`,
      counts: (items: string, exposures: string) => fr`Éléments : ${items} ; expositions : ${exposures}`,
      revealed: 'exposures.csv contient les identifiants des personnes en clair.',
      masked:
        'Dans exposures.csv les identifiants sont masqués ; « ref » y conduit dans les fichiers de la ville elle-même.',
      contents: 'Contenu',
      files: {
        'items.csv':
          'chaque élément : source, adresse ou fichier, heure UTC, statut HTTP, SHA-256, extrait, provenance, opérateur',
        'items.json': 'la même chose, pour les programmes',
        'exposures.csv': 'qui, parmi les listes de la ville, s’y trouve',
        'audit.ndjson':
          'les lignes du journal d’audit sur la collecte et les décisions, de la plus ancienne à la plus récente',
        'MANIFEST.sha256': 'SHA-256 de chaque fichier',
        'MANIFEST.sha256.sig': 'signature Ed25519 de MANIFEST.sha256',
        'public-key.pem': 'la clé qui permet de la vérifier',
      },
      verify: 'Pour vérifier (coreutils et openssl 1.1.1 ou plus récent), dans ce dossier',
      steps: {
        files: '1. Aucun fichier n’a été modifié ni ne manque :',
        signature: '2. La liste des fichiers a été signée avec cette clé :',
        key: '3. La clé est celle de la ville : son SHA-256 doit être celui que la ville a communiqué par une autre voie :',
      },
      expected: (text: string) => fr`   attendu : ${text}`,
      limits: 'Ce que c’est, et ce que ce n’est pas',
      limitLines: [
        'Un élément est ce qu’une source a indiqué, ou ce qui a été lu là où cela était publié ; la fuite elle-même n’a été ni achetée, ni téléchargée, ni copiée, et aucun mot de passe n’a été essayé.',
        'Un extrait contient des types de champs et des mots des règles du programme, jamais le contenu d’un enregistrement.',
        'Ce qui est vide n’est pas connu : une source qui répond sur un incident ne donne ni adresse, ni statut, ni empreinte de la fuite.',
        'Ce n’est pas un constat : dans un cas grave, en faire dresser un par un commissaire de justice, et faire horodater MANIFEST.sha256 (RFC 3161).',
      ].join('\n'),
    },
    asOfFuture: fr`--as-of est dans l'avenir : ce que contiendrait le dossier n'est pas encore connu`,
    asOfFutureMend: fr`ne pas l'indiquer, ou écrire un instant passé`,
    written: (file: string, items: string, exposures: string) =>
      fr`${file} (${items} éléments, ${exposures} expositions)`,
    fingerprint: (hex: string) => fr`clé publique, SHA-256 (à donner au destinataire par une autre voie) : ${hex}`,
    newKey: (file: string) => fr`une clé de signature a été créée : ${file} (à sauvegarder avec les autres clés)`,
    again: (asOf: string) => fr`le même dossier de nouveau : --as-of ${asOf}`,
  },
})
