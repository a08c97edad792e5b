/** French: how breached data is said to go round. Patterns carry no accents, folding removes them. */
import type { CirculationPack } from './contract.ts'

export const circulation: CirculationPack = {
  language: 'fr',
  words: {
    data: [
      'donnees',
      'base',
      'bases',
      'bdd',
      'fichiers?',
      'fuite',
      'fuites',
      'dump',
      'informations',
      'comptes',
      'identifiants',
      'enregistrements',
      'lignes',
      'archive',
      'dossiers?',
      'elles',
      'ils',
      'coordonnees',
      'journaux',
    ],
    place: [
      'forums?',
      'marches?',
      'place de marche',
      'darknet',
      'dark ?web',
      'telegram',
      'canal',
      'canaux',
      'reseaux?',
      'sites?',
      'internet',
      'ligne',
      'groupes?',
    ],
  },
  rules: [
    {
      id: 'fr.sale.en-vente',
      says: 'for-sale',
      strength: 0.97,
      pattern:
        '(?:mise?s?|proposee?s?|vues?|reperee?s?|apparue?s?|retrouvee?s?|remise?s?|offerte?s?|trouvee?s?|etai(?:t|ent)|est|sont|affichee?s?|publiee?s?) +3 (?:en|a la|a) vente|mise en vente d',
      fires: 'Les données ont été mises en vente sur un forum.',
      spares: 'Le service de vente en ligne a été piraté.',
    },
    {
      id: 'fr.sale.vendu',
      says: 'for-sale',
      strength: 0.92,
      pattern:
        '(?:<data>… (?:vendue?s?|revendue?s?|mise?s? aux encheres|monnayee?s?|bradee?s?)|(?:etaient|ont ete|a ete|sont|etre|se|ensuite|puis) (?:re)?vendue?s?|se (?:re)?vend(?:ait|aient|ent)?)',
      fires: 'La base a ensuite été revendue plusieurs fois.',
      spares: 'La société vend des chaussures.',
    },
    {
      id: 'fr.sale.vend-la-base',
      says: 'for-sale',
      strength: 0.9,
      pattern:
        "(?:vend|vendent|vendait|revend|revente|vente|vendre|mettre en vente|encheres) (?:illegale |aux encheres )?(?:de |d'|des |du |la |le |les |une |un |ces |cette |sur |\\d[\\d ]* )*<data>",
      fires: 'Un pirate vend les données de la mairie.',
      spares: 'La vente de billets est suspendue.',
    },
    {
      id: 'fr.trade.circule',
      says: 'traded',
      strength: 0.92,
      pattern:
        "(?:circul~|rediffus~|repartag~|(?:re)?distribuee?s?|echangee?s?|s'echange~|largement (?:diffus~|partag~|repandu~)|abondamment (?:diffus~|partag~)|passe~ de main en main|repandu~)",
      fires: 'Le fichier circule sur plusieurs canaux.',
      spares: 'La base est restée sur le serveur.',
    },
    {
      id: 'fr.trade.compilation',
      says: 'traded',
      strength: 0.9,
      pattern:
        '(?:combo ?-?lists?|combolists?|liste(?:s)? de (?:couples|paires) (?:identifiant|mail|adresse|e-?mail)~?|(?:compilation|collection|recueil|agregat) de (?:plusieurs |nombreuses |multiples )?(?:fuites|bases|donnees)|stealer|infostealers?|journaux de (?:voleurs?|logiciels? malveillants?)|liste de spam|fichier de spam)',
      fires: 'Une compilation de plusieurs fuites a été trouvée.',
      spares: 'La liste des élus a été publiée.',
    },
    {
      id: 'fr.leak.diffuse',
      says: 'leaked',
      strength: 0.85,
      pattern:
        "(?:publiee?s?|diffusee?s?|mise?s? en ligne|postee?s?|partagee?s?|divulguee?s?|devoilee?s?|deposee?s?|rendue?s? (?:publique?s?|accessibles?)|fuite~|apparue?s?|leakee?s?) +5 (?:en ligne|publiquement|gratuitement|(?:sur|dans|via) (?:un|une|le|la|des|les|plusieurs|l'|internet|telegram|pastebin))|ont fuite|a fuite|mise?s? en ligne",
      fires: 'Les fichiers ont été publiés sur un forum de pirates.',
      spares: 'Une instance non protégée contenait les fichiers.',
    },
  ],
  vetoes: [
    {
      id: 'fr.veto.ne-pas',
      takesFrom: ['for-sale', 'traded', 'leaked'],
      pattern:
        "(?:(?:n'|ne )(?:\\p{L}+ ?){1,4}(?:pas|jamais|plus|aucunement) 3+ (?:en vente|vendue?s?|diffusee?s?|publiee?s?|circule~|mise?s? en ligne|mise?s? en vente|partagee?s?|echangee?s?|fuite)|pas 2+ (?:a vendre|en vente)|(?:aucune?|sans) 3+ (?:vente|revente|diffusion|publication|fuite)) +3",
      fires: "Les données n'ont pas été mises en vente.",
      spares: 'Les mots de passe ne sont pas salés et la base a été vendue.',
    },
    {
      id: 'fr.veto.commerce',
      takesFrom: ['for-sale', 'traded'],
      pattern:
        "(?:(?:site|service|societe|entreprise|boutique|plateforme|enseigne|magasin|application|specialiste) +3 (?:de |d')?(?:vente|revente|vend|echange|encheres) +6|(?:a ete|est|fut) (?:vendue?|rachetee?|cedee?) (?:a|au|par) (?:un|une|le|la|son|sa) (?:\\p{L}+ )?(?:groupe|societe|entreprise|fonds|concurrent|investisseur)|points? de vente|vente (?:en ligne|privee|a distance|par correspondance)|(?:vendu|vendues|cedees) legalement)",
      fires: 'La société a été vendue à un groupe allemand.',
      spares: 'La base a été vendue à un inconnu.',
    },
  ],
}
