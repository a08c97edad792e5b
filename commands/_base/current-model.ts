/** The report model as things stand now, for what is no notification: the dashboard, an evidence pack. Nothing is kept of it. */
import {
  buildModel,
  gatherFacts,
  keptModels,
  loadModel,
  type ReportModel,
  type ReportScope,
} from '../../src/report/index.ts'
import { version } from '../../src/version.ts'
import type { Workspace } from '../../src/workspace.ts'
import { readCoverage } from './exports.ts'
import { frugalStore } from './frugal.ts'
import { reportsDirectory } from './report.ts'

export async function currentModel(workspace: Workspace, scope: ReportScope = {}): Promise<ReportModel> {
  const { store, configuration } = workspace
  const facts = await gatherFacts(frugalStore(store), {
    ...{ configuration, scope, programVersion: version, decided: {} },
    sources: await workspace.sources(),
    now: workspace.now(),
    notification: { type: 'initial' },
    coverage: await readCoverage(workspace),
    instants: await decidedInstants(workspace),
  })
  return buildModel(facts)
}

/** What the DPO said when the latest report was made: the clocks of the dashboard run from there. */
async function decidedInstants(workspace: Workspace): Promise<Parameters<typeof gatherFacts>[1]['instants']> {
  const reports = reportsDirectory(workspace)
  const latest = (await keptModels(reports)).at(-1)
  if (latest === undefined) return {}
  const { verifiedAt, awarenessAt, attackKnownAt } = (await loadModel(reports, latest)).clocks
  return { verifiedAt, awarenessAt, attackKnownAt }
}
