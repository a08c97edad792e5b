export { buildModel, isOfBreach, type ReportFacts } from './build.ts'
export { offsetMinutes, readInstant } from './clocks.ts'
export { type Collected, collect } from './collect.ts'
export type * from './contract.ts'
export { impersonal } from './impersonal.ts'
export { keepModel, keptModels, loadModel } from './keep.ts'
export {
  type Dismissal,
  dismissals,
  type Qualifications,
  type QualifiedFinding,
  standingOf,
  undecided,
} from './qualification.ts'
