/**
 * The addresses that the vendor publishes for tests, on a domain of its own, with the counts it promises. They stand in
 * breaches of the world's own catalogue, picked by nature.
 * @see https://haveibeenpwned.com/API/v3#TestAccounts
 */
import type { HibpBreach, HibpPaste, HibpWorld } from '../world/index.ts'

export const integrationDomain = 'hibp-integration-tests.com'

export interface IntegrationWorld {
  readonly accounts: ReadonlyMap<string, string[]>
  readonly pastes: ReadonlyMap<string, HibpPaste[]>
  readonly stealerLogs: ReadonlyMap<string, string[]>
}

export function integrationWorld(hibp: HibpWorld): IntegrationWorld {
  const plain = hibp.breaches.filter((breach) => isPlain(breach)).map((breach) => breach.Name)
  const named = (is: (breach: HibpBreach) => boolean) =>
    hibp.breaches
      .filter(is)
      .map((breach) => breach.Name)
      .slice(0, 1)
  const sensitive = named((breach) => breach.IsSensitive)
  const spam = named((breach) => breach.IsSpamList)
  const retired = named((breach) => breach.IsRetired)
  const free = named((breach) => breach.IsSubscriptionFree)
  const paste: HibpPaste = {
    Source: 'Pastebin',
    Id: 'Ab12Cd34',
    Title: null,
    Date: '2022-11-03T10:12:44Z',
    EmailCount: 128,
  }
  return {
    accounts: atDomain({
      'account-exists': plain.slice(0, 1),
      'multiple-breaches': plain.slice(0, 3),
      'not-active-breach': retired,
      'not-active-and-active-breach': [...retired, ...plain.slice(0, 1)],
      'sensitive-breach': sensitive,
      'paste-sensitive-breach': sensitive,
      'sensitive-and-other-breaches': [...sensitive, ...plain.slice(0, 2)],
      'spam-list-only': spam,
      'spam-list-and-others': [...spam, ...plain.slice(0, 2)],
      'stealer-log': named((breach) => breach.IsStealerLog),
      'subscription-free-breach': free,
      'subscription-free-and-other-breaches': [...free, ...plain.slice(0, 2)],
      'unverified-breach': named((breach) => !breach.IsVerified && !breach.IsFabricated && breach.Domain !== ''),
    }),
    pastes: atDomain({ 'account-exists': [paste], 'paste-sensitive-breach': [paste] }),
    stealerLogs: atDomain({ 'stealer-log': ['connexion.example.org'] }),
  }
}

function isPlain(breach: HibpBreach): boolean {
  const odd =
    breach.IsSensitive ||
    breach.IsRetired ||
    breach.IsSpamList ||
    breach.IsStealerLog ||
    breach.IsSubscriptionFree ||
    breach.IsFabricated
  return breach.IsVerified && !odd
}

function atDomain<Value>(byAlias: Readonly<Record<string, Value>>): Map<string, Value> {
  return new Map(Object.entries(byAlias).map(([alias, value]) => [`${alias}@${integrationDomain}`, value]))
}
