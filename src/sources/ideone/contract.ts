/** ideone.com as a recipe: structure of a stored copy of its page of recent codes. */
import type { RecipeInput } from '../recipes/schema.ts'

export const recipe: RecipeInput = {
  id: 'ideone',
  name: 'Ideone (recent codes)',
  list: {
    url: 'https://ideone.com/recent',
    items: '.source-view',
    // the menu has links of six letters too: only those of a code's header count
    id: { from: '.header a', attribute: 'href', match: '^/([A-Za-z0-9]{6})$' },
    size: 24,
  },
  item: { url: 'https://ideone.com/plain/{id}' },
  every: '5m',
  pace: '2s',
  terms: 'https://ideone.com/legal-terms',
  because: 'public pages, matched locally and dropped; nothing about the city is told',
  checkedOn: '2026-11-24',
}
