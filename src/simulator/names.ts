/** Common first and last names, put together by chance: whoever bears such a pair is not meant. */
export const firstNames: readonly string[] = (
  'Adèle Agathe Aïcha Alain Albane Alexandre Alice Amandine Amélie Amina Anaïs André Anne-Laure Antoine Arthur Aurélie ' +
  'Awa Baptiste Béatrice Benoît Bérénice Bintou Brahim Camille Cédric Céline Chloé Claire Clément Corentin Damien Denis ' +
  'Djamila Dominique Élise Éloïse Émile Émilie Emmanuel Éric Estelle Étienne Fabien Fanny Fatima Fatou Félix Florence ' +
  'François Françoise Gaël Geneviève Georges Grégory Guillaume Hadrien Hélène Henri Hugo Inès Irène Isabelle Ismaël Jacques ' +
  'Jean Jean-Marc Jean-Pierre Jeanne Jérôme Joël Josiane Julie Julien Karim Kevin Khadija Laëtitia Laura Laurent Léa Léo ' +
  'Linh Loïc Louis Louise Lucas Lucie Ludovic Madeleine Maël Malik Manon Marc Margaux Marguerite Marie Marie-Claude Mathilde ' +
  'Maxime Mehdi Mélanie Michel Mireille Mohamed Monique Morgane Nadia Nathalie Nicolas Noémie Océane Odile Olivier Oumar ' +
  'Pascal Patricia Paul Pauline Philippe Pierre Quentin Rachid Raphaël Régine Rémi Romain Sabrina Samira Samuel Sandrine ' +
  'Sébastien Simone Solène Sonia Sophie Stéphane Sylvie Théo Thibault Thomas Valérie Véronique Victor Vincent Virginie ' +
  'Xavier Yann Yasmine Yves Zoé'
).split(' ')

export const lastNames: readonly string[] = (
  'Aubert Bailly Barbier Baron Benali Benoit Berger Bernard Bertin Besson Blanc Blanchard Bonnet Bouchet Boulanger Bourgeois ' +
  'Boyer Brun Brunet Camara Caron Carpentier Charpentier Chevalier Clerc Colin Collet Cordier Cousin Da-Costa David Delorme ' +
  'Denis Deschamps Devaux Diallo Diarra Dubois Dufour Dumas Dupont Dupré Dupuis Durand Étienne Fabre Faure Ferrand Fleury ' +
  'Fontaine Fournier Gaillard Garnier Gauthier Gautier Gérard Gilbert Girard Guérin Guillot Haddad Hamel Henry Hubert Humbert ' +
  'Jacquet Joly Keita Klein Lacroix Lambert Langlois Laporte Launay Lebrun Leclercq Lefebvre Legrand Lemaire Lemoine Leroux ' +
  'Lévêque Maillard Mallet Marchand Maréchal Martin Masson Mercier Meunier Michaud Millet Monnier Morel Morin Moulin Nguyen ' +
  'Noël Olivier Paris Pelletier Perez Perrin Petit Picard Poirier Prévost Renard Renaud Reynaud Richard Rivière Robin Rolland ' +
  'Roussel Roux Royer Sanchez Schmitt Simon Tanguy Tessier Touré Traoré Vasseur Vidal Villain Vincent Weber Yildiz'
).split(' ')

export const services: readonly string[] = [
  'Accueil',
  'CCAS',
  'Centre technique municipal',
  'Direction générale',
  'Espaces verts',
  'État civil',
  'Finances',
  'Informatique',
  'Médiathèque',
  'Périscolaire',
  'Police municipale',
  'Restauration scolaire',
  'Ressources humaines',
  'Urbanisme',
]
