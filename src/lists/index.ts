export { type FileImport, type ImportRequest, importLists, type ListsImport } from './import.ts'
export { parseMap } from './map.ts'
export { type OpenedList, openList, readList } from './open.ts'
export * from './types.ts'
