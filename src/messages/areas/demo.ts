import { area } from '../area.ts'
import { fr } from '../typography.ts'

/** The demonstration on the fictional city. */
export const demo = area({
  en: {
    organisation: 'Town of Saint-Exemple (fictional)',
    legalBasis: 'Demonstration on invented persons: nobody is concerned',
    intro:
      'Saint-Exemple is a fictional town; every person, address, number and leak below is invented. Nothing leaves this machine.',
    importing: 'importing the lists of the town',
    imported: (taken: string, rejected: string) =>
      `lists imported: ${taken} selectors, ${rejected} values refused with a reason`,
    resuming: 'going on with the scan that was stopped',
    scanning: 'asking the pretend sources on loopback',
    provenance: 'invented official report PV 2026/0314, handed over by the gendarmerie of the fictional town',
    searching: 'searching the file that the police handed over',
    leakFound: (file: string, hits: string, selectors: string, exposures: string) =>
      `leak file ${file}, handed over by the police (invented): ${hits} places, ${selectors} selectors of the town, new exposures: ${exposures}`,
    leakCommand: 'searched in place by:',
    documents: 'the officer of the fictional town decides; making the documents',
    documentsTitle: 'Documents, made by:',
    files: 'Files:',
    next: 'What to type next:',
    nextList: 'who is exposed in what, masked',
    nextExplain: (verdict: string) => `why a verdict is “${verdict}”: who told what, why it is one incident, how bad`,
    nextStats: 'what the lists hold',
    nextSources: 'every source, and what each is told',
    nextAgain: 'the same town another night: nothing new is found twice',
    nextReal: 'your own lists: README.md, "With your own lists"',
    notDemo: (directory: string) => `${directory} is there and was not made by the demonstration`,
    notDemoMend: 'name another folder with --directory',
  },
  fr: {
    organisation: 'Ville de Saint-Exemple (fictive)',
    legalBasis: fr`Démonstration sur des personnes inventées : nul n’est concerné`,
    intro: fr`Saint-Exemple est une ville fictive ; personnes, adresses, numéros et fuites sont inventés. Rien ne sort de cette machine.`,
    importing: fr`import des listes de la ville`,
    imported: (taken: string, rejected: string) =>
      fr`listes importées : ${taken} identifiants, ${rejected} valeurs refusées avec leur motif`,
    resuming: fr`reprise de la recherche interrompue`,
    scanning: fr`interrogation des sources factices, sur cette machine`,
    provenance: fr`PV 2026/0314 inventé, remis par la gendarmerie de la ville fictive`,
    searching: fr`recherche dans le fichier remis par la gendarmerie`,
    leakFound: (file: string, hits: string, selectors: string, exposures: string) =>
      fr`fichier de fuite ${file}, remis par la gendarmerie (inventé) : ${hits} occurrences, ${selectors} identifiants de la ville, nouvelles expositions : ${exposures}`,
    leakCommand: fr`parcouru sur place par :`,
    documents: fr`l’agent de la ville fictive décide ; établissement des documents`,
    documentsTitle: fr`Documents, établis par :`,
    files: fr`Fichiers :`,
    next: fr`Que taper ensuite :`,
    nextList: fr`qui est exposé dans quoi, masqué`,
    nextExplain: (verdict: string) =>
      fr`pourquoi un verdict est « ${verdict} » : qui a dit quoi, pourquoi un seul incident, quelle gravité`,
    nextStats: fr`ce que contiennent les listes`,
    nextSources: fr`toutes les sources, et ce que chacune apprend`,
    nextAgain: fr`la même ville une autre nuit : rien n’est trouvé deux fois`,
    nextReal: fr`vos propres listes : docs/guide.fr.md`,
    notDemo: (directory: string) => fr`${directory} existe et n’a pas été créé par la démonstration`,
    notDemoMend: fr`désigner un autre dossier par --directory`,
  },
})
