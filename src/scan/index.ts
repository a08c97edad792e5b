/** Ask, watch, and say what is known: the one job that everything else feeds or reads. */
export type * from './contract.ts'
export { coverageCells, coverageRows } from './coverage.ts'
export { planScan } from './plan.ts'
export { exitCodeOf } from './report.ts'
export { runScan } from './run.ts'
export { type DumpRecord, type DumpReport, type DumpSearch, dumpSource, searchDumps } from './search.ts'
