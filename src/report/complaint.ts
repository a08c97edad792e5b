/** Drafts of a complaint and of the report that a public official owes the prosecutor, from the same model as the annex. */
import { complaintWords } from '../messages/index.ts'
import { paperOf } from './cnil/annex/index.ts'
import type { Block, Paper, Text } from './document/index.ts'
import { isOfBreach, type PersonFacts, type ReportModel } from './model/index.ts'
import { Voice } from './voice.ts'

const findingsShown = 30

export type DraftKind = 'complaint' | 'report'

/** A draft in French, whatever the language of the command: the complaint of the city, or the report to the prosecutor (art. 40). */
export function complaintPaper(model: ReportModel, kind: DraftKind): Paper {
  const voice = new Voice('fr', model.organisation.timezone)
  return {
    ...paperOf(model, voice),
    title: complaintWords[kind],
    keywords: complaintWords.keywords.split(', '),
    marking: complaintWords.marking,
    numbered: false,
    blocks: [
      { type: 'note', tone: 'decide', title: complaintWords.note, text: complaintWords.noteText },
      ...(model.breach.findings === 0 && model.confirmed.C.findings === 0
        ? [{ type: 'note', tone: 'warning', title: complaintWords.note, text: complaintWords.nothing } as const]
        : []),
      { type: 'para', text: kind === 'complaint' ? complaintWords.toPolice : complaintWords.toProsecutor },
      ...partyBlocks(model, kind),
      ...factBlocks(model, voice),
      ...dateBlocks(model, voice, kind),
      ...offenceBlocks(model),
      { type: 'heading', level: 1, text: complaintWords.damage },
      { type: 'fill', label: complaintWords.damage, text: complaintWords.damageText },
      { type: 'heading', level: 1, text: complaintWords.evidence },
      { type: 'list', items: Object.values(complaintWords.evidenceList) },
      { type: 'para', text: complaintWords.notDone },
      { type: 'heading', level: 1, text: complaintWords.request },
      { type: 'para', text: kind === 'complaint' ? complaintWords.requestComplaint : complaintWords.requestReport },
      { type: 'signature', lines: [complaintWords.signature, complaintWords.signatureName] },
    ],
  }
}

function partyBlocks({ organisation }: ReportModel, kind: DraftKind): Block[] {
  const { identity } = complaintWords
  const { name, siren, street, postcode, city, representative, dpo } = organisation
  const address = [street, [postcode, city].filter((part) => part !== undefined).join(' ')]
  const rows: (readonly [string, Text])[] = [
    [identity.organisation, name || '[…]'],
    [identity.siren, siren ?? '[…]'],
    [identity.address, address.filter((part) => part !== undefined && part !== '').join(', ') || '[…]'],
    [identity.representative, nameOf(representative)],
    [identity.contact, [nameOf(dpo), dpo.email, dpo.phone].filter((part) => part !== undefined).join(', ')],
    // a report under art. 40 is a duty of whoever makes it: nobody's mandate is needed
    ...(kind === 'complaint' ? [[identity.habilitation, identity.habilitationText] as const] : []),
  ]
  const title = kind === 'complaint' ? complaintWords.parties : complaintWords.author
  return [
    { type: 'heading', level: 1, text: title },
    { type: 'facts', caption: title, rows },
  ]
}

function nameOf({ title, firstName, lastName, name }: PersonFacts): string {
  const parts = name === undefined ? [title, firstName, lastName] : [title, name]
  return parts.filter((part) => part !== undefined).join(' ') || '[…]'
}

function factBlocks(model: ReportModel, voice: Voice): Block[] {
  const { breach, clocks, organisation } = model
  const blocks: Block[] = [
    { type: 'heading', level: 1, text: complaintWords.facts },
    {
      type: 'para',
      text:
        clocks.alertSeenAt === undefined || breach.findings === 0
          ? complaintWords.factsIntroOpen(organisation.name)
          : complaintWords.factsIntro(organisation.name, voice.local(clocks.alertSeenAt)),
    },
  ]
  if (breach.findings > 0) {
    const counts = complaintWords.counts(
      voice.findings(breach.findings),
      voice.persons(breach.persons),
      voice.records(breach.records),
    )
    const data = complaintWords.data(voice.dataClasses(breach.dataClasses, breach.unmapped))
    blocks.push({ type: 'para', text: `${counts} ${data}` })
  }
  const own = model.findings.filter((one) => isOfBreach(one) || one.decision?.attribution === 'C')
  if (own.length === 0) return blocks
  const { C } = model.confirmed
  if (C.findings > 0) {
    blocks.push({ type: 'para', text: complaintWords.access(voice.findings(C.findings), voice.persons(C.persons)) })
  }
  const head = complaintWords.findingsHead
  blocks.push({
    type: 'table',
    caption: complaintWords.findings,
    head: [head.incident, head.title, head.attribution, head.seen, head.persons, head.resale],
    right: [4],
    widths: [1.9, 2, 2, 1.5, 1.4, 1.6],
    rows: own
      .slice(0, findingsShown)
      .map(({ incident, title, decision, firstSeenAt, counts, resale }) => [
        incident,
        title,
        voice.attribution(decision!.attribution),
        voice.day(firstSeenAt),
        voice.range(counts.persons),
        voice.words.common.resale[resale.word],
      ]),
  })
  if (own.length > findingsShown) {
    blocks.push({
      type: 'para',
      text: complaintWords.shown(voice.number(findingsShown), voice.number(own.length)),
    })
  }
  return blocks
}

/** The clock of the insurance is about a complaint, and no matter of a report to the prosecutor. */
function dateBlocks({ clocks }: ReportModel, voice: Voice, kind: DraftKind): Block[] {
  const { dates } = voice.words.annex
  const head = complaintWords.datesHead
  const instants: readonly (readonly [string, string | undefined])[] = [
    [dates.alert, clocks.alertSeenAt],
    [dates.verified, clocks.verifiedAt],
    [dates.attack, clocks.attackKnownAt],
    [dates.complaint, kind === 'complaint' ? clocks.complaint?.endsAt : undefined],
  ]
  const rows = instants.flatMap(([event, at]) => (at === undefined ? [] : [[event, voice.local(at), voice.utc(at)]]))
  const ends =
    clocks.complaint === undefined
      ? complaintWords.clockOpen
      : complaintWords.clockEnds(voice.local(clocks.complaint.endsAt))
  if (rows.length === 0 && kind === 'report') return []
  return [
    { type: 'heading', level: 1, text: complaintWords.dates },
    ...(rows.length === 0
      ? []
      : [
          {
            type: 'table',
            caption: complaintWords.dates,
            head: [head.event, head.local, head.utc],
            widths: [2, 2, 1.5],
            rows,
          } as const,
        ]),
    ...(kind === 'complaint' ? [{ type: 'para', text: `${complaintWords.clock} ${ends}` } as const] : []),
  ]
}

function offenceBlocks(model: ReportModel): Block[] {
  const { offenceList, offencesHead } = complaintWords
  const own = model.findings.filter((one) => isOfBreach(one) || one.decision?.attribution === 'C')
  const offered = own.some(({ resale }) => resale.circulation === 'for-sale')
  const access = model.confirmed.C.findings > 0
  const list = [
    offenceList.access,
    offenceList.extraction,
    ...(access ? [offenceList.tools] : []),
    offenceList.handling,
    offenceList.collection,
    ...(offered ? [offenceList.platform] : []),
  ]
  return [
    { type: 'heading', level: 1, text: complaintWords.offences },
    {
      type: 'table',
      caption: complaintWords.offences,
      head: [offencesHead.article, offencesHead.offence, offencesHead.why],
      widths: [1.7, 2.6, 2],
      rows: list.map(({ article, offence, why }) => [article, offence, why]),
    },
    { type: 'para', text: complaintWords.offencesNote },
  ]
}
