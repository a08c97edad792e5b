/** Rows of a list, as a recipe describes them. */
import type { CheerioAPI } from 'cheerio/slim'
import { BlockedError, ContractError } from '../../domain/index.ts'
import { whyNoContent } from '../lawful.ts'
import type { Field, Recipe } from './schema.ts'

export interface Row {
  readonly id: string
  readonly title?: string
  readonly inline?: string
}

export interface Rows {
  readonly rows: readonly Row[]
  /** rows without an id that could stand in an address */
  readonly badRows: number
}

/** reads a field of a row; `undefined` when there is none */
type Pick = (field: Field) => string | undefined

/** what may stand in an address as it is */
const plainId = /^(?!\.{1,2}$)[A-Za-z0-9._~-]{1,200}$/
/** of what a pattern is held against: both may be a stranger's */
const longestField = 2_000

/** @throws BlockedError, QuotaError or ContractError for a page without a row that names an item */
export function rowsOfPage(recipe: Recipe, $: CheerioAPI): Rows {
  const elements = $(recipe.list.items).toArray()
  const { rows, badRows } = collect(
    recipe,
    elements.map(
      (element): Pick =>
        ({ from, attribute, match }) => {
          const found = from === undefined ? $(element) : $(element).find(from).first()
          if (found.length === 0) return undefined
          return matched(attribute === undefined ? found.text() : found.attr(attribute), match)
        },
    ),
  )
  if (rows.length > 0) return { rows, badRows }
  const text = $.root().text()
  const { empty } = recipe.list
  if (elements.length === 0 && typeof empty === 'string' && text.includes(empty)) return { rows, badRows }
  const { id } = recipe
  if (recipe.challenge.some((words) => text.includes(words))) throw challenge(id)
  throw whyNoContent(id, $('title').text(), $.root().html() ?? '') ?? noRow(id, elements.length)
}

/** @throws ContractError when the list is not where it should be, or none of it names an item */
export function rowsOfJson(recipe: Recipe, body: unknown): Rows {
  const { id, list } = recipe
  const found = list.items === '$' ? body : at(body, list.items)
  if (!Array.isArray(found)) throw new ContractError(id, `${id}: there is no list where the recipe says`)
  const { rows, badRows } = collect(
    recipe,
    found.map(
      (element: unknown): Pick =>
        ({ from = '', match }) => {
          const value = at(element, from)
          return typeof value === 'string' || typeof value === 'number' ? matched(String(value), match) : undefined
        },
    ),
  )
  if (rows.length === 0 && !(found.length === 0 && list.empty === true)) throw noRow(id, found.length)
  return { rows, badRows }
}

export function challenge(id: string): BlockedError {
  return new BlockedError(id, `${id}: a challenge page instead of content`)
}

function noRow(id: string, elements: number): ContractError {
  return new ContractError(id, `${id}: ${elements === 0 ? 'the list has no row' : 'no row of the list names an item'}`)
}

function collect({ list, item }: Recipe, picks: readonly Pick[]): Rows {
  const rows = new Map<string, Row>()
  let badRows = 0
  for (const pick of picks) {
    const id = pick(list.id)?.trim()
    const inline = item.inline === undefined ? undefined : pick(item.inline)
    if (id === undefined || !plainId.test(id) || (item.inline !== undefined && inline === undefined)) {
      if (!list.mixed) badRows++
      continue
    }
    const title = list.title === undefined ? undefined : pick(list.title)?.trim()
    if (rows.has(id)) continue
    rows.set(id, { id, ...(title ? { title } : {}), ...(inline === undefined ? {} : { inline }) })
  }
  return { rows: [...rows.values()], badRows }
}

function matched(value: string | undefined, match: string | undefined): string | undefined {
  if (value === undefined || match === undefined) return value
  const found = new RegExp(match).exec(value.slice(0, longestField))
  return found === null ? undefined : (found[1] ?? found[0])
}

function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, name) => {
    const isObject = typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name)
    return isObject ? (inner as Record<string, unknown>)[name] : undefined
  }, value)
}
