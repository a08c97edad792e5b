/** Local leak files: containers and encodings → bytes → hits. */
export * from './contract.ts'
export { searchPaths } from './search.ts'
