import { fr } from '../../typography.ts'

/**
 * Letters to the persons (GDPR, art. 34), in plain French: what happened, which of their data, what may follow, what the city
 * does, what they can do, whom to ask, how to tell that the letter is real. No link, and nothing else in it.
 */
export const letterWords = {
  title: {
    staff: 'Courrier aux agents',
    residents: 'Courrier aux usagers',
    elected: 'Courrier aux élus',
    minors: 'Courrier aux représentants légaux des mineurs',
    contractors: 'Courrier aux prestataires',
  } as Readonly<Record<string, string>>,
  titleOf: (population: string) => fr`Courrier – ${population}`,
  keywords: 'RGPD, article 34, information des personnes',
  marking: 'Document de travail – ne pas diffuser',
  note: 'À lire avant l’envoi',
  noteText: fr`Ce modèle se fusionne avec courriers.csv (une ligne par personne). Les passages à compléter sont entre crochets. L’envoyer seul, sans autre message ; par courrier postal de préférence lorsque l’adresse électronique elle-même est exposée. Le faire relire par le DPO. Le programme n’envoie rien.`,
  object: 'Objet : information sur une violation de vos données personnelles',
  objectMinor: 'Objet : information sur une violation des données personnelles de votre enfant',
  salutation: 'Madame, Monsieur,',
  opening: (organisation: string) =>
    fr`Votre collectivité (${organisation || '[nom de la collectivité]'}) vous écrit parce que des données qui vous concernent ont été divulguées sans autorisation.`,
  openingMinor: (organisation: string) =>
    fr`${organisation || '[nom de la collectivité]'} vous écrit, en votre qualité de représentant légal, parce que des données concernant votre enfant ont été divulguées sans autorisation :`,
  heads: {
    what: 'Ce qui s’est passé',
    data: 'Les données concernées',
    risk: 'Ce qui peut arriver',
    done: 'Ce que nous avons fait',
    advice: 'Ce que vous pouvez faire',
    contact: 'À qui vous adresser',
    real: 'Comment vérifier que ce courrier vient de nous',
  },
  what: (seen: string) => fr`Nous en avons eu connaissance le ${seen}.`,
  whatOpen: 'Nous en avons eu connaissance le [date].',
  whatOccurred: (day: string) =>
    fr`D’après les informations disponibles, la fuite date du ${day} (date approximative).`,
  whatCity: 'Les données proviennent d’un fichier géré par nos services : [nom du service ou de la démarche].',
  whatProcessor: (names: string) =>
    fr`Les données proviennent d’un prestataire qui travaille pour nous : ${names || '[nom du prestataire]'}.`,
  whatCirculates: 'Ces données circulent et peuvent être revendues.',
  data: 'D’après ce que nous savons, les données suivantes figurent dans la fuite :',
  dataMine: 'Pour vous, plus précisément :',
  dataMinor: 'Pour votre enfant, plus précisément :',
  noSecret: 'Nous ne détenons pas le détail de ce qui a été publié, et nous ne l’avons pas téléchargé.',
  risk: 'Des inconnus peuvent s’en servir pour vous écrire ou vous appeler en se faisant passer pour nous, pour votre banque ou pour une administration, en citant de vrais détails afin d’obtenir votre confiance.',
  riskIdentity: 'Ils peuvent aussi tenter d’usurper votre identité.',
  riskAccess: 'Ils peuvent essayer d’ouvrir vos comptes, ici ou ailleurs si vous employez le même mot de passe.',
  riskBank: 'Ils peuvent tenter des prélèvements ou des achats.',
  done: {
    processor: 'nous avons demandé des explications écrites à notre prestataire ;',
    cnil: 'nous avons informé la Commission nationale de l’informatique et des libertés (CNIL) [à confirmer] ;',
    complaint: 'nous avons déposé plainte [à confirmer] ;',
    access: 'nous avons fermé ou renouvelé les accès exposés [à confirmer] ;',
    more: '[autres mesures, réalisées ou prévues].',
  },
  advice: {
    contact: fr`méfiez-vous des messages et des appels qui citent de vrais détails ; ne donnez jamais un code, un mot de passe ou un numéro de carte par téléphone ou par message ; transférez un SMS suspect au 33700, signalez un courriel suspect à Signal Spam ;`,
    access: fr`changez le mot de passe concerné, ici et partout où vous l’avez employé ; choisissez-en un différent pour chaque service, et activez la double authentification quand elle est proposée ;`,
    bank: fr`surveillez vos comptes ; contestez auprès de votre banque tout prélèvement que vous n’avez pas autorisé (délai de 13 mois) ;`,
    card: fr`faites opposition à votre carte (0 892 705 705) et signalez une fraude sur le service Perceval ;`,
    documents: fr`conservez ce courrier : il servira de preuve si quelqu’un usurpe votre identité ; en cas d’usage frauduleux, déposez plainte ;`,
    health: fr`méfiez-vous des appels qui se disent de l’Assurance maladie ;`,
    help: fr`en cas de doute ou d’escroquerie : 17Cyber.gouv.fr, à toute heure ; France Victimes, 116 006 ; Info Escroqueries, 0 805 805 817.`,
  },
  contact: (name: string, email: string, phone: string) =>
    fr`Notre délégué à la protection des données : ${[name, email, phone].filter((one) => one !== '').join(', ') || '[nom, courriel, téléphone]'}.`,
  cnil: fr`Vous pouvez aussi adresser une réclamation à la CNIL, 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, notamment si nous ne vous avons pas répondu dans un délai d’un mois.`,
  real: fr`Ce courrier ne contient aucun lien à suivre, ne vous demande aucun mot de passe et aucun paiement. Pour vérifier, appelez l’accueil au numéro que vous connaissez déjà, ou présentez-vous en mairie [numéro du standard].`,
  closing:
    'Nous vous présentons nos excuses et vous prions d’agréer, Madame, Monsieur, l’expression de notre considération distinguée.',
  signature: '[Nom, qualité et signature]',
  reference: (id: string) => fr`Référence à rappeler : ${id}`,
} as const
