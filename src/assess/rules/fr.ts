/** French: how breached data is said to go round. Patterns carry no accents, folding removes them. */
import type { CirculationPack, PostPack } from './contract.ts'

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
        '(?:combo ?-?lists?|combolists?|liste(?:s)? de (?:couples|paires) (?:identifiant|mail|adresse|e-?mail)~?|(?:compilation|collection|recueil|agregat) de (?:plusieurs |nombreuses |multiples )?(?:fuites|bases|donnees)|(?:logs?|journaux|donnees|fichiers?) (?:de |d.)?(?:info)?stealers?|(?:info)?stealer logs?|journaux de (?:voleurs?|logiciels? malveillants?)|liste de spam|fichier de spam)',
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

/** French: what a post does. */
export const posts: PostPack = {
  language: 'fr',
  words: {
    data: [
      'bases?',
      'bdd',
      'bd',
      'dumps?',
      'fichiers?',
      'donnees',
      'data',
      'fiches?',
      'listes?',
      'fuites?',
      'leaks?',
      'lignes?',
      'lgn',
      'comptes',
      'dossiers?',
      'scans?',
      'enregistrements',
      'annuaires?',
      'archive',
      'registres?',
      'listings?',
      'num ?list',
      'mail ?list',
      'abonnes',
      'usagers',
      'habitants',
      'agents',
      'allocataires',
      'adherents',
      'patients',
      'eleves',
      'parents',
      'foyers',
      'coordonnees',
      'leads',
      'cni',
      'passeports',
      'rib',
      'ibans?',
      'sql',
      'csv',
      'export',
      'extraction',
      'cadastre',
      'etat civil',
    ],
    way: [
      'vpn',
      'rdp',
      'ssh',
      'citrix',
      'anydesk',
      'shell',
      'webshell',
      'web ?mail',
      'owa',
      'boites? mail',
      'boites?',
      'messageries?',
      'imap',
      'panneau',
      'panel',
      'console',
      'back ?office',
      'compte (?:admin|administrateur|editeur|utilisateur|du domaine|agent|root)',
      'admin (?:du domaine|local)',
      'bureau a distance',
      'serveur de sauvegarde',
      'extranet',
      'intranet',
      'porte',
      "point d'entree",
      'porte derobee',
      'supervision',
      'automates?',
      'cms',
      'reseau interne',
      'session',
      'jeton',
      'active directory',
      'ad',
      'pare-feu',
      'ftp',
      "identifiants d'agents?",
    ],
  },
  rules: [
    {
      id: 'fr.post.sell',
      cue: 'sell',
      pattern:
        "(?:vends?|je vends|on vend|a vendre|en vente|(?:mise|remise|mets|remets|met) en vente|je (?:me )?(?:separe|debarrasse)|a ceder|cede|je cede|je laisse|laisse partir|destockage|bradee?s?|je brade|s'obtient contre|contre paiement|faites (?:vos )?offres?|revends|je demande|demande (?:\\d|un prix)|qui veut|il (?:me )?(?:en )?reste (?:deux|trois|un|une|\\d)|livraison immediate|je propose|faites (?:vos|une) offres?|a vendre|paiement en deux fois|qui paie en premier|a vous pour|bouchee de pain|ca part a|je le fais a|prix d'ami|je solde|envoi (?:immediat|apres)|je vends|jamais passee? au|prix ?:|une seule vente|sequestre (?:a votre|ou rien|ok|oui)|de nouveau disponible|meme tarif|la totalite|par (?:quartier|departement)|je previens|par fiche|la fiche|minimum \\d|trouver acheteur|ca vous interesse|deux prix|livres? en|\\d+ € piece|en offre|prix cassee?)",
      fires: 'Vends fiches agents, état neuf',
      spares: 'Le vent souffle sur la place.',
    },
    {
      id: 'fr.post.sell-weak',
      cue: 'sell-weak',
      pattern:
        "(?:vente de|liquidation|promo(?:tion)?|soldes|a prendre|a saisir|dispo(?:nible)?s?(?: (?:de suite|immediatement|en mp))?|(?:deux|trois|\\d) pour le prix|boutique|shop|catalogue|stock|acheteurs? (?:serieux|uniquement|seulement)|premier (?:arrive|paye|qui paie)|proposition|offres? en (?:mp|pv|prive)|pour qui (?:paie|veut payer)|paiement d'abord|reservee?|je propose|un prix|pas donnee?|via un tiers|livraison|livre(?:e)? (?:sous|en|dans|immediatement)|j'accepte|au premier|c'est a vous|tout est a vous|commande|lot de|consolation|a l'unite|par dix|envoi|qualite|garantie?|nettoyer|tries?|j'en (?:veux|demande)|j'en tire)",
      fires: 'Promo dans ma boutique, dispo de suite',
      spares: 'Le vent souffle sur la place.',
    },
    {
      id: 'fr.post.told-sale',
      cue: 'told-sale',
      pattern:
        "(?:(?:etait|etaient|a ete|ont ete|serait|seraient|est|sont|fut) (?:\\p{L}+ )?(?:vendue?s?|proposee?s?|mise?s? en vente|revendue?s?|echangee?s?|proposee?s? a la vente)|(?:les|des|aux|le|du|un) (?:vendeurs?|revendeurs?|pirates?|annonces?)|s'echange(?:ait|aient|nt)?|se (?:vend|revend|negocie)(?:ait|aient|ent)?|annonce de vente|proposee?s? a la vente|revente de|mise en vente (?:de|du|des|sur|presumee|alleguee)|acteur|auteur de l'annonce)",
      fires: 'La base était vendue sur un forum.',
      spares: 'vends la base',
    },
    {
      id: 'fr.post.not-sell',
      cue: 'not-sell',
      pattern:
        "(?:(?:ne |n')?(?:vends?|vendrai|revends?|vend) (?:rien|pas|plus|jamais)|pas (?:a vendre|en vente|de vente|vendeur|une vente|d'argent)|(?:je ne|on ne|j'ai jamais) (?:\\p{L}+ ){0,2}(?:vends?|vendu|revends?)|rien a vendre|plus a vendre|(?:arretez|stop) (?:de m'ecrire|les mp)|ni vendeur|sans contrepartie)",
      fires: 'Je ne vends rien, arrêtez.',
      spares: 'Je vends une base.',
    },
    {
      id: 'fr.post.price',
      cue: 'price',
      pattern:
        "(?:prix|tarifs?|euros?|eur|balles|boules|dollars|centimes?|la (?:ligne|fiche|liste|piece|boite|machine|recherche|requete|demande)|piece|chaque|chacune?|l'unite|le lot|le tout|l'ensemble|par (?:ligne|fiche|recherche|requete|machine|tete|compte)|cher|pas cher|remise|rabais|reduc(?:tion)?|gros volumes?|en gros|degressif|rembourse(?:e|s|ment)?|montant|coute|k€|frais de)",
      fires: '15 balles la liste',
      spares: 'La mairie est fermée.',
    },
    {
      id: 'fr.post.payment',
      cue: 'payment',
      pattern:
        '(?:btc|bitcoins?|xmr|monero|usdt|trc-?20|ltc|eth|crypto(?:s|monnaies?)?|sequestre|tiers de confiance|intermediaire|garant|escrow|mm|acompte|depot|paiements?|paypal|pcs|transcash|neosurf|virement|paysafecard|reglement en|payable)',
      fires: 'séquestre accepté, xmr uniquement',
      spares: 'la garantie du fabricant',
    },
    {
      id: 'fr.post.exclusive',
      cue: 'exclusive',
      pattern:
        "(?:exclu(?:sif|sive|sivite|s)?|(?:un|1) seul(?:e)? (?:acheteur|client|exemplaire|vente|main|copie)|une seule (?:vente|fois|copie|main)|jamais (?:diffuse|leak|partage|poste|vendu|sorti|publie|vu)(?:e|s|es)?|inedite?s?|privee?s?|personne d'autre|premiere main|vente unique|non diffusee?s?|(?:\\d|deux|trois) (?:places|exemplaires|copies)(?: (?:restantes?|max))?|unique acheteur)",
      fires: 'inédit, un seul acheteur',
      spares: 'la seule rue du bourg',
    },
    {
      id: 'fr.post.haggle',
      cue: 'haggle',
      pattern:
        "(?:nego(?:ciables?|ciable|ciation)?|a debattre|ferme|prix ferme|pas de (?:reduction|negociation|nego|remise|troll|touriste)s?|non negociable|curieux s'abstenir|(?:pas|plus) serieux s'abstenir|touristes|s'abstenir|ne (?:demandez|negociez|marchandez) pas|dernier prix|baisse de prix|prix (?:baisse|casse|d'ami)|offre serieuse|premier arrive)",
      fires: '250, négo possible, curieux s’abstenir',
      spares: 'la négligence du maire',
    },
    {
      id: 'fr.post.contact',
      cue: 'contact',
      pattern:
        "(?:mp|en mp|en pv|pv|en prive|message prive|contact(?:ez)?(?:-moi)?|ecrire a|ecrivez|m'ecrire|me joindre|tg|telegram|tox|jabber|xmpp|session|signal|wickr|dm|discord|mon profil|en signature|venez (?:en|me))",
      fires: 'Contact en MP, tg dans le profil',
      spares: 'Le contrat a été signé.',
    },
    {
      id: 'fr.post.data',
      cue: 'data',
      pattern:
        '(?:<data>|noms?|prenoms?|mails?|tel(?:ephones?)?|adr(?:esses?)?|date de naissance|ddn|nir|matricules?|mdp|numeros?|xlsx|json|bcrypt|md5|hache~|clients?|usagers|employes|salaries|eleves|familles|retraites|locataires|licencies|electeurs|contribuables|beneficiaires|assures?|membres|mairie|collectivite|permis|bulletins|diplomes|factures|contrats|assistantes|personnel|formulaires)',
      fires: 'une base de 40 000 lignes',
      spares: 'une maison au bord de la mer',
    },
    {
      id: 'fr.post.bid',
      cue: 'bid',
      pattern:
        "(?:encheres?|encherir|encherisseurs?|surencher(?:e|es|ir|it|is)|mise a prix|(?:plus|mieux|meilleur) offrant|palier|prix de (?:reserve|depart)|sans prix de reserve|qui dit mieux|adjug(?:e|er|ee)|derniere (?:offre|mise|enchere)|offre (?:actuelle|la plus haute|en cours)|pour l'instant \\(|coup de marteau|le dernier (?:emporte|gagne)|blitz|\\+ ?\\d[\\d.,]* (?:par|minimum|mini)|increment|derniere mise|plus eleve|le (?:dernier|plus) (?:offrant|haut)|sans reserve|c'est vous qui (?:decidez|fixez)|mises? (?:minimum|de)|remet(?:s|tons) en jeu|nouvelle (?:mise|offre)|actuelle|encherit|gagnant|je ferme|a l'aveugle|offrant a minuit|\\+ ?\\d+ minimum|celui qui met|arrete tout|ne monte|mises? par|tranche de|enchere n|encore en lice|derniers instants|vente flash|on rouvre|on demarre|on monte|c'est parti|a qui le tour|qui suit|le gagnant|offre de depart|chaque pas|estimation|nouvelle offre|depot obligatoire|la plus haute|prolongation|actuel)",
      fires: 'Mise à prix 150, palier 50, au plus offrant',
      spares: 'La mise au point du moteur.',
    },
    {
      id: 'fr.post.bid-weak',
      cue: 'bid-weak',
      pattern:
        '(?:plancher|pas (?:de|:|minimum) ?\\d|depart(?: a)? ?:? ?\\d+|lot n?°? ?\\d+|cloture(?: le| a| des| :)?|fin (?:des encheres|de la vente)|achat immediat|bougie|emporte(?:ra)? (?:le|la|tout)|on en est a|actuellement a \\d|remporte)',
      fires: 'Lot 3, clôture dimanche, on en est à 200',
      spares: 'La mise au point du moteur.',
    },
    {
      id: 'fr.post.access',
      cue: 'access',
      pattern:
        "(?:<way>|entree a|boite vivante|super-?administrateur|administrateur|pare-?feu|serveurs?(?: de fichiers)?|identifiants? (?:agent|valides?|d'agent)|comptes? (?:super|agent|admin|valide|d'un agent)|logiciel d'etat civil|portail de gestion|testes?(?: il y a| ce matin)?|webmails|lecture \\+ envoi|lecture et envoi|mot de passe d'un|entree|je n'exporte rien|la cle|les cles|porte ouverte|rebond|connexion distante|technicien|sans code|extranet|droits complets|acces camera|comptes? outlook|policiers?|hebergeur|codes du wifi|telemaintenance|chef de service|messagerie|session active|supervision|root|backdoor|intranet|identifiant|fournisseur|outil de gestion|lecture seule|panneau)",
      fires: 'Accès VPN avec compte du domaine',
      spares: 'Le maire est absent.',
    },
    {
      id: 'fr.post.access-weak',
      cue: 'access-weak',
      pattern:
        "(?:acces(?: a| au| aux| d'| de| vers| valide| admin| complet| distant| initial| reseau| agent| vivant)?|(?:la|une) porte|privileges?|domaine|postes?|edr|mfa|double (?:auth~|facteur)|authentification|droits? (?:admin|d'ecriture|lecture|root)|root|mot de passe (?:valable|valide|actif)|connexion (?:active|testee)|persistance|pivot)",
      fires: 'Accès VPN avec compte du domaine',
      spares: 'Le maire est absent.',
    },
    {
      id: 'fr.post.only-access',
      cue: 'only-access',
      pattern:
        "(?:rien n'a ete (?:extrait|pris|telecharge|copie|touche)|(?:pas|aucune?|sans) (?:de )?(?:base|donnee|donnees|dump|extraction|fichier|exfiltration)s?(?: extraite?s?)?|je vends la porte|(?:c'est|la c'est) un acces|acces (?:seul|uniquement|et pas)|je n'ai rien (?:pris|extrait|sorti|touche)|pas ce qu'il y a|je ne fais pas (?:de|les) (?:bases?|dumps?|extractions?))",
      fires: 'Rien n’a été extrait, accès seul',
      spares: 'La base complète.',
    },
    {
      id: 'fr.post.free',
      cue: 'free',
      pattern:
        "(?:gratuit(?:e|s|es|ement)?|gratos|gratis|offerte?s?|cadeau|partage (?:gratuit|pour|libre)|servez-vous|faites-vous plaisir|zero euro|0 ?€|mise?s? en ligne pour|en libre (?:acces|service)|ne payez (?:pas|personne)|je veux rien|rien a payer|libre acces|j'offre|voici (?:les?|la|tout|toute|l'|mes)|rien a payer|pas d'inscription|sans rien demander|c'est pour vous|personne ne voulait|tenez|a vous|je vous (?:le|la|les) (?:laisse|donne)|acces libre|telechargement (?:direct|libre)|c'est pour vous|tiens|bon week-?end|bonne journee|telechargez(?: avant)?|j'en fais rien|je n'en (?:fais|veux)|j'offre|partagez|rien a vendre|telechargement libre|pour tous|sans credits|je balance|l'integrale|faites-en ce que|gratuite? ici|aucune (?:contrepartie|condition)|partage solidaire|on me l'a donnee|je la donne|offerte|tout est la|j'heberge|je publie (?:donc )?l'ensemble|sans filtre|amusez-vous|votre conscience|que tout le monde voie|au miroir|toute la base|ouvert a tous|dump integral)",
      fires: 'Cadeau, c’est gratuit, servez-vous',
      spares: 'La ville offre un bal.',
    },
    {
      id: 'fr.post.free-weak',
      cue: 'free-weak',
      pattern:
        "(?:je (?:partage|donne|lache|balance|file|depose)|on (?:partage|donne|lache)|pour tout le monde|pour tous|c'est (?:cadeau|gratuit|offert|zero)|sans (?:inscription|contrepartie|frais|payer)|prenez|profitez|enjoy|bonne (?:soiree|lecture|degustation|annee)|joyeux noel|de rien|free|diffusez|faites tourner)",
      fires: 'Cadeau, c’est gratuit, servez-vous',
      spares: 'La ville offre un bal.',
    },
    {
      id: 'fr.post.link',
      cue: 'link',
      pattern:
        "(?:lien(?:s)?(?: (?:en|dans|ci|masque|est|plus bas|direct|en dessous|au|du))?|telecharge(?:r|ment|z)|magnet|torrent|mega|gofile|en piece jointe|ci-dessous|plus bas|miroir|mirror|\\.(?:7z|zip|rar|csv|sql|txt)|mdp (?:de l'archive|du zip)|mot de passe de l'archive|archive (?:jointe|complete)|sur demande|(?:la )?suite (?:dans|en))",
      fires: 'lien de téléchargement plus bas',
      spares: 'la ligne est coupée',
    },
    {
      id: 'fr.post.credits',
      cue: 'credits',
      pattern:
        '(?:\\d+ credits?|credits(?: pour (?:debloquer|ouvrir|voir))?|points pour (?:debloquer|voir)|monter en grade)',
      fires: 'Contenu caché (8 crédits)',
      spares: 'La trésorerie municipale.',
    },
    {
      id: 'fr.post.swap',
      cue: 'swap',
      pattern:
        "(?:echange (?:contre|possible|avec|seulement|uniquement|de)|j'echange|troc|troque|contre (?:autre|une autre|quelque chose|equivalent|similaire)|quelque chose a proposer|donnant[- ]donnant|faire passer a ceux)",
      fires: 'échange contre une autre liste',
      spares: 'Le changement de maire.',
    },
    {
      id: 'fr.post.sample',
      cue: 'sample',
      pattern:
        "(?:echantillons?|preuves?|apercus?|specimens?|(?:premieres|dernieres|quelques|\\d+|dix|vingt|trois|cinq|cent) (?:\\p{L}+ )?(?:lignes?|fiches|enregistrements)(?: (?:sur|pour|au hasard|floutees?|tirees?|ci|de|en))?|floute(?:e|s|es)?|caviarde(?:e|s|es)?|describe|select count|sha-?(?:1|256)|photo d'un ecran|d'ecran|noms? barres?|on voit|hash du fichier|la preuve|voila|tirees? au hasard|select max|wc -l|ligne \\d+|resultats|floute|incredules|bas de l'ecran|initiales|comparez|sans les adresses|photo|avant-gout|anonymisees?|preuve en image|liste des tables|nombre de lignes|de quoi vous convaincre|barrees?|en-tetes|pas le contenu|prises au milieu|sommaire|tailles visibles|je ne commente pas|colonnes ?:|exemple ?:|bon entendeur|je fais defiler|visages floutes|caviarde~|reconnaitra|detail verifiable|j'affiche|trois captures|ci-joint|page \\d+|noirci|somme de controle|comme convenu)",
      fires: 'Échantillon : 10 lignes sur 23 918',
      spares: 'La prise de fonction.',
    },
    {
      id: 'fr.post.sample-weak',
      cue: 'sample-weak',
      pattern:
        "(?:extraits?|captures?(?: d'ecran)?|screens?(?:hots?)?|pour (?:preuve|prouver|ceux qui doutent|les sceptiques|montrer)|\\d+ (?:lignes )?sur \\d[\\d ]*|masquee?s?|tronque(?:e|s|es)?|noms coupes|vous ne me croyez pas|j'ai bien|c'est reel|pas un fake|le reste (?:ne|reste|pas|est)|image a venir|demo|sceptiques)",
      fires: 'Échantillon : 10 lignes sur 23 918',
      spares: 'La prise de fonction.',
    },
    {
      id: 'fr.post.in-offer',
      cue: 'in-offer',
      pattern:
        "(?:(?:fil|sujet|topic|post|annonce) (?:de vente|principal|d'encheres?)|ma (?:vente|mise en vente|annonce|fiche vendeur)|mon (?:annonce|offre|fil de vente)|pour (?:les|l') ?acheteurs?|acheteurs? (?:interesses?|potentiels?)|(?:le reste|la suite|la totalite|le fichier complet) (?:apres paiement|en vente|contre|est vendue?|a l'acheteur)|prix en (?:mp|pv|prive)|apres paiement|je suis le tiers|vente en cours|transaction en cours)",
      fires: 'Extrait pour mon fil de vente',
      spares: 'Le fil de l’eau.',
    },
    {
      id: 'fr.post.combo',
      cue: 'combo',
      pattern:
        '(?:combo ?-?lists?|combos?|combolists?|ulp|url ?[:;|] ?log(?:in)? ?[:;|] ?(?:pass|mdp)|(?:mail|email|user|login|log|tel|identifiant|num)s? ?[:;|+\\/&] ?(?:pass(?:word)?|mdp|mot de passe)s?|mail access|acces mails?|hq|validite|valides?|checkee?s?|checker|dedoublonne(?:e|s|es)?|dedup|\\d+ ?% (?:de )?(?:valides?|hit)|fai francais|couples? (?:mail|identifiant)|antipublic|grep|txt|listes? privees?)',
      fires: 'combo mail:pass HQ, 61 % de valides',
      spares: 'le combat continue',
    },
    {
      id: 'fr.post.logs',
      cue: 'logs',
      pattern:
        '(?:stealers?|info ?-?stealers?|redline|raccoon|vidar|lumma|stealc|machines? infectees?|infectes?|infectees?|postes? infectes?|recolte du jour|voleurs? de (?:mots|donnees))',
      fires: 'Logs de stealer, nuage de logs privé',
      spares: 'Le logement social.',
    },
    {
      id: 'fr.post.logs-weak',
      cue: 'logs-weak',
      pattern:
        "(?:logs|cloud(?: de logs| prive)?|nuages?(?: de logs| prive)?|botnet|bots|journaux (?:de|d')|butin|moulinette)",
      fires: 'Logs du jour, nuage privé',
      spares: 'Le logement social.',
    },
    {
      id: 'fr.post.machine',
      cue: 'machine',
      pattern:
        '(?:cookies?|remplissage auto(?:matique)?|mdp enregistres?|mots de passe enregistres|hwid|machines?|archives?|portefeuilles?|wallets?|capture du bureau|par machine|navigateurs?|autofill|sessions?)',
      fires: 'cookies, mdp enregistrés, 1 840 archives',
      spares: 'une maison de village',
    },
    {
      id: 'fr.post.ransom',
      cue: 'ransom',
      pattern:
        "(?:rancons?|ranconn~|nous (?:avons|detenons|publierons|laisserons|publions|diffuserons|possedons|mettrons|attendons|tenons)|(?:vos|leurs|ses) (?:fichiers|donnees|sauvegardes|serveurs|documents|clients|avocats?|assureurs?)|(?:refuse(?:nt)?|n'ont pas|n'a pas|pas voulu|refus) (?:\\p{L}+ )?(?:de )?(?:payer|paye|negocier|repondu|paiement|repondre)|sinon (?:tout|nous|on|je|les)|(?:tout|le reste|la suite|les donnees) (?:part|sera|seront|sort|partira|tombe|sont publiees)|(?:avant|faute de|sans) (?:la )?(?:publication|paiement|reponse)|publication (?:generale|integrale|totale|imminente)|locker|je possede|j'ai (?:copie|recupere|pris) (?:vos|votre)|sinon|avant (?:ce soir|demain|vendredi|lundi|la publication|minuit|samedi|dimanche)|j'envoie tout|vos administres|votre (?:serveur|intranet|direction|reseau|prestataire|assureur|base)|premiere livraison|n'a pas repondu|pas repondu|refuse de|nous payer|plutot que de|a menti|ne contactez pas|la police|l'apprendront|par nous|(?:deuxieme|troisieme|prochaine|premiere) archive|il en reste|paiement recu|donnees publiees|bonne lecture|nous sommes (?:dans|entres|a l'interieur)|monsieur le maire|votre hebergeur|nous avions|vous savez (?:ou|comment) nous|nous publierons|votre silence|coutera cher|et on oublie|la societe a|premier lot|le reste suit|seront prevenus|derniere chance|avant diffusion|victime suivante|victime n|rancon demandee|temps restant|a l'attention du|hors ligne ne|parlons avant|le compteur|est a zero|tout est en ligne|divulgation|reponse attendue|nous avons|mise a jour ?:|suite (?:vendredi|lundi|jeudi|mardi)|conformement a notre|refus de paiement|sont desormais publics|ton site|file-moi|je balance|ou ils sont publics|j'ai vos|vous me versez|aux journalistes)",
      fires: 'Ils refusent de payer : nous publierons vos fichiers',
      spares: 'Le marché ouvre à huit heures.',
    },
    {
      id: 'fr.post.ransom-weak',
      cue: 'ransom-weak',
      pattern:
        '(?:negociat(?:ion|ions|eur|eurs)|la direction|le prestataire|payez|payer|a payer|vous avez (?:\\d+|trois|deux|sept|cinq|jusqu)|dernier (?:avertissement|delai|rappel)|fiche n° ?\\d+|prolonger|supprimer ?:|telecharger tout|nous (?:contacter|ecrire)|contactez-nous|compte a rebours|victime|chiffre(?:s|es)?)',
      fires: 'Ils refusent de payer : nous publierons vos fichiers',
      spares: 'Le marché ouvre à huit heures.',
    },
    {
      id: 'fr.post.deadline',
      cue: 'deadline',
      pattern:
        "(?:compte a rebours|delai|echeance|date limite|(?:il )?rest(?:e|ent|ant) ?:? ?\\d+ ?(?:j|h|jours?|heures?)|publie(?:e|s|es)? ?:? ?\\d+ ?%|\\d+ ?% (?:publie|diffuse|en ligne)~?|(?:prochaine|premiere|deuxieme|derniere) (?:tranche|partie|livraison|salve)|tranche ?:?|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) a minuit|statut ?: ?(?:publie|en attente|negociation)|employes ?:? ?\\d|chiffre d'affaires|\\d+ j \\d+ h|sous \\d+ (?:h|heures|jours))",
      fires: 'Publié : 30 %, prochaine tranche jeudi',
      spares: 'la ligne de bus',
    },
    {
      id: 'fr.post.bought-out',
      cue: 'bought-out',
      pattern:
        "(?:(?:donnees|fichiers|dossier|archive|lot|tout) (?:a ete |ont ete |est |sont )?(?:vendue?s?|achetee?s?|rachetee?s?|cedee?s?)|vendue?s? a (?:un|une) (?:tiers|concurrent|autre|acheteur)|(?:quelqu'un|un autre|un tiers|une autre partie) (?:d'autre )?(?:souhaite|veut|peut|a) (?:rachet|achet)~|racheter|rachat|telecharger tout ?: ?\\d|acheteur (?:tiers|exterieur|a la place)|autre acquereur)",
      fires: 'Si un autre souhaite racheter l’exclusivité',
      spares: 'La rocade est ouverte.',
    },
    {
      id: 'fr.post.want',
      cue: 'want',
      pattern:
        "(?:wtb|\\[?achat\\]?|(?:je |j')?(?:ach[eè]te|achete|cherche|recherche|prends|paie|paye)(?: (?:a|toute?s?|des|une?|du|de la|bien|cash|aujourd'hui|comptant))?|recherchons|achetons|acheteur de|appel d'offres|preneur|preneur|acheteur (?:si|serieux|de)|je suis (?:acheteur|preneur|interesse)|je (?:mets|monte a|donne|paie|paye) \\d|mon (?:max|budget)|faites-moi (?:vos )?(?:prix|offres?|une offre)|urgemment|il me faut|recherche urgent~|je rachete|rachete|(?:pourrait|peut|voudrait) me vendre|offre d'achat|je ne suis pas radin|contrat|fiches par mois|me vendre|acquerir|acheteur pour|qui vend|je suis client|on recherche|me vend|je prends|ca coute combien|achat immediat|paiement a la livraison|j'ai besoin|je paie au|je veux|qui l'a|je paye|j'achete|vend encore|cherche revendeur|commande hebdomadaire|j'en prends|me contacter avec|pas d'enchere pour moi|pas trouve dans le catalogue|si quelqu'un l'a|base .{1,20} \\?)",
      fires: 'Cherche fichier de retraités, mon max est 80',
      spares: 'Le chercheur a publié.',
    },
    {
      id: 'fr.post.want-weak',
      cue: 'want-weak',
      pattern:
        "(?:on (?:achete|cherche|recherche)|besoin (?:d'|de|urgent)|il me (?:faut|faudrait)|(?:qui|quelqu'un) (?:a|aurait|vend|possede|detient|peut me)|vous (?:vendiez|vendez|auriez|avez) |tu (?:vends|as|aurais)|toujours (?:a vendre|dispo|en vente)|mon (?:max|budget)|budget|je (?:paie|paye|mets|monte|suis preneur|veux|voudrais)|vendeurs? (?:serieux|uniquement|a|me|contact|en mp)|proposez|faites-moi (?:une offre|signe)|combien (?:pour|vous|tu|ca)|interesse par|faire offre|donnez moi)",
      fires: 'Cherche fichier de retraités, mon max est 80',
      spares: 'Le chercheur a publié.',
    },
    {
      id: 'fr.post.lookup',
      cue: 'lookup',
      pattern:
        "(?:(?:tel|mail|plaque|nom|num(?:ero)?(?: fiscal)?|adresse|immat(?:riculation)?|ip|pseudo) ?(?:->|=>|→|➜|➔|=) ?\\p{L}+|lookups?|(?:je )?(?:trouve|retrouve|identifie|localise)(?: n'importe qui| qui| une personne| le titulaire| quelqu'un)|carte grise|fiche (?:complete|en|sous)|cherche votre|affiche la fiche|doxx?(?:ing|age)?|renseignements? sur|sur une personne|fichage|(?:donnez|tapez|envoyez|entrez) (?:un|le|votre|moi un|juste un)? ?(?:nom|numero|mail|plaque|pseudo)|un numero (?:il|et)|(?:nom|numero) et (?:une )?ville|je (?:rends|sors|donne) (?:l'adresse|adresse|la fiche|le nom)|l'abonne|recherche(?:s)? de personnes?|verification (?:de )?(?:locataire|candidat|personne)|abonne mobile|identite|qui est derriere|enquetes? privees?|patrimoine|verif(?:ication)?|dirigeants?|sans licence|proches|a partir d(?:u|'un) (?:numero|nom|mail|plaque)|recherche d'adresse|a qui est|je reponds|fiche d'une personne|consultation|a la demande|je retrouve|qui y vit|depuis quand|la reponse|solde|releve d'appels|requetes\\/jour|pas de paiement, pas de fiche|proprietaire d'un|correlation|si vous y etes|entrez un nom|tape(?:z)? un|page de recherche|interface de recherche)",
      fires: 'tel ➜ titulaire, fiche en 20 min',
      spares: 'La recette du gâteau.',
    },
    {
      id: 'fr.post.lookup-weak',
      cue: 'lookup-weak',
      pattern:
        "(?:recherche (?:par|de personne|inversee|sur|illimitee|d'une)|(?:bot|outil|interface|panel|moteur|service|api|site) (?:de |d')?(?:recherche|web|consultation|interrogation)?|(?:par|la|chaque) (?:requete|recherche|fiche|demande|consultation)|requetes?|titulaire|proprietaire|pas trouve|aucun resultat|rembourse si|indexe(?:e|s|es)?|fuites? (?:francaises )?indexees?|historique illimite|enquete|detective|cle d'api|interroge(?:r|z)?|clients regulier)",
      fires: 'tel ➜ titulaire, fiche en 20 min',
      spares: 'La recette du gâteau.',
    },
    {
      id: 'fr.post.question',
      cue: 'question',
      pattern:
        "(?:savez-vous|vous savez|des avis|votre avis|avis sur|est-ce (?:que|fiable)|j'ai (?:juste )?demande|quelqu'un (?:sait|connait|a (?:deja|teste|essaye|recu|vu|compris|eu)|peut|saurait|se souvient|aurait une idee|d'autre)|qui (?:sait|connait|a deja))",
      fires: 'Quelqu’un sait à quoi sert cette colonne ?',
      spares: 'Tout est dans le fichier.',
    },
    {
      id: 'fr.post.question-weak',
      cue: 'question-weak',
      pattern:
        "(?:quelqu'un (?:sait|connait|a (?:deja|teste|essaye|recu|vu|compris)|peut|saurait|se souvient|aurait une idee)|(?:c'est|est-ce|ca vient|d'ou|d'ou vient|comment|pourquoi|qui|quel(?:le)?s?|ou) (?:\\p{L}+ )?(?:fiable|serieux|legit|arnaque|vrai|fake|que|vient|ca|fait|savoir|est)|une idee|je (?:demande|me demande|voulais savoir|cherche a comprendre|comprends pas|sais pas)|question|debutant|novice|quel format|merci d'avance|aide)",
      fires: 'Quelqu’un sait d’où vient cette colonne ?',
      spares: 'Tout est dans le fichier.',
    },
    {
      id: 'fr.post.forum-talk',
      cue: 'forum-talk',
      pattern:
        "(?:arnaqu(?:e|es|eur|eurs|er|ee?)|escroc|vouch|\\+rep|recommande|transaction (?:nickel|parfaite|rapide)|rien a redire|fuyez|mefiez-vous|marre|raz le bol|ras-le-bol|faux vendeur|litige|arbitrage|retour d'experience|temoignage|je suis tombe|on m'a|je modere|on m'a propose|trop cher|ne lui (?:envoyez|achetez|faites)|j'en compte|a verifie|premiere fois que|trois fois la meme|bonne experience|deux semaines sans|vous y croyez|injoignable|ca ne marche pas|il y a trop|arretez les|ridicule|des retours sur|sent mauvais|conforme a l'annonce|vendeur poli|5\\/5|vous me fatiguez|tuto|j'ai ri|on m'a ri|pseudo|vous etes prevenus|relisez|role du garant|merci de ne pas|je lis ce forum|comment fait-on|merci d'avance)",
      fires: 'Attention à ce faux vendeur, il m’a arnaqué',
      spares: 'Vends fiches agents.',
    },
    {
      id: 'fr.post.forum-talk-weak',
      cue: 'forum-talk-weak',
      pattern:
        '(?:attention a|signal(?:e|er|ement)|banni(?:e|s|r)?|moderat(?:eur|eurs|ion|rice)|modos?|regles?|reglement|rappel|section|le forum|ce forum|sujet|topic|les gars|les mecs|mdr|lol|ptdr|perso|a mon avis|je pense|je trouve|je crois|franchement|serieux|debat)',
      fires: 'Attention à ce faux vendeur, il m’a arnaqué',
      spares: 'Vends fiches agents.',
    },
    {
      id: 'fr.post.report',
      cue: 'report',
      pattern:
        "(?:selon|d'apres|a (?:annonce|confirme|declare|indique|precise|revele|rappele|porte plainte|reconnu|dementi|saisi|ouvert|affirme|publie|alerte|explique)|ont (?:annonce|confirme|indique|precise|revele|explique|montre)|dement|communique|porte-parole|le maire|la maire|l'adjoint~|elue?s?|conseil municipal|le parquet|la prefecture|prefet|procureure?|gendarm~|enquete(?: ouverte| est)?|enqueteurs|interpell~|mis en examen|tribunal|proces|condamn~|plainte|anssi|cert-?fr|cnil|csirt|cybermalveillance|rgpd|notifi~|chercheurs?|observatoire|specialistes?|analystes?|journal(?:iste|istes)?|presse|reportage|interview|dossier special|revue de presse|nos confreres|depeche|afp|alerte (?:veille|info|cyber)|veille|cible revendiquee|volume annonce|authenticite|revendiqu~|cyberattaque|cyber-attaque|attaque informatique|habitants? (?:sont|ont|doivent)|usagers (?:sont|ont|concernes)|en (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre) dernier|un an apres|dans un communique|mairie (?:a|de .{1,30} a)|ce qu'il faut retenir|fait le point|retour sur|que sait-on|vote du budget|subvention|un homme de|sanctionne|amende|communaute de communes informe|informe ses|fuite de donnees a eu lieu|plainte a ete|fonctionne au papier|un an plus tard|six mois apres|retour sur|a ete condamne|revue de|conseil|pris la parole|temoigne~|raconte|tribunal|condamn~|interview|temoigne|escroc|selon l'enquete|provenait de?|bulletin n|correctif|une collectivite|non confirmee?s?|la cour|le juge|ferme|sursis|reconnait|ouvre une enquete|ans de prison|une fuite touche|nos conseils|depose plainte|chiffre le marche|alerte sur|faux conseillers|retabli~|cellule de crise|communique de presse|encourt|proces|s'est ouvert|sous-prefet|a informe ses|par courrier|selon nos informations|audit|a ete saisi|autorites|identifies|raconte|dans le retro|universitaire|mesure la|reconnait les faits|saisit la|incident de securite|que les adherents doivent)",
      fires: 'Selon le parquet, la mairie a confirmé la cyberattaque.',
      spares: 'Vends fiches agents, séquestre ok',
    },
    {
      id: 'fr.post.report-weak',
      cue: 'report-weak',
      pattern:
        '(?:annonce(?:nt)? (?:que|avoir)|rappelle|affirme|indique|precise|explique|assure|declare|police|etude|rapport|experts?|article|bulletin|acteur|statut|non verifiee?|pirat(?:age|es?|ee)|hackers?|victimes?|la semaine derniere|hier|ce (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|matin)|guide|formulaires?)',
      fires: 'Hier, la police a publié un rapport.',
      spares: 'Vends fiches agents, séquestre ok',
    },
    {
      id: 'fr.post.repost',
      cue: 'repost',
      pattern:
        "(?:re-? ?posts?(?:e|ee|er)?|re-? ?ups?|re-? ?uploade?(?:e|r)?|re-? ?partage(?:r|e)?|re-? ?publi(?:e|ee|cation)|re-? ?diffus(?:e|ion|ee)|re-? ?mis en ligne|repostee?|(?:nouveaux?|nouvelle) (?:liens?|miroirs?)|liens? (?:morts?|expires?|casses?|repares?|mis a jour)|a la demande generale|deja (?:poste|postee|partage|partagee|diffuse|diffusee|sortie?|connue?|publie|publiee|vue?|leak|leakee)|(?:re)?transfere(?:e)? (?:de|depuis)|message d'origine|source d'origine|je fais suivre|fait suivre|faire suivre|remis(?:e|es)? en ligne|(?:re|r)ecupere sur|je (?:le|la|les) remonte|remets en ligne|le remettre|remise? en circulation|nouveau miroir|rien de (?:neuf|nouveau)|tout le monde l'a|deja passe~|ceux qui l'ont (?:rate|loupe|manque)|transfere|j'ai garde|renvoyer|version 20(?:1\\d|2[0-3])|meme fichier|memes fichiers|de la part de|archives? (?:du|de) 20(?:1\\d|2[0-3])|retrouvee?|les memes|je n'ai rien ajoute|fameuse|il y a (?:un|deux|trois|quatre|cinq|\\d) ans|pour les nouveaux|celle d'il y a|deja vu|nouveau lien|ce qui a ete supprime|deja sorti|ancienne publication|pour memoire|encore elle|rien de change|l'ancien forum|pour l'histoire|ce n'est pas une nouvelle|simple copie|ce que @|avait mis|parti depuis|j'exhume|initialement|publication d'origine|je ne fais que|circule toujours|ceux qui arrivent|plus aucun lien|remis sur|relaye sans)",
      fires: 'Reup à la demande générale, liens morts en 2021',
      spares: 'Inédit, jamais diffusé.',
    },
    {
      id: 'fr.post.repost-weak',
      cue: 'repost-weak',
      pattern:
        "(?:miroirs?|(?:vieux|ancien|vieille|ancienne) (?:disque|pack|fuite|base|leak|dump|topic|sujet|fichier|lien)|tel quel|telle quelle|pas touche|sans (?:rien )?(?:toucher|modifier)|(?:de|en|du|depuis|ete) (?:l'ete |l'annee )?(?:20[01]\\d|202[0-4])|remont(?:e|ee|er|ons)|encore une fois|pour (?:les )?archiv(?:es|istes|e)|archivage|(?:\\d|deuxieme|troisieme|seconde)e? fois|supprime par|j'ai (?:retrouve|garde|conserve)|pas de moi|credits? a|merci a l'auteur|initialement|originale?ment|sorti(?:e)? en (?:20[01]\\d|202[0-4]))",
      fires: 'Reup à la demande générale, liens morts en 2021',
      spares: 'Inédit, jamais diffusé.',
    },
    {
      id: 'fr.post.old',
      cue: 'old',
      pattern:
        "(?:vieux|vieille|vieilles|ancien(?:ne)?s?|perime(?:e|s|es)?|date de|20(?:0\\d|1\\d|2[0-3])|l'an dernier|l'annee derniere|il y a (?:un|deux|trois|\\d) ans?|d'epoque|obsolete|recycle(?:e|s|es)?)",
      fires: 'vieux fichier de 2019',
      spares: 'frais de cette nuit',
    },
    {
      id: 'fr.post.benign',
      cue: 'benign',
      pattern:
        "(?:garage|voitures?|vehicules?(?: reformes?)?|utilitaires?|balayeuse|velos?|tracteur|meubles?|maison|appartement|terrain|presbytere|immobili~|notaire|recrute(?:ment)?|poste a pourvoir|candidatures?|h\\/f|cdi|cdd|stage|alternance|missions?|categorie [abc]|cv|lettre de motivation|concert|festival|spectacle|billets? (?:de|pour)|loto|brocante|vide-? ?grenier|kermesse|tombola|belote|tournoi|echecs|club|sport|foot|jeu(?:x)? (?:video|de societe)|serveur minecraft|partie|niveau \\d|recette|jardin|bois de chauffage|buches?|stere|vin|fromage|miel|marche (?:de noel|hebdomadaire|du)|fete|guichet|horaires|ouverture|inscriptions? (?:a|au|en mairie|ouvertes)|portes ouvertes|visites?|renseignements? (?:au|a)|centre technique|domaine skiable|base (?:nautique|de loisirs|aerienne)|acces (?:pmr|a la plage|pieton|riverains)|plage|camping|gite|location de|louer|vacances|roman|film|serie|musee|collection de|timbres|bourse aux|conference|formation|atelier|vide-?greniers?|exposants|petanque|jambon|lot(?:o|erie)|livres?|mediatheque ouvre|salle des fetes|cours d'initiation|initiation|buvette|randonnee|inscription|inscriptions|prix au|marche aux|bal|repas|association sportive|reforme|enlevement|particuliers?|stage|etudiant|gratification|jeu de role|joueurs|tresors|pirate|debutants|tombola|fanfare|chorale|potager|pommes? de terre|covoiturage|piscine municipale ouvre|tarif reduit|billetterie|abonnement annuel|canape|colocataire|guitare|randonnee|bourse aux|gaufres|comite des fetes|marche nocturne|artisanat|concert|places de concert|retrait au bar|parc|grille|depot le matin)",
      fires: 'La mairie recrute un agent, candidatures avant le 12',
      spares: 'Vends fiches agents.',
    },
    {
      id: 'fr.post.subscription',
      cue: 'subscription',
      pattern:
        '(?:par (?:mois|semaine|jour|an)|\\/ ?(?:mois|semaine|sem|jour|an)|au mois|a la semaine|mensuel(?:le)?|hebdo(?:madaire)?|abonnements?|a vie|places?|formules?|offre (?:decouverte|pro)|essai|renouvellement)',
      fires: 'nuage privé, 60 €/semaine',
      spares: 'le mois de mai',
    },
    {
      id: 'fr.post.sold-mark',
      cue: 'sold-mark',
      pattern:
        "(?:(?:edit[^\\n]{0,12} ?: ?)?vendue?s?(?: ?(?:!|✅|🔒|merci|hier|ce matin))?|\\[vendu\\]|(?:acces|lot|base) (?:cede|vendu|parti)e?|cede (?:ce|hier|a)|parti(?:e)? (?:hier|ce matin)|merci a l'acheteur|trouve preneur|c'est vendu|deja vendue?|desole pour les retardataires)",
      fires: 'EDIT du 14 : VENDU, merci à l’acheteur',
      spares: 'La vente est suspendue.',
    },
    {
      id: 'fr.post.for-now',
      cue: 'for-now',
      pattern: "(?:pour l'instant|pour le moment|beta|en (?:test|rodage)|phase de test|periode d'essai|provisoirement)",
      fires: 'gratuit pour l’instant',
      spares: 'gratuit pour toujours',
    },
    {
      id: 'fr.post.forwarded',
      cue: 'forwarded',
      pattern:
        "(?:transfere(?:e)? (?:de|depuis|par)|message d'origine|je fais suivre|a vous de voir|message transfere|relaye)",
      fires: 'Transféré de @canal_fictif',
      spares: 'Le transfert du dossier',
    },
    {
      id: 'fr.post.hidden',
      cue: 'hidden',
      pattern:
        '(?:contenu (?:cache|masque|verrouille)|repond(?:ez|re|s) pour (?:voir|debloquer|avoir|afficher)|(?:un )?commentaire (?:suffit|pour)|like pour|deblo(?:quer|que|cage)|(?:lien|texte) (?:est )?(?:masque|cache)|un (?:like|merci|commentaire) (?:et|suffit|pour))',
      fires: 'Le lien est masqué, un commentaire suffit',
      spares: 'La cachette du voleur',
    },
    {
      id: 'fr.post.amount-words',
      cue: 'amount',
      pattern:
        '(?:un|une|deux|trois|cinq|dix|quinze|vingt|trente|quarante|cinquante|cent|mille|\\d+) (?:cents? |mille )?(?:balles|boules|euros?|dollars?|centimes|bitcoins?)',
      fires: 'dix balles la liste',
      spares: 'dix agents au guichet',
    },
    {
      id: 'fr.post.want-asked',
      cue: 'want',
      pattern:
        "(?:\\[(?:achat|recherche|cherche|demande)\\]|besoin d(?:e|'un|'une|u|es)|qui (?:me |nous )?(?:depanne|fournit|vend|cede|peut me|aurait|a encore)|(?:y a-t-il|existe-t-il) un vendeur|(?:mon|notre) (?:enveloppe|budget|offre|maximum|prix)(?: est| :|:|,)|j'ai (?:\\d+|de quoi) (?:a mettre|pour)|(?:je |toujours )?(?:preneur|acheteur|acquereur) (?:d'un|d'une|de|pour|serieux cherche)|(?:recherche|cherche|demande) (?:active|urgente|de|d'un|un|une|des|fichier|base|acces)|remuner~|retribution|recompense|commande (?:speciale|:)|je (?:prends|paie|paye|rachete|recupere) |a vous de proposer|proposez|fournisseur de|faites[- ]moi signe|combien (?:pour|demandez|vous))",
      fires: 'Qui me dépanne de la liste ? mon enveloppe : 400',
      spares: 'le budget de la commune',
    },
    {
      id: 'fr.post.free-given',
      cue: 'free',
      pattern:
        "(?:servez[- ]vous|c'est cadeau|cadeau|rien a (?:payer|debourser|donner)|je (?:ne )?demande rien|sans (?:contrepartie|condition|inscription|but lucratif)|pour tout le monde|a tout le monde|en (?:libre acces|partage|libre service)|pas un centime|aucun (?:prix|merci)|je (?:le |la |les |vous )?(?:balance|lache|partage|depose|donne|laisse en libre)|profitez(?: bien| avant|,|$)|prenez(?: avant|,|$)|tenez,|gratos|telechargement (?:direct|libre|ouvert)|mise a disposition|plutot que de (?:laisser|vendre)|a l'oeil)",
      fires: 'Servez-vous, je ne demande rien, lien ci-dessous',
      spares: 'le prix du pain',
    },
    {
      id: 'fr.post.bid-heard',
      cue: 'bid',
      pattern:
        "(?:encher~|surencher~|adjuge~|au plus (?:fort|offrant)|offres? (?:sous pli|recue|actuelle|la plus|suivante)|(?:meilleure|derniere|premiere|plus haute) (?:offre|mise)|mise (?:actuelle|minimale|minimum|de depart|a prix|en cours)|qui (?:dit|monte|met|ajoute|fait)(?: mieux| plus)?(?: a)? ?\\d*|prix (?:plancher|de reserve)|(?:increment|palier|pas) (?:de |: ?)?\\d|on (?:en )?est a \\d|emporte (?:le|la|les|l')|cloture (?:jeudi|lundi|mardi|mercredi|vendredi|samedi|dimanche|repoussee|a|quand|des)|meneur|une fois(?:…|\\.\\.\\.|,) ?deux fois|on repart (?:de|a))",
      fires: 'Mise actuelle 80, la meilleure offre emporte le lot',
      spares: 'la mairie offre des fleurs',
    },
    {
      id: 'fr.post.bought-said',
      cue: 'bought-out',
      pattern:
        "(?:nous (?:vendons|cedons|mettons en vente) (?:les|vos|le|la|tout|ces)|(?:au|le) premier payeur|tout acquereur|(?:achete|acquis|rachete)(?:e|es|s)? (?:par|hier|ce matin)|(?:un|son|leur) acquereur|appartient desormais|trouve preneur|exclusivite est a prendre|(?:ouvert|accessible|disponible|propose)e?s? (?:a|au|aux) (?:tout|tous|premier|autres|plus)|bouton (?:acheter|d'achat)|vendue?s? a un (?:tiers|concurrent))",
      fires: 'Les archives sont accessibles au premier payeur',
      spares: 'le premier adjoint a parlé',
    },
    {
      id: 'fr.post.for-now-said',
      cue: 'for-now',
      pattern:
        "(?:en (?:rodage|test|demo)|test ouvert|(?:cette semaine|pour l'instant|pour le moment|d'ici la),? (?:apres|ensuite|puis)?|apres on verra|avant le passage payant|version d'essai|tarifs? a venir|phase de test)",
      fires: 'le moteur tourne en test ouvert',
      spares: 'un essai de rugby à 15',
    },
    {
      id: 'fr.post.forwarded-said',
      cue: 'forwarded',
      pattern:
        "(?:vu passer|je relaie|repris d'un|recopie d'un|copie-colle|je (?:fais suivre|transmets|transfere)|d'un autre (?:salon|canal|forum)|non verifie|sans (?:avoir (?:ouvert|verifie)|verification)|message d'ailleurs)",
      fires: 'vu passer dans un autre salon, je relaie',
      spares: 'le relais de poste',
    },
    {
      id: 'fr.post.hidden-said',
      cue: 'hidden',
      pattern:
        "(?:lien (?:s'affiche|visible|cache|apparait|masque|debloque)|(?:le )?lien (?:en )?(?:cache|hide)|(?:repondez|commentez|reponse au sujet|reponse)(?: [^.!?\\n]{0,30})? (?:affiche|apparait|debloquer?|visible|voir)|messages? au compteur|points? de reputation|pour (?:le )?debloquer|contenu (?:masque|cache))",
      fires: 'Lien visible après réponse : répondez pour le débloquer',
      spares: 'la réponse du maire',
    },
    {
      id: 'fr.post.in-offer-said',
      cue: 'in-offer',
      pattern:
        "(?:(?:aux|les|pour les|mes|des) (?:acheteurs?|clients|acquereurs|encherisseurs)|ce que recoit l'acheteur|(?:mon|de mon|a mon) (?:annonce|lot|offre|fil)|(?:en vente|vente en cours)|offre a \\d+|dans ma boutique|avant d'acheter|pour ceux qui hesitent)",
      fires: 'Échantillon destiné aux acheteurs de mon annonce',
      spares: 'la vente du muguet',
    },
    {
      id: 'fr.post.report-told',
      cue: 'report',
      pattern:
        "(?:(?:fiche|bulletin|note|point|revue|lettre) (?:de (?:veille|situation|presse|alerte)|du csirt|d'alerte)|(?:etude|enquete|reportage|analyse|temoignages?|communique|avis aux|fait divers|tribune|decryptage) ?:|(?:interpelle|condamne|juge|mis en examen|ecroue|arrete|poursuivi)(?:e|s|es)?(?! par lot)|(?:le|la) (?:vice-president|maire|maire adjoint|parquet|tribunal|prefet|directeur|porte-parole|opposition|procureur)e?(?: \\p{L}+){0,4} (?:a|ont|revient|indique|affirme|annonce|demande|assure|precise)|portent? plainte|non (?:verifie|confirme)e?|fiabilite (?:faible|moyenne)|aucune diffusion n'a ete|ont ete informes?|anssi|csirt|en moyenne|source proche)",
      fires: 'Bulletin du CSIRT : revendication non vérifiée',
      spares: 'une étude de notaire',
    },
    {
      id: 'fr.post.forum-said',
      cue: 'forum-talk',
      pattern:
        "(?:evitez|a eviter|mefiance|attention (?:au|a ce) vendeur|(?:il|elle) (?:m'a (?:pris|arnaque|rembourse|livre)|ne repond plus)|recu (?:mardi|mercredi|lundi|le|hier|en)[^.!?\\n]{0,30}conforme|rien a redire|retour d'experience|(?:mon|le) sujet (?:de vente )?a ete|regle(?:ment)?(?: du| de|,)|les avis (?:divergent|sont)|sequestre prend|merci a lui|hors sequestre|doublon|section|on parie)",
      fires: 'évitez ce vendeur, il ne répond plus',
      spares: 'il évite la pluie',
    },
    {
      id: 'fr.post.question-put',
      cue: 'question',
      pattern:
        "(?:a quoi (?:sert|servent|correspond)|quelqu'un (?:sait|a (?:compris|teste|deja|reussi)|connait|peut (?:confirmer|m'expliquer))|vous (?:en pensez|arrivez|l'avez)|c'est quoi|comment (?:on |faire|savoir|exporter|ouvrir)|pourquoi (?:tout|ils?|elle|les|ce)|je fais quoi|que faire|debutant|besoin d'aide|je (?:ne )?comprends (?:rien|pas)|quelle regle)",
      fires: 'à quoi sert la colonne ? quelqu’un sait ?',
      spares: 'la colonne de gauche',
    },
    {
      id: 'fr.post.benign-goods',
      cue: 'benign',
      pattern:
        "(?:(?:poussette|lit|canape|table|tables|chaises|meubles?|velos?|voiture|moto|guitare|piano|vinyles?|vetements|livres|appartement|studio|chambre|maison|vide-grenier|braderie|brocante|chatons?|chiots?|bois de chauffage)(?![\\p{L}])[^.!?\\n]{0,60}(?:etat|chercher|sur place|retirer|prix|€|euros|louer|mois|libre|debattre)|a (?:venir )?(?:chercher|retirer)(?: sur place)?|vide[- ]grenier|braderie|cours (?:de|du|d')|stage|recrut~|candidatures?)",
      fires: 'Vends poussette, très bon état, à venir chercher',
      spares: 'la table des matières',
    },
    {
      id: 'fr.post.ransom-said',
      cue: 'ransom',
      pattern:
        "(?:(?:vos|chaque|les) (?:clients?|patients?|eleves|parents|salaries|passagers|administres|donateurs|journalistes)(?: \\p{L}+){0,3} (?:liront|recevr(?:a|ont)|apprendr(?:a|ont)|sauront|verront)|(?:le|votre) silence|a (?:choisi|prefere) (?:l'orgueil|porter plainte|se taire|le silence)|(?:sauf|contre) virement|avant parution|passe ce delai|nous (?:publions|preferons publier|avons lu|laisserons)|tome \\d|avec nos compliments|n'appelez pas|chantage|(?:vous avez|il vous reste|dispose de|disposez de) \\d+ ?(?:h|heures|jours)|j-\\d+(?![\\p{L}\\p{N}]))",
      fires: 'Passé ce délai, vos clients liront leurs dossiers',
      spares: 'les parents signent le programme',
    },
    {
      id: 'fr.post.lookup-said',
      cue: 'lookup',
      pattern:
        "(?:(?:une?|un) (?:immatriculation|plaque|nom|numero|pseudo|visage|photo|mail) (?:contre|->|=|donne|et je)|qui (?:habite|appelle|possede)|nom (?:de|du) (?:l'occupant|titulaire|proprietaire)|je (?:vous )?(?:sors|trouve|retrouve|donne) (?:la fiche|le (?:nom|telephone|titulaire|proprietaire)|l'adresse|une personne)|recherches? (?:inversee|par)|(?:\\d+ )?(?:recherches|requetes) (?:a|=|pour|par)|recharge du bot|pas trouve|(?:la|par) (?:fiche|reponse|recherche|personne) (?:a )?\\d|fiche complete)",
      fires: 'une immatriculation contre un nom : 7',
      spares: 'une fiche de poste',
    },
    {
      id: 'fr.post.repost-said',
      cue: 'repost',
      pattern:
        "(?:(?:remis|remise|remets|refait|retabli|neufs?|nouvelle adresse|restaure)(?:e|s|es)? (?:en (?:ligne|partage)|a l'identique|le|la|les|pour|de telechargement)|liens? (?:refaits?|neufs?|retablis?|ne repond plus)|a l'identique|tel(?:le)?s? (?:quel(?:le)?s?|que publie)|copie conforme|deja (?:sorti|poste|passe|diffuse)|encore une fois|bis repetita|vieille fuite|version (?:de l'epoque|d'epoque|20[12]\\d|de 20[12]\\d)|miroir (?:retabli|refait)|premier hebergeur|archive historique)",
      fires: 'vieille fuite remise en ligne à l’identique',
      spares: 'la mairie change de toit',
    },
    {
      id: 'fr.post.access-hold',
      cue: 'access',
      pattern:
        "(?:identifiants? d(?:u|e|'un|'une)|cle d'api|token d|session (?:ouverte|active|vivante|permanente|teamviewer)|(?:un|le) pied dans|j'ai la main sur|porte derobee|(?:compte|profil|droits?|role) (?:\\p{L}+ )?(?:admin|editeur|instructeur|lecture|operateur|prestataire|super|agent|gestionnaire|export)|(?:boite|messagerie|webmail) (?:mail |pro |partagee? |d'une? |du |de la |de l')|(?:a louer|je loue) (?:mon |un )?(?:acces|compte|ecran|tableau)|double facteur|2fa)",
      fires: 'Identifiants du logiciel, session ouverte',
      spares: 'la porte est ouverte au public',
    },
  ],
}
