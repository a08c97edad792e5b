export type * from './contract.ts'
export { RefusedBodyError } from './lawful.ts'
export { placeId } from './place-id.ts'
export { findSource, type RetiredSource, retired, sources } from './registry.ts'
