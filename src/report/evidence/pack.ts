/**
 * The pack as a ZIP file, the same bytes for the same facts and key: fixed dates, a fixed order, a signature that holds no
 * chance. Whoever receives it needs nothing of ours to verify it.
 */
import { createHash } from 'node:crypto'
import { strToU8, type Zippable, zipSync } from 'fflate'
import { csvText } from '../csv.ts'
import type { Voice } from '../voice.ts'
import type { Evidence } from './collect.ts'
import type { SigningKey } from './signing-key.ts'

export interface PackFacts {
  readonly organisation: string
  readonly programVersion: string
}

export const itemColumns = [
  ...['schema', 'item', 'source', 'nature', 'key', 'title', 'url', 'file', 'captured_at', 'status', 'sha256'],
  ...['excerpt', 'data_classes', 'provenance', 'held_as', 'operator', 'program'],
] as const

export const evidenceColumns = [
  ...['schema', 'ref', 'exposure', 'person', 'population', 'kind', 'selector', 'items', 'data_classes'],
  ...['first_seen', 'decision', 'decided_by', 'decided_at'],
] as const

const schema = 1
const manifest = 'MANIFEST.sha256'
/** local time on purpose: the format has no time zone, and the library writes local time */
const dated = new Date(1980, 0, 1)

export function packEvidence(evidence: Evidence, facts: PackFacts, key: SigningKey, voice: Voice): Uint8Array {
  const files: Record<string, Uint8Array> = {
    'README.txt': strToU8(readme(evidence, facts, key, voice)),
    'audit.ndjson': strToU8(evidence.audit.map((entry) => `${JSON.stringify(entry)}\n`).join('')),
    'exposures.csv': strToU8(exposuresText(evidence)),
    'items.csv': strToU8(itemsText(evidence, facts)),
    'items.json': strToU8(itemsJson(evidence, facts)),
    'public-key.pem': strToU8(key.publicPem),
  }
  const list = strToU8(
    Object.entries(files)
      .map(([name, bytes]) => `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`)
      .join(''),
  )
  return zipped(`evidence-${evidence.incident}`, { ...files, [manifest]: list, [`${manifest}.sig`]: key.sign(list) })
}

function zipped(folder: string, files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const entries: Zippable = {}
  for (const [name, bytes] of Object.entries(files)) entries[`${folder}/${name}`] = bytes
  // Unix, readable by the owner alone
  return zipSync(entries, { level: 9, mtime: dated, os: 3, attrs: (0o100600 << 16) >>> 0 })
}

function itemsText({ items }: Evidence, { programVersion }: PackFacts): string {
  return csvText([
    itemColumns,
    ...items.map((item) => [
      ...[schema, item.number, item.source, item.nature, item.key, item.title, item.url, item.file],
      ...[item.capturedAt, item.status, item.sha256Hex, item.excerpt, item.dataClasses.join('; ')],
      ...[item.provenance, item.heldAs, item.operator, `vigie ${programVersion}`],
    ]),
  ])
}

function exposuresText({ exposures }: Evidence): string {
  return csvText([
    evidenceColumns,
    ...exposures.map((one) => [
      ...[schema, one.ref, one.exposure, one.person, one.populations.join('; '), one.kind, one.selector],
      ...[one.items.join('; '), one.dataClasses.join('; '), one.firstSeenAt],
      ...[one.decision, one.decidedBy, one.decidedAt],
    ]),
  ])
}

function itemsJson({ incident, title, asOf, items }: Evidence, { programVersion, organisation }: PackFacts): string {
  const program = { name: 'vigie', version: programVersion }
  return `${JSON.stringify({ schema, incident, title, asOf, organisation, program, items }, null, 1)}\n`
}

function readme(
  evidence: Evidence,
  { organisation, programVersion }: PackFacts,
  key: SigningKey,
  voice: Voice,
): string {
  const words = voice.messages.evidence.readme
  const lines = [
    words.title(evidence.incident),
    words.marking,
    '',
    words.organisation(organisation),
    words.incident(evidence.title),
    words.asOf(`${evidence.asOf} – ${voice.local(evidence.asOf)}`),
    words.program(programVersion),
    words.counts(voice.number(evidence.items.length), voice.number(evidence.exposures.length)),
    evidence.revealed ? words.revealed : words.masked,
    ...headed(words.contents),
    ...Object.entries(words.files).map(([name, about]) => `${name.padEnd(20)} ${about}`),
    ...headed(words.verify),
    words.steps.files,
    `   sha256sum --check ${manifest}`,
    words.steps.signature,
    `   openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in ${manifest} -sigfile ${manifest}.sig`,
    words.expected('Signature Verified Successfully'),
    words.steps.key,
    '   openssl pkey -pubin -in public-key.pem -outform DER | openssl dgst -sha256',
    words.expected(key.fingerprintHex),
    ...headed(words.limits),
    ...words.limitLines.split('\n').map((line) => `- ${line}`),
  ]
  return `${lines.join('\n')}\n`
}

function headed(title: string): readonly string[] {
  return ['', title, '-'.repeat(title.length)]
}
