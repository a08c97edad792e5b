import path from 'node:path'
import { Flags } from '@oclif/core'
import { InputError } from '../../src/domain/index.ts'
import { formatNumber } from '../../src/messages/index.ts'
import {
  collectEvidence,
  openSigningKey,
  packEvidence,
  readInstant,
  Voice,
  writeAtomically,
} from '../../src/report/index.ts'
import { version } from '../../src/version.ts'
import { openWorkspace, shownPath } from '../../src/workspace.ts'
import { type FrenchHelp, VigieCommand } from '../_base/command.ts'
import { checkReveal, revealFlags, revealFlagsInFrench } from '../_base/reveal.ts'

interface EvidenceResult {
  file: string
  incident: string
  asOf: string
  items: number
  exposures: number
  revealed: boolean
  /** SHA-256 of the public key */
  publicKey: string
}

export default class ReportEvidence extends VigieCommand {
  static override summary = 'a sealed pack of evidence on one incident, for a complaint'
  static override description =
    'A ZIP file with each item, where and when it was read, its digest, who is concerned, and the audit log; signed, and verified with sha256sum and openssl by the commands in its README. The same --as-of gives the same bytes. Its language is that of the command.'
  static override examples = [
    '<%= config.bin %> report evidence --incident i-8h2j5k7m3n4p --out evidence.zip',
    '<%= config.bin %> report evidence --incident i-8h2j5k7m3n4p --as-of 2026-11-24T09:15 --out evidence.zip',
  ]
  static override flags = {
    incident: Flags.string({ summary: 'the incident', required: true, helpValue: 'i-…' }),
    out: Flags.string({ summary: 'file to write', required: true, helpValue: 'FILE' }),
    'as-of': Flags.string({
      summary: 'what was known before then; default now. Local time unless an offset is written',
      helpValue: 'INSTANT',
    }),
    ...revealFlags,
  }
  static readonly french: FrenchHelp = {
    summary: 'un dossier de preuves scellé sur un incident, pour une plainte',
    description:
      'Un fichier ZIP avec chaque élément, où et quand il a été lu, son empreinte, qui est concerné, et le journal d’audit ; signé, il se vérifie avec sha256sum et openssl par les commandes de son README. Le même --as-of donne les mêmes octets. Sa langue est celle de la commande.',
    flags: {
      incident: 'l’incident',
      out: 'fichier à écrire',
      'as-of':
        'ce qui était connu avant cet instant ; par défaut, maintenant. Heure locale si aucun décalage n’est écrit',
      ...revealFlagsInFrench,
    },
    examples: [
      '<%= config.bin %> report evidence --incident i-8h2j5k7m3n4p --out preuves.zip',
      '<%= config.bin %> report evidence --incident i-8h2j5k7m3n4p --as-of 2026-11-24T09:15 --out preuves.zip',
    ],
  }

  async run(): Promise<EvidenceResult> {
    const { flags } = await this.parse(ReportEvidence)
    const words = this.messages.evidence
    const reveal = checkReveal(flags, this.messages)
    await using workspace = await openWorkspace({ flag: flags.workspace, messages: this.messages })
    const { configuration, store } = workspace
    const { name, timezone } = configuration.organisation
    const asOf = this.#asOf(flags['as-of'], workspace.now(), timezone)
    const revealed = reveal !== undefined
    const evidence = await collectEvidence(store, { incident: flags.incident, asOf, revealed })
    if (reveal !== undefined) await workspace.auditReveal('report.evidence', reveal.reason)

    const key = await openSigningKey(configuration.keysDirectory)
    const facts = { organisation: name, programVersion: version }
    const pack = packEvidence(evidence, facts, key, new Voice(this.locale, timezone))
    const file = path.resolve(flags.out)
    await writeAtomically(file, (writer) => writer.write(pack), { signal: this.signal })
    const { incident } = evidence
    const [items, exposures] = [evidence.items.length, evidence.exposures.length]
    await workspace.audit('report.evidence', { file: path.basename(file), incident, asOf, items, exposures, revealed })

    const number = (value: number) => formatNumber(value, this.locale)
    this.log(`  ${words.written(shownPath(file), number(items), number(exposures))}`)
    if (key.isNew) this.log(`  ${words.newKey(shownPath(key.file))}`)
    this.log(`  ${words.fingerprint(key.fingerprintHex)}`)
    this.log(`→ ${words.again(asOf)}`)
    return { file, incident, asOf, items, exposures, revealed, publicKey: key.fingerprintHex }
  }

  /** @throws InputError for what is no instant, or has not come yet */
  #asOf(text: string | undefined, now: Date, timezone: string): string {
    if (text === undefined) return now.toISOString()
    // to the millisecond, as this command tells it, so that a pack can be made again
    const exact = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) ? new Date(text) : undefined
    const isExact = exact !== undefined && !Number.isNaN(exact.getTime())
    const asOf = isExact ? exact.toISOString() : readInstant(text, timezone)
    const { asOfFuture, asOfFutureMend } = this.messages.evidence
    if (Date.parse(asOf) > now.getTime()) throw new InputError(asOfFuture, { mend: asOfFutureMend })
    return asOf
  }
}
