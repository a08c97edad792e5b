import { fr } from '../../typography.ts'

/** The register of breaches (GDPR, art. 33(5)) is the city's own, and French. */
export const registerWords = {
  facts: (title: string, seen: string, natures: string, persons: string, records: string) =>
    fr`« ${title} », observé le ${seen} (${natures}) : ${persons}, ${records}.`,
  resale: (text: string) => fr`Circulation : ${text}.`,
  measures: (count: string) => fr`${count} expositions traitées (mot de passe renouvelé, ligne changée, …).`,
  gravity: (level: string, score: string) => fr`${level} (proposé ; ENISA ${score})`,
  toDecide: 'à compléter par le DPO',
} as const
