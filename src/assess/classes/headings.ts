/** The headings of the CNIL's form, in its own words and marks (unaccented *Etat*, typographic ’ in some, straight ' in others). */

/** First question: what kinds of data. */
export const cnilTypologies = {
  civil: 'Etat civil (ex : nom, sexe, date de naissance, âge...)',
  nir: "NIR (Numéro d'Inscription au Répertoire)",
  contact: 'Coordonnées (ex : adresse postale ou électronique, numéros de téléphone fixe ou portable...)',
  access: 'Données d’identification ou d’accès (ex : identifiant, mot de passe, numéro client...)',
  financial:
    'Données relatives à des informations financières (ex : revenus, numéro de carte de crédit, coordonnées bancaires), économiques',
  documents: 'Documents officiels (Passeports, pièces d’identité, etc.)',
  location: 'Données de localisation',
  offences: 'Données relatives à des infractions, condamnations, mesures de sûreté',
  unknown: 'Les données concernées ne sont pas connues pour le moment',
  other: "La violation concerne d'autres données",
} as const

/** Second question: sensitive data. */
export const cnilSensitive = {
  ethnic: 'Origine raciale ou ethnique',
  political: 'Opinions politiques',
  religious: 'Opinions philosophiques ou religieuses',
  union: 'Appartenance syndicale',
  sexual: 'Orientation sexuelle',
  health: 'Données de santé',
  biometric: 'Données biométriques',
  genetic: 'Données génétiques',
} as const

export type Heading = Exclude<keyof typeof cnilTypologies, 'unknown'> | keyof typeof cnilSensitive
export type CnilTypology = (typeof cnilTypologies)[keyof typeof cnilTypologies]
export type CnilSensitive = (typeof cnilSensitive)[keyof typeof cnilSensitive]

/** ENISA's four types of data, the least critical first. */
export const enisaTypes = ['simple', 'behavioural', 'financial', 'sensitive'] as const
export type EnisaType = (typeof enisaTypes)[number]
