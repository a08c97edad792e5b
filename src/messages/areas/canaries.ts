import { area } from '../area.ts'
import { fr, plural } from '../typography.ts'

/** Invented residents, seeded in a base to tell where a leak comes from. */
export const canaries = area({
  en: {
    created: (count: string, many: number, base: string, file: string) =>
      `${count} ${plural(many, 'en', 'canary', 'canaries')} for ${base}, watched from now on: ${file}`,
    seed: 'Enter them in the base as residents are entered; a hit on one of these addresses names the base.',
    never: 'Never in the civil registry, the electoral roll, payroll or social aid.',
    none: 'There are no canaries yet: vigie canaries create --base NAME --out FILE.csv',
    noBase: (name: string) => `the configuration has no base "${name}"`,
    noBaseMend: (known: string) =>
      known === '' ? 'describe the base under "bases" first' : `known: ${known}; add it under "bases" otherwise`,
    whichDomain: 'say which domain of the city their addresses are to be on',
    whichDomainMend: (known: string) =>
      known === ''
        ? 'list the domain (vigie lists import), or name it under verifiedDomains of a source'
        : `--domain, one of: ${known}`,
    notOurDomain: 'this is not a domain of the city',
    fileExists: (file: string) => `${file} exists already`,
    fileExistsMend: 'name a new file: canaries that were made before stay watched',
    head: { base: 'Base', canaries: 'Canaries', found: 'Found', incident: 'In', since: 'Since' },
    meaning: 'Nobody can guess these addresses: a leak that holds one came from its base.',
  },
  fr: {
    created: (count: string, many: number, base: string, file: string) =>
      fr`${count} ${plural(many, 'fr', 'canari', 'canaris')} pour ${base}, désormais ${plural(many, 'fr', 'surveillé', 'surveillés')} : ${file}`,
    seed: 'Saisissez-les dans la base comme on y saisit des usagers ; retrouver une de ces adresses désigne la base.',
    never: 'Jamais à l’état civil, sur la liste électorale, dans la paie ni dans l’aide sociale.',
    none: fr`Il n’y a pas encore de canaris : vigie canaries create --base NOM --out FICHIER.csv`,
    noBase: (name: string) => fr`la configuration n’a pas de base « ${name} »`,
    noBaseMend: (known: string) =>
      known === ''
        ? fr`décrire d’abord la base sous « bases »`
        : fr`bases connues : ${known} ; sinon, l’ajouter sous « bases »`,
    whichDomain: 'dites sur quel domaine de la ville doivent être leurs adresses',
    whichDomainMend: (known: string) =>
      known === ''
        ? 'inscrire le domaine dans une liste (vigie lists import), ou aux verifiedDomains d’une source'
        : fr`--domain, parmi : ${known}`,
    notOurDomain: 'ce n’est pas un domaine de la ville',
    fileExists: (file: string) => fr`${file} existe déjà`,
    fileExistsMend: fr`nommer un nouveau fichier : les canaris déjà créés restent surveillés`,
    head: { base: 'Base', canaries: 'Canaris', found: 'Trouvés', incident: 'Dans', since: 'Depuis' },
    meaning: fr`Nul ne peut deviner ces adresses : une fuite qui en contient une vient de sa base.`,
  },
})
