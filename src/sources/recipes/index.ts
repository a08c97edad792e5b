export { builtIn } from './built-in.ts'
export { parseRecipe, readRecipes } from './read.ts'
export type { Recipe, RecipeInput } from './schema.ts'
export { recipeSource } from './source.ts'
