import { fr } from '../../typography.ts'

/** Drafts for the police and the prosecutor: French, as whoever receives them. A lawyer reads them before they leave. */
export const complaintWords = {
  complaint: 'Projet de plainte',
  report: 'Projet de signalement au procureur de la République (code de procédure pénale, art. 40)',
  keywords: 'plainte, article 40, atteinte à un système de traitement automatisé de données',
  marking: 'Projet – à relire par le service juridique',
  note: 'Projet',
  noteText: fr`Rédigé à partir des constats confirmés ; les passages entre crochets sont à compléter. Les qualifications pénales sont des propositions. Les éléments de preuve se trouvent dans le dossier scellé (vigie report evidence) ; aucun mot de passe ni donnée d’une personne n’est reproduit ici.`,
  nothing: fr`Aucun constat n’est confirmé à ce jour : ce projet n’a pas encore d’objet. Qualifier d’abord les constats.`,
  parties: 'Le plaignant',
  author: 'L’auteur du signalement',
  identity: {
    organisation: 'Collectivité',
    siren: 'SIREN',
    address: 'Adresse',
    representative: 'Représentée par',
    contact: 'Interlocuteur (DPO)',
    habilitation: 'Habilitation à agir',
    habilitationText: '[délibération ou délégation donnant pouvoir de déposer plainte]',
  },
  toPolice:
    'À l’attention des services de police ou de gendarmerie, ou du procureur de la République près le tribunal judiciaire de [ville]',
  toProsecutor:
    'À l’attention de Madame ou Monsieur le procureur de la République près le tribunal judiciaire de [ville]',
  facts: 'Les faits',
  factsIntro: (organisation: string, at: string) =>
    fr`La collectivité (${organisation || '[nom de la collectivité]'}) recherche, dans des sources accessibles licitement, les adresses et numéros dont elle répond. Le ${at}, cette recherche a fait apparaître que des données provenant de ses traitements, ou de ceux d’un sous-traitant, circulent sans autorisation.`,
  factsIntroOpen: (organisation: string) =>
    fr`La collectivité (${organisation || '[nom de la collectivité]'}) recherche, dans des sources accessibles licitement, les adresses et numéros dont elle répond.`,
  counts: (findings: string, persons: string, records: string) =>
    fr`À ce jour, constats qui mettent en cause un traitement de la collectivité ou d’un sous-traitant (A et B) : ${findings}, ${persons} et ${records}. Ces nombres comptent chaque personne une fois ; une fourchette est donnée là où les listes de la collectivité ne permettent pas de distinguer les personnes.`,
  access: (findings: string, persons: string) =>
    fr`Comptés à part, constats d’accès de la collectivité divulgués par un tiers (C) : ${findings}, ${persons}. Une même personne peut figurer dans les deux nombres : ils ne s’additionnent pas.`,
  shown: (shown: string, all: string) => fr`Les ${shown} premières lignes sur ${all} sont reproduites.`,
  data: (classes: string) => fr`Données rapportées : ${classes}.`,
  findings: 'Constats confirmés (A, B et C)',
  findingsHead: {
    incident: 'Référence',
    title: 'Nom donné par les sources',
    attribution: 'Attribution',
    seen: 'Vu le',
    persons: 'Personnes',
    resale: 'Revente',
  },
  dates: 'Dates',
  datesHead: { event: 'Événement', local: 'Heure locale', utc: 'UTC' },
  clock: fr`Le délai de 72 heures de l’article L. 12-10-1 du code des assurances court de la connaissance de l’atteinte au système.`,
  clockEnds: (at: string) => fr`Il expire le ${at}.`,
  clockOpen: '[Date et heure de connaissance de l’atteinte à indiquer.]',
  offences: 'Qualifications susceptibles d’être retenues',
  offencesHead: { article: 'Article', offence: 'Infraction', why: 'Élément' },
  offenceList: {
    access: {
      article: 'C. pén., art. 323-1',
      offence: 'accès ou maintien frauduleux dans un système de traitement automatisé de données',
      why: 'données extraites d’un système',
    },
    extraction: {
      article: 'C. pén., art. 323-3',
      offence: 'extraction, détention, reproduction ou transmission frauduleuse des données d’un système',
      why: 'données détenues et diffusées par des tiers',
    },
    tools: {
      article: 'C. pén., art. 323-3-1',
      offence: 'mise à disposition, sans motif légitime, de données conçues ou adaptées pour commettre ces infractions',
      why: 'moyens d’accès de la collectivité mis en circulation',
    },
    handling: {
      article: 'C. pén., art. 321-1',
      offence: 'recel',
      why: 'données détenues ou proposées à la vente par qui les sait volées',
    },
    collection: {
      article: 'C. pén., art. 226-18',
      offence: 'collecte de données à caractère personnel par un moyen frauduleux, déloyal ou illicite',
      why: 'données à caractère personnel d’agents ou d’usagers',
    },
    platform: {
      article: 'C. pén., art. 323-3-2',
      offence: 'administration d’une plateforme permettant des transactions illicites',
      why: 'offre de vente publiée',
    },
  },
  offencesNote: 'Peines et textes à vérifier à la date du dépôt.',
  damage: 'Préjudice',
  damageText:
    '[Préjudice de la collectivité : temps passé, prestations, remise en état, atteinte à l’image ; préjudice des personnes.]',
  evidence: 'Éléments de preuve',
  evidenceList: {
    sealed:
      'dossier scellé : adresses des pages, dates en temps universel, empreintes SHA-256, extraits réduits à leur structure',
    log: 'journal des opérations de la recherche, où une ligne ne peut qu’être ajoutée',
    annex: 'annexe à la notification à la CNIL',
    logs: '[journaux techniques de la collectivité et de ses sous-traitants]',
    bailiff: '[le cas échéant, constat d’un commissaire de justice]',
  },
  notDone:
    'La collectivité n’a ni acheté, ni téléchargé, ni copié ces données, n’a essayé aucun mot de passe et n’a pris contact avec aucun vendeur.',
  request: 'Demandes',
  requestComplaint: fr`La collectivité dépose plainte contre X des chefs ci-dessus et de tous autres que l’enquête révélerait, et se réserve de se constituer partie civile.`,
  requestReport: fr`En application de l’article 40, alinéa 2, du code de procédure pénale, ces faits, dont il a été acquis connaissance dans l’exercice des fonctions, sont portés à votre connaissance avec les renseignements qui s’y rapportent.`,
  signature: 'Fait à …………………………………, le …………………………………',
  signatureName: 'Nom, qualité et signature : ………………………………………………………………………',
} as const

/** Facts for the impact assessment (GDPR, art. 35) and the notice to the public (art. 14). */
export const dpiaWords = {
  title: 'Éléments de fait pour l’analyse d’impact (AIPD)',
  keywords: 'RGPD, article 35, analyse d’impact',
  marking: 'Confidentiel – interne à la collectivité',
  note: 'Objet du document',
  noteText: fr`Les faits du traitement, tirés de la configuration et de la base. L’appréciation de la nécessité, de la proportionnalité et des risques revient au responsable de traitement et au DPO : les passages à décider sont marqués.`,
  why: 'Pourquoi une analyse d’impact',
  whyText: fr`Au moins deux critères du CEPD sont en principe réunis : grande échelle, croisement d’ensembles de données, personnes vulnérables (mineurs), usage innovant. Les fuites peuvent contenir des données sensibles.`,
  purpose: 'Finalité',
  purposeText: fr`Détecter au plus tôt que des adresses, numéros ou domaines dont la collectivité répond figurent dans une fuite, et remplir ses obligations de sécurité et de notification (RGPD, art. 5, paragraphe 1, f, 24 et 32 à 34).`,
  controller: 'Responsable de traitement et contacts',
  controllerRows: {
    name: 'Responsable',
    siren: 'SIREN',
    representative: 'Représentant légal',
    dpo: 'Délégué à la protection des données',
  },
  data: 'Données traitées',
  dataList: {
    selectors: fr`identifiants surveillés : adresses électroniques, numéros de téléphone, domaines ; scellés au repos, retrouvés par empreinte à clé`,
    person: 'numéro interne de la personne (matricule), sous forme d’empreinte à clé seulement',
    findings:
      'constats : source, événement, date, catégories de données, nombres ; ni mot de passe, ni NIR, ni carte, ni élément de santé',
    coverage: 'pour chaque identifiant et chaque source : présent, absent ou inconnu, avec la date et le motif',
    log: 'journal : qui a fait quoi et quand, sans identifiant en clair',
  },
  populations: 'Personnes concernées',
  populationsHead: {
    population: 'Population',
    basis: 'Base légale',
    persons: 'Personnes',
    expires: 'Surveillance',
    retention: 'Conservation des constats',
  },
  days: (count: string) => fr`${count} jours`,
  flows: 'Flux : ce que chaque source apprend au plus',
  flowsHead: {
    source: 'Source',
    operator: 'Exploitant et pays',
    state: 'État',
    told: 'Apprend au plus',
    contract: 'Contrat lu le',
  },
  on: 'active',
  transfers: fr`Une source hors de l’Union européenne qui apprend une adresse en clair est un transfert (RGPD, chapitre V) : à apprécier source par source.`,
  minors: 'Rien n’est révélé des mineurs ni des canaris, quelle que soit la configuration.',
  recipients: 'Destinataires',
  recipientsList: {
    rssi: 'responsable de la sécurité des systèmes d’information et DPO (lecture masquée ; en clair sur motif, tracé)',
    cnil: 'CNIL : annexe sans identifiant',
    csirt: 'CSIRT régional ou CERT-FR, police et justice : sur décision',
  },
  retention: 'Durées de conservation',
  retentionRows: {
    irrelevant: 'Constats sans rapport avec la collectivité',
    evidence: 'Éléments de preuve',
    register: 'Registre des violations (sans donnée personnelle)',
    audit: 'Journal des opérations',
  },
  security: 'Mesures de sécurité',
  securityList: {
    sealing:
      'chiffrement des identifiants par blocs, clés hors de la base et de ses sauvegardes ; détruire la clé d’une population l’efface',
    disclosure: 'ce que chaque source peut apprendre est décidé par écrit, population par population',
    masking:
      'identifiants masqués à l’écran et dans les exports ; les voir en clair exige un motif et laisse une trace',
    network: 'une seule porte vers le réseau ; la clé d’accès d’une source ne va qu’à elle',
    human: 'rien n’entre dans une notification sans la décision d’une personne',
    lawful: 'aucun achat, contact, essai de mot de passe, téléchargement ni copie de fuite',
  },
  rights: 'Droits des personnes',
  rightsText: fr`Accès : « vigie subject show » rend tout ce qui est détenu sur une personne et ce que chaque source en a appris. Opposition et effacement : « vigie lists object » retire l’identifiant et ses constats, et empêche qu’il revienne.`,
  decide: 'À apprécier par le responsable et le DPO',
  decideList: {
    necessity: 'nécessité et proportionnalité, pour chaque population (les usagers et les mineurs en particulier)',
    risks:
      'vraisemblance et gravité des risques : réidentification auprès d’une source, fausse alerte, accès indu aux constats',
    opinion: 'avis du DPO et, le cas échéant, des personnes ou de leurs représentants (comité social territorial)',
    consultation: 'consultation préalable de la CNIL si un risque élevé demeure (art. 36)',
  },
  notice: 'Information du public (RGPD, art. 14)',
  noticeKeywords: 'RGPD, article 14, information',
  noticeMarking: 'Projet de texte à publier',
  noticeText: {
    what: (organisation: string) =>
      fr`La collectivité (${organisation || '[nom de la collectivité]'}) vérifie si des adresses électroniques, des numéros de téléphone ou des noms de domaine dont elle répond apparaissent dans des fuites de données publiées ou proposées à la vente, afin de protéger les personnes et de remplir ses obligations.`,
    basis: (text: string) => fr`Base légale : ${text || '[à préciser]'}.`,
    sources:
      'Les données viennent des fichiers de la collectivité et de sources spécialisées dans la détection des fuites :',
    whom: (populations: string) => fr`Personnes concernées : ${populations}.`,
    told: fr`Ces sources n’apprennent votre adresse ou votre numéro que là où la collectivité l’a décidé par écrit ; le plus souvent elles n’en reçoivent qu’une empreinte tronquée, ou rien. Rien ne leur est révélé au sujet des mineurs.`,
    noTransfers: fr`Aucune source établie hors de l’Union européenne n’apprend votre adresse ni votre numéro en clair : ils n’y sont pas transférés au titre de cette recherche.`,
    transfers: (sources: string) =>
      fr`Transferts hors de l’Union européenne : ${sources}. Ces sources apprennent les adresses en clair ; le transfert repose sur [décision d’adéquation, clauses contractuelles types ou autre garantie (RGPD, chapitre V), à préciser], dont une copie peut être demandée au délégué à la protection des données.`,
    transfersInPart: (sources: string) =>
      fr`Hors de l’Union européenne, reçoivent seulement une empreinte tronquée : ${sources}.`,
    where: (source: string, country: string) => fr`${source} (${country})`,
    countryUnknown: 'pays non communiqué',
    findingsKept: (kept: string) =>
      fr`Les constats qui vous concernent sont conservés ${kept || '[durée à préciser]'} au plus.`,
    kept: (irrelevant: string, evidence: string) =>
      fr`Les constats sans rapport avec la collectivité sont effacés sous ${irrelevant} ; les éléments de preuve sont conservés ${evidence}, ou le temps d’une procédure.`,
    recipients:
      'Destinataires : les agents habilités de la collectivité et son délégué à la protection des données ; en cas de violation, la CNIL, la police et la justice, sans votre adresse ni votre numéro sauf nécessité.',
    notDone:
      'La collectivité n’achète pas de données volées, ne les télécharge pas et n’essaie aucun mot de passe. Aucune décision automatisée n’est prise.',
    rights: (contact: string) =>
      fr`Vous pouvez demander à accéder à ces données, les faire rectifier ou effacer, en limiter l’usage, ou vous opposer à la recherche vous concernant : ${contact || '[contact du DPO]'}. Vous pouvez aussi adresser une réclamation à la CNIL (www.cnil.fr).`,
  },
} as const
