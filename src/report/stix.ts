/**
 * Incidents as one STIX 2.1 bundle: who is concerned (`identity`), what happened (`incident`), what is known of it (`note`),
 * what was observed (`observed-data`, of the city's domains, and of addresses where they were asked for) and a `report` that
 * names them all, every object under the TLP 2.0 marking.
 *
 * STIX has no object for a telephone number: numbers are counted in the notes, and are in no bundle.
 * @see https://docs.oasis-open.org/cti/stix/v2.1/os/stix-v2.1-os.html
 */
import type { SharedIncident } from './exchange/incidents.ts'
import { uuidOf } from './exchange/uuid.ts'
import { findingLines, incidentLines, leading, sourceName } from './exchange/words.ts'
import type { ReportModel } from './model/contract.ts'
import type { Voice } from './voice.ts'

export interface StixBundle {
  readonly type: 'bundle'
  readonly id: string
  readonly objects: readonly StixObject[]
}

export type StixObject = Readonly<Record<string, unknown>> & { readonly type: string; readonly id: string }

export function stixBundle(incidents: readonly SharedIncident[], model: ReportModel, voice: Voice): StixBundle {
  const writer = new Writer(model, voice)
  const objects = incidents.flatMap((incident) => writer.incident(incident))
  const { identity, marking } = writer
  const report = objects.length === 0 ? [] : [writer.report(objects)]
  return {
    type: 'bundle',
    id: `bundle--${uuidOf(`stix bundle ${model.id}`)}`,
    objects: [marking, identity, ...report, ...unique(objects)],
  }
}

/** An address may be in many incidents, and is one object. */
function unique(objects: readonly StixObject[]): readonly StixObject[] {
  return [...new Map(objects.map((one) => [one.id, one])).values()]
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

  incident(incident: SharedIncident): StixObject[] {
    const { id, title, links, firstSeenAt, findings, sources } = incident
    const finding = leading(incident)
    const own = `incident--${uuidOf(`stix incident ${id}`)}`
    const told: StixObject = {
      ...this.#common(own, firstSeenAt),
      name: title,
      description: incidentLines(incident, this.#model, this.#voice).join('\n'),
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
    }
    const notes = findings.map((one, index) => ({
      ...this.#common(`note--${uuidOf(`stix note ${index} of ${id}`)}`, one.firstSeenAt),
      abstract: this.#voice.messages.exchange.info(this.#model.organisation.name, title),
      content: findingLines(one, this.#voice).join('\n'),
      object_refs: [own],
    }))
    const concerns = this.#relationship(own, 'related-to', this.#author, firstSeenAt)
    return [told, ...notes, concerns, ...this.#observed(incident, own)]
  }

  report(objects: readonly StixObject[]): StixObject {
    const { id, madeAt, organisation } = this.#model
    return {
      ...this.#common(`report--${uuidOf(`stix report ${id}`)}`, madeAt),
      name: this.#voice.messages.exchange.reportName(organisation.name),
      report_types: ['observed-data'],
      published: madeAt,
      external_references: [{ source_name: 'vigie', external_id: id }],
      object_refs: [this.#author, ...new Set(objects.map((one) => one.id))],
    }
  }

  #observed(incident: SharedIncident, own: string): StixObject[] {
    const values = [
      ...incident.domains.map((value) => this.#observable('domain-name', value)),
      ...incident.values
        .filter(({ kind }) => kind === 'email')
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
    return [...values, data, this.#relationship(data.id, 'related-to', own, incident.firstSeenAt)]
  }

  #observable(type: 'domain-name' | 'email-addr', value: string): StixObject {
    // the name of an observable is made from its value alone, in a namespace that all producers share
    const id = `${type}--${uuidOf(JSON.stringify({ value }), observables)}`
    return { type, spec_version: '2.1', id, value, object_marking_refs: [this.marking.id] }
  }

  #relationship(from: string, type: string, to: string, since: string): StixObject {
    return {
      ...this.#common(`relationship--${uuidOf(`stix ${from} ${type} ${to}`)}`, since),
      relationship_type: type,
      source_ref: from,
      target_ref: to,
    }
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
