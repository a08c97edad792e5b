/** When: what happened, what was known, and until when. Each instant in local time and in UTC. */
import { drawTimeline, type Moment } from '../../charts/bars.ts'
import type { Block } from '../../document/index.ts'
import { isOnlyThirdParties, type ReportModel } from '../../model/index.ts'
import type { Voice } from '../../voice.ts'

export async function datesBlocks(model: ReportModel, voice: Voice): Promise<Block[]> {
  const { annex } = voice.words
  const { dates: words } = annex
  const { clocks, breach } = model
  const instants: readonly (readonly [string, string | undefined])[] = [
    [words.alert, clocks.alertSeenAt],
    [words.verified, clocks.verifiedAt],
    [words.awareness, clocks.awarenessAt],
    [words.deadline, clocks.notification?.endsAt],
    [words.cautious, clocks.notification === undefined ? clocks.cautious?.endsAt : undefined],
    [words.attack, clocks.attackKnownAt],
    [words.complaint, clocks.complaint?.endsAt],
  ]
  const rows = [
    ...[
      [words.occurredFrom, breach.occurredFrom] as const,
      [words.occurredTo, breach.occurredTo === breach.occurredFrom ? undefined : breach.occurredTo] as const,
    ].flatMap(([event, day]) => (day === undefined ? [] : [[event, voice.day(day), '–']])),
    ...instants.flatMap(([event, at]) => (at === undefined ? [] : [[event, voice.local(at), voice.utc(at)]])),
  ]
  const blocks: Block[] = [{ type: 'heading', level: 1, text: annex.sections.dates }]
  if (rows.length > 0) {
    blocks.push({
      type: 'table',
      caption: words.caption,
      head: [words.head.event, words.head.local, words.head.utc],
      widths: [2.2, 2, 1.5],
      rows,
    })
  }
  blocks.push({ type: 'para', text: words.rule })
  if (isOnlyThirdParties(model)) {
    blocks.push({ type: 'note', tone: 'info', title: words.none, text: words.noneText })
  } else if (clocks.notification === undefined) {
    const text = clocks.cautious === undefined ? words.openNoAlert : words.openText(voice.local(clocks.cautious.endsAt))
    blocks.push({ type: 'note', tone: 'decide', title: words.open, text })
  } else if (clocks.notification.expired) {
    blocks.push({ type: 'note', tone: 'warning', title: words.late, text: words.lateText })
  }
  blocks.push({
    type: 'para',
    text: clocks.complaint === undefined ? `${words.insurance} ${words.insuranceOpen}` : words.insurance,
  })
  const moments = momentsOf(model, voice)
  // a line needs two ends
  if (new Set(moments.map(({ at }) => Date.parse(at))).size > 1) {
    const told = voice.series(moments.map(({ label, shown }) => words.timelineEvent(label, shown)))
    blocks.push({
      type: 'figure',
      svg: await drawTimeline(moments),
      caption: words.timeline,
      alt: words.timelineAlt(told),
    })
  }
  return blocks
}

function momentsOf({ clocks, breach, madeAt }: ReportModel, voice: Voice): readonly Moment[] {
  const { short } = voice.words.annex.dates
  const moments: readonly (readonly [string, string | undefined, boolean])[] = [
    [short.occurred, isNear(breach.occurredFrom, clocks.alertSeenAt) ? breach.occurredFrom : undefined, false],
    [short.alert, clocks.alertSeenAt, false],
    [short.verified, clocks.verifiedAt, false],
    [short.awareness, clocks.awarenessAt, false],
    [short.report, madeAt, false],
    [short.deadline, clocks.notification?.endsAt, true],
    [short.complaint, clocks.complaint?.endsAt, true],
  ]
  return moments
    .flatMap(([label, at, open]) =>
      at === undefined ? [] : [{ at, label, shown: at.length === 10 ? voice.day(at) : voice.moment(at), open }],
    )
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

/** A day of years ago would press all else into one point. */
function isNear(day: string | undefined, alert: string | undefined): boolean {
  if (day === undefined || alert === undefined) return day !== undefined
  return Math.abs(Date.parse(alert) - Date.parse(day)) < 60 * 86_400_000
}
