/**
 * Incidents as one STIX 2.1 bundle: who is concerned (`identity`), a `report` for each incident, which names what was observed
 * (`observed-data`, of the city's domains, and of addresses where they were asked for), and one `report` that names them all; every
 * object is under the TLP 2.0 marking.
 *
 * An incident is no `incident` object, and what is known of it no `note`: the schema of bundles that OASIS publishes knows
 * neither (as of November 2025 its list of types is that of STIX 2.0, and what is not in it is held for two things at
 * once), so that a bundle with one of them does not validate as a whole. A `report` does, and is what MISP makes an event of.
 *
 * STIX has no object for a telephone number, nor for an address with letters beyond ASCII: they are counted in the reports, and
 * are in no bundle.
 * @see https://docs.oasis-open.org/cti/stix/v2.1/os/stix-v2.1-os.html
 * @see https://github.com/oasis-open/cti-stix2-json-schemas/blob/master/schemas/common/bundle.json
 */
import type { SharedIncident } from './exchange/incidents.ts'
import { uuidOf } from './exchange/uuid.ts'
import { incidentLines, leading, sourceName } from './exchange/words.ts'
import type { ReportModel } from './model/contract.ts'
import type { Voice } from './voice.ts'

export interface StixBundle {
  readonly type: 'bundle'
  readonly id: string
  readonly objects: readonly StixObject[]
}

export type StixObject = Readonly<Record<string, unknown>> & { readonly type: string; readonly id: string }

export function stixBundle(incidents: readonly SharedIncident[], model: ReportModel, voice: Voice): StixBundle {
  return { type: 'bundle', id: bundleId(model), objects: [...stixObjects(incidents, model, voice)] }
}

/** The same as text, an object a line: of a million addresses no more than one incident is held as objects. */
export function* stixText(
  incidents: readonly SharedIncident[],
  model: ReportModel,
  voice: Voice,
): Generator<string, void, undefined> {
  let before = `{"type":"bundle","id":"${bundleId(model)}","objects":[\n`
  for (const object of stixObjects(incidents, model, voice)) {
    yield `${before}${JSON.stringify(object)}`
    before = ',\n'
  }
  yield '\n]}\n'
}

function bundleId({ id }: ReportModel): string {
  return `bundle--${uuidOf(`stix bundle ${id}`)}`
}

function* stixObjects(
  incidents: readonly SharedIncident[],
  model: ReportModel,
  voice: Voice,
): Generator<StixObject, void, undefined> {
  const writer = new Writer(model, voice)
  yield writer.marking
  yield writer.identity
  // an address may be in many incidents, and is one object
  const met = new Set<string>()
  const reports: string[] = []
  for (const incident of incidents) {
    for (const object of writer.incident(incident)) {
      if (object.type === 'report') reports.push(object.id)
      if (object.type === 'email-addr' || object.type === 'domain-name') {
        if (met.has(object.id)) continue
        met.add(object.id)
      }
      yield object
    }
  }
  if (reports.length > 0) yield writer.all(reports)
}

/** the markings that OASIS published for TLP 2.0, by their fixed names */
const markings: Readonly<Record<string, string>> = {
  'TLP:CLEAR': '94868c89-83c2-464b-929b-a1a8aa3c8487',
  'TLP:GREEN': 'bab4a63c-aed9-4cf5-a766-dfca5abac2bb',
  'TLP:AMBER': '55d920b0-5e8b-4f79-9ee9-91f868d9b421',
  'TLP:AMBER+STRICT': '939a9414-2ddd-4d32-a0cd-375ea402b003',
  'TLP:RED': 'e828b379-4e03-4974-9ac4-e53a884c97c1',
}
const tlpExtension = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d'
/** that the names of observables are made in */
const observables = '00abedb4-aa42-466c-9c01-fed23315a9b7'

/** an address of STIX is one of RFC 5322: letters of other scripts are in none */
const isAscii = /^[\x21-\x7e]+$/

class Writer {
  readonly identity: StixObject
  readonly marking: StixObject
  readonly #model: ReportModel
  readonly #voice: Voice
  /** the city, as the author of all */
  readonly #author: string

  constructor(model: ReportModel, voice: Voice) {
    this.#model = model
    this.#voice = voice
    const label = markings[model.tlp] === undefined ? 'TLP:RED' : model.tlp
    this.marking = {
      type: 'marking-definition',
      spec_version: '2.1',
      id: `marking-definition--${markings[label]}`,
      created: '2022-10-01T00:00:00.000Z',
      name: label,
      extensions: {
        [tlpExtension]: { extension_type: 'property-extension', tlp_2_0: label.slice('TLP:'.length).toLowerCase() },
      },
    }
    const { organisation } = model
    this.#author = `identity--${uuidOf(`stix identity ${organisation.siren ?? organisation.name}`)}`
    this.identity = {
      ...this.#common(this.#author, model.scans.firstAt ?? model.madeAt),
      name: organisation.name,
      identity_class: 'organization',
      sectors: ['government-local'],
    }
  }

  /** What was observed of it, and its report. */
  incident(incident: SharedIncident): readonly StixObject[] {
    const { id, title, links, firstSeenAt, sources } = incident
    const finding = leading(incident)
    const observed = this.#observed(incident)
    const told: StixObject = {
      ...this.#common(`report--${uuidOf(`stix report of ${id}`)}`, firstSeenAt),
      name: title,
      description: incidentLines(incident, this.#model, this.#voice).join('\n'),
      report_types: ['observed-data'],
      published: instant(this.#model.madeAt),
      labels: [
        `resale-${finding.resale.word}`,
        `attribution-${(finding.decision?.attribution ?? finding.proposed.attribution).toLowerCase()}-${finding.state === 'confirmed' ? 'confirmed' : 'proposed'}`,
      ],
      external_references: [
        { source_name: 'vigie', external_id: id },
        ...links.map(({ url, source }) => ({ source_name: sourceName(source, this.#model), url })),
        ...sources
          .filter((source) => links.every((link) => link.source !== source))
          .map((source) => ({ source_name: sourceName(source, this.#model), external_id: source })),
      ],
      object_refs: [this.#author, ...observed.map((one) => one.id)],
    }
    return [...observed, told]
  }

  /** @param reports of the incidents */
  all(reports: readonly string[]): StixObject {
    const { id, madeAt, organisation } = this.#model
    return {
      ...this.#common(`report--${uuidOf(`stix report ${id}`)}`, madeAt),
      name: this.#voice.messages.exchange.reportName(organisation.name),
      report_types: ['observed-data'],
      published: instant(madeAt),
      external_references: [{ source_name: 'vigie', external_id: id }],
      object_refs: [this.#author, ...reports],
    }
  }

  #observed(incident: SharedIncident): readonly StixObject[] {
    const values = [
      ...incident.domains.map((value) => this.#observable('domain-name', value)),
      ...incident.values
        .filter(({ kind, value }) => kind === 'email' && isAscii.test(value))
        .map(({ value }) => this.#observable('email-addr', value)),
    ]
    if (values.length === 0) return []
    const data = {
      ...this.#common(`observed-data--${uuidOf(`stix observed of ${incident.id}`)}`, incident.firstSeenAt),
      first_observed: instant(incident.firstSeenAt),
      last_observed: instant(incident.lastSeenAt),
      number_observed: 1,
      object_refs: values.map(({ id }) => id),
    }
    return [...values, data]
  }

  #observable(type: 'domain-name' | 'email-addr', value: string): StixObject {
    // the name of an observable is made from its value alone, in a namespace that all producers share
    const id = `${type}--${uuidOf(JSON.stringify({ value }), observables)}`
    return { type, spec_version: '2.1', id, value, object_marking_refs: [this.marking.id] }
  }

  #common(id: string, created: string): StixObject {
    return {
      type: id.slice(0, id.indexOf('--')),
      spec_version: '2.1',
      id,
      created_by_ref: this.#author,
      created: instant(created),
      modified: instant(this.#model.madeAt),
      lang: this.#voice.locale,
      object_marking_refs: [this.marking.id],
    }
  }
}

/** To the millisecond, as STIX asks. */
function instant(at: string): string {
  return new Date(at).toISOString()
}
