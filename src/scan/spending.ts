/** The run's own ceilings: requests and credits, of each source and of all together. Credits are spent only where a number allows it. */
import { BudgetError } from '../domain/index.ts'
import type { Query } from '../sources/index.ts'
import type { Budget } from './contract.ts'

interface Account {
  readonly budget: Budget
  /** requests that left, as the door counts them */
  readonly requests: () => number
  credits: number
}

export class Spending {
  readonly #whole: Budget
  readonly #accounts = new Map<string, Account>()

  constructor(whole: Budget = {}) {
    this.#whole = whole
  }

  open(source: string, budget: Budget | undefined, requests: () => number): void {
    this.#accounts.set(source, { budget: budget ?? {}, requests, credits: 0 })
  }

  /** @param aboutToLeave queries that were begun and have not left yet. @throws BudgetError */
  mustAfford(source: string, cost: Query['cost'], aboutToLeave: number): void {
    const account = this.#account(source)
    const others = [...this.#accounts.values()]
    const requests = account.requests() + aboutToLeave + cost.requests
    const allRequests = others.reduce((sum, one) => sum + one.requests(), 0) + aboutToLeave + cost.requests
    if (requests > (account.budget.requests ?? Number.POSITIVE_INFINITY)) {
      throw new BudgetError(source, `${source}: its budget of ${account.budget.requests} requests is used`)
    }
    if (allRequests > (this.#whole.requests ?? Number.POSITIVE_INFINITY)) {
      throw new BudgetError(source, `the scan's budget of ${this.#whole.requests} requests is used`)
    }
    const credits = cost.credits ?? 0
    if (credits === 0) return
    const own = account.budget.credits ?? 0
    if (account.credits + credits > own) {
      throw new BudgetError(source, `${source}: its budget of ${own} credits is used`, {
        mend: `set sources.${source}.budget.credits to what may be spent in one run`,
      })
    }
    const whole = this.#whole.credits ?? Number.POSITIVE_INFINITY
    if (others.reduce((sum, one) => sum + one.credits, credits) > whole) {
      throw new BudgetError(source, `the scan's budget of ${whole} credits is used`, {
        mend: 'set scan.budget.credits to what may be spent in one run, by all sources together',
      })
    }
  }

  spend(source: string, credits: number): void {
    this.#account(source).credits += credits
  }

  credits(source: string): number {
    return this.#accounts.get(source)?.credits ?? 0
  }

  #account(source: string): Account {
    const account = this.#accounts.get(source)
    if (account === undefined) throw new TypeError(`${source} was not opened`)
    return account
  }
}
