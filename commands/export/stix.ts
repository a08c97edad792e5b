import { stixText } from '../../src/report/index.ts'
import { type FrenchHelp, VigieCommand } from '../_base/command.ts'
import { type SharedExport, sharedFlags, sharedFlagsInFrench, writeShared } from '../_base/shared-export.ts'

export default class ExportStix extends VigieCommand {
  static override summary = 'write the incidents as a STIX 2.1 bundle'
  static override description =
    'Identity, a report for each incident, observed domains and one report over all, every object under the TLP 2.0 marking. No value of a person is in it unless --reveal, and then addresses only: STIX has no object for a telephone number. Written again, the same objects are new versions.'
  static override examples = ['<%= config.bin %> export stix --out stix.json']
  static override flags = sharedFlags
  static readonly french: FrenchHelp = {
    summary: 'écrire les incidents en un paquet STIX 2.1',
    description:
      'Identité, un rapport par incident, domaines observés et un rapport qui les réunit, chaque objet sous le marquage TLP 2.0. Aucune valeur d’une personne n’y figure, sauf avec --reveal, et alors les adresses seulement : STIX n’a pas d’objet pour un numéro de téléphone. Écrits de nouveau, les mêmes objets sont de nouvelles versions.',
    flags: sharedFlagsInFrench,
    examples: ['<%= config.bin %> export stix --out stix.json'],
  }

  async run(): Promise<SharedExport> {
    const { flags } = await this.parse(ExportStix)
    const { messages, locale, signal } = this
    const { result, line } = await writeShared('export.stix', flags, stixText, { messages, locale, signal })
    this.log(`  ${line}`)
    return result
  }
}
