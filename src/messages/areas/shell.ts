import { area } from '../area.ts'
import { fr } from '../typography.ts'

/** Help and what all commands share. */
export const shell = area({
  en: {
    help: {
      about:
        'Tells a city which of its e-mail addresses, phone numbers and domains appear in breaches, stealer logs, pastes, leaks and resale offers, and which of them appear to be resold.',
      next: 'To see the whole job done on an invented city, without network: vigie demo. To begin with your own: vigie init.',
      command: 'COMMAND',
      headers: {
        USAGE: 'USAGE',
        ARGUMENTS: 'ARGUMENTS',
        FLAGS: 'OPTIONS',
        'GLOBAL FLAGS': 'OPTIONS OF ALL COMMANDS',
        DESCRIPTION: 'DESCRIPTION',
        EXAMPLES: 'EXAMPLES',
        TOPICS: 'TOPICS',
        COMMANDS: 'COMMANDS',
        VERSION: 'VERSION',
        ALIASES: 'ALIASES',
      },
      globals: {
        json: 'print one JSON document',
        lang: 'language; default by LC_ALL or LANG',
        workspace:
          'folder of configuration and database; default VIGIE_WORKSPACE, else ./.vigie, else the XDG data folder',
        'log-format': 'form of the progress and error lines on stderr',
      },
      topics: {
        lists: "the city's lists: load, look at, retire, object",
        canaries: 'canary records, to seed in a database',
        subject: 'all that is held about one person',
        sources: 'what is asked and watched',
        dump: 'leak files held lawfully',
        exposures: 'who appears where: look, understand, decide, tick off',
        assess: 'judge a text or a catalogue by the rules of the scan',
        report: 'what the DPO, the officer and the police are handed',
        export: 'for machines: CSV, NDJSON, MISP, STIX',
        schedule: 'the nightly run',
        alert: 'who is told',
        audit: 'who did what',
        key: 'keys of the database',
      },
    },
    simulator: {
      listening: (url: string) => `The pretend sources answer at ${url}, about invented people. Ctrl-C stops them.`,
      snippet: 'To try them, in vigie.yaml:',
      stopped: 'Stopped.',
      noSource: '--fault: there is no such pretend source',
      noMode: '--fault: there is no such mode',
      known: (names: string) => `there are: ${names}`,
      portTaken: (port: string) => `port ${port} cannot be listened on: something else does, or it is reserved`,
      portMend: 'choose another with --port, or 0 for any that is free',
    },
  },
  fr: {
    help: {
      about: fr`Dit à une ville lesquels de ses courriels, numéros de téléphone et domaines paraissent dans des violations, journaux de voleurs de mots de passe, textes publics, fuites et offres de revente, et lesquels semblent revendus.`,
      next: fr`Pour voir tout le travail fait sur une ville inventée, sans réseau : vigie demo. Pour commencer avec la vôtre : vigie init.`,
      command: 'COMMANDE',
      headers: {
        USAGE: 'UTILISATION',
        ARGUMENTS: 'ARGUMENTS',
        FLAGS: 'OPTIONS',
        'GLOBAL FLAGS': 'OPTIONS DE TOUTES LES COMMANDES',
        DESCRIPTION: 'DESCRIPTION',
        EXAMPLES: 'EXEMPLES',
        TOPICS: 'THÈMES',
        COMMANDS: 'COMMANDES',
        VERSION: 'VERSION',
        ALIASES: 'AUTRES NOMS',
      },
      globals: {
        json: 'écrire un seul document JSON',
        lang: fr`langue ; par défaut selon LC_ALL ou LANG`,
        workspace: fr`dossier de la configuration et de la base ; par défaut VIGIE_WORKSPACE, sinon ./.vigie, sinon le dossier de données XDG`,
        'log-format': "forme des lignes d'avancement et d'erreur sur stderr",
      },
      topics: {
        lists: fr`les listes de la ville : charger, consulter, retirer, opposition`,
        canaries: 'fiches canaris à semer dans une base',
        subject: 'tout ce qui est détenu sur une personne',
        sources: 'ce qui est interrogé et surveillé',
        dump: 'fichiers de fuite détenus licitement',
        exposures: fr`qui paraît où : consulter, comprendre, décider, cocher`,
        assess: 'juger un texte ou un catalogue selon les règles de la recherche',
        report: "ce qu'on remet au DPO, au RSSI et à la police",
        export: fr`pour les machines : CSV, NDJSON, MISP, STIX`,
        schedule: 'le passage de chaque nuit',
        alert: 'qui est prévenu',
        audit: 'qui a fait quoi',
        key: 'clés de la base',
      },
    },
    simulator: {
      listening: (url: string) =>
        fr`Les sources factices répondent à ${url}, sur des personnes inventées. Ctrl-C les arrête.`,
      snippet: fr`Pour les essayer, dans vigie.yaml :`,
      stopped: fr`Arrêtées.`,
      noSource: fr`--fault : il n'y a pas de source factice de ce nom`,
      noMode: fr`--fault : il n'y a pas de mode de ce nom`,
      known: (names: string) => fr`il y a : ${names}`,
      portTaken: (port: string) => fr`le port ${port} n'est pas libre, ou il est réservé`,
      portMend: fr`choisissez-en un autre par --port, ou 0 pour n'importe lequel`,
    },
  },
})
