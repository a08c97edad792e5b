import { area } from '../area.ts'
import { inFrench } from '../in-french.ts'
import { fr, plural } from '../typography.ts'

/** What stops a command: usage, and our own bugs. Errors thrown by the engine bring their own line. */
export const errors = area({
  en: {
    label: 'error',
    /** what the rooms below say in English */
    told: (line: string) => line,
    /** a line of parts, each said for itself: `3 breaches, key accepted` */
    toldParts: (line: string) => line,
    bug: (code: string) => `this is a bug in vigie (${code})`,
    bugMend: 'please report it with the command that you typed and the lines below; they hold no address and no key',
    interrupted: 'interrupted: what was done is kept, and the same command goes on from there',
    noCommandGiven: 'the command must come first',
    noCommand: (id: string) => `there is no command "${id}"`,
    didYouMean: (known: string) => `did you mean "${known}"?`,
    seeHelp: (command: string) => `"${command} --help" tells how it is used`,
    unknownFlag: (flags: string, count: number) => `unknown ${plural(count, 'en', 'option', 'options')}: ${flags}`,
    missingArguments: (names: string, count: number) =>
      `missing ${plural(count, 'en', 'argument', 'arguments')}: ${names}`,
    unexpectedArguments: (values: string, count: number) =>
      `unexpected ${plural(count, 'en', 'argument', 'arguments')}: ${values}`,
    parser: {
      oneOf: (flag: string, options: string) => `${flag} must be one of: ${options}`,
      oneOfArgument: (options: string) => `the argument must be one of: ${options}`,
      needsValue: (flag: string) => `${flag} needs a value`,
      once: (flag: string) => `${flag} may be given once only`,
      integer: (flag: string) => `${flag || 'the argument'} must be a whole number`,
      atLeast: (flag: string, least: string) => `${flag || 'the argument'} must be a whole number, ${least} or more`,
      atMost: (flag: string, most: string) => `${flag || 'the argument'} must be a whole number, ${most} at most`,
      missing: (flag: string) => `missing option: ${flag}`,
      excludes: (flag: string, other: string) => `${flag} and ${other} exclude each other`,
      needs: (flag: string, others: string) => `${flag} needs ${others}`,
    },
    revealNeedsReason: '--reveal shows identifiers in clear, and needs --reason outside a terminal',
    revealMend: 'add --reason "why they must be read": it is written to the audit log',
  },
  fr: {
    label: 'erreur',
    told: inFrench,
    toldParts: (line: string) => line.split(', ').map(inFrench).join(', '),
    bug: (code: string) => fr`c'est un défaut de vigie (${code})`,
    bugMend: fr`merci de le signaler avec la commande tapée et les lignes ci-dessous : elles ne contiennent ni adresse ni clé`,
    interrupted: fr`interrompu : ce qui est fait est gardé, et la même commande reprend là où elle en était`,
    noCommandGiven: fr`la commande doit venir en premier`,
    noCommand: (id: string) => fr`il n'y a pas de commande « ${id} »`,
    didYouMean: (known: string) => fr`vouliez-vous dire « ${known} » ?`,
    seeHelp: (command: string) => fr`« ${command} --help » dit comment l'employer`,
    unknownFlag: (flags: string, count: number) =>
      fr`${plural(count, 'fr', 'option inconnue', 'options inconnues')} : ${flags}`,
    missingArguments: (names: string, count: number) =>
      fr`${plural(count, 'fr', 'argument manquant', 'arguments manquants')} : ${names}`,
    unexpectedArguments: (values: string, count: number) =>
      fr`${plural(count, 'fr', 'argument inattendu', 'arguments inattendus')} : ${values}`,
    parser: {
      oneOf: (flag: string, options: string) => fr`${flag} doit être parmi : ${options}`,
      oneOfArgument: (options: string) => fr`l'argument doit être parmi : ${options}`,
      needsValue: (flag: string) => fr`${flag} demande une valeur`,
      once: (flag: string) => fr`${flag} ne peut être donnée qu'une fois`,
      integer: (flag: string) => fr`${flag || 'l’argument'} doit être un nombre entier`,
      atLeast: (flag: string, least: string) =>
        fr`${flag || 'l’argument'} doit être un nombre entier, ${least} ou plus`,
      atMost: (flag: string, most: string) => fr`${flag || 'l’argument'} doit être un nombre entier, ${most} au plus`,
      missing: (flag: string) => fr`option manquante : ${flag}`,
      excludes: (flag: string, other: string) => fr`${flag} et ${other} s'excluent`,
      needs: (flag: string, others: string) => fr`${flag} demande ${others}`,
    },
    revealNeedsReason: fr`--reveal montre les identifiants en clair, et demande --reason hors d'un terminal`,
    revealMend: fr`ajouter --reason "pourquoi il faut les lire" : c'est écrit au journal d'audit`,
  },
})
