/**
 * Incidents as MISP events, in MISP's own JSON. Nothing in it makes an alarm of a person's address: no attribute is for
 * detection, distribution is "your organisation only", and whoever receives it decides further.
 *
 * The identifiers are the same at each export: MISP updates the event it has.
 * @see https://www.misp-standard.org/rfc/misp-standard-core.html
 * @see https://github.com/MISP/misp-objects templates `incident`, `confidentiality-impact`, `victim`, `paste`, `ransomware-group-post`
 */
import type { EventNature } from '../domain/index.ts'
import type { SharedIncident, SharedLink } from './exchange/incidents.ts'
import { uuidOf } from './exchange/uuid.ts'
import { incidentLines, leading, sourceName } from './exchange/words.ts'
import type { Finding, ReportModel } from './model/contract.ts'
import type { Voice } from './voice.ts'

export interface MispFile {
  readonly response: readonly { readonly Event: MispEvent }[]
}

export interface MispEvent {
  readonly uuid: string
  readonly info: string
  readonly date: string
  readonly timestamp: string
  readonly threat_level_id: '1' | '2' | '3' | '4'
  readonly analysis: '0' | '1'
  readonly published: false
  readonly publish_timestamp: '0'
  readonly distribution: '0'
  readonly sharing_group_id: '0'
  readonly Orgc: { readonly uuid: string; readonly name: string }
  readonly Tag: readonly MispTag[]
  readonly Attribute: readonly MispAttribute[]
  readonly Object: readonly MispObject[]
}

export interface MispTag {
  readonly name: string
  readonly colour: string
  readonly exportable: true
}

export interface MispAttribute {
  readonly uuid: string
  readonly type: string
  readonly category: string
  readonly value: string
  readonly to_ids: false
  readonly distribution: '5'
  readonly sharing_group_id: '0'
  readonly timestamp: string
  readonly comment: string
  readonly deleted: false
  readonly disable_correlation: boolean
  readonly object_relation?: string
}

export interface MispObject {
  readonly uuid: string
  readonly name: string
  readonly 'meta-category': string
  readonly description: string
  readonly template_uuid: string
  readonly template_version: string
  readonly distribution: '5'
  readonly sharing_group_id: '0'
  readonly timestamp: string
  readonly comment: string
  readonly deleted: false
  readonly Attribute: readonly MispAttribute[]
}

export function mispFile(incidents: readonly SharedIncident[], model: ReportModel, voice: Voice): MispFile {
  return { response: incidents.map((incident) => ({ Event: mispEvent(incident, model, voice) })) }
}

/** The same as text, an event a line: of a million addresses no more than one event is held as objects. */
export function* mispText(
  incidents: readonly SharedIncident[],
  model: ReportModel,
  voice: Voice,
): Generator<string, void, undefined> {
  yield '{"response":['
  for (const [index, incident] of incidents.entries()) {
    yield `${index === 0 ? '' : ','}\n${JSON.stringify({ Event: mispEvent(incident, model, voice) })}`
  }
  yield '\n]}\n'
}

const longestInfo = 250

export function mispEvent(incident: SharedIncident, model: ReportModel, voice: Voice): MispEvent {
  const finding = leading(incident)
  const uuid = uuidOf(`misp event ${incident.id}`)
  const draft: Draft = { uuid, timestamp: secondsOf(model.madeAt) }
  const info = voice.messages.exchange.info(model.organisation.name, incident.title)
  return {
    uuid,
    info: Array.from(info).slice(0, longestInfo).join(''),
    date: finding.occurredOn ?? finding.publishedOn ?? incident.firstSeenAt.slice(0, 10),
    timestamp: draft.timestamp,
    threat_level_id: finding.state === 'confirmed' ? threatLevels[finding.severity.level] : '4',
    analysis: finding.state === 'confirmed' ? '1' : '0',
    ...{ published: false, publish_timestamp: '0', distribution: '0', sharing_group_id: '0' },
    Orgc: { uuid: organisationUuid(model), name: model.organisation.name },
    Tag: [tlpTag(model.tlp)],
    Attribute: looseAttributes(incident, draft, model, voice),
    Object: [
      incidentObject(incident, finding, draft, model, voice),
      ...incident.findings.map((one, index) => impactObject(one, index, draft)),
      victimObject(incident, draft, model),
      ...postObjects(incident, draft),
    ],
  }
}

/** The same in each file of one city; by its SIREN where it has one. */
export function organisationUuid({ organisation }: ReportModel): string {
  return uuidOf(`organisation ${organisation.siren ?? organisation.name}`)
}

interface Draft {
  /** of the event */
  readonly uuid: string
  readonly timestamp: string
}

const threatLevels = { 'very-high': '1', high: '1', medium: '2', low: '3' } as const
const criticalities = { 'very-high': 'Extreme', high: 'High', medium: 'Moderate', low: 'Low' } as const

/** Those of TLP 2.0; one that is unknown is held as the strictest. */
const tlpColours: Readonly<Record<string, string>> = {
  'tlp:red': '#ff2b2b',
  'tlp:amber+strict': '#ffc000',
  'tlp:amber': '#ffc000',
  'tlp:green': '#33ff00',
  'tlp:clear': '#ffffff',
}

function tlpTag(label: string): MispTag {
  const known = label.toLowerCase()
  const name = tlpColours[known] === undefined ? 'tlp:red' : known
  return { name, colour: tlpColours[name]!, exportable: true }
}

/** what the templates' vocabulary has for it */
const incidentTypes: Readonly<Record<EventNature, string>> = {
  breach: 'data-exfiltration',
  paste: 'unauthorized-release',
  'stealer-log': 'theft-access-credentials',
  'combo-list': 'theft-access-credentials',
  'spam-list': 'unauthorized-release',
  post: 'unauthorized-release',
  claim: 'data-exfiltration',
  dump: 'data-exfiltration',
}

function incidentObject(
  incident: SharedIncident,
  finding: Finding,
  draft: Draft,
  model: ReportModel,
  voice: Voice,
): MispObject {
  const isConfirmed = finding.state === 'confirmed'
  const types = [...new Set(incident.natures.map((nature) => incidentTypes[nature]))]
  return object(templates.incident, 'incident', draft, [
    ['name', 'text', 'Other', incident.title],
    ['description', 'text', 'Other', incidentLines(incident, model, voice).join('\n')],
    ...types.map((type): Given => ['incident_type', 'text', 'Other', type, 'quiet']),
    ['investigation_status', 'text', 'Other', isConfirmed ? 'open' : 'new', 'quiet'],
    ['determination', 'text', 'Other', isConfirmed ? 'successful-attempt' : 'suspected', 'quiet'],
    ['detection_method', 'text', 'Other', 'automated-tool', 'quiet'],
    ...(isConfirmed ? [['detection_method', 'text', 'Other', 'human-review', 'quiet'] as const] : []),
    ['criticality', 'text', 'Other', isConfirmed ? criticalities[finding.severity.level] : 'Not Specified', 'quiet'],
  ])
}

const credentials = /password|credential|token|cookie/i

function impactObject(finding: Finding, index: number, draft: Draft): MispObject {
  const { records } = finding.counts
  const type = finding.dataClasses.some((word) => credentials.test(word)) ? 'credentials-user' : 'pii'
  return object(templates.impact, `impact ${index}`, draft, [
    ['loss_type', 'text', 'Other', finding.state === 'confirmed' ? 'confirmed-loss' : 'suspected-loss', 'quiet'],
    ['information_type', 'text', 'Other', type, 'quiet'],
    // a range is no number: the description of the incident tells it
    ...(records.low === records.high
      ? [['record_count', 'counter', 'Other', String(records.low), 'quiet'] as const]
      : []),
    ...(finding.occurredOn === undefined
      ? []
      : ([
          ['start_time', 'datetime', 'Other', `${finding.occurredOn}T00:00:00.000000+0000`, 'quiet'],
          ['start_time_fidelity', 'text', 'Other', 'day', 'quiet'],
        ] as const)),
  ])
}

function victimObject({ domains, values }: SharedIncident, draft: Draft, { organisation }: ReportModel): MispObject {
  return object(templates.victim, 'victim', draft, [
    ['name', 'target-org', 'Targeting data', organisation.name],
    ['classification', 'text', 'Other', 'organization', 'quiet'],
    ['sectors', 'text', 'Other', 'government local', 'quiet'],
    ['regions', 'target-location', 'Targeting data', organisation.country, 'quiet'],
    ...domains.map((domain): Given => ['domain', 'domain', 'Network activity', domain]),
    ...values
      .filter(({ kind }) => kind === 'email')
      .map(
        ({ value, ref, populations }): Given => [
          ...(['email', 'target-email', 'Targeting data', value, 'loud'] as const),
          `${populations.join(', ')} · ${ref}`,
        ],
      ),
  ])
}

/** hosts that the template of a paste knows; what was posted elsewhere is a link */
const pasteHosts: readonly string[] = [
  ...['pastebin.com', 'pastebin.fr', 'pastie.org', 'slexy.org', 'gist.github.com', 'codepad.org', 'safebin.net'],
  ...['hastebin.com', 'ghostbin.com', 'paste.ee', '0bin.net'],
]

function pasteHost({ nature, url }: SharedLink): string | undefined {
  const host = nature === 'paste' ? URL.parse(url)?.hostname : undefined
  return host !== undefined && pasteHosts.includes(host) ? host : undefined
}

/** Texts that were posted, and claims: where and when, never their words. */
function postObjects({ links, title }: SharedIncident, draft: Draft): MispObject[] {
  return links.flatMap((link, index) => {
    const { url, nature, firstSeenAt, lastSeenAt } = link
    const origin = pasteHost(link)
    if (origin !== undefined) {
      return object(templates.paste, `post ${index}`, draft, [
        ['origin', 'text', 'External analysis', origin, 'quiet'],
        ['url', 'url', 'External analysis', url],
        ['title', 'text', 'External analysis', title],
        ['first-seen', 'datetime', 'Other', firstSeenAt, 'quiet'],
        ['last-seen', 'datetime', 'Other', lastSeenAt, 'quiet'],
      ])
    }
    if (nature !== 'claim') return []
    return object(templates.claim, `claim ${index}`, draft, [
      ['title', 'text', 'Other', title],
      ['leak-site-url', 'link', 'External analysis', url],
      ['date', 'datetime', 'Other', firstSeenAt, 'quiet'],
    ])
  })
}

function looseAttributes(incident: SharedIncident, draft: Draft, model: ReportModel, voice: Voice): MispAttribute[] {
  const told = incident.links.filter((link) => link.nature !== 'claim' && pasteHost(link) === undefined)
  const phones = incident.values.filter(({ kind }) => kind === 'phone')
  return [
    attribute('reference', draft, [
      '',
      'text',
      'Internal reference',
      `${incident.id} (vigie ${model.program.version})`,
    ]),
    ...told.map(({ url, source }, index) =>
      attribute(`link ${index}`, draft, ['', 'link', 'External analysis', url, 'loud', sourceName(source, model)]),
    ),
    ...phones.map(({ value, ref, populations }) =>
      attribute(ref, draft, [
        ...(['', 'phone-number', 'Person', value, 'loud'] as const),
        `${populations.map((name) => voice.population(name)).join(', ')} · ${ref}`,
      ]),
    ),
  ]
}

/** relation (none outside an object), type, category, value, whether it correlates, comment */
type Given = readonly [
  relation: string,
  type: string,
  category: string,
  value: string,
  correlates?: 'quiet' | 'loud',
  comment?: string,
]

interface Template {
  readonly name: string
  readonly category: string
  readonly uuid: string
  readonly version: string
  readonly description: string
}

function object(
  { name, category, uuid, version, description }: Template,
  role: string,
  draft: Draft,
  given: readonly Given[],
): MispObject {
  const own = uuidOf(`misp object ${role} of ${draft.uuid}`)
  return {
    uuid: own,
    name,
    'meta-category': category,
    description,
    ...{ template_uuid: uuid, template_version: version },
    ...{ distribution: '5', sharing_group_id: '0', timestamp: draft.timestamp, comment: '', deleted: false },
    Attribute: given.map((one, index) => attribute(`${role} ${index} ${one[0]}`, { ...draft, uuid: own }, one)),
  }
}

function attribute(role: string, { uuid, timestamp }: Draft, given: Given): MispAttribute {
  const [relation, type, category, value, correlates = 'loud', comment = ''] = given
  return {
    uuid: uuidOf(`misp attribute ${role} of ${uuid}`),
    ...{ type, category, value, to_ids: false, distribution: '5', sharing_group_id: '0', timestamp, comment },
    ...{ deleted: false, disable_correlation: correlates === 'quiet' },
    ...(relation === '' ? {} : { object_relation: relation }),
  }
}

function secondsOf(instant: string): string {
  return String(Math.floor(Date.parse(instant) / 1_000))
}

const templates = {
  incident: {
    name: 'incident',
    category: 'misc',
    uuid: '38597424-f9bb-4865-9b4b-819172df0334',
    version: '1',
    description: 'Incident object template as described in STIX 2.1 Incident object and its core extension.',
  },
  impact: {
    name: 'confidentiality-impact',
    category: 'misc',
    uuid: 'b0027f13-56e4-4c85-9632-3cf81208429b',
    version: '1',
    description: 'Confidentiality Impact object as described in STIX 2.1 Incident object extension.',
  },
  victim: {
    name: 'victim',
    category: 'misc',
    uuid: 'a8806e40-39ad-435f-be02-ac2a13d6fc7d',
    version: '10',
    description: 'Victim object describes the target of an attack or abuse.',
  },
  paste: {
    name: 'paste',
    category: 'misc',
    uuid: 'cedc055c-78aa-49a4-bfd7-4cc30cecef12',
    version: '6',
    description: 'Paste or similar post from a website allowing to share privately or publicly posts.',
  },
  claim: {
    name: 'ransomware-group-post',
    category: 'misc',
    uuid: '52a0e179-4942-41e6-90f5-7db856fd6f39',
    version: '4',
    description: 'Ransomware group post as monitored by ransomlook.io or others',
  },
} as const satisfies Record<string, Template>
