/**
 * What the budgets of a run let through, told beforehand: of queries in their order, which are asked for sure (though each took
 * as much as it may), which may be (as each may take its least), and which are not. As in a run, the first that cannot be
 * afforded ends it.
 */
import type { Query } from '../sources/index.ts'
import type { Budget } from './contract.ts'

export interface Range {
  readonly from: number
  readonly to: number
}

export type Chance = 'sure' | 'possible' | 'none'

export class Affordable {
  readonly #requests: number
  readonly #credits: number
  /** each at its most, and at its least */
  readonly #dear = { requests: 0, credits: 0, isOver: false }
  readonly #cheap = { requests: 0, credits: 0, isOver: false }

  /** @param opens requests before the first query. Credits are spent only where a number allows it */
  constructor(own: Budget = {}, whole: Budget = {}, opens: Range = { from: 0, to: 0 }) {
    const none = Number.POSITIVE_INFINITY
    this.#requests = Math.min(own.requests ?? none, whole.requests ?? none)
    this.#credits = Math.min(own.credits ?? 0, whole.credits ?? none)
    this.#dear.requests = Math.min(this.#requests, opens.to)
    this.#cheap.requests = Math.min(this.#requests, opens.from)
  }

  take(cost: Query['cost']): Chance {
    const { requests, maxRequests = requests, credits = 0, maxCredits = credits } = cost
    const isSure = this.#begins(this.#dear, requests, credits, maxRequests, maxCredits)
    const isPossible = this.#begins(this.#cheap, requests, credits, requests, credits)
    return isSure ? 'sure' : isPossible ? 'possible' : 'none'
  }

  /** What the two ways come to. */
  get requests(): Range {
    return rangeOf(this.#dear.requests, this.#cheap.requests)
  }

  get credits(): Range {
    return rangeOf(this.#dear.credits, this.#cheap.credits)
  }

  /** Spends what may be spent; `true` when that is all that the query may take. */
  #begins(
    spent: { requests: number; credits: number; isOver: boolean },
    requests: number,
    credits: number,
    takesRequests: number,
    takesCredits: number,
  ): boolean {
    const isOver =
      spent.isOver ||
      spent.requests + requests > this.#requests ||
      (credits > 0 && spent.credits + credits > this.#credits)
    spent.isOver = isOver
    if (isOver) return false
    const isWhole =
      spent.requests + takesRequests <= this.#requests &&
      (takesCredits === 0 || spent.credits + takesCredits <= this.#credits)
    spent.requests = Math.min(this.#requests, spent.requests + takesRequests)
    spent.credits = Math.min(Math.max(this.#credits, spent.credits), spent.credits + takesCredits)
    return isWhole
  }
}

function rangeOf(a: number, b: number): Range {
  return { from: Math.min(a, b), to: Math.max(a, b) }
}
