/** The report of that city, as the commands make it. */
import { parseConfiguration } from '../../src/config/index.ts'
import { systemClock } from '../../src/net/index.ts'
import { buildModel, type FactsOptions, gatherFacts, type ReportModel } from '../../src/report/index.ts'
import { coverageRows } from '../../src/scan/index.ts'
import { sources } from '../../src/sources/index.ts'
import type { Store } from '../../src/store/index.ts'
import { scanSources } from '../../src/workspace.ts'
import { now } from './city.ts'

export const configurationText = `
organisation:
  name: Ville de Saint-Exemple
  siren: "000000000"
  sector: Administration publique
  address: { street: 1 place de la Mairie, postcode: "99000", city: Saint-Exemple }
  legalRepresentative: { title: Mme, firstName: Claude, lastName: Exemple, email: maire@ville-exemple.fr }
  dpo: { name: Dominique Modèle, email: dpo@ville-exemple.fr, phone: "01 99 00 12 34" }
legalBasis: Mission d'intérêt public (RGPD, art. 6, paragraphe 1, e), délibération du 3 mars 2026
populations:
  staff: { persons: Employés, disclose: { default: k-anonymous, clear: [hibp] } }
  residents: { persons: Utilisateurs }
  minors: { persons: Mineurs }
bases:
  rendez-vous: { processor: Éditeur Exemple, dataClasses: [Names, Email addresses, Phone numbers, Physical addresses] }
  portail-famille: { dataClasses: [Names, Email addresses, Dates of birth, Family quotients], vulnerable: true }
sources:
  hibp: { enabled: true, apiKey: { env: NONE }, verifiedDomains: [ville-exemple.fr] }
  pastebin: { enabled: true }
`

export async function modelOf(store: Store, more: Partial<FactsOptions> = {}): Promise<ReportModel> {
  const configuration = await parseConfiguration(configurationText, '/vigie/vigie.yaml', {
    sourceIds: sources.map(({ id }) => id),
  })
  const configured = sources.map((source) => {
    const own = configuration.sources.get(source.id)
    return {
      source,
      configuration: own ?? configuration.sources.get('pastebin')!,
      settings: { verifiedDomains: own?.verifiedDomains ?? [], options: {} },
      ...(own?.enabled === true ? {} : { off: 'disabled' as const }),
    }
  })
  const coverage = await coverageRows({
    store,
    sources: scanSources(configured),
    populations: configuration.populations,
    clock: systemClock,
  })
  return buildModel(
    await gatherFacts(store, {
      configuration,
      sources: configured,
      coverage,
      now: new Date(now),
      programVersion: '0.1.0',
      notification: { type: 'initial' },
      scope: {},
      instants: {},
      decided: {},
      ...more,
    }),
  )
}
