/** The annex to a notification: everything an authority needs, and nobody's address. */
import { type Attachment, type Block, type Paper, renderPdf } from '../../document/index.ts'
import type { ReportModel } from '../../model/index.ts'
import type { Voice } from '../../voice.ts'
import { changesBlocks } from './changes.ts'
import { appendicesBlocks, limitsBlocks } from './closing.ts'
import { coverageBlocks } from './coverage.ts'
import { dataBlocks } from './data.ts'
import { datesBlocks } from './dates.ts'
import { effectsBlocks, informationBlocks, measuresBlocks } from './effects.ts'
import { findingsBlocks } from './findings.ts'
import { personsBlocks } from './persons.ts'
import { scopeBlocks } from './scope.ts'
import { severityBlocks } from './severity.ts'
import { coverBlocks, summaryBlocks } from './summary.ts'

export { findingsFile } from './findings.ts'

export interface Annex {
  readonly paper: Paper
  readonly cover: readonly Block[]
}

export async function writeAnnex(model: ReportModel, voice: Voice): Promise<Annex> {
  const { annex } = voice.words
  const blocks = [
    ...summaryBlocks(model, voice),
    ...changesBlocks(model, voice),
    ...scopeBlocks(model, voice),
    ...coverageBlocks(model, voice),
    ...findingsBlocks(model, voice),
    ...(await datesBlocks(model, voice)),
    ...(await dataBlocks(model, voice)),
    ...(await personsBlocks(model, voice)),
    ...severityBlocks(model, voice),
    ...effectsBlocks(model, voice),
    ...measuresBlocks(model, voice),
    ...informationBlocks(model, voice),
    ...limitsBlocks(model, voice),
    ...appendicesBlocks(model, voice),
  ]
  return {
    cover: coverBlocks(model, voice),
    paper: {
      ...paperOf(model, voice),
      title: annex.title,
      keywords: annex.keywords.split(', '),
      marking: voice.words.common.marking,
      contents: voice.words.common.contents,
      numbered: true,
      blocks,
    },
  }
}

/** What the papers of one report have in common. */
export function paperOf(
  model: ReportModel,
  voice: Voice,
): Omit<Paper, 'title' | 'keywords' | 'marking' | 'numbered' | 'blocks'> {
  const { common } = voice.words
  const { name } = model.organisation
  return {
    ...(name === '' ? {} : { subtitle: name }),
    locale: voice.locale,
    author: name || 'Vigie',
    madeAt: model.madeAt,
    tlp: model.tlp,
    footer: common.footer(name, model.id, model.program.version),
    page: common.page,
    pageOf: common.pageOf,
    factsHead: [common.factsHead.name, common.factsHead.value],
  }
}

/** PDF/UA-1, or PDF/A-3a with the attachments embedded. @throws ReportError */
export async function annexPdf(
  { paper, cover }: Annex,
  voice: Voice,
  archive?: readonly Attachment[],
): Promise<Uint8Array> {
  const tickedWord = voice.words.common.ticked
  return renderPdf(paper, archive === undefined ? { cover, tickedWord } : { cover, tickedWord, archive })
}
