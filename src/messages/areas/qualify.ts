import { area } from '../area.ts'
import { fr, plural } from '../typography.ts'

/** What persons decide about exposures, and why a verdict is what it is. */
export const qualify = area({
  en: {
    words: {
      confirmed: 'confirmed',
      'false-positive': 'false positive',
      known: 'known already',
      irrelevant: 'irrelevant, to be purged',
    },
    attributions: {
      A: 'A · a processing of the city',
      B: 'B · a processor of the city',
      C: "C · the city's credentials in somebody else's leak",
      D: 'D · a third party, the city not involved',
      E: 'E · undetermined',
    },
    done: (count: string, many: number, as: string) =>
      `${count} ${plural(many, 'en', 'exposure', 'exposures')} qualified: ${as}`,
    remedied: (count: string, many: number) => `${count} ${plural(many, 'en', 'exposure', 'exposures')} ticked off`,
    which: 'say which: name exposures, or give a filter (--incident, --population, --kind, --state)',
    whichMend: 'for example: vigie exposures qualify --incident i-… --as confirmed --attribution D',
    none: 'no exposure matches',
    unknown: (name: string) => `there is no exposure "${name}"`,
    unknownIncident: (name: string) => `there is no incident "${name}"`,
    unknownMend: '"vigie exposures list --json" shows the names of exposures and incidents',
    needsAttribution: 'a confirmed exposure needs --attribution: whose breach is it?',
    needsAttributionMend:
      'A the city · B its processor · C city credentials elsewhere · D a third party · E undetermined',
    purged: (count: string, many: number) =>
      `${count} irrelevant ${plural(many, 'en', 'exposure was', 'exposures were')} purged`,
    labels: {
      qualified: 'Decided',
      note: 'Note',
      remedy: 'Done',
      told: 'What is told of the incident',
      circulation: 'Circulation',
      verdict: 'Verdict',
      recycled: 'Recycled',
      attribution: 'Whose breach (proposed)',
      severity: 'Severity (proposed)',
    },
    by: (who: string, at: string) => `by ${who}, ${at}`,
    recycledFrom: (date: string) => `all of it was given away before, on ${date}`,
    rule: (rule: string, words: string) => `${rule}: “${words}”`,
    level: (level: string, confidence: string) => `${level} (confidence ${confidence})`,
    severity: (score: string, level: string, cnil: string) => `${score}, ${level} (ENISA); ${cnil} (CNIL)`,
  },
  fr: {
    words: {
      confirmed: 'confirmé',
      'false-positive': 'faux positif',
      known: 'déjà connu',
      irrelevant: 'sans rapport, à purger',
    },
    attributions: {
      A: 'A · un traitement de la ville',
      B: 'B · un sous-traitant de la ville',
      C: 'C · des identifiants de la ville dans la fuite d’un autre',
      D: 'D · un tiers, sans lien avec la ville',
      E: 'E · indéterminé',
    },
    done: (count: string, many: number, as: string) =>
      fr`${count} ${plural(many, 'fr', 'exposition qualifiée', 'expositions qualifiées')} : ${as}`,
    remedied: (count: string, many: number) =>
      fr`${count} ${plural(many, 'fr', 'exposition traitée', 'expositions traitées')}`,
    which: fr`dire lesquelles : nommer des expositions, ou donner un filtre (--incident, --population, --kind, --state)`,
    whichMend: fr`par exemple : vigie exposures qualify --incident i-… --as confirmed --attribution D`,
    none: fr`aucune exposition ne correspond`,
    unknown: (name: string) => fr`il n’y a pas d’exposition « ${name} »`,
    unknownIncident: (name: string) => fr`il n’y a pas d’incident « ${name} »`,
    unknownMend: fr`« vigie exposures list --json » donne les noms des expositions et des incidents`,
    needsAttribution: fr`une exposition confirmée demande --attribution : de qui est la violation ?`,
    needsAttributionMend: fr`A la ville · B son sous-traitant · C identifiants de la ville ailleurs · D un tiers · E indéterminé`,
    purged: (count: string, many: number) =>
      fr`${count} ${plural(many, 'fr', 'exposition sans rapport purgée', 'expositions sans rapport purgées')}`,
    labels: {
      qualified: 'Décidé',
      note: 'Note',
      remedy: 'Fait',
      told: 'Ce qui est dit de l’incident',
      circulation: 'Circulation',
      verdict: 'Verdict',
      recycled: 'Rediffusé',
      attribution: 'De qui est la violation (proposé)',
      severity: 'Gravité (proposée)',
    },
    by: (who: string, at: string) => fr`par ${who}, le ${at}`,
    recycledFrom: (date: string) => fr`tout avait déjà été diffusé le ${date}`,
    rule: (rule: string, words: string) => fr`${rule} : « ${words} »`,
    level: (level: string, confidence: string) => fr`${level} (confiance ${confidence})`,
    severity: (score: string, level: string, cnil: string) =>
      fr`${score.replace('.', ',')}, ${level} (ENISA) ; ${cnil} (CNIL)`,
  },
})
