/** What was looked for, where, on which basis, what each source was told, and what was not done. */
import { toldForm } from '../../../sources/index.ts'
import type { Block } from '../../document/index.ts'
import type { ReportModel, SourceUse } from '../../model/index.ts'
import type { Voice } from '../../voice.ts'

export function scopeBlocks(model: ReportModel, voice: Voice): Block[] {
  const { annex, common } = voice.words
  const { scope: words } = annex
  const { scope, populations, scans } = model
  const blocks: Block[] = [
    { type: 'heading', level: 1, text: annex.sections.scope },
    { type: 'para', text: scopeText(model, voice) },
    { type: 'para', text: words.method },
    { type: 'para', text: words.identifiers },
  ]
  if (scope.incident === undefined || populations.length > 0) {
    const head = words.populationsHead
    blocks.push({
      type: 'table',
      caption: words.populations,
      head: [head.population, head.basis, head.persons, head.emails, head.phones, head.domains, head.imported],
      right: [2, 3, 4, 5],
      widths: [1.3, 2.6, 1.3, 1, 1.1, 1.2, 1.6],
      rows: populations.map((one) => [
        voice.population(one.name),
        one.legalBasis || common.notGiven,
        voice.range(one.persons),
        voice.number(one.watched.email),
        voice.number(one.watched.phone),
        voice.number(one.watched.domain),
        one.lastImportAt === undefined ? words.never : voice.day(one.lastImportAt),
      ]),
    })
  }

  const used = model.sources.filter(({ off }) => off === undefined)
  if (used.length === 0) blocks.push({ type: 'para', text: words.noSources })
  else {
    const head = words.sourcesHead
    blocks.push({
      type: 'table',
      caption: words.sources,
      head: [head.source, head.operator, head.told, head.basis],
      widths: [1.2, 1.5, 2.8, 1.6],
      rows: used.map((source) => [
        voice.sourceName(source.name),
        operatorText(source, voice),
        toldText(source, voice),
        contractText(source, voice),
      ]),
    })
  }
  if (scans.count === 0 || scans.firstAt === undefined || scans.lastAt === undefined) {
    blocks.push({ type: 'para', text: words.noScans })
  } else {
    const text = words.scans(
      voice.number(scans.count),
      scans.count,
      voice.local(scans.firstAt),
      voice.local(scans.lastAt),
    )
    blocks.push({ type: 'para', text: scans.lastStatus === 'done' ? text : `${text} ${words.interrupted}` })
  }
  blocks.push(
    { type: 'heading', level: 2, text: words.notDone },
    { type: 'list', items: Object.values(words.notDoneList) },
  )
  return blocks
}

function scopeText({ scope }: ReportModel, voice: Voice): string {
  const { scope: words } = voice.words.annex
  if (scope.incident !== undefined) return words.incident(scope.incident)
  return scope.since === undefined ? words.all : words.since(voice.day(scope.since))
}

export function operatorText({ operator, country }: SourceUse, voice: Voice): string {
  const { common } = voice.words
  const who = operator === 'unknown' ? common.operatorUnknown : common.operator(operator)
  return country === 'unknown' ? who : `${who} (${common.country(country)})`
}

/** The most that this source may learn, of each population that it learns anything of. */
export function toldText(source: SourceUse, voice: Voice): string {
  const { scope: words } = voice.words.annex
  if (source.shape === 'watch') return words.toldNothing
  // populations that are told of alike stand together
  const alike = Map.groupBy(source.told, ({ discloses }) => discloses)
  alike.delete('nothing')
  const told = [...alike].map(([discloses, of]) => {
    const names = of.map(({ population }) => voice.population(population)).join(', ')
    return words.toldPopulation(names, voice.words.common.tells[toldForm(source.id, discloses)])
  })
  const domains = source.verifiedDomains.length === 0 ? [] : [words.toldDomains(source.verifiedDomains.join(', '))]
  const all = [...told, ...domains]
  return all.length === 0 ? voice.words.common.tells.nothing : voice.series(all)
}

function contractText(source: SourceUse, voice: Voice): string {
  const { scope: words } = voice.words.annex
  const read = words.contractRead(voice.day(source.contractReadOn))
  if (source.accepted === undefined) return read
  const { by, on, because } = source.accepted
  return voice.series([read, words.accepted(by, voice.day(on), because)])
}
