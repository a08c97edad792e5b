/** Public codes of ideone.com: few dumps among much homework. */
import { publicPagesInFrench } from '../recipes/built-in.ts'
import { parseRecipe } from '../recipes/read.ts'
import { recipeSource } from '../recipes/source.ts'
import { recipe } from './contract.ts'

export const ideone = recipeSource(parseRecipe(recipe, 'ideone'), publicPagesInFrench)
