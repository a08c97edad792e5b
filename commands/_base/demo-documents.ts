/** What the demonstration shows of deciding and reporting: the officer of a fictional town has decided, and the documents follow. */
import path from 'node:path'
import type { Config } from '@oclif/core'
import type { Attribution } from '../../src/assess/index.ts'
import type { Locale } from '../../src/messages/index.ts'
import { exposureLines, type Finding, ownIncidents, type ResaleWord, resaleWord } from '../../src/report/index.ts'
import type { Workspace } from '../../src/workspace.ts'
import { currentModel } from './current-model.ts'
import { silenced } from './silence.ts'

const attributions: readonly Attribution[] = ['A', 'B', 'C', 'D', 'E']

/**
 * Confirms one finding of each attribution as it is proposed, the one with most persons; nothing once something was decided.
 * Outside a demonstration a person decides, and no program does.
 */
export async function decideForTheFictionalTown(workspace: Workspace): Promise<void> {
  const { store } = workspace
  const { findings } = await currentModel(workspace)
  if (findings.some((finding) => finding.state === 'confirmed')) return
  const incidents = new Map((await store.events.incidents()).map((row) => [row.name, row.id]))
  for (const attribution of attributions) {
    const finding = mostPersons(findings.filter((one) => one.proposed.attribution === attribution))
    const id = finding === undefined ? undefined : incidents.get(finding.incident)
    if (id === undefined) continue
    const names: string[] = []
    for await (const rows of store.exposures.list({ incidents: [id] })) names.push(...rows.map((row) => row.name))
    const at = workspace.now().toISOString()
    const base = finding?.proposed.base === undefined ? {} : { base: finding.proposed.base }
    const decision = { as: 'confirmed', attribution, ...base } as const
    await store.qualifications.qualify(names, { ...decision, who: workspace.who, at })
    await workspace.audit('exposures.qualify', { ...decision, qualified: names.length, demo: true })
  }
}

/** One exposure of each verdict, told by as many sources as there are: what `exposures explain` shows best. */
export async function examplesOfVerdicts({ store, now }: Workspace): Promise<ReadonlyMap<ResaleWord, string>> {
  const best = new Map<ResaleWord, { readonly exposure: string; readonly sources: number }>()
  for await (const lines of exposureLines(store, { now: now(), filter: {} })) {
    for (const { exposure, judgement, sources } of lines) {
      const word = resaleWord(judgement)
      if ((best.get(word)?.sources ?? 0) < sources.length) best.set(word, { exposure, sources: sources.length })
    }
  }
  return new Map(resaleWords.flatMap((word) => (best.has(word) ? [[word, best.get(word)!.exposure] as const] : [])))
}

const resaleWords: readonly ResaleWord[] = ['yes', 'likely', 'historical', 'no-evidence']

function mostPersons(findings: readonly Finding[]): Finding | undefined {
  return findings.toSorted((a, b) => b.counts.persons.high - a.counts.persons.high)[0]
}

export interface DemoDocument {
  readonly command: string
  readonly files: readonly string[]
}

export interface DemoPlaces {
  /** folder of what is made */
  readonly results: string
  /** folder of the town's files */
  readonly lists: string
  readonly workspaceFlag: string
  readonly lang: Locale
}

/** Runs each command that makes documents, as a person would type it. */
export async function makeDocuments(
  config: Config,
  workspace: Workspace,
  { results, lists, workspaceFlag, lang }: DemoPlaces,
): Promise<DemoDocument[]> {
  const { findings } = await currentModel(workspace)
  const own = ownIncidents({ findings })
  const breach = findings.find((finding) => finding.decision?.attribution === 'B') ?? findings[0]
  const to = (name: string) => path.join(results, name)
  const commands: (readonly string[])[] = [
    ['report', 'cnil', '--out', to('cnil')],
    // one breach, one notification: the first is of all of them, and says so
    ...(own.length > 1
      ? own.map((id) => ['report', 'cnil', '--incident', id, '--out', to(path.join('cnil', id))])
      : []),
    ['report', 'dashboard', '--out', to('dashboard.html')],
    ['report', 'register', '--out', to('register')],
    ['report', 'letters', '--directory', path.join(lists, 'usagers.csv'), '--out', to('letters')],
    ['report', 'complaint', '--out', to('complaint')],
    ['report', 'dpia', '--out', to('dpia')],
    ...(breach === undefined
      ? []
      : [['report', 'evidence', '--incident', breach.incident, '--out', to('evidence.zip')]]),
    ['export', 'misp', '--out', to('misp.json')],
    ['export', 'stix', '--out', to('stix.json')],
  ]
  const documents: DemoDocument[] = []
  for (const typed of commands) {
    const [topic, verb, ...args] = typed
    const result = await silenced(() =>
      config.runCommand(`${topic}:${verb}`, [...args, '--workspace', workspaceFlag, '--lang', lang]),
    )
    documents.push({ command: `${topic} ${verb}`, files: filesOf(result) })
  }
  return documents
}

/** Commands tell of one file or of several. */
function filesOf(result: unknown): readonly string[] {
  if (typeof result !== 'object' || result === null) return []
  if ('file' in result && typeof result.file === 'string') return [result.file]
  const files: unknown = 'files' in result ? result.files : []
  if (!Array.isArray(files)) return []
  return files.flatMap((one: unknown) =>
    typeof one === 'object' && one !== null && 'file' in one && typeof one.file === 'string' ? [one.file] : [],
  )
}
