import { area } from '../area.ts'
import { fr, plural } from '../typography.ts'

/** Leak files lawfully held. */
export const dump = area({
  en: {
    searching: 'searching',
    progress: (done: string, total: string, rate: string, left: string, hits: string) =>
      `${done} of ${total} MB, ${rate} MB/s, ${left} left, ${hits} hits`,
    needsProvenance:
      'say where the files come from and how they are held: --provenance TEXT --held-as own|police|cert|processor',
    needsProvenanceMend:
      'who downloads or reuses a plainly illegal base risks receiving stolen goods (code pénal, art. 321-1): only files that are lawfully held are searched, and that is written down',
    needsBasis: 'there is no legal basis for this search',
    needsBasisMend: 'add --legal-basis TEXT, or write one in the configuration; the DPO decides',
    noPath: 'no file or folder was named',
    noPathMend: 'vigie dump scan PATH… --held-as police --provenance "PV 2026/123, gendarmerie"',
    noneThere: (paths: string) => `not there: ${paths}`,
    noneThereMend: 'check the path',
    badDate: (text: string) => `"${text}" is not a date`,
    badDateMend: 'write it as 2026-05-31',
    noSelectors: 'there is nothing to search for: no list is loaded, and none was given by --list',
    noSelectorsMend: 'vigie lists import FILE --population staff, or --list FILE',
    head: { file: 'File', hits: 'Hits', selectors: 'Selectors', shape: 'Written as', with: 'With' },
    unreadHead: { file: 'File', why: 'Not read because', from: 'From byte' },
    unreadTitle: 'Not read:',
    reasons: {
      'not-found': 'it is not there',
      permission: 'no permission',
      'symbolic-link': 'symbolic links are not followed',
      'special-file': 'a device, pipe or socket',
      container: 'a packing that is not read',
      encrypted: 'it is encrypted',
      misnamed: 'its name says that it is packed, its bytes are not: only its bytes as they stand were searched',
      damaged: 'it is damaged or cut short',
      'too-deep': 'archives too deep in archives',
      'expands-too-much': 'it unpacks to too much',
      changed: 'it changed while it was read',
      interrupted: 'the search was stopped',
      io: 'the disk failed',
    },
    summary: (hits: string, selectors: string, bytes: string, seconds: string) =>
      `${hits} hits on ${selectors} selectors in ${bytes} MB, ${seconds} s`,
    recorded: (count: string, many: number) => `${count} new ${plural(many, 'en', 'exposure', 'exposures')}`,
    notRecorded: 'For this run only (--list): nothing is recorded but the search itself.',
    complete: 'Every file was read whole.',
    resumable: 'the same command with --resume goes on from there',
  },
  fr: {
    searching: 'recherche',
    progress: (done: string, total: string, rate: string, left: string, hits: string) =>
      fr`${done} sur ${total} Mo, ${rate} Mo/s, reste ${left}, ${hits} occurrences`,
    needsProvenance: fr`dire d’où viennent les fichiers et comment ils sont détenus : --provenance TEXTE --held-as own|police|cert|processor`,
    needsProvenanceMend: fr`qui télécharge ou réutilise une base manifestement illicite risque le recel (code pénal, art. 321-1) : seuls des fichiers licitement détenus sont parcourus, et cela est consigné`,
    needsBasis: fr`cette recherche n’a pas de base légale`,
    needsBasisMend: fr`ajouter --legal-basis TEXTE, ou l’écrire dans la configuration ; le DPO en décide`,
    noPath: fr`aucun fichier ni dossier n’est nommé`,
    noPathMend: fr`vigie dump scan CHEMIN… --held-as police --provenance "PV 2026/123, gendarmerie"`,
    noneThere: (paths: string) => fr`introuvable : ${paths}`,
    noneThereMend: fr`vérifier le chemin`,
    badDate: (text: string) => fr`« ${text} » n’est pas une date`,
    badDateMend: fr`l’écrire comme 2026-05-31`,
    noSelectors: fr`rien à chercher : aucune liste n’est chargée, ni donnée par --list`,
    noSelectorsMend: fr`vigie lists import FICHIER --population staff, ou --list FICHIER`,
    head: { file: 'Fichier', hits: 'Occurrences', selectors: 'Identifiants', shape: 'Écrits comme', with: 'Avec' },
    unreadHead: { file: 'Fichier', why: 'Non lu parce que', from: 'Depuis l’octet' },
    unreadTitle: fr`Non lu :`,
    reasons: {
      'not-found': 'il n’existe pas',
      permission: 'sans autorisation',
      'symbolic-link': 'les liens symboliques ne sont pas suivis',
      'special-file': 'périphérique, tube ou prise',
      container: 'un format d’archive qui n’est pas lu',
      encrypted: 'il est chiffré',
      misnamed:
        'son nom annonce un fichier compressé, ce que ses octets ne sont pas : seuls les octets bruts ont été parcourus',
      damaged: 'il est endommagé ou tronqué',
      'too-deep': 'des archives trop imbriquées',
      'expands-too-much': 'il se décompresse démesurément',
      changed: 'il a changé pendant la lecture',
      interrupted: 'la recherche a été arrêtée',
      io: 'le disque a failli',
    },
    summary: (hits: string, selectors: string, bytes: string, seconds: string) =>
      fr`${hits} occurrences de ${selectors} identifiants dans ${bytes} Mo, ${seconds} s`,
    recorded: (count: string, many: number) =>
      fr`${count} ${plural(many, 'fr', 'nouvelle exposition', 'nouvelles expositions')}`,
    notRecorded: fr`Pour cette fois seulement (--list) : rien n’est enregistré que la recherche elle-même.`,
    complete: fr`Tous les fichiers ont été lus en entier.`,
    resumable: fr`la même commande avec --resume reprend de là`,
  },
})
