export { type City, makeCity, type Resident, type StaffMember } from './city.ts'
export { type CityFile, cityFiles, spellings } from './city-files.ts'
export {
  type Fault,
  type FaultDetails,
  type FaultMode,
  type FaultOptions,
  type FaultRule,
  faultModes,
} from './faults.ts'
export { simulatorKey } from './keys.ts'
export { type LeakFile, leakFile } from './leak-file.ts'
export type { PretendQuota } from './quota.ts'
export { type Random, seededRandom } from './random.ts'
export type { SeenRequest, SourceCounts } from './request-log.ts'
export { type FaultPlan, type Simulator, type SimulatorOptions, startSimulator } from './simulator.ts'
export type { KeyPlan } from './sources/contract.ts'
export { type PretendSourceId, pretendSourceIds } from './sources/table.ts'
export {
  addClaim,
  addPost,
  addReport,
  addText,
  CountedMap,
  demoChannel,
  demoFeeds,
  emptyWorld,
  type HibpBreach,
  type HibpPaste,
  type HibpWorld,
  makeWorld,
  type PastebinWorld,
  type PlacesWorld,
  type PretendClaim,
  type PretendEntry,
  type PretendFeed,
  type PretendLeak,
  type PretendMachine,
  type PretendPaste,
  type PretendPost,
  type PretendRecord,
  type PretendReport,
  type PretendText,
  type World,
} from './world/index.ts'
