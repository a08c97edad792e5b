/**
 * Makes the list that the import is measured on: a directory's export of `rows` persons with an address and a phone each,
 * in the spellings that offices use, every hundredth value wrong. Invented from a seed: the same numbers give the same
 * bytes. Domains and phone blocks are those reserved for fiction.
 *
 *     node bench/lists/make-list.ts 1000000 > /tmp/list.csv
 */
import { once } from 'node:events'
import { pathToFileURL } from 'node:url'

const firstNames = ['Jeanne', 'Noël', 'Amel', 'Élodie', 'Hugo', 'Inès', 'Marc', 'Zoé', 'Paul', 'Lucie']
const lastNames = [
  'Durand',
  'Le Goff',
  "N'Diaye",
  'Martin',
  'Petit',
  'Roux; Bel',
  'Da Silva',
  'Morel',
  'Fabre',
  'Caron',
]
const services = ['État civil', 'Voirie', 'Petite enfance', 'Direction des "sports"', 'Accueil']
const domains = ['ville-exemple.fr', 'Ville-Exemple.fr', 'agglo.example', 'exemple.org', 'saint-exemple.example']
const blocks = ['63998', '63998', '63998', '19900', '26191', '35301', '46571', '53649']
const spellings: readonly ((block: string, rest: string) => string)[] = [
  (block, rest) => `0${block}${rest}`,
  (block, rest) => pairs(`0${block}${rest}`, ' '),
  (block, rest) => pairs(`0${block}${rest}`, '.'),
  (block, rest) => `+33${block}${rest}`,
  (block, rest) => `+33 (0)${block[0]} ${pairs(block.slice(1) + rest, ' ')}`,
  (block, rest) => `0033${block}${rest}`,
  (block, rest) => `${block}${rest}`,
  (block, rest) => pairs(`0${block}${rest}`, '\u00a0'),
]
const wrong = ['néant', '17', '3,36E+10', '-', 'voir accueil']

/** Lines of the list with their ends, the header first. */
export function* listLines(rows: number, seed: number): Generator<string> {
  const next = mulberry32(seed)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)]!
  yield 'Matricule;Nom;Prénom;Service;Courriel;Tél. portable\r\n'
  for (let i = 0; i < rows; i++) {
    const first = pick(firstNames)
    const last = pick(lastNames)
    const email = next() < 0.01 ? pick(wrong) : `${plain(first)}.${plain(last)}${i}@${pick(domains)}`
    const rest = String(Math.floor(next() * 10_000)).padStart(4, '0')
    const phone = next() < 0.01 ? pick(wrong) : pick(spellings)(pick(blocks), rest)
    yield `${[`A${i}`, last, first, pick(services), email, phone].map(quote).join(';')}\r\n`
  }
}

function pairs(digits: string, between: string): string {
  return digits.replace(/(?<=^(?:..)+)(?=.)/g, between)
}

function plain(name: string): string {
  return name.normalize('NFD').replace(/[^A-Za-z]/g, '')
}

function quote(cell: string): string {
  return /[";]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** A small generator of random numbers in [0, 1), the same for the same seed. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const rows = Number(process.argv[2] ?? 1_000_000)
  const seed = Number(process.argv[3] ?? 1)
  let block = ''
  for (const line of listLines(rows, seed)) {
    block += line
    if (block.length < 1 << 16) continue
    if (!process.stdout.write(block)) await once(process.stdout, 'drain')
    block = ''
  }
  process.stdout.write(block)
}
