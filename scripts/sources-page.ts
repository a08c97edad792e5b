/** Writes `docs/sources.md` and `docs/sources.fr.md`, a line for each source: `node scripts/sources-page.ts`. */
import { readFileSync, writeFileSync } from 'node:fs'
import { keyWord, kindsText, operatorText, sentencesOf } from '../commands/_base/source-facts.ts'
import { catalogue, formatDate, type Locale, locales, setFrench } from '../src/messages/index.ts'
import { retired, type Source, sources } from '../src/sources/index.ts'

const from = '<!-- sources -->'

export function pageFile(locale: Locale): URL {
  return new URL(locale === 'en' ? '../docs/sources.md' : `../docs/sources.${locale}.md`, import.meta.url)
}

/** The page with its tables as the program has them now; what stands before them is written by hand. */
export function page(locale: Locale): string {
  const [opening = ''] = readFileSync(pageFile(locale), 'utf8').split(from)
  const { sources: words } = catalogue(locale)
  const { head, labels, shapes, retiredHead } = words
  const columns = [
    head.id,
    head.takes,
    head.told,
    head.operator,
    head.cost,
    head.key,
    head.legal,
    labels.proof,
    labels.read,
  ]
  const tables = (['ask', 'watch'] as const).map((shape) => {
    const rows = sources.filter((source) => source.shape === shape).map((source) => rowOf(source, locale))
    return `## ${capital(shapes[shape])}\n\n${table(columns, rows)}`
  })
  const left = retired.map(({ name, reason, french, decidedOn }) => [
    name,
    locale === 'fr' ? setFrench(french) : reason,
    formatDate(decidedOn, locale),
  ])
  const title = locale === 'fr' ? 'Examinés et écartés' : 'Weighed and left out'
  const out = `## ${title}\n\n${table([retiredHead.id, retiredHead.reason, retiredHead.decidedOn], left)}`
  return `${opening}${from}\n\n${[...tables, out].join('\n\n')}\n`
}

function rowOf(source: Source, locale: Locale): readonly string[] {
  const messages = catalogue(locale)
  const { sources: words } = messages
  const said = sentencesOf(source, locale)
  return [
    `[${source.name}](${source.termsUrl}) \`${source.id}\``,
    kindsText(source, messages),
    words.tells[source.tells],
    operatorText(source, messages),
    said.cost,
    keyWord(source, messages),
    `**${words.classWords[source.legalClass]}**: ${said.legalReason}`.replace(':', locale === 'fr' ? '\u00a0:' : ':'),
    said.ownershipProof,
    formatDate(source.contractReadOn, locale),
  ]
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

if (import.meta.main) for (const locale of locales) writeFileSync(pageFile(locale), page(locale))
