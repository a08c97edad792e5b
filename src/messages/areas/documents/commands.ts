import { area } from '../../area.ts'
import { fr } from '../../typography.ts'

/** What the report commands say on the terminal. */
export const commands = area({
  en: {
    file: (file: string, kilobytes: string) => `${file} (${kilobytes} KB)`,
    report: (id: string) =>
      `Report ${id}, kept in the workspace: make it again with --again, compare with --since-report.`,
    due: (what: string, at: string) => `${what}: ${at}`,
    waiting: (findings: string) => `To be qualified, and in no count: ${findings} (vigie exposures qualify).`,
    making: 'writing the documents',
    unknownBase: (name: string) => `there is no base "${name}"`,
    knownBases: (names: string) => `those configured: ${names}`,
    noBases: 'write it under "bases" in the configuration',
    unknownReport: (name: string) => `there is no report "${name}"`,
    knownReports: (names: string) => `the latest: ${names}`,
    noReports: 'make one first: vigie report cnil',
    badInstant: (flag: string, text: string) => `--${flag}: "${text}" is no instant`,
    badInstantMend: 'write day and hour, in local time or with an offset: 2026-11-24T09:15, 2026-11-24T09:15+01:00',
    futureInstant: (flag: string, text: string) => `--${flag}: "${text}" has not come yet`,
    futureInstantMend: 'write when it was: a day and an hour that have passed',
    beforeSighting: (flag: string, at: string, seen: string) =>
      `--${flag} (${at}) is before the first sighting (${seen}): check it, unless the city knew by another way.`,
    badDay: (text: string) => `"${text}" is no day`,
    badDayMend: 'write it as 2026-11-24',
    register: (lines: string) => `Lines for the register (A and B, confirmed): ${lines}.`,
    letters: (rows: string, file: string) => `${rows} persons to write to: ${file}`,
    lettersUnmatched: (persons: string) =>
      `${persons} exposed persons or selectors were not found in the directory: tell them by another way.`,
    lettersNothing: 'Nobody of this directory is in a confirmed finding of the city or of a processor.',
    lettersSecret: 'These files name persons: keep them in the city, and delete them when the letters are sent.',
    lettersOneBreach: (flag: string) =>
      `--${flag} is about one breach, and several incidents are confirmed as the city’s: a letter is about one of them`,
    lettersOneBreachMend: (incidents: string) => `write the letters of each with --incident: ${incidents}`,
    noColumn: (name: string, file: string) => `${file} has no column "${name}"`,
    noColumnMend: (names: string) => `its columns: ${names}`,
    badMap: (text: string) => `"${text}" is not FIELD=COLUMN`,
    badMapMend: (fields: string) => `fields: ${fields}`,
    nothingToDraft: 'Nothing is confirmed: the drafts say so. Qualify first (vigie exposures qualify).',
  },
  fr: {
    file: (file: string, kilobytes: string) => fr`${file} (${kilobytes} ko)`,
    report: (id: string) =>
      fr`Rapport ${id}, conservé dans l’espace de travail : le refaire avec --again, comparer avec --since-report.`,
    due: (what: string, at: string) => fr`${what} : ${at}`,
    waiting: (findings: string) => fr`À qualifier, et dans aucun total : ${findings} (vigie exposures qualify).`,
    making: 'rédaction des documents',
    unknownBase: (name: string) => fr`il n’y a pas de base « ${name} »`,
    knownBases: (names: string) => fr`celles qui sont configurées : ${names}`,
    noBases: fr`l’écrire sous « bases » dans la configuration`,
    unknownReport: (name: string) => fr`il n’y a pas de rapport « ${name} »`,
    knownReports: (names: string) => fr`les derniers : ${names}`,
    noReports: fr`en faire un d’abord : vigie report cnil`,
    badInstant: (flag: string, text: string) => fr`--${flag} : « ${text} » n’est pas un instant`,
    badInstantMend: fr`écrire le jour et l’heure, en heure locale ou avec un décalage : 2026-11-24T09:15, 2026-11-24T09:15+01:00`,
    futureInstant: (flag: string, text: string) => fr`--${flag} : « ${text} » n’est pas encore arrivé`,
    futureInstantMend: 'écrire quand c’était : un jour et une heure passés',
    beforeSighting: (flag: string, at: string, seen: string) =>
      fr`--${flag} (${at}) précède la première observation (${seen}) : à vérifier, sauf si la ville l’a su par une autre voie.`,
    badDay: (text: string) => fr`« ${text} » n’est pas un jour`,
    badDayMend: 'l’écrire comme 2026-11-24',
    register: (lines: string) => fr`Lignes pour le registre (A et B, confirmées) : ${lines}.`,
    letters: (rows: string, file: string) => fr`${rows} personnes à qui écrire : ${file}`,
    lettersUnmatched: (persons: string) =>
      fr`${persons} personnes ou identifiants exposés n’ont pas été trouvés dans l’annuaire : les prévenir autrement.`,
    lettersNothing: 'Personne de cet annuaire ne figure dans un constat confirmé de la ville ou d’un sous-traitant.',
    lettersSecret: fr`Ces fichiers nomment des personnes : les garder dans la collectivité, les supprimer une fois les courriers envoyés.`,
    lettersOneBreach: (flag: string) =>
      fr`--${flag} porte sur une violation, et plusieurs incidents sont confirmés comme ceux de la ville : un courrier porte sur un seul`,
    lettersOneBreachMend: (incidents: string) => fr`établir les courriers de chacun avec --incident : ${incidents}`,
    noColumn: (name: string, file: string) => fr`${file} n’a pas de colonne « ${name} »`,
    noColumnMend: (names: string) => fr`ses colonnes : ${names}`,
    badMap: (text: string) => fr`« ${text} » n’est pas CHAMP=COLONNE`,
    badMapMend: (fields: string) => fr`champs : ${fields}`,
    nothingToDraft: fr`Rien n’est confirmé : les projets le disent. Qualifier d’abord (vigie exposures qualify).`,
  },
})
