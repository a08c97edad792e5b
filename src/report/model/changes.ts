/** What is different between two reports: a complementary notification says what changed (GDPR, art. 33(4)). */
import type { Changes, Finding, FindingChange, ReportModel } from './contract.ts'

export function changesBetween(before: ReportModel, now: Omit<ReportModel, 'id' | 'digest' | 'changes'>): Changes {
  const [old, young] = [byIncident(before.findings), byIncident(now.findings)]
  const added = [...young].filter(([incident]) => !old.has(incident)).map(([, parts]) => named(parts, []))
  const gone = [...old].filter(([incident]) => !young.has(incident)).map(([, parts]) => named(parts, []))
  const changed = [...young].flatMap(([incident, parts]) => {
    const former = old.get(incident)
    const what = former === undefined ? [] : differences(former, parts)
    return what.length === 0 ? [] : [named(parts, what)]
  })
  const [was, is] = [before.breach.severity?.score, now.breach.severity?.score]
  return {
    since: { id: before.id, madeAt: before.madeAt },
    added,
    gone,
    changed,
    persons: { before: before.breach.persons, now: now.breach.persons },
    records: { before: before.breach.records, now: now.breach.records },
    typologiesAdded: now.breach.typologies.filter((one) => !before.breach.typologies.includes(one)),
    typologiesGone: before.breach.typologies.filter((one) => !now.breach.typologies.includes(one)),
    severity: { ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { now: is }) },
  }
}

function byIncident(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  return Map.groupBy(findings, ({ incident }) => incident)
}

function named(parts: readonly Finding[], what: FindingChange['what']): FindingChange {
  return { incident: parts[0]!.incident, title: parts[0]!.title, what }
}

function differences(former: readonly Finding[], parts: readonly Finding[]): FindingChange['what'] {
  const differs = (pick: (one: Finding) => unknown) => said(former, pick) !== said(parts, pick)
  const facets: readonly (readonly [FindingChange['what'][number], (one: Finding) => unknown])[] = [
    ['state', ({ state }) => state],
    ['attribution', ({ decision }) => [decision?.attribution ?? null, decision?.base ?? null]],
    ['persons', ({ counts }) => counts.persons],
    ['data', ({ dataClasses }) => dataClasses],
    ['severity', ({ severity }) => severity.score],
    ['resale', ({ resale }) => [resale.word, resale.lastOfferedOn ?? null]],
  ]
  return facets.filter(([, pick]) => differs(pick)).map(([facet]) => facet)
}

function said(parts: readonly Finding[], pick: (one: Finding) => unknown): string {
  return JSON.stringify(parts.map(pick))
}
