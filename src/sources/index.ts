export type * from './contract.ts'
export { findSource, type RetiredSource, retired, sources } from './registry.ts'
