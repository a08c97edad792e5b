/**
 * How well posts are read: class, commerce, city, against labels made by a person.
 *
 *   node bench/quality/posts.ts [LABELS.jsonl …] [--watch-terms a,b,c] [--errors]
 *
 * Without a file: the labelled posts that we were given, and `texts/blind.jsonl`, the last batch that was written before anything
 * of it was learned. Neither is trained on. But the rules and the later texts were written with the errors on the first in
 * view: of the two only the second tells what unseen posts may expect. What rules and wording give apart: `train-posts.ts`.
 */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { assessPost, type PostVerdict } from '../../src/assess/index.ts'
import { accuracy, percent, printTable, scores } from './table.ts'

interface Label {
  readonly id: string
  readonly lang: string
  readonly label: string
  readonly commercial: string
  readonly about_city?: boolean
  readonly text: string
}

const args = process.argv.slice(2)
const termsAt = args.indexOf('--watch-terms')
const watchTerms = (
  args[termsAt + 1] && termsAt >= 0
    ? args[termsAt + 1]!
    : 'ville-exemple.fr,Saint-Exemple,mairie de Saint-Exemple,Exempleville'
).split(',')
const named = args.filter((arg, index) => !arg.startsWith('--') && (termsAt < 0 || index !== termsAt + 1))
const blind = fileURLToPath(new URL('texts/blind.jsonl', import.meta.url))

for (const file of named.length > 0 ? named : ['../shared/data/posts-labelled.jsonl', blind]) measure(file)

function measure(file: string): void {
  const posts = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Label)

  const started = performance.now()
  const cases = posts.map((post) => ({ ...post, verdict: assessPost(post.text, { watchTerms }) }))
  const ms = performance.now() - started
  console.log(basename(file))
  printTable(
    ['posts', 'n', '13 classes', 'commercial P', 'R', 'F1', 'three-way', 'city precision', 'recall'],
    ['all', 'fr', 'en', 'ru'].map((lang) => {
      const chosen = cases.filter((one) => lang === 'all' || one.lang === lang)
      const decided = chosen.filter((one) => one.commercial !== 'unclear')
      const commerce = scores(decided.map((one) => [one.commercial === 'yes', one.verdict.commercial === 'yes']))
      const named = chosen.filter((one) => one.about_city !== undefined)
      const city = scores(named.map((one) => [one.about_city === true, one.verdict.aboutCity]))
      return [
        lang,
        `${chosen.length}`,
        percent(accuracy(chosen.map((one) => [one.label, one.verdict.label]))),
        percent(commerce.precision),
        percent(commerce.recall),
        percent(commerce.f1),
        percent(accuracy(chosen.map((one) => [one.commercial, one.verdict.commercial]))),
        ...(named.length === 0 ? ['', ''] : [percent(city.precision), percent(city.recall)]),
      ]
    }),
  )
  console.log(`${cases.length} posts in ${Math.round(ms)} ms\n`)
  if (args.includes('--errors')) printErrors(cases)
}

type Case = Label & { readonly verdict: PostVerdict }

function printErrors(cases: readonly Case[]): void {
  for (const { id, label, commercial, about_city: about, verdict, text } of cases) {
    const wrong = [
      label === verdict.label ? '' : `${label} → ${verdict.label} (${verdict.confidence})`,
      commercial === verdict.commercial ? '' : `commercial ${commercial} → ${verdict.commercial}`,
      about === undefined || about === verdict.aboutCity ? '' : `city ${about} → ${verdict.aboutCity}`,
    ].filter((one) => one !== '')
    if (wrong.length > 0)
      console.log(
        `${id} ${wrong.join(' · ')}\n   ${text.slice(0, 160).replaceAll('\n', '⏎')}\n   ${verdict.evidence.map(({ rule, words }) => `${rule}: ${words}`).join(' | ')}`,
      )
  }
}
