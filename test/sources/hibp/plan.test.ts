import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Disclosure, SelectorKind } from '../../../src/domain/index.ts'
import type { HibpAccount } from '../../../src/sources/hibp/account.ts'
import { accountSha1Hex } from '../../../src/sources/hibp/map.ts'
import { plan, questions } from '../../../src/sources/hibp/plan.ts'
import type { PlanSelector, Query, Skip, SourceSettings } from '../../../src/sources/index.ts'
import { expectWholePlan } from '../whole-plan.ts'

const settings: SourceSettings = { verifiedDomains: [], options: {} }
const pro: HibpAccount = {
  plan: 'Pro 1',
  kAnon: true,
  stealerLogs: true,
  domainSearch: true,
  domains: ['ville-exemple.fr'],
  oversized: [],
}
const core: HibpAccount = { ...pro, plan: 'Core 1', kAnon: false, stealerLogs: false }
const highRpm: HibpAccount = { ...pro, plan: 'High RPM 4000', stealerLogs: false, domainSearch: false, domains: [] }

let ref = 0
function selector(canonical: string, allowed: Disclosure = 'k-anonymous'): PlanSelector {
  const kind: SelectorKind = canonical.includes('@') ? 'email' : canonical.startsWith('+') ? 'phone' : 'domain'
  return { ref: ++ref, kind, canonical, allowed }
}

/** `question endpoint-or-reason [selectors]`, in the order of the plan */
function told(steps: Iterable<Query | Skip>): readonly string[] {
  return [...steps].map((step) => {
    const covers = step.covers.map((covered) => covered.canonical).join(' ')
    return `${step.question} ${step.type === 'query' ? step.endpoint : step.reason} [${covers}]`
  })
}

describe('the plan for HIBP', () => {
  test('asks one domain call for all addresses under a verified domain, whatever may be told of them', () => {
    const selectors = [
      selector('ville-exemple.fr', 'clear'),
      selector('agent@ville-exemple.fr', 'clear'),
      selector('eleve@ville-exemple.fr', 'nothing'),
    ]

    const queries = [...plan(selectors, pro, settings)].filter((step) => step.type === 'query')

    expect(told(queries)).toEqual([
      'breaches breacheddomain [ville-exemple.fr agent@ville-exemple.fr eleve@ville-exemple.fr]',
      'stealer-logs stealerlogsbyemaildomain [ville-exemple.fr agent@ville-exemple.fr eleve@ville-exemple.fr]',
      'pastes pasteaccount [agent@ville-exemple.fr]',
      'stealer-logs-own-sites stealerlogsbywebsitedomain [ville-exemple.fr agent@ville-exemple.fr eleve@ville-exemple.fr]',
    ])
    expect(queries[0]).toMatchObject({
      target: 'ville-exemple.fr',
      coversDomain: 'ville-exemple.fr',
      discloses: 'nothing',
    })
  })

  test('does not count an address of a subdomain as under its apex', () => {
    const steps = told(plan([selector('agent@agglo.ville-exemple.fr')], pro, settings))

    expect(steps).toEqual([
      'stealer-logs no-ownership-proof [agent@agglo.ville-exemple.fr]',
      'pastes policy [agent@agglo.ville-exemple.fr]',
      'stealer-logs-own-sites stealerlogsbywebsitedomain [agent@agglo.ville-exemple.fr]',
      'breaches breachedaccount/range [agent@agglo.ville-exemple.fr]',
    ])
  })

  test('tells six hex digits only, once for all addresses that share them, even where clear is allowed', () => {
    // two addresses that share a prefix, and a third listed in two populations
    const selectors = [
      selector('test@example.com', 'clear'),
      selector('habitant@example.org'),
      selector('test@example.com'),
    ]

    const ranges = [...plan(selectors, pro, settings)].filter(
      (step) => step.type === 'query' && step.question === 'breaches',
    )

    expect(ranges).toHaveLength(2)
    expect(ranges).toContainEqual({
      type: 'query',
      question: 'breaches',
      target: '567159',
      endpoint: 'breachedaccount/range',
      covers: [selectors[0], selectors[2]],
      discloses: 'k-anonymous',
      cost: { requests: 1 },
    })
  })

  test('asks in clear where the plan has no k-anonymity and the policy allows it, and says why not otherwise', () => {
    const selectors = [
      selector('a@example.org', 'clear'),
      selector('b@example.org', 'k-anonymous'),
      selector('c@example.org', 'nothing'),
    ]

    const steps = told(plan(selectors, core, settings)).filter((line) => line.startsWith('breaches'))

    expect(steps).toEqual([
      'breaches breachedaccount [a@example.org]',
      'breaches plan-lacks-feature [b@example.org]',
      'breaches policy [c@example.org]',
    ])
  })

  test('asks about pastes in clear only, and not at all when the configuration says so', () => {
    const selectors = [selector('a@example.org', 'clear'), selector('b@example.org')]
    const pastes = (options: SourceSettings['options']) =>
      told(plan(selectors, pro, { verifiedDomains: [], options })).filter((line) => line.startsWith('pastes'))

    expect(pastes({})).toEqual(['pastes pasteaccount [a@example.org]', 'pastes policy [b@example.org]'])
    expect(pastes({ pastes: false })).toEqual(['pastes policy [a@example.org b@example.org]'])
  })

  test('takes no phone, and no domain that is not verified', () => {
    const selectors = [selector('+33639980123', 'clear'), selector('autre-exemple.example', 'clear')]

    expect(told(plan(selectors, pro, settings)).toSorted()).toEqual([
      'breaches kind-not-taken [+33639980123]',
      'breaches no-ownership-proof [autre-exemple.example]',
      'pastes kind-not-taken [+33639980123 autre-exemple.example]',
      'stealer-logs kind-not-taken [+33639980123]',
      'stealer-logs no-ownership-proof [autre-exemple.example]',
      'stealer-logs-own-sites kind-not-taken [+33639980123]',
      'stealer-logs-own-sites no-ownership-proof [autre-exemple.example]',
    ])
  })

  test.each([
    ['a High RPM plan', highRpm, 'ville-exemple.fr'],
    ['a domain larger than the plan', { ...pro, domains: [], oversized: ['ville-exemple.fr'] }, 'ville-exemple.fr'],
  ])('says that the plan lacks the domain search: %s', (_, account, domain) => {
    expect(told(plan([selector(domain, 'clear')], account, settings)).toSorted()).toEqual([
      `breaches plan-lacks-feature [${domain}]`,
      `pastes kind-not-taken [${domain}]`,
      `stealer-logs plan-lacks-feature [${domain}]`,
      `stealer-logs-own-sites plan-lacks-feature [${domain}]`,
    ])
  })

  test('asks one call by site for everybody whom the city watches, and tells of nobody', () => {
    const selectors = [selector('ville-exemple.fr', 'clear'), selector('habitante@example.org', 'nothing')]
    const sites = (account: HibpAccount, options: SourceSettings['options'] = {}) =>
      [...plan(selectors, account, { verifiedDomains: [], options })].filter(
        (step) => step.question === 'stealer-logs-own-sites',
      )

    expect(sites({ ...pro, domains: ['agglo.example', 'ville-exemple.fr'] })).toEqual([
      {
        type: 'query',
        question: 'stealer-logs-own-sites',
        endpoint: 'stealerlogsbywebsitedomain',
        target: 'agglo.example,ville-exemple.fr',
        covers: selectors,
        coversSites: ['agglo.example', 'ville-exemple.fr'],
        discloses: 'nothing',
        cost: { requests: 2, maxRequests: 2 },
      },
    ])
    expect(told(sites(pro, { ownSites: false }))).toEqual([
      'stealer-logs-own-sites disabled [ville-exemple.fr habitante@example.org]',
    ])
    expect(told(sites(core))).toEqual([
      'stealer-logs-own-sites plan-lacks-feature [ville-exemple.fr habitante@example.org]',
    ])
  })

  test('asks stealer logs address by address where the configuration says so', () => {
    const selectors = [
      selector('ville-exemple.fr', 'clear'),
      selector('agent@ville-exemple.fr', 'clear'),
      selector('eleve@ville-exemple.fr', 'k-anonymous'),
      selector('habitante@example.org', 'clear'),
    ]
    const steps = [...plan(selectors, pro, { verifiedDomains: [], options: { stealerLogs: 'address' } })]

    expect(told(steps.filter((step) => step.question === 'stealer-logs'))).toEqual([
      'stealer-logs stealerlogsbyemail [agent@ville-exemple.fr]',
      'stealer-logs disabled [ville-exemple.fr]',
      'stealer-logs policy [eleve@ville-exemple.fr]',
      'stealer-logs no-ownership-proof [habitante@example.org]',
    ])
    expectWholePlan(steps, selectors, questions)
  })

  test('answers every selector and question exactly once, within what may be told, domain calls first', () => {
    const address = fc
      .constantFrom('a', 'b', 'c')
      .chain((local) =>
        fc
          .constantFrom('ville-exemple.fr', 'agglo.ville-exemple.fr', 'example.org')
          .map((domain) => `${local}@${domain}`),
      )
    const canonical = fc.oneof(address, fc.constantFrom('ville-exemple.fr', 'example.org', '+33639980001'))
    const allowed = fc.constantFrom<Disclosure>('nothing', 'k-anonymous', 'clear')
    const lists = fc.array(fc.tuple(canonical, allowed).map(([value, may]) => selector(value, may)))
    const account = fc.record({ kAnon: fc.boolean(), stealerLogs: fc.boolean() }).map((has) => ({ ...pro, ...has }))

    fc.assert(
      fc.property(lists, account, (selectors, holder) => {
        expectWholePlan([...plan(selectors, holder, settings)], selectors, questions)
      }),
    )
  })

  test('covers by a prefix exactly the addresses whose hash begins with it', () => {
    const selectors = Array.from({ length: 3000 }, (_, index) => selector(`habitant${index}@example.org`))

    const ranges = [...plan(selectors, pro, settings)].filter(
      (step) => step.type === 'query' && step.question === 'breaches',
    ) as Query[]

    expect(ranges.flatMap((query) => query.covers)).toHaveLength(3000)
    expect(new Set(ranges.map((query) => query.target)).size).toBe(ranges.length)
    for (const query of ranges) {
      expect(query.target).toMatch(/^[0-9A-F]{6}$/)
      for (const covered of query.covers) expect(accountSha1Hex(covered.canonical).slice(0, 6)).toBe(query.target)
    }
  })
})
