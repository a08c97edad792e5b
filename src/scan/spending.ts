/** The run's own ceilings: requests and credits, of each source and of all together. Credits are spent only where a number allows it. */
import { BudgetError } from '../domain/index.ts'
import type { Query } from '../sources/index.ts'
import type { Budget } from './contract.ts'

interface Account {
  readonly budget: Budget
  /** as the door counts them */
  readonly sent: () => { readonly requests: number; readonly begun: number }
  credits: number
  /** of queries that are out, and have not told yet what they took */
  held: number
}

export class Spending {
  readonly #whole: Budget
  readonly #accounts = new Map<string, Account>()

  constructor(whole: Budget = {}) {
    this.#whole = whole
  }

  open(source: string, budget: Budget | undefined, sent: Account['sent']): void {
    this.#accounts.set(source, { budget: budget ?? {}, sent, credits: 0, held: 0 })
  }

  /** Of one request more, whatever it is for. @throws BudgetError */
  mustMayLeave(source: string): void {
    const account = this.#account(source)
    this.#mustAllow(source, account.sent().begun + 1, this.#sum(({ sent }) => sent().begun) + 1)
  }

  /** Of a query before it is begun. @param aboutToLeave queries that were begun and have not left yet. @throws BudgetError */
  mustAfford(source: string, cost: Query['cost'], aboutToLeave: number): void {
    const account = this.#account(source)
    const more = aboutToLeave + cost.requests
    this.#mustAllow(source, account.sent().requests + more, this.#sum(({ sent }) => sent().requests) + more)
    const credits = cost.credits ?? 0
    if (credits === 0) return
    const own = account.budget.credits ?? 0
    if (account.credits + account.held + credits > own) {
      throw new BudgetError(source, `${source}: its budget of ${own} credits is used`, {
        mend: `set sources.${source}.budget.credits to what may be spent in one run`,
      })
    }
    const whole = this.#whole.credits ?? Number.POSITIVE_INFINITY
    if (this.#sum((one) => one.credits + one.held) + credits > whole) {
      throw new BudgetError(source, `the scan's budget of ${whole} credits is used`, {
        mend: 'set scan.budget.credits to what may be spent in one run, by all sources together',
      })
    }
  }

  #mustAllow(source: string, requests: number, allRequests: number): void {
    const own = this.#account(source).budget.requests ?? Number.POSITIVE_INFINITY
    if (requests > own) throw new BudgetError(source, `${source}: its budget of ${own} requests is used`)
    const whole = this.#whole.requests ?? Number.POSITIVE_INFINITY
    if (allRequests > whole) throw new BudgetError(source, `the scan's budget of ${whole} requests is used`)
  }

  #sum(of: (account: Account) => number): number {
    let sum = 0
    for (const account of this.#accounts.values()) sum += of(account)
    return sum
  }

  /**
   * Sets aside what a query is known to take, from the moment it is allowed: sources run side by side, and each would else
   * count on the same last credit. @returns gives it back; to be called when it is spent, or nothing was
   */
  hold(source: string, credits: number): () => void {
    const account = this.#account(source)
    let held = credits
    account.held += held
    return () => {
      account.held -= held
      held = 0
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
