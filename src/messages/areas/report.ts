import { area } from '../area.ts'
import { fr, plural } from '../typography.ts'

/** What a mayor is told. */
export const report = area({
  en: {
    title: (organisation: string, at: string) => `${organisation}: what Vigie found (${at})`,
    head: {
      population: 'Population',
      persons: 'Persons',
      exposed: 'In a leak',
      yes: 'Appear resold',
      likely: 'Likely resold',
      historical: 'Formerly resold',
    },
    populations: {
      staff: 'Staff',
      residents: 'Residents',
      elected: 'Elected members',
      minors: 'Minors',
      contractors: 'Contractors',
      canaries: 'Canaries',
    },
    between: (low: string, high: string) => `${low} to ${high}`,
    resoldTitle: 'Appears to be resold:',
    historicalTitle: 'Was offered more than two years ago:',
    likelyTitle: 'Likely resold:',
    incident: (title: string, persons: string, many: number) =>
      `${title}: ${persons} ${plural(many, 'en', 'person', 'persons')}`,
    lastOffered: (date: string) => `last offered ${date}`,
    words: (words: string, source: string) => `“${words}” (${source})`,
    more: (count: string, many: number) => `and ${count} more ${plural(many, 'en', 'incident', 'incidents')}`,
    nothingResold: 'Nothing that was found appears to be resold.',
    canary: (count: string, many: number, base: string, incident: string) =>
      `${count} ${plural(many, 'en', 'canary', 'canaries')} of the base ${base} turned up in ${incident}: the leak came from there.`,
    domains: (count: string, many: number) =>
      `${count} of the city's own domains ${plural(many, 'en', 'appears', 'appear')} in a leak.`,
    names: (count: string, many: number) =>
      `${count} of the city's ${plural(many, 'en', 'name is', 'names are')} met in a post, a claim or the press.`,
    notAsked: (cells: string) =>
      `Not asked: ${cells} answers, by choice or for want of a source that gives them; coverage.csv says why for each. Unknown is not absent.`,
    failed: (cells: string) => `Asked and not answered: ${cells}; the next scan asks again. Unknown is not absent.`,
    allKnown: 'Every question was answered.',
    explain:
      'Persons are counted once each. Each verdict is shown with the words that carry it; a person must confirm it.',
    attribution: (text: string) => `Data: ${text}`,
    written: (file: string, rows: string, many: number) => `${file} (${rows} ${plural(many, 'en', 'row', 'rows')})`,
    revealedMark: 'holds identifiers in clear',
  },
  fr: {
    title: (organisation: string, at: string) => fr`${organisation} : ce que Vigie a trouvé (${at})`,
    head: {
      population: 'Population',
      persons: 'Personnes',
      exposed: 'Dans une fuite',
      yes: 'Semblent revendues',
      likely: 'Probablement revendues',
      historical: 'Revendues autrefois',
    },
    populations: {
      staff: 'Agents',
      residents: 'Usagers',
      elected: 'Élus',
      minors: 'Mineurs',
      contractors: 'Prestataires',
      canaries: 'Canaris',
    },
    between: (low: string, high: string) => fr`${low} à ${high}`,
    resoldTitle: fr`Semble revendu :`,
    historicalTitle: fr`A été proposé il y a plus de deux ans :`,
    likelyTitle: fr`Probablement revendu :`,
    incident: (title: string, persons: string, many: number) =>
      fr`${title} : ${persons} ${plural(many, 'fr', 'personne', 'personnes')}`,
    lastOffered: (date: string) => fr`dernière offre le ${date}`,
    words: (words: string, source: string) => fr`« ${words} » (${source})`,
    more: (count: string, many: number) => fr`et ${count} ${plural(many, 'fr', 'autre incident', 'autres incidents')}`,
    nothingResold: fr`Rien de ce qui a été trouvé ne semble revendu.`,
    canary: (count: string, many: number, base: string, incident: string) =>
      fr`${count} ${plural(many, 'fr', 'canari', 'canaris')} de la base ${base} dans ${incident} : la fuite vient de là.`,
    domains: (count: string, many: number) =>
      fr`${count} ${plural(many, 'fr', 'domaine de la ville apparaît', 'domaines de la ville apparaissent')} dans une fuite.`,
    names: (count: string, many: number) =>
      fr`${count} ${plural(many, 'fr', 'nom de la ville figure', 'noms de la ville figurent')} dans une annonce, une revendication ou la presse.`,
    notAsked: (cells: string) =>
      fr`Non demandé : ${cells} réponses, par choix ou faute de source qui les donne ; coverage.csv dit pourquoi pour chacune. Inconnu n’est pas absent.`,
    failed: (cells: string) =>
      fr`Demandé et resté sans réponse : ${cells} ; la prochaine recherche redemandera. Inconnu n’est pas absent.`,
    allKnown: fr`Toutes les questions ont reçu une réponse.`,
    explain: fr`Chaque personne est comptée une fois. Chaque verdict est montré avec les mots qui le portent ; une personne doit le confirmer.`,
    attribution: (text: string) => fr`Données : ${text}`,
    written: (file: string, rows: string, many: number) =>
      fr`${file} (${rows} ${plural(many, 'fr', 'ligne', 'lignes')})`,
    revealedMark: fr`contient des identifiants en clair`,
  },
})
