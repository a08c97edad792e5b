/** The reasons of a severity, in the two languages of the product. Each names the cell of ENISA's tables it comes from. */
import type { SeverityReason } from './contract.ts'

const texts = {
  'dpc.simple': [
    'données simples (identité, contact), sans circonstance aggravante',
    'simple data (identity, contact), nothing aggravating',
  ],
  'dpc.behavioural': [
    'données de comportement, sans circonstance aggravante ni atténuante',
    'behavioural data, nothing aggravating or lessening',
  ],
  'dpc.financial': [
    'données financières, sans circonstance aggravante ni atténuante',
    'financial data, nothing aggravating or lessening',
  ],
  'dpc.sensitive': ['données sensibles, sans circonstance atténuante', 'sensitive data, nothing lessening'],
  'dpc.credentials': [
    'des moyens d’accès prennent le type de ce qu’ils ouvrent',
    'credentials take the type of what they open',
  ],
  'dpc.strong-hash': [
    'mots de passe hachés solidement : ils n’ouvrent rien tels quels',
    'strongly hashed passwords: as they are they open nothing',
  ],
  'dpc.hash-may-break': [
    'une partie des mots de passe hachés peut être retrouvée',
    'some of the hashed passwords may be recovered',
  ],
  'dpc.account-number-alone': ['numéro de compte seul, sans autre élément', 'an account number alone, without more'],
  'dpc.document': [
    'pièces d’identité : usurpation possible, jamais moins de 2',
    'identity documents: theft of identity, never below 2',
  ],
  'dpc.document-full': ['copies lisibles de pièces complètes', 'legible copies of whole documents'],
  'dpc.minors': ['personnes concernées mineures', 'the persons are minors'],
  'dpc.vulnerable': ['personnes vulnérables', 'the persons are vulnerable'],
  'dpc.safety': ['l’information peut toucher leur sécurité', 'the information may touch their safety'],
  'dpc.raise': ['relevé par la configuration', 'raised by the configuration'],
  'dpc.lower': ['abaissé : données anciennes, fausses ou déjà publiques', 'lowered: data old, wrong or public before'],
  'dpc.unknown-class': ['catégories inconnues, comptées comme simples', 'unknown classes, counted as simple'],
  'ei.email-nominative': ['l’adresse électronique révèle le nom', 'the e-mail address tells the name'],
  'ei.email-unknown': ['adresses électroniques supposées nominatives', 'e-mail addresses taken to tell the name'],
  'ei.email-opaque': [
    'l’adresse électronique, usuelle, ne révèle pas le nom',
    'the e-mail address is in use but does not tell the name',
  ],
  'ei.name-linked': [
    'nom avec une date de naissance, une adresse ou un identifiant',
    'a name with a birth date, an address or an identifier',
  ],
  'ei.name-alone': ['nom seul', 'a name alone'],
  'ei.contact-listed': ['numéro ou adresse dans un annuaire public', 'a number or address in a public register'],
  'ei.contact-small-town': [
    'numéro ou adresse non publics, petite population',
    'an unlisted number or address, small population',
  ],
  'ei.contact-unlisted': ['numéro ou adresse non publics', 'an unlisted number or address'],
  'ei.document': ['pièce d’identité avec nom et photo', 'an identity document with name and picture'],
  'ei.nir': ['le NIR porte le sexe, la date et le lieu de naissance', 'the NIR holds sex, birth date and place'],
  'ei.number-alone': ['numéro seul, sans base de référence', 'a number alone, without the base it refers to'],
  'ei.picture': ['image nette, sans autre élément', 'a clear picture, nothing else'],
  'ei.code': ['pseudonyme ou identifiant technique', 'an alias or a technical identifier'],
  'cb.public': ['données chez un nombre inconnu de destinataires', 'data with an unknown number of recipients'],
  'cb.known': ['données chez des destinataires connus', 'data with known recipients'],
  'cb.none-known': ['aucun destinataire établi', 'no recipient established'],
  'cb.claim': ['revendication non vérifiée : destinataires non comptés', 'an unverified claim: recipients not counted'],
  'cb.malicious': ['acte malveillant (vol, piratage, vente)', 'a malicious act (theft, hacking, sale)'],
  'cb.accident': ['pas d’intention malveillante établie', 'no malicious intent established'],
  'cb.integrity': ['intégrité atteinte', 'integrity affected'],
  'cb.availability': ['disponibilité atteinte', 'availability affected'],
} as const

export type ReasonCode = keyof typeof texts

export function reason(code: ReasonCode, classes: readonly string[] = [], because?: string): SeverityReason {
  const [fr, en] = texts[code]
  return {
    code,
    fr: because === undefined ? fr : `${fr} : ${because}`,
    en: because === undefined ? en : `${en}: ${because}`,
    classes,
  }
}
