/** Common first and last names, to be put together at random: of nobody in particular. */
export const firstNames: readonly string[] =
  'Adèle Alain Amélie André Annie Arnaud Aurore Benoît Brigitte Camille Cécile Charles Chloé Claude Colette Damien Denis Édith Élise Émile Estelle Étienne Fabien Fanny Florent Gaëlle Georges Gilles Hélène Henri Hugo Inès Irène Jeanne Joël Julie Justine Karine Laure Léa Léon Lucie Manon Marc Margaux Mathilde Maxime Michel Nadia Nicole Odile Olivier Pascal Paule Quentin Rachel Rémi Rose Sabine Simon Solène Thérèse Valentin Yann'.split(
    ' ',
  )

export const lastNames: readonly string[] =
  'Adam Aubert Barbier Bailly Benoist Berger Besson Blondel Bonnet Boucher Bourgeois Brunet Carlier Caron Charpentier Chevallier Collet Cordier Cousin Daniel Delattre Denis Deschamps Duval Étienne Fabre Faure Fleury Fournier Gaillard Garnier Gautier Gérard Gilbert Girard Guérin Hamon Hubert Jacquet Joly Lacroix Lambert Langlois Lebrun Leclerc Lefort Lemoine Léger Marchal Maillard Masson Menard Meunier Millet Noël Olivier Perrin Picard Poirier Renaud Rivière Roussel Tessier Vidal'.split(
    ' ',
  )
