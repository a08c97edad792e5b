import { area } from '../area.ts'
import { fr } from '../typography.ts'

/** Help and what all commands share. */
export const shell = area({
  en: {
    help: {
      usage: 'USAGE',
      arguments: 'ARGUMENTS',
      flags: 'OPTIONS',
      globalFlags: 'OPTIONS OF ALL COMMANDS',
      description: 'DESCRIPTION',
      examples: 'EXAMPLES',
      topics: 'TOPICS',
      commands: 'COMMANDS',
      version: 'VERSION',
    },
    simulator: {
      listening: (url: string) => `The pretend sources answer at ${url}, about invented people. Ctrl-C stops them.`,
      snippet: 'To try them, in vigie.yaml:',
      stopped: 'Stopped.',
    },
  },
  fr: {
    help: {
      usage: 'USAGE',
      arguments: 'ARGUMENTS',
      flags: 'OPTIONS',
      globalFlags: 'OPTIONS DE TOUTES LES COMMANDES',
      description: 'DESCRIPTION',
      examples: 'EXEMPLES',
      topics: 'THÈMES',
      commands: 'COMMANDES',
      version: 'VERSION',
    },
    simulator: {
      listening: (url: string) =>
        fr`Les sources factices répondent à ${url}, sur des personnes inventées. Ctrl-C les arrête.`,
      snippet: fr`Pour les essayer, dans vigie.yaml :`,
      stopped: fr`Arrêtées.`,
    },
  },
})
