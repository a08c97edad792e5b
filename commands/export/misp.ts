import { mispText } from '../../src/report/index.ts'
import { type FrenchHelp, VigieCommand } from '../_base/command.ts'
import { type SharedExport, sharedFlags, sharedFlagsInFrench, writeShared } from '../_base/shared-export.ts'

export default class ExportMisp extends VigieCommand {
  static override summary = 'write the incidents as MISP events, for a MISP of yours or of your CSIRT'
  static override description =
    'One event for each incident, with the objects incident, confidentiality-impact and victim, and the marking as a tag; distribution is "your organisation only" and nothing is for detection. No value of a person is in it unless --reveal. Written again, the same events are updated.'
  static override examples = ['<%= config.bin %> export misp --out misp.json']
  static override flags = sharedFlags
  static readonly french: FrenchHelp = {
    summary: 'écrire les incidents en événements MISP, pour votre MISP ou celui de votre CSIRT',
    description:
      'Un événement par incident, avec les objets incident, confidentiality-impact et victim, et le marquage en étiquette ; la diffusion est « votre organisation seulement » et rien n’y sert à la détection. Aucune valeur d’une personne n’y figure, sauf avec --reveal. Écrits de nouveau, les mêmes événements sont mis à jour.',
    flags: sharedFlagsInFrench,
    examples: ['<%= config.bin %> export misp --out misp.json'],
  }

  async run(): Promise<SharedExport> {
    const { flags } = await this.parse(ExportMisp)
    const { messages, locale, signal } = this
    const { result, line } = await writeShared('export.misp', flags, mispText, { messages, locale, signal })
    this.log(`  ${line}`)
    return result
  }
}
