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
    unknownMend: '"vigie exposures list" shows the names of exposures and incidents',
    needsAttribution: 'a confirmed exposure needs --attribution: whose breach is it?',
    needsAttributionMend:
      'A the city · B its processor · C city credentials elsewhere · D a third party · E undetermined',
    notOwn: '--base and --caused-by are of a confirmed breach of the city or its processor',
    notOwnMend: 'leave them out, or write --as confirmed with --attribution A or B',
    ownCause: (incident: string) => `${incident} cannot have opened the door to itself`,
    ownCauseMend: 'name another incident with --caused-by, or other exposures',
    purged: (count: string, many: number) =>
      `${count} irrelevant ${plural(many, 'en', 'exposure was', 'exposures were')} purged`,
    labels: {
      qualified: 'Decided',
      note: 'Note',
      remedy: 'Done',
      told: 'What is told of the incident',
      joins: 'Why it is one incident',
      splits: 'Set apart by hand',
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
    told: (source: string, title: string, nature: string, level: string) => `${source}: ${title} (${nature}), ${level}`,
    severity: (score: string, level: string, cnil: string) => `${score}, ${level} (ENISA); ${cnil} (CNIL)`,
    telling: (source: string, title: string, facts: string) =>
      `${source} “${title}”${facts === '' ? '' : ` (${facts})`}`,
    records: (count: string) => `${count} accounts`,
    join: (one: string, other: string, reasons: string, points: string, needed: string) =>
      `${one} = ${other}: ${reasons} · ${points} points, ${needed} needed`,
    joinedAlias: (alias: string) => `made ${alias} one with this incident`,
    joinFacts: {
      'same-url': 'same address',
      'same-site': 'same site',
      'same-name': 'same name',
      'like-name': 'name one letter apart',
      'name-is-site': 'the name is the site’s',
      'near-date': 'dates close together',
      'date-in-span': 'one date between the other’s and its publication',
      'no-date': 'a date is missing',
      'far-date': 'dates far apart',
      'same-size': 'same number of accounts',
      'other-size': 'another number of accounts',
      'same-classes': 'same data',
      'other-site': 'another site',
      'upstream-rename': 'renamed by its source',
    },
    joinFact: (fact: string, words: string, weight: string) => `${fact}${words === '' ? '' : ` (${words})`} ${weight}`,
    split: (incident: string, former: string, reason: string) => `${incident} out of ${former}: “${reason}”`,
    splitMend: (incident: string) =>
      `wrongly one incident? vigie exposures split ${incident} --telling SOURCE --reason TEXT`,
    splitDone: (name: string, former: string) => `${name} is an incident of its own now; what is left keeps ${former}`,
    splitMoved: (count: string, many: number) =>
      `${count} ${plural(many, 'en', 'exposure', 'exposures')} went over, with what was decided about ${plural(many, 'en', 'it', 'them')}`,
    splitDoubled: (count: string, many: number) =>
      `${count} ${plural(many, 'en', 'is', 'are')} in both: in the new incident ${plural(many, 'en', 'it waits', 'they wait')} for a decision`,
    noTelling: (text: string, incident: string) => `nothing that is told of ${incident} is "${text}"`,
    tellings: (all: string) => `what is told of it: ${all}`,
    allTellings: 'something must stay: all that is told of the incident was named',
    needsReason: 'setting apart needs a reason: it is kept, and audit-logged',
    needsReasonMend: '--reason "another leak, of 2019"',
    oneTelling: (incident: string) => `one source alone tells of ${incident}: there is nothing to set apart`,
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
    unknownMend: fr`« vigie exposures list » donne les noms des expositions et des incidents`,
    needsAttribution: fr`une exposition confirmée demande --attribution : de qui est la violation ?`,
    needsAttributionMend: fr`A la ville · B son sous-traitant · C identifiants de la ville ailleurs · D un tiers · E indéterminé`,
    notOwn: fr`--base et --caused-by vont avec une violation confirmée de la ville ou de son sous-traitant`,
    notOwnMend: fr`les retirer, ou écrire --as confirmed avec --attribution A ou B`,
    ownCause: (incident: string) => fr`${incident} ne peut pas avoir ouvert la porte à lui-même`,
    ownCauseMend: fr`nommer un autre incident avec --caused-by, ou d’autres expositions`,
    purged: (count: string, many: number) =>
      fr`${count} ${plural(many, 'fr', 'exposition sans rapport purgée', 'expositions sans rapport purgées')}`,
    labels: {
      qualified: 'Décidé',
      note: 'Note',
      remedy: 'Fait',
      told: 'Ce qui est dit de l’incident',
      joins: 'Pourquoi un seul incident',
      splits: 'Séparé à la main',
      circulation: 'Circulation',
      verdict: 'Verdict',
      recycled: 'Rediffusé',
      attribution: 'De qui est la violation (proposé)',
      severity: 'Gravité (proposée)',
    },
    by: (who: string, at: string) => fr`par ${who}, le ${at}`,
    recycledFrom: (date: string) => fr`tout avait déjà été diffusé le ${date}`,
    rule: (rule: string, words: string) => fr`${rule} : « ${words} »`,
    level: (level: string, confidence: string) => fr`${level} (confiance ${confidence.replace('.', ',')})`,
    told: (source: string, title: string, nature: string, level: string) =>
      fr`${source} : ${title} (${nature}), ${level}`,
    severity: (score: string, level: string, cnil: string) =>
      fr`${score.replace('.', ',')}, ${level} (ENISA) ; ${cnil} (CNIL)`,
    telling: (source: string, title: string, facts: string) =>
      fr`${source} « ${title} »${facts === '' ? '' : ` (${facts})`}`,
    records: (count: string) => fr`${count} comptes`,
    join: (one: string, other: string, reasons: string, points: string, needed: string) =>
      fr`${one} = ${other} : ${reasons} · ${points.replace('.', ',')} points, ${needed.replace('.', ',')} requis`,
    joinedAlias: (alias: string) => fr`a réuni ${alias} à cet incident`,
    joinFacts: {
      'same-url': 'même adresse',
      'same-site': 'même site',
      'same-name': 'même nom',
      'like-name': 'nom à une lettre près',
      'name-is-site': 'le nom est celui du site',
      'near-date': 'dates proches',
      'date-in-span': 'une date entre celle de l’autre et sa publication',
      'no-date': 'une date manque',
      'far-date': 'dates éloignées',
      'same-size': 'même nombre de comptes',
      'other-size': 'autre nombre de comptes',
      'same-classes': 'mêmes données',
      'other-site': 'autre site',
      'upstream-rename': 'renommé par sa source',
    },
    joinFact: (fact: string, words: string, weight: string) =>
      fr`${fact}${words === '' ? '' : ` (${words})`} ${weight.replace('.', ',')}`,
    split: (incident: string, former: string, reason: string) => fr`${incident}, sorti de ${former} : « ${reason} »`,
    splitMend: (incident: string) =>
      fr`réuni à tort ? vigie exposures split ${incident} --telling SOURCE --reason TEXTE`,
    splitDone: (name: string, former: string) =>
      fr`${name} est désormais un incident à part ; ce qui reste garde ${former}`,
    splitMoved: (count: string, many: number) =>
      fr`${count} ${plural(many, 'fr', 'exposition l’a suivi, avec la décision la concernant', 'expositions l’ont suivi, avec les décisions les concernant')}`,
    splitDoubled: (count: string, many: number) =>
      fr`${count} ${plural(many, 'fr', 'exposition figure', 'expositions figurent')} dans les deux : dans le nouvel incident, ${plural(many, 'fr', 'elle attend', 'elles attendent')} une décision`,
    noTelling: (text: string, incident: string) =>
      fr`« ${text} » n’est pas parmi les sources qui signalent ${incident}`,
    tellings: (all: string) => fr`qui le signale : ${all}`,
    allTellings: fr`il doit en rester : tout ce qui est dit de l’incident a été nommé`,
    needsReason: fr`une séparation demande un motif : il est conservé, et journalisé`,
    needsReasonMend: fr`--reason "autre fuite, de 2019"`,
    oneTelling: (incident: string) => fr`une seule source parle de ${incident} : il n’y a rien à séparer`,
  },
})
