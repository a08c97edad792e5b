export type { NetReply, NetRequest, Quota, SourceNet } from './contract.ts'
