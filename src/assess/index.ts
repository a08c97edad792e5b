export { assessCatalogueEntry, type CatalogueEntry, type CatalogueVerdict } from './catalogue.ts'
export { assessEvent, type Circulation, circulationLevels } from './circulation.ts'
export {
  type Assignment,
  type CorrelateInput,
  type Correlation,
  correlate,
  type EventRef,
  type JoinEvidence,
  type KnownIncident,
  type Merge,
  type Proposal,
  type SourcedEvent,
} from './correlate/index.ts'
export type { JoinReason } from './correlate/likeness.ts'
export type { Evidence } from './evidence.ts'
export {
  type ExposureJudgement,
  type ExposureQuestion,
  judgeExposure,
  type ResaleVerdict,
  type SeenEvent,
  type SourcedEvidence,
} from './exposure.ts'
export { type Commercial, type PostLabel, postLabels } from './posts/labels.ts'
export type { CirculationLevel } from './rules/contract.ts'
