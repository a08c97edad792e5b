/**
 * How well the circulation of breaches is read: precision, recall and accuracy against labels made by a person.
 *
 *   node bench/quality/catalogue.ts [CATALOGUE.json LABELS.jsonl] [--errors dev|held|all]
 *
 * `dev` and `held` are two halves by the hash of the name: rules were written with the first in view, the second was looked
 * at as numbers only.
 */
import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { assessCatalogueEntry } from '../../src/assess/index.ts'
import { accuracy, percent, printTable, scores } from './table.ts'

interface Label {
  readonly name: string
  readonly label: string
  readonly evidence: string
  readonly sure: boolean
}

const args = process.argv.slice(2)
const show = args.includes('--errors') ? args[args.indexOf('--errors') + 1] : undefined
const files = args.filter((arg, index) => !arg.startsWith('--') && args[index - 1] !== '--errors')
const catalogue = JSON.parse(readFileSync(files[0] ?? '../shared/data/hibp-breaches.json', 'utf8')) as {
  Name: string
}[]
const labels = readFileSync(files[1] ?? '../shared/data/resale-labels.jsonl', 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Label)

const entries = new Map(catalogue.map((entry) => [entry.Name, entry]))
const started = performance.now()
const cases = labels.flatMap((label) => {
  const entry = entries.get(label.name)
  if (entry === undefined) return []
  return [{ ...label, half: halfOf(label.name), verdict: assessCatalogueEntry(entry) }]
})
const ms = performance.now() - started

const isResale = (label: string) => label === 'for-sale' || label === 'traded'
printTable(
  ['cases', 'n', 'resale precision', 'resale recall', 'four-way accuracy'],
  (['dev', 'held', 'all'] as const).flatMap((half) =>
    [true, false].map((sureOnly) => {
      const chosen = cases.filter((c) => (half === 'all' || c.half === half) && (!sureOnly || c.sure))
      const { precision, recall } = scores(chosen.map((c) => [isResale(c.label), isResale(c.verdict.label)]))
      const right = accuracy(chosen.map((c) => [c.label, c.verdict.label]))
      return [
        `${half}, ${sureOnly ? 'sure' : 'sure and arguable'}`,
        `${chosen.length}`,
        percent(precision),
        percent(recall),
        percent(right),
      ]
    }),
  ),
)
console.log(`${cases.length} entries in ${Math.round(ms)} ms`)

for (const { half, name, label, sure, evidence, verdict } of cases) {
  if (show === undefined || (show !== 'all' && show !== half) || label === verdict.label) continue
  console.log(
    `${name}${sure ? '' : ' (arguable)'}: ${label} → ${verdict.label} · label: ${evidence} · ours: ${verdict.evidence.map((e) => `${e.rule}: ${e.words}`).join(' | ')}`,
  )
}

function halfOf(name: string): 'dev' | 'held' {
  return hash('sha1', name, 'buffer')[0]! % 2 === 0 ? 'dev' : 'held'
}
