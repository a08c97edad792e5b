/**
 * Severity after ENISA (2013): SE = DPC × EI + CB, each part with its reasons.
 *
 * A proposal for the DPO: the three parts are always shown, and what another reading of an uncertain part would give, as the
 * usual scores sit exactly on the thresholds.
 *
 * @see https://www.enisa.europa.eu/publications/dbn-severity
 */
import { type DataClass, type EnisaType, enisaTypes, summarizeData } from '../classes/index.ts'
import type { Neighbour, Severity, SeverityLevel, SeverityPart, SeverityQuestion, SeverityReason } from './contract.ts'
import { reason } from './reasons.ts'

export type { Neighbour, Severity, SeverityLevel, SeverityPart, SeverityQuestion, SeverityReason } from './contract.ts'

/** The severity of one incident for one population. */
export function assessSeverity(question: SeverityQuestion): Severity {
  const { classes } = summarizeData(question.dataClasses, question.about ?? {})
  const dpc = context(classes, question)
  const ei = identification(classes, question)
  const cb = circumstances(question)
  const score = scoreOf(dpc.value, ei.value, cb.value)

  const neighbours = [
    ...dpc.others.map((other) => near('dpc', other, scoreOf(other.value, ei.value, cb.value))),
    ...ei.others.map((other) => near('ei', other, scoreOf(dpc.value, other.value, cb.value))),
    ...cb.others.map((other) => near('cb', other, scoreOf(dpc.value, ei.value, other.value))),
  ]
  const scores = [score, ...neighbours.map((one) => one.score)]
  const level = severityLevel(score)
  return {
    dpc: { value: dpc.value, type: dpc.type, reasons: dpc.reasons },
    ei: { value: ei.value, reasons: ei.reasons },
    cb: { value: cb.value, reasons: cb.reasons },
    score,
    level,
    cnilLevel: cnilLevels[level],
    flags: { over100Persons: question.persons > 100, unintelligible: question.unintelligible === true },
    provisional: question.claimOnly === true,
    neighbours,
    range: [Math.min(...scores), Math.max(...scores)],
  }
}

/** ENISA's thresholds: below 2 low, below 3 medium, below 4 high; 4.0 is very high. */
export function severityLevel(score: number): SeverityLevel {
  if (score < 2) return 'low'
  if (score < 3) return 'medium'
  return score < 4 ? 'high' : 'very-high'
}

const cnilLevels = { low: 'Négligeable', medium: 'Limité', high: 'Important', 'very-high': 'Maximal' } as const

interface Other {
  readonly value: number
  readonly reason: SeverityReason
}

interface Part extends SeverityPart {
  /** other readings that can be defended */
  readonly others: readonly Other[]
}

function scoreOf(dpc: number, ei: number, cb: number): number {
  return Math.round((dpc * ei + cb) * 100) / 100
}

function near(part: Neighbour['part'], { value, reason }: Other, score: number): Neighbour {
  return { part, value, score, level: severityLevel(score), reason }
}

const baseScore: Readonly<Record<EnisaType, number>> = { simple: 1, behavioural: 2, financial: 3, sensitive: 4 }

const secrets = new Set([
  'Passwords',
  'Historical passwords',
  'Password hints',
  'PINs',
  'Auth tokens',
  'Session cookies',
  'Security questions and answers',
  'Encrypted keys',
])
const accountNumbers = new Set(['Bank account numbers', 'Partial credit card data', 'Cryptocurrency wallet addresses'])
const documents = new Set(['Identity document scans', 'Government issued IDs', 'Passport numbers', "Driver's licenses"])

/** Each type present is scored, the highest is kept; then what raises and lowers it, within 1 and 4. */
function context(classes: readonly DataClass[], question: SeverityQuestion): Part & { readonly type: EnisaType } {
  const typed = classes.map((one) => ({ one, type: typeOf(one, question) }))
  const type = [...enisaTypes].reverse().find((wanted) => typed.some((each) => each.type === wanted)) ?? 'simple'
  const carriers = typed.filter((each) => each.type === type).map(({ one }) => one)
  const reasons: SeverityReason[] = [reason(`dpc.${type}`, namesOf(carriers))]
  const others: Other[] = []
  let value = baseScore[type]

  const onlySecrets = carriers.every((one) => secrets.has(one.name))
  if (carriers.length > 0 && onlySecrets) reasons.push(reason('dpc.credentials', namesOf(carriers)))
  if (type !== 'simple' && carriers.length > 0 && onlySecrets && question.passwords?.form === 'strong-hash') {
    others.push({ value, reason: reason('dpc.hash-may-break') })
    value -= 1
    reasons.push(reason('dpc.strong-hash', namesOf(carriers)))
  }
  if (type === 'financial' && classes.every((one) => accountNumbers.has(one.name))) {
    value = 2
    reasons.push(reason('dpc.account-number-alone', namesOf(carriers)))
  }
  const papers = classes.filter((one) => documents.has(one.name))
  if (papers.length > 0 && value < 3) {
    value = Math.max(2, value)
    reasons.push(reason('dpc.document', namesOf(papers)))
    others.push({ value: 3, reason: reason('dpc.document-full', namesOf(papers)) })
  }
  const about = question.about ?? {}
  if ((about.minors === true || about.vulnerable === true) && value < 4) {
    value += 1
    reasons.push(reason(about.minors === true ? 'dpc.minors' : 'dpc.vulnerable'))
    if (value < 4) others.push({ value: value + 1, reason: reason('dpc.safety') })
  }
  for (const raise of question.raises ?? []) {
    value = Math.max(value + (raise.by ?? 0), raise.toAtLeast ?? 1)
    reasons.push(reason('dpc.raise', [], raise.reason))
  }
  for (const lower of question.lowers ?? []) {
    value -= lower.by ?? 1
    reasons.push(reason('dpc.lower', [], lower.reason))
  }
  const unknown = classes.filter((one) => !one.known)
  if (unknown.length > 0) reasons.push(reason('dpc.unknown-class', namesOf(unknown)))
  value = Math.min(4, Math.max(1, value))
  return { value, type, reasons, others: others.filter((other) => other.value !== value && other.value <= 4) }
}

function typeOf(one: DataClass, question: SeverityQuestion): EnisaType {
  return secrets.has(one.name) ? (question.passwords?.open ?? one.enisa) : one.enisa
}

const linking = new Set([
  'Dates of birth',
  'Email addresses',
  'Physical addresses',
  'Home addresses',
  'Phone numbers',
  'Social security numbers',
  'Bank account numbers',
  'Credit cards',
  ...documents,
])
const contacts = new Set(['Phone numbers', 'Physical addresses', 'Home addresses'])
const pictures = new Set(['Photos', 'Profile photos', 'Biometric data'])
const numbers = new Set([
  'Bank account numbers',
  'Credit cards',
  'Partial credit card data',
  'Partial government issued IDs',
  'Benefit recipient numbers',
])

/** The highest ease among the identifiers present. */
function identification(classes: readonly DataClass[], question: SeverityQuestion): Part {
  const names = new Set(namesOf(classes))
  const found: { value: number; reason: SeverityReason; other?: Other }[] = []
  const present = (among: ReadonlySet<string>) => [...names].filter((name) => among.has(name))

  if (names.has('Email addresses')) found.push(emailEase(question))
  if (names.has('Names')) {
    const links = present(linking)
    if (links.length > 0) found.push({ value: 1, reason: reason('ei.name-linked', ['Names', ...links]) })
    else
      found.push({ value: question.about?.smallTown === true ? 0.75 : 0.5, reason: reason('ei.name-alone', ['Names']) })
  }
  const reachable = present(contacts)
  if (reachable.length > 0) found.push(contactEase(reachable, question))
  const papers = present(documents)
  if (papers.length > 0) found.push({ value: 1, reason: reason('ei.document', papers) })
  if (names.has('Social security numbers')) {
    found.push({ value: 0.75, reason: reason('ei.nir', ['Social security numbers']) })
  }
  const alone = present(numbers)
  if (alone.length > 0) {
    const other = { value: 0.5, reason: reason('ei.code', alone) }
    found.push({ value: 0.25, reason: reason('ei.number-alone', alone), other })
  }
  const seen = present(pictures)
  if (seen.length > 0) found.push({ value: 0.75, reason: reason('ei.picture', seen) })

  // of two that reach the same ease, the certain one goes first: it leaves no other reading
  const best = found.sort((a, b) => b.value - a.value || (a.other ? 1 : 0) - (b.other ? 1 : 0))[0]
  if (best === undefined) return { value: 0.25, reasons: [reason('ei.code', [...names])], others: [] }
  return { value: best.value, reasons: [best.reason], others: best.other === undefined ? [] : [best.other] }
}

function emailEase({ emails = 'unknown' }: SeverityQuestion) {
  const of = ['Email addresses']
  const opaque = { value: 0.75, reason: reason('ei.email-opaque', of) }
  if (emails === 'opaque') return opaque
  if (emails === 'nominative') return { value: 1, reason: reason('ei.email-nominative', of) }
  return { value: 1, reason: reason('ei.email-unknown', of), other: opaque }
}

function contactEase(classes: readonly string[], { listed, about }: SeverityQuestion) {
  if (listed === true) return { value: 1, reason: reason('ei.contact-listed', classes) }
  if (about?.smallTown === true) return { value: 0.5, reason: reason('ei.contact-small-town', classes) }
  const other = { value: 0.5, reason: reason('ei.contact-small-town', classes) }
  return { value: 0.25, reason: reason('ei.contact-unlisted', classes), other }
}

/** Confidentiality, integrity, availability and intent add up. */
function circumstances(question: SeverityQuestion): Part {
  const { integrity = 0, availability = 0, malicious, claimOnly = false, recipients } = question
  const reasons: SeverityReason[] = []
  const spread = claimOnly ? 0 : recipients === 'unknown' ? 0.5 : recipients === 'known' ? 0.25 : 0
  if (claimOnly) reasons.push(reason('cb.claim'))
  else
    reasons.push(reason(recipients === 'unknown' ? 'cb.public' : recipients === 'known' ? 'cb.known' : 'cb.none-known'))
  reasons.push(reason(malicious ? 'cb.malicious' : 'cb.accident'))
  if (integrity > 0) reasons.push(reason('cb.integrity'))
  if (availability > 0) reasons.push(reason('cb.availability'))
  const value = spread + integrity + availability + (malicious ? 0.5 : 0)
  const others = claimOnly && recipients !== 'none-known' ? [{ value: value + 0.5, reason: reason('cb.public') }] : []
  return { value, reasons, others }
}

function namesOf(classes: readonly DataClass[]): readonly string[] {
  return classes.map((one) => one.name)
}
