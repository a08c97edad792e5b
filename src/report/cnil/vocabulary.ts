/**
 * The words of the CNIL's form of notification, as it spells them (unaccented *Etat* and *Equipement*, ’ in some labels and ' in
 * others), in its order. Quoted in French in every language and never set anew.
 *
 * The headings of data are those of `assess`.
 */

export const notificationTypes = {
  initial: 'initiale',
  complementary: 'complémentaire',
  complete: 'complète',
} as const

export const natures = {
  confidentiality: 'Perte de la confidentialité',
  integrity: "Perte de l'intégrité",
  availability: 'Perte de la disponibilité',
} as const

export const origins = {
  lostDevice: 'Equipement perdu ou volé',
  lostPaper: 'Papier perdu, volé ou laissé accessible dans un endroit non sécurisé',
  mail: "Courrier perdu ou ouvert avant d'être retourné à l'envoyeur",
  hacking: 'Piratage, logiciel malveillant (par exemple rançongiciel) et/ou hameçonnage',
  paperDiscarded: 'Mise au rebut de documents papier contenant des données personnelles sans destruction physique',
  deviceDiscarded: 'Mise au rebut d’appareils numériques contenant des données personnelles sans effacement sécurisé',
  published: "Publication non volontaire d'informations",
  wrongPerson: 'Données de la mauvaise personne affichées sur le portail du client',
  wrongRecipient: 'Données personnelles envoyées à un mauvais destinataire',
  spoken: 'Informations personnelles divulguées de façon verbale',
  other: 'Autre',
} as const

export const causes = {
  internalMalicious: 'Acte interne malveillant',
  internalAccidental: 'Acte interne accidentel',
  externalMalicious: 'Acte externe malveillant',
  externalAccidental: 'Acte externe accidentel',
  unknown: 'Inconnu',
  other: 'Autre',
} as const

export const personCategories = {
  staff: 'Employés',
  users: 'Utilisateurs',
  members: 'Adhérents',
  students: 'Étudiants / élèves',
  military: 'Personnel militaire',
  customers: 'Clients (actuels ou potentiels)',
  patients: 'Patients',
  minors: 'Mineurs',
  vulnerable: 'Personnes vulnérables',
  undetermined: 'Pas déterminé pour le moment',
  others: 'Autres',
} as const

/** Numbers of persons as the CNIL publishes them. */
export const bands = [
  { upTo: 5, text: 'Entre 0 et 5 personnes' },
  { upTo: 50, text: 'Entre 6 et 50 personnes' },
  { upTo: 300, text: 'Entre 51 et 300 personnes' },
  { upTo: 5_000, text: 'Entre 301 et 5000 personnes' },
  { upTo: Number.POSITIVE_INFINITY, text: 'Plus de 5000 personnes' },
] as const

/** The band that a number of persons is published in. */
export function bandOf(persons: number): (typeof bands)[number]['text'] {
  return bands.find(({ upTo }) => persons <= upTo)!.text
}

/** Of a loss of confidentiality. */
export const consequences = {
  spread: 'données diffusées plus que nécessaire et ayant échappé à la maîtrise des personnes',
  combined: "données pouvant être corrélées/croisées avec d'autres informations sur elles",
  misused: "données pouvant être exploitées à d'autres fins que prévu et/ou de manière non loyale",
  other: 'autre',
} as const

export const harms = {
  control: 'Perte de contrôle sur leurs données personnelles',
  rights: 'Limitation de leurs droits',
  discrimination: 'Discrimination',
  identity: "Vol d'identité",
  fraud: 'Fraude',
  pseudonymisation: 'Levée non autorisée de la pseudonymisation',
  financial: 'Pertes financières',
  reputation: 'Atteinte à la réputation',
  secrecy: 'Perte de la confidentialité de données protégées par un secret professionnel',
  other: 'Autre',
} as const

export const severityLevels = ['Négligeable', 'Limité', 'Important', 'Maximal'] as const

export const information = {
  done: 'Oui, les personnes ont été informées',
  planned: 'Non, mais elles le seront',
  refused: 'Non ils ne le seront pas',
  undetermined: 'Non déterminé pour le moment',
} as const

export const elsewhere = {
  none: 'Aucune notification à envoyer',
  crossBorder: 'traitement transfrontalier',
  cnil: 'notifiée à la CNIL',
  other: 'notifiée à une autre autorité',
} as const

export type Origin = keyof typeof origins
export type Cause = keyof typeof causes
export type PersonCategory = keyof typeof personCategories
export type Harm = keyof typeof harms
