/** Every command typed at least once on the fictional town, in an order that gives each something to tell. */
import { zipSync } from 'fflate'
import type { Place } from '../e2e/vigie.ts'

// biome-ignore lint/suspicious/noExplicitAny: each command has its own
type Document = any

/** What was printed, by the name of its schema: `lists-import`, and `assess-post-ndjson` for lines. */
export type Printed = Map<string, unknown[]>

const workspace = 'vigie-demo/workspace'
const configurationFile = `${workspace}/vigie.yaml`
const because = ['--reveal', '--reason', 'essai']

export async function typeEveryCommand(place: Place): Promise<Printed> {
  const typist = new Typist(place)
  await typist.type('demo')
  const simulator = place.start(['simulator', '--json', '--fault', 'leakcheck=html-200'])
  try {
    const port = await new Promise<string>((resolve, reject) => {
      simulator.child.stderr?.on('data', (text: string) => {
        const [, found] = /127\.0\.0\.1:(\d+)/.exec(text) ?? []
        if (found !== undefined) resolve(found)
      })
      simulator.ended.then(({ stderr }) => reject(new Error(stderr)), reject)
    })
    await configure(place, port)
    await typeBeforeAll(typist)
    typist.workspace = ['--workspace', workspace]
    await typeAboutSources(typist)
    const { exposures } = await typist.type('exposures list', ...because)
    const known = await typeAboutLists(typist, exposures)
    await typeAboutLeaks(typist, known)
    // of somebody who was in the list when it was scanned, and asked about in vain
    const others = exposures.filter(({ selector }: Document) => selector !== known)
    const incident = await typeDecisions(typist, others)
    await typeAboutTexts(typist)
    await typeForFiles(typist, incident)
  } finally {
    simulator.child.kill('SIGINT')
  }
  typist.keep('simulator', JSON.parse((await simulator.ended).stdout))
  // nobody answers any more
  await typist.type('lists adopt', '--population', 'staff', '--dry-run')
  await typist.type('sources check')
  // one that has no key
  await typist.type('sources check', 'dehashed')
  return typist.printed
}

class Typist {
  readonly printed: Printed = new Map()
  readonly place: Place
  workspace: readonly string[] = []

  constructor(place: Place) {
    this.place = place
  }

  keep(name: string, document: Document): void {
    this.printed.set(name, [...(this.printed.get(name) ?? []), document])
  }

  /** Types it with `--json`, and keeps what it prints under its name. */
  async type(command: string, ...args: readonly string[]): Promise<Document> {
    return this.typeAs(command.replaceAll(' ', '-'), command, ...args)
  }

  async typeAs(name: string, command: string, ...args: readonly string[]): Promise<Document> {
    const document = JSON.parse(await this.#stdout(command, [...args, '--json'])) as Document
    const isError = document.error !== undefined
    if (isError !== (name === 'error')) throw new Error(`${command}: ${JSON.stringify(document)}`)
    this.keep(name, document)
    return document
  }

  async typeLines(command: string, ...args: readonly string[]): Promise<void> {
    const lines = (await this.#stdout(command, [...args, '--ndjson'])).trimEnd().split('\n')
    for (const line of lines) this.keep(`${command.replaceAll(' ', '-')}-ndjson`, JSON.parse(line))
  }

  async #stdout(command: string, args: readonly string[]): Promise<string> {
    const { stdout, stderr } = await this.place.run([...command.split(' '), ...args, ...this.workspace])
    if (stdout === '') throw new Error(`${command}: ${stderr}`)
    return stdout
  }
}

/** The town's own configuration, at the port of these pretend sources, and with all that a command may tell of one. */
async function configure({ read, write }: Place, port: string): Promise<void> {
  const accepted = '{ by: Camille Exemple, on: 2026-11-24, because: essai }'
  const list = '{ url: "http://127.0.0.1:1/recents", items: p, id: { from: a }, size: 50 }'
  const item = '{ url: "http://127.0.0.1:1/brut/{id}" }'
  const places = `places:\n  - { id: depot, list: ${list}, item: ${item}, because: essai, checkedOn: 2026-11-24 }\n`
  const written = (await read(configurationFile))
    .replaceAll(/127\.0\.0\.1:\d+/g, `127.0.0.1:${port}`)
    .replace('\nsources:\n', `\nsources:\n  dehashed: { enabled: false, accepted: ${accepted} }\n`)
    .replace('"channels":["marche_demo_fr"]', '"channels":["marche_demo_fr","nobody_there_demo"]')
  await write(configurationFile, `${written}\n${places}`)
}

async function typeBeforeAll(typist: Typist): Promise<void> {
  await typist.type('sources show', 'leak-lookup')
  await typist.typeAs('error', 'lists stats')
  await typist.type('init', '--keys', 'keys')
  await typist.type('doctor')
  await typist.typeAs('error', 'init')
  await typist.typeAs('error', 'exposures show', 'e-nothing')
  await typist.typeAs('error', 'lists stats', '--nonsense')
}

async function typeAboutSources(typist: Typist): Promise<void> {
  await typist.type('doctor')
  await typist.type('sources list')
  await typist.typeAs('sources-list-retired', 'sources list', '--retired')
  await typist.type('sources show', 'hibp')
  await typist.typeAs('scan-plan', 'scan', '--plan')
}

/** @returns an address that a search of the city's domain tells of */
async function typeAboutLists(typist: Typist, exposures: readonly Document[]): Promise<string> {
  const added = 'nouvelle@example.org'
  await typist.place.write('some.csv', `email\n${added}\n${added}\npas une adresse\n`)
  await typist.type('lists import', 'some.csv', '--population', 'residents')
  await typist.type('lists show', 'staff')
  await typist.type('lists object', added, '--yes')
  await typist.type('subject show', added)
  const known = exposures.find(
    ({ selector, sources }) => selector.endsWith('@ville-exemple.fr') && sources.includes('hibp'),
  ).selector as string
  await typist.type('lists remove', known, '--population', 'staff')
  await typist.type('subject show', known)
  // it is a stranger from now on, and taken in again
  await typist.type('scan', 'staff', '--source', 'hibp', '--source', 'leakcheck', '--fresh', '--csv', 'scanned')
  await typist.type('lists stats')
  await typist.type('lists adopt', '--population', 'staff')
  return known
}

async function typeAboutLeaks(typist: Typist, known: string): Promise<void> {
  const { place } = typist
  await typist.type('canaries create', '--base', 'portail-famille', '--domain', 'ville-exemple.fr', '--out', 'seed.csv')
  const [, canary = ''] = /([^,;\s]+@ville-exemple\.fr)/.exec(await place.read('seed.csv')) ?? []
  const leak = Buffer.from(`${canary}:hunter2\n${known.replace('@', '+jeu@')}\n`.repeat(50))
  const zip = zipSync({ 'inner/leak.txt': leak })
  await place.write('leak.zip', zip)
  await place.write('broken.zip', zip.subarray(0, 120))
  await place.write('packed.7z', Uint8Array.of(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4))
  const held = ['--held-as', 'own', '--provenance', 'essai']
  await typist.type('dump scan', 'leak.zip', 'broken.zip', 'packed.7z', 'nowhere.txt', ...held)
  await typist.typeLines('dump scan', 'leak.zip', ...held)
  await typist.type('canaries show', ...because)
  const { selectors } = await typist.type('subject show', canary)
  await typist.type('exposures show', selectors[0].exposures[0].exposure)
}

/** @returns an incident that was decided about */
async function typeDecisions(typist: Typist, exposures: readonly Document[]): Promise<string> {
  const staff = exposures.filter(({ kind, populations }) => kind === 'email' && populations.includes('staff'))
  const { exposure, selector, incident, sources } = staff.toSorted((a, b) => b.sources.length - a.sources.length)[0]
  const post = exposures.find((one) => one.sources.includes('telegram'))
  const other = exposures.find((one) => one.incident.id !== incident.id)
  await typist.typeLines('exposures list', '--population', 'staff')
  await typist.type('exposures show', post.exposure)
  await typist.type('exposures explain', exposure)
  const why = ['--base', 'portail-famille', '--caused-by', other.incident.id, '--note', 'vu avec la DSI']
  await typist.type('exposures qualify', exposure, '--as', 'confirmed', '--attribution', 'B', ...why)
  await typist.type('exposures remediate', exposure, '--what', 'mot de passe réinitialisé')
  await typist.type('exposures show', exposure)
  await typist.type('subject show', selector)
  await typist.type('exposures split', incident.id, '--telling', sources[0], '--reason', 'autre fuite')
  return incident.id
}

async function typeAboutTexts(typist: Typist): Promise<void> {
  const posts = [{ id: 'a', text: 'vends bdd de la mairie de Saint-Exemple, 500 eur' }, { text: 'bonjour' }]
  await typist.place.write('posts.ndjson', posts.map((post) => JSON.stringify(post)).join('\n'))
  const breaches = [{ Name: 'X', Description: 'sold on a forum', DataClasses: ['Names'] }]
  await typist.place.write('catalogue.json', JSON.stringify(breaches))
  await typist.type('assess post', 'posts.ndjson')
  await typist.typeLines('assess post', 'posts.ndjson')
  await typist.type('assess catalogue', 'catalogue.json')
  await typist.typeLines('assess catalogue', 'catalogue.json')
}

async function typeForFiles(typist: Typist, incident: string): Promise<void> {
  await typist.type('export csv', '--out', 'csv')
  await typist.type('export ndjson', '--out', 'ndjson', ...because)
  await typist.type('export misp', '--out', 'misp.json')
  await typist.type('export stix', '--out', 'stix.json', ...because)
  await typist.type('report cnil', '--out', 'cnil')
  await typist.type('report complaint', '--out', 'complaint')
  await typist.type('report dashboard', '--out', 'dashboard.html')
  await typist.type('report dpia', '--out', 'dpia')
  await typist.type('report evidence', '--incident', incident, '--out', 'evidence.zip')
  const letters = ['--directory', 'vigie-demo/lists/usagers.csv', '--out', 'letters']
  await typist.type('report letters', ...letters)
  await typist.type('report letters', ...letters, '--incident', incident)
  await typist.type('report register', '--out', 'register')
}
