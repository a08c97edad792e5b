export * from './contract.ts'
export { noteCode, stateOfNote } from './note-code.ts'
export { createStore, openStore, type StoreOptions } from './open.ts'
export { type IrrelevantOptions, purgeIrrelevant } from './retention.ts'
