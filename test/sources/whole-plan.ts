import { expect } from '@jest/globals'
import { mayDisclose } from '../../src/domain/index.ts'
import type { PlanSelector, Query, Skip } from '../../src/sources/index.ts'

/** Each selector × question is in one query or one skip, nothing is told that may not be, domain calls come first. */
export function expectWholePlan(
  steps: readonly (Query | Skip)[],
  selectors: readonly PlanSelector[],
  questions: readonly string[],
): void {
  for (const question of questions) {
    const refs = steps.filter((step) => step.question === question).flatMap((step) => step.covers.map((s) => s.ref))
    expect(refs.toSorted((a, b) => a - b)).toEqual(selectors.map((s) => s.ref).toSorted((a, b) => a - b))
  }
  expect(steps.filter((step) => !questions.includes(step.question))).toEqual([])
  const queries = steps.filter((step) => step.type === 'query')
  for (const query of queries) {
    expect(query.covers.length).toBeGreaterThan(0)
    expect(query.covers.filter((covered) => !mayDisclose(covered.allowed, query.discloses))).toEqual([])
  }
  const lastDomain = queries.findLastIndex((query) => query.coversDomain !== undefined)
  expect(queries.slice(0, lastDomain + 1).filter((query) => query.coversDomain === undefined)).toEqual([])
  if (new Set(selectors.map((selector) => selector.canonical)).size < selectors.length) return
  const names = queries.map((query) => `${query.question} ${query.endpoint} ${query.target}`)
  expect(new Set(names).size).toBe(names.length)
}
