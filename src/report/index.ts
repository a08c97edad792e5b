export { type AtomicOptions, openAtomic, writeAtomically } from './atomic.ts'
export { type CanaryRow, type CanarySighting, canarySightings, writeCanaries } from './canaries.ts'
export { plainLine } from './cells.ts'
export { type CnilOptions, cnilDocuments } from './cnil/documents.ts'
export { cnilCommand, fillWorksheet, type WorksheetField, type WorksheetSection } from './cnil/worksheet.ts'
export { complaintPaper, type DraftKind } from './complaint.ts'
export {
  type CoverageCell,
  type CoverageLine,
  cellColumns,
  cellCsvRow,
  coverageColumns,
  coverageCsvRow,
} from './coverage-csv.ts'
export { type CsvOptions, writeCsv } from './csv.ts'
export { type Dashboard, type DashboardFacts, renderDashboard } from './dashboard/index.ts'
export { type Attachment, type Block, type Paper, renderDocx, renderHtml } from './document/index.ts'
export { type DpiaFacts, dpiaFacts, dpiaPaper, noticePaper } from './dpia.ts'
export * from './evidence/index.ts'
export { type SharedIncident, sharedIncidents } from './exchange/incidents.ts'
export {
  type ExplainedTelling,
  type ExplainOptions,
  type ExplanationDocument,
  type ExposureExplanation,
  explainExposure,
  explanationDocument,
} from './explain.ts'
export {
  type ExposureDetail,
  type ExposureLine,
  exposureLine,
  exposureLines,
  isToDo,
  type LineOptions,
  type ResaleWord,
  resaleWord,
} from './exposure-lines.ts'
export { exposureColumns, exposuresCsv } from './exposures-csv.ts'
export type { IncidentHistory, IncidentJoinLine, JoinedTelling } from './joins.ts'
export { type IncidentLine, judgedExposures } from './judged-exposures.ts'
export * from './letters/index.ts'
export { type MispFile, mispFile, mispText } from './misp.ts'
export * from './model/index.ts'
export { type ExposureDocument, exposureDocument, exposuresNdjson } from './ndjson.ts'
export type { PersonRange } from './persons.ts'
export { PersonsTable, personColumns } from './persons-csv.ts'
export { type PostFound, postsFound } from './posts.ts'
export { type RegisterLine, registerCsv, registerLines } from './register.ts'
export { openRejects, type RejectLine } from './rejects-csv.ts'
export { type StixBundle, stixBundle, stixText } from './stix.ts'
export { type IncidentStrangers, incidentStrangers } from './strangers.ts'
export {
  type SubjectAnswer,
  type SubjectExposure,
  type SubjectFile,
  type SubjectOptions,
  type SubjectSelector,
  subjectFile,
} from './subject.ts'
export { type CanaryHit, type IncidentSummary, type PopulationSummary, type Summary, summarize } from './summary.ts'
export { tellingName, tellingsNamed } from './tellings.ts'
export { type ToldBy, toldBy } from './told-by.ts'
export { Voice } from './voice.ts'
export { watchedColumns, watchedCsvRow } from './watched-csv.ts'
