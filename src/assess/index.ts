export {
  type Attribution,
  type AttributionProposal,
  type AttributionQuestion,
  type AttributionReason,
  attribute,
  type CityBase,
} from './attribution.ts'
export { assessCatalogueEntry, type CatalogueEntry, type CatalogueVerdict } from './catalogue.ts'
export { assessEvent, type Circulation, circulationLevels } from './circulation.ts'
export { type ClaimFacts, type ClaimReading, type ClaimState, claimState, claimStates } from './claim.ts'
export {
  type CnilSensitive,
  type CnilTypology,
  cnilSensitive,
  cnilTypologies,
  type DataClass,
  type DataSummary,
  dataClass,
  type EnisaType,
  enisaTypes,
  summarizeData,
} from './classes/index.ts'
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
export { type JoinReason, joinFacts, joinFrom } from './correlate/likeness.ts'
export type { Evidence } from './evidence.ts'
export {
  type ExposureJudgement,
  type ExposureQuestion,
  judgeExposure,
  type ResaleVerdict,
  type SeenEvent,
  type SourcedEvidence,
} from './exposure.ts'
export { assessPost, type PostOptions, type PostVerdict } from './posts/index.ts'
export { type Commercial, type PostLabel, postLabels } from './posts/labels.ts'
export { isRuleWord } from './posts/rule-words.ts'
export { findRecycled, type PastExposure } from './recycled.ts'
export type { CirculationLevel } from './rules/contract.ts'
export {
  assessSeverity,
  type Neighbour,
  type Severity,
  type SeverityLevel,
  type SeverityPart,
  type SeverityQuestion,
  type SeverityReason,
  severityLevel,
} from './severity/index.ts'
