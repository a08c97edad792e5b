import { Args } from '@oclif/core'
import type { Person } from '../../src/config/index.ts'
import { type SubjectFile, subjectFile } from '../../src/report/index.ts'
import { openWorkspace } from '../../src/workspace.ts'
import { type FrenchHelp, VigieCommand } from '../_base/command.ts'
import { requireSelector } from '../_base/lists.ts'
import { checkReveal, revealFlags, revealFlagsInFrench } from '../_base/reveal.ts'
import { renderSubject } from '../_base/subject.ts'

/** The file, with who answers for it. */
interface SubjectDocument extends SubjectFile {
  selector: { kind: string; canonical: string }
  organisation: { name: string; dpo: { name: string; email?: string; phone?: string } }
}

export default class SubjectShow extends VigieCommand {
  static override summary = 'all that is held about one person, and who was told what (access request, GDPR art. 15)'
  static override description =
    'Written to the audit log. The address or number that is given is shown in clear; others that a list links to the same person are masked unless --reveal. Make sure first that it is the person who asks.'
  static override examples = [
    '<%= config.bin %> subject show jean.durand@example.org',
    '<%= config.bin %> subject show "06 39 98 01 23" --reveal --reason "demande du 3 mars" --json',
  ]
  static override args = {
    selector: Args.string({ ignoreStdin: true, description: 'address, number or domain', required: true }),
  }
  static override flags = { ...revealFlags }
  static readonly french: FrenchHelp = {
    summary: 'tout ce qui est détenu sur une personne, et ce qui a été dit à qui (demande d’accès, RGPD, art. 15)',
    description:
      'Écrit au journal d’audit. L’adresse ou le numéro donné est montré en clair ; les autres, qu’une liste rattache à la même personne, sont masqués sauf avec --reveal. S’assurer d’abord que c’est bien la personne qui demande.',
    args: { selector: 'adresse, numéro ou domaine' },
    flags: { ...revealFlagsInFrench },
    examples: [
      '<%= config.bin %> subject show jean.durand@example.org',
      '<%= config.bin %> subject show "06 39 98 01 23" --reveal --reason "demande du 3 mars" --json',
    ],
  }

  async run(): Promise<SubjectDocument> {
    const { args, flags } = await this.parse(SubjectShow)
    const selector = requireSelector(args.selector, this.messages)
    const reveal = checkReveal(flags, this.messages)
    await using workspace = await openWorkspace({ flag: flags.workspace, messages: this.messages })
    const { organisation } = workspace.configuration
    await workspace.audit('subject.show', {
      ref: await workspace.store.lists.nameOf(selector),
      reveal: reveal !== undefined,
      ...(reveal === undefined ? {} : { reason: reveal.reason }),
    })
    const file = await subjectFile(workspace.store, selector, {
      now: workspace.now(),
      populations: workspace.populations,
      revealOthers: reveal !== undefined,
    })
    const dpo = contactOf(organisation.dpo)
    this.log(
      renderSubject(file, {
        selector: selector.canonical,
        organisation: organisation.name,
        contact: [dpo.name, dpo.email, dpo.phone].filter(Boolean).join(' · '),
        messages: this.messages,
        locale: this.locale,
        timezone: organisation.timezone,
        width: process.stdout.columns,
      }),
    )
    return { selector: { ...selector }, organisation: { name: organisation.name, dpo }, ...file }
  }
}

function contactOf({ title, firstName, lastName, name, email, phone }: Person): SubjectDocument['organisation']['dpo'] {
  return {
    name: name ?? [title, firstName, lastName].filter(Boolean).join(' '),
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
  }
}
