import type { Block } from '../../document/index.ts'
import type { ReportModel } from '../../model/index.ts'
import type { Voice } from '../../voice.ts'

export function limitsBlocks(_: ReportModel, voice: Voice): Block[] {
  const { annex } = voice.words
  return [
    { type: 'heading', level: 1, text: annex.sections.limits },
    { type: 'list', items: Object.values(annex.limits.list) },
  ]
}

const numbersShown = 200

/** Glossary, record of the collection, licences, and where to sign. */
export function appendicesBlocks({ scans, sources }: ReportModel, voice: Voice): Block[] {
  const { annex } = voice.words
  const { appendices: words } = annex
  const entries = Object.entries(words.words)
  const meanings = new Map(entries)
  const glossary = entries.flatMap(([key, word]) => {
    const meaning = meanings.get(`${key}Text`)
    return meaning === undefined ? [] : [[word, meaning]]
  })
  const blocks: Block[] = [
    { type: 'heading', level: 1, text: annex.sections.appendices },
    { type: 'heading', level: 2, text: words.glossary },
    {
      type: 'table',
      caption: words.glossary,
      head: [words.glossaryHead.word, words.glossaryHead.meaning],
      widths: [1, 3],
      rows: glossary,
    },
    { type: 'heading', level: 2, text: words.log },
  ]
  if (scans.count === 0) blocks.push({ type: 'para', text: annex.scope.noScans })
  else {
    const numbers = `${scans.numbers.slice(0, numbersShown).join(', ')}${scans.numbers.length > numbersShown ? '…' : ''}`
    blocks.push({ type: 'para', text: words.scanNumbers(numbers) })
  }
  const licences = sources.flatMap(({ off, attribution }) => (off === undefined && attribution ? [attribution] : []))
  if (licences.length > 0) {
    blocks.push({ type: 'heading', level: 2, text: words.licences }, { type: 'list', items: [...new Set(licences)] })
  }
  blocks.push(
    { type: 'heading', level: 2, text: words.signature },
    { type: 'signature', lines: [words.signaturePlace, words.signatureName] },
  )
  return blocks
}
