export {
  type Directory,
  type DirectoryBatch,
  type DirectoryJoined,
  type DirectoryMap,
  type JoinField,
  joinDirectory,
  joinFields,
  readDirectoryMap,
} from './directory.ts'
export {
  type DirectoryField,
  directoryFields,
  fieldColumns,
  type LetterFacts,
  lettersCsv,
  templateName,
} from './merge-csv.ts'
export {
  type ConcernedPeople,
  concernedPeople,
  DirectoryJoin,
  type DirectoryRow,
  type Recipient,
} from './people.ts'
export { letterPaper } from './template.ts'
