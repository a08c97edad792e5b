import { area } from '../area.ts'
import { fr } from '../typography.ts'

/** What MISP and STIX files say of an incident. */
export const exchange = area({
  en: {
    info: (organisation: string, title: string) => `${organisation}: exposure in “${title}”`,
    reportName: (organisation: string) => `Exposures: ${organisation}`,
    natures: (natures: string) => `Nature: ${natures}`,
    waiting: (attribution: string) => `To be qualified by a person; proposed: ${attribution}`,
    confirmed: (attribution: string) => `Confirmed by a person: ${attribution}`,
    persons: (persons: string, records: string) => `Persons: ${persons}; records: ${records}`,
    populations: (list: string) => `By population: ${list}`,
    ofPopulation: (name: string, persons: string) => `${name} ${persons}`,
    canaries: (count: string) => `Canary records found: ${count}`,
    data: (classes: string) => `Data exposed: ${classes}`,
    resale: (verdict: string, confidence: string) => `Resale: ${verdict} (confidence ${confidence})`,
    quote: (words: string, source: string, rule: string) => `“${words}” (${source}, rule ${rule})`,
    lastOffered: (day: string) => `Last offered: ${day}`,
    severity: (score: string, level: string) => `Severity (ENISA): ${score} (${level})`,
    sources: (names: string) => `Told by: ${names}`,
    masked: 'Holds no value of a person: identifiers stay with the city.',
    revealed: 'Holds identifiers of persons in clear: for the named recipients only.',
    proposal: 'Verdicts are proposals of a program; persons and records are counted apart.',
    written: (file: string, incidents: string, values: string) =>
      `${file} (${incidents} incidents, ${values} identifiers)`,
  },
  fr: {
    info: (organisation: string, title: string) => fr`${organisation} : exposition dans « ${title} »`,
    reportName: (organisation: string) => fr`Expositions : ${organisation}`,
    natures: (natures: string) => fr`Nature : ${natures}`,
    waiting: (attribution: string) => fr`À qualifier par une personne ; proposé : ${attribution}`,
    confirmed: (attribution: string) => fr`Confirmé par une personne : ${attribution}`,
    persons: (persons: string, records: string) => fr`Personnes : ${persons} ; enregistrements : ${records}`,
    populations: (list: string) => fr`Par population : ${list}`,
    ofPopulation: (name: string, persons: string) => fr`${name} ${persons}`,
    canaries: (count: string) => fr`Fiches canaris trouvées : ${count}`,
    data: (classes: string) => fr`Données exposées : ${classes}`,
    resale: (verdict: string, confidence: string) => fr`Revente : ${verdict} (confiance ${confidence})`,
    quote: (words: string, source: string, rule: string) => fr`« ${words} » (${source}, règle ${rule})`,
    lastOffered: (day: string) => fr`Dernière offre : ${day}`,
    severity: (score: string, level: string) => fr`Gravité (ENISA) : ${score} (${level})`,
    sources: (names: string) => fr`Indiqué par : ${names}`,
    masked: 'Ne contient aucune valeur d’une personne : les identifiants restent à la ville.',
    revealed: 'Contient des identifiants de personnes en clair : réservé aux destinataires nommés.',
    proposal:
      'Les verdicts sont des propositions d’un programme ; personnes et enregistrements sont comptés séparément.',
    written: (file: string, incidents: string, values: string) =>
      fr`${file} (${incidents} incidents, ${values} identifiants)`,
  },
})
