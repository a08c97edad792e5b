/** What may follow, what was done and is to be done, and whether the persons are told. */
import { cnilTypologies } from '../../../assess/index.ts'
import type { Block } from '../../document/index.ts'
import { isOfBreach, type ReportModel } from '../../model/index.ts'
import type { Voice } from '../../voice.ts'
import { propose } from '../propose.ts'
import { consequences, harms } from '../vocabulary.ts'

export function effectsBlocks(model: ReportModel, voice: Voice): Block[] {
  const { annex } = voice.words
  const { effects: words } = annex
  const blocks: Block[] = [{ type: 'heading', level: 1, text: annex.sections.effects }]
  if (model.breach.findings === 0) return [...blocks, { type: 'para', text: words.none }]
  const proposed = propose(model)
  const resold = model.findings
    .filter(isOfBreach)
    .filter(({ resale }) => resale.word === 'yes' || resale.word === 'likely')
  blocks.push({
    type: 'choices',
    label: words.consequences,
    several: true,
    options: Object.entries(consequences).map(([key, text]) => ({ text, ticked: key !== 'other' })),
  })
  blocks.push({
    type: 'choices',
    label: words.harms,
    several: true,
    options: Object.entries(harms).map(([key, text]) => ({
      text,
      ticked: proposed.harms.some((harm) => harm === key),
    })),
  })
  blocks.push({ type: 'para', text: words.text })
  if (resold.length > 0) blocks.push({ type: 'para', text: words.resold(voice.number(resold.length)) })
  return blocks
}

export function measuresBlocks(model: ReportModel, voice: Voice): Block[] {
  const { annex } = voice.words
  const { measures: words } = annex
  return [
    { type: 'heading', level: 1, text: annex.sections.measures },
    { type: 'fill', label: words.before },
    {
      type: 'fill',
      label: words.taken,
      ...(model.remedied === 0 ? {} : { text: words.remedied(voice.number(model.remedied)) }),
    },
    { type: 'fill', label: words.planned },
    { type: 'heading', level: 2, text: words.advice },
    { type: 'list', items: adviceOf(model, voice) },
  ]
}

/** What the confirmed findings call for. */
function adviceOf(model: ReportModel, voice: Voice): readonly string[] {
  const { list } = voice.words.annex.measures
  const { breach, confirmed, toQualify } = model
  const has = (...wanted: readonly string[]) => breach.typologies.some((one) => wanted.includes(one))
  const advice: string[] = []
  if (toQualify.findings > 0) advice.push(list.waiting)
  if (confirmed.B.findings > 0) advice.push(list.processor)
  if (confirmed.C.findings > 0 || has(cnilTypologies.access)) advice.push(list.access, list.mfa)
  if (has(cnilTypologies.contact)) advice.push(list.phone)
  if (has(cnilTypologies.financial)) advice.push(list.financial)
  if (has(cnilTypologies.documents, cnilTypologies.nir)) advice.push(list.documents)
  if (breach.sensitive.length > 0) advice.push(list.sensitive)
  if (breach.findings > 0) advice.push(list.complaint, list.csirt)
  return advice.length === 0 ? [list.none] : advice
}

export function informationBlocks({ breach }: ReportModel, voice: Voice): Block[] {
  const { annex } = voice.words
  const { information: words } = annex
  const blocks: Block[] = [
    { type: 'heading', level: 1, text: annex.sections.information },
    { type: 'para', text: words.text },
  ]
  if (breach.severity !== undefined) {
    const isHigh = breach.severity.score >= 3
    blocks.push({ type: 'para', text: isHigh ? words.hintHigh : words.hintLow })
  }
  blocks.push({ type: 'note', tone: 'decide', title: words.decide, text: words.decideText })
  return blocks
}
