export type { Environment } from './environment.ts'
export { chooseLocale } from './locale.ts'
export { nearest } from './nearest.ts'
