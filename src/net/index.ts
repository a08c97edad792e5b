export type { CircuitReason, CircuitState } from './circuit.ts'
export { type Clock, systemClock } from './clock.ts'
export type { KeyPlace, NetReply, NetRequest, Quota, Quotas, SourceNet } from './contract.ts'
export { createDoor } from './door.ts'
export type {
  Door,
  DoorOptions,
  NetEvent,
  NetTrace,
  SourceBinding,
  SourceDoor,
  SourceNetState,
} from './door-contract.ts'
export { type Ledger, openLedger } from './ledger.ts'
export { fastestOf, type Pace, pacedBy, quotasOf, slowedBy, timeTakenMs } from './quota.ts'
export { redact } from './redact.ts'
