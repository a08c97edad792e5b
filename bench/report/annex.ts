/**
 * What the CNIL's annex of many findings takes, from the store to the bytes of the PDF:
 *
 *   node bench/report/annex.ts [FINDINGS]
 *
 * 10,000 findings in at most 5 s: half of them decided by a person, 20,000 exposures. The store is filled beforehand and is
 * not counted; a first small annex loads compiler and fonts, as a process that makes one report does too, and is.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { cnilDocuments, Voice } from '../../src/report/index.ts'
import type { Store } from '../../src/store/index.ts'
import { makeStore, now } from './city.ts'
import { modelOf } from './facts.ts'

const findings = Number(process.argv[2] ?? 10_000)
const directory = mkdtempSync(path.join(tmpdir(), 'vigie-bench-'))
try {
  const store = await makeStore(directory, findings)
  await decideHalf(store)

  const cpu = process.cpuUsage()
  const start = performance.now()
  const model = await modelOf(store)
  const modelled = performance.now()
  const documents = await cnilDocuments(model, new Voice('fr', 'Europe/Paris'), { archive: false, excel: false })
  const end = performance.now()
  const { user, system } = process.cpuUsage(cpu)

  const size = (name: string) => `${Math.round(Buffer.byteLength(documents[name]!) / 1024)} KiB`
  console.log(`${findings} findings, ${model.breach.findings} confirmed as the city's or a processor's`)
  console.log(`model                ${seconds(modelled - start)}`)
  console.log(`all documents        ${seconds(end - modelled)}`)
  console.log(`together             ${seconds(end - start)}   (promised: 5 s for 10,000)`)
  console.log(`processor time       ${seconds((user + system) / 1_000)}`)
  console.log(`memory               ${Math.round(process.memoryUsage.rss() / 2 ** 20)} MiB`)
  console.log(`annexe-cnil.pdf      ${size('annexe-cnil.pdf')}`)
  console.log(`constats.csv         ${size('constats.csv')}`)
  console.log(`modele.json          ${size('modele.json')}`)
  await store.close()
} finally {
  rmSync(directory, { recursive: true })
}

async function decideHalf(store: Store): Promise<void> {
  const letters = ['A', 'B', 'C', 'D', 'E'] as const
  const byIncident = new Map<number, string[]>()
  for await (const rows of store.exposures.list({})) {
    for (const { incident, name } of rows) byIncident.set(incident, [...(byIncident.get(incident) ?? []), name])
  }
  for (const [i, letter] of letters.entries()) {
    const names = [...byIncident].filter(([incident]) => incident % 10 === 2 * i).flatMap(([, of]) => of)
    await store.qualifications.qualify(names, { as: 'confirmed', attribution: letter, who: 'rssi@poste', at: now })
  }
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(2)} s`
}
