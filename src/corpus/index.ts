/** Local leak files: containers and encodings → bytes → hits. */
export * from './contract.ts'
export { fieldType } from './fields.ts'
export { describeRecord } from './record.ts'
export { searchPaths } from './search.ts'
