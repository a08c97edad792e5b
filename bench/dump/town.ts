/**
 * The watched selectors and the dump that the search is measured on, invented from a seed: the same numbers give the same bytes.
 * Domains are reserved ones; phones lie in 0701-0720, which nobody has.
 */
import { closeSync, openSync, writeSync } from 'node:fs'
import type { WatchedSelector } from '../../src/matcher/index.ts'

/** A whole number below `n`. */
export type Random = (n: number) => number

/** mulberry32 */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) % n
  }
}

const providers = ['courriel.example', 'poste-exemple.example', 'mail.example', 'boite.example', 'free-exemple.example']
const first = [
  'jeanne',
  'noel',
  'amel',
  'elodie',
  'hugo',
  'ines',
  'marc',
  'zoe',
  'paul',
  'lucie',
  'karim',
  'anne-marie',
]
const last = ['durand', 'legoff', 'ndiaye', 'martin', 'petit', 'roux', 'dasilva', 'morel', 'fabre', 'caron', 'lefebvre']

function pick<T>(random: Random, from: readonly T[]): T {
  return from[random(from.length)]!
}

export function emailOf(i: number): string {
  const name = `${first[i % 12]}.${last[Math.floor(i / 12) % 11]}${i}`
  return i % 7 === 0 ? `${name}@ville${i % 50}-exemple.fr` : `${name}@${providers[i % 5]}`
}

/** The nine digits of the i-th number. */
function phoneOf(i: number): string {
  return String(701_000_000 + ((i * 97) % 19_000_000))
}

function domainOf(i: number): string {
  return `ville${i}-exemple.fr`
}

/** 300 e-mails to 200 phones to 50 domains in all. */
export function* selectorsOf(count: number): Generator<WatchedSelector> {
  const domains = Math.min(50, count)
  const emails = Math.floor((count - domains) * 0.6)
  for (let i = 0; i < domains; i++) yield { ref: i, kind: 'domain', canonical: domainOf(i) }
  for (let i = 0; i < emails; i++) yield { ref: domains + i, kind: 'email', canonical: emailOf(i) }
  for (let i = 0; i < count - domains - emails; i++) {
    yield { ref: domains + emails + i, kind: 'phone', canonical: `+33${phoneOf(i)}` }
  }
}

/** Where a selector was planted: offset, line, ref. */
export type Planted = readonly [offset: number, line: number, ref: number]

interface Line {
  readonly text: string
  /** places in the line, with refs */
  readonly hits: readonly (readonly [at: number, ref: number])[]
}

const pairs = (digits: string, between: string): string => digits.replace(/(?<=^(?:..)+)(?=.)/g, between)

const phoneSpellings: readonly ((nsn: string) => string)[] = [
  (n) => `0${n}`,
  (n) => pairs(`0${n}`, ' '),
  (n) => pairs(`0${n}`, '.'),
  (n) => pairs(`0${n}`, '-'),
  (n) => pairs(`0${n}`, '/'),
  (n) => pairs(`0${n}`, '\u00a0'),
  (n) => pairs(`0${n}`, '\u202f'),
  (n) => `0${n.slice(0, 3)} ${n.slice(3, 6)} ${n.slice(6)}`,
  (n) => `+33${n}`,
  (n) => `+33 ${n[0]} ${pairs(n.slice(1), ' ')}`,
  (n) => `+33 (0)${n[0]} ${pairs(n.slice(1), ' ')}`,
  (n) => `+33(0)${n}`,
  (n) => `0033${n}`,
  (n) => `00 33 ${n[0]} ${pairs(n.slice(1), ' ')}`,
  (n) => `33${n}`,
  (n) => `+330${n}`,
  (n) => `330${n}`,
  (n) => n,
  (n) => `${n[0]}.${n.slice(1)}E8`,
  (n) => `tel:+33${n}`,
  (n) => [...`0${n}`].map((d) => String.fromCodePoint(0xff10 + Number(d))).join(''),
]

const emailSpellings: readonly ((address: string) => string)[] = [
  (a) => a,
  (a) => a,
  (a) => a.toUpperCase(),
  (a) => a.replace('@', '%40'),
  (a) => a.replace('@', '\\u0040'),
  (a) => a.replace('@', '&#64;'),
  (a) => a.replace('@', '[at]'),
  (a) => a.replace('@', '+liste@'),
]

/** Near misses: none may be told. */
const decoys: readonly ((random: Random, email: string, nsn: string) => string)[] = [
  (_, email) => `x${email.replace(/@ville\d+-exemple\.fr/, '@autre.example')}`,
  (_, email) => `mar.${email.replace(/@ville\d+-exemple\.fr/, '@autre.example')}:x`,
  (_, email) => `${email}.evil.example:x`,
  (_, email) => `${email.replace(/@.*/, '')}@sous.${providers[0]}`,
  (_, __, nsn) => `10${nsn}`,
  (_, __, nsn) => `0${nsn}7`,
  (_, __, nsn) => `a0${nsn}f5e1`,
  (_, __, nsn) => `48.0${nsn}`,
  (_, __, nsn) => `${nsn} 00012`,
  (random) => `https://notville${random(50)}-exemple.fr/`,
  (random) => `https://ville${random(50)}-exemple.fr.evil.example/`,
  (random) => `https://ville${random(50)}-exemple.fr@evil.example/`,
  (random) => `ville${random(50)}-exemple.fra`,
]

/** A line that holds watched selectors, or near misses. */
function plantedLine(random: Random, emails: number, phones: number, domains: number): Line {
  const kind = random(10)
  const noise = noiseEmail(random)
  const around = pick(random, [
    (s: string) => ['', s, `:Soleil${random(1000)}`],
    (s: string) => [`https://shop${random(99)}.example/login:`, s, ':x1y2'],
    (s: string) => [`(${random(1e6)},'`, s, `','2021-02-03 10:11:12',NULL),`],
    (s: string) => [`${random(1e6)};Dupont;`, s, `;${noise}`],
    (s: string) => [`{"id":${random(1e6)},"v":"`, s, '","x":null}'],
    (s: string) => ['écrire à <', s, '> pour le mot de passe'],
    (s: string) => ['', s, '\r'],
    (s: string) => ['\0\0', s, '\0'],
  ])
  if (kind === 0) {
    const text = pick(random, decoys)(random, emailOf(random(emails)), phoneOf(random(phones)))
    return { text: around(text).join(''), hits: [] }
  }
  if (kind <= 5) {
    const i = random(emails)
    const address = emailOf(i)
    const spelled = pick(random, emailSpellings)(address)
    const [before = '', middle = '', after = ''] = around(spelled)
    const hits: [number, number][] = [[Buffer.byteLength(before), domains + i]]
    if (i % 7 === 0) hits.push([Buffer.byteLength(before) + spelled.search(/ville\d+-exemple\.fr/i), i % 50])
    return { text: before + middle + after, hits }
  }
  if (kind <= 8) {
    const i = random(phones)
    const spelled = pick(random, phoneSpellings)(phoneOf(i))
    const [before = '', middle = '', after = ''] = around(spelled)
    const skip = spelled.startsWith('tel:') ? 4 : 0
    return { text: before + middle + after, hits: [[Buffer.byteLength(before) + skip, domains + emails + i]] }
  }
  const i = random(domains)
  const [host, at] = pick(random, [
    [domainOf(i), 0],
    [`WWW.${domainOf(i).toUpperCase()}`, 4],
    [`x${random(1e6)}@${domainOf(i)}`, -1],
    [`https://intranet.${domainOf(i)}/a?b=c`, 17],
  ] as const)
  const [before = '', middle = '', after = ''] = around(host)
  const place = at === -1 ? host.indexOf('@') + 1 : at
  return { text: before + middle + after, hits: [[Buffer.byteLength(before) + place, i]] }
}

function noiseEmail(random: Random): string {
  const name = `${pick(random, first)}${pick(random, ['.', '_', '-', ''])}${pick(random, last)}`
  return `${name}.${random(1e7)}@${random(4) === 0 ? `d${random(9999)}.example` : pick(random, providers)}`
}

const noiseLines: readonly ((random: Random) => string)[] = [
  (r) => `${noiseEmail(r)}:Motdepasse${r(1e5)}`,
  (r) => `https://www.site${r(5000)}.example/fr/compte/login:${noiseEmail(r)}:pw${r(1e6)}`,
  (r) =>
    `(${r(1e7)},'${noiseEmail(r)}','$2y$10$${r(2 ** 32).toString(36)}${r(2 ** 32).toString(36)}','06${30 + r(60)}${10 + r(90)}${10 + r(90)}${10 + r(90)}','19${50 + r(50)}-0${1 + r(9)}-1${r(9)}',${r(1e5)}),`,
  (r) =>
    `${r(1e7)};${pick(r, last)};${pick(r, first)};${noiseEmail(r)};06 ${30 + r(60)} ${10 + r(90)} ${10 + r(90)} ${10 + r(90)};${r(99)} rue des Écoles;750${10 + r(20)};Paris`,
  (r) =>
    `{"id":${r(1e7)},"email":"${noiseEmail(r)}","name":"${pick(r, first)} ${pick(r, last)}","ip":"192.0.2.${r(255)}","hash":"${md5(r)}","created_at":"2021-0${1 + r(9)}-1${r(9)}T10:${10 + r(49)}:00Z"}`,
  (r) =>
    `selling fresh db, ${r(1e6)} lines, contact @user${r(999)} on t.example, sample: ${noiseEmail(r)} see http://paste${r(99)}.example/a.b.c`,
]

function md5(random: Random): string {
  return Array.from({ length: 4 }, () =>
    random(2 ** 32)
      .toString(16)
      .padStart(8, '0'),
  ).join('')
}

/** A block of one format, about `bytes` long, ending with its last line. */
function noiseBlock(random: Random, format: number, bytes: number): Buffer {
  const lines: string[] = []
  for (let size = 0; size < bytes; size += lines.at(-1)!.length + 1) lines.push(noiseLines[format]!(random))
  return Buffer.from(`${lines.join('\n')}\n`)
}

export interface Dump {
  readonly bytes: number
  readonly lines: number
  readonly planted: readonly Planted[]
}

/**
 * Writes about `bytes` of mixed formats to `path`, some 6 planted lines in 100 KB and a long line now and then. Noise comes from
 * 64 MB of distinct blocks, more than any cache holds.
 */
export function writeDump(path: string, bytes: number, selectors: number, seed: number): Dump {
  const random = randomFrom(seed)
  const domains = Math.min(50, selectors)
  const emails = Math.floor((selectors - domains) * 0.6)
  const phones = selectors - domains - emails
  const blocks = Array.from({ length: Math.min(640, Math.ceil(bytes / 100_000)) }, (_, i) =>
    noiseBlock(random, i % noiseLines.length, 100_000),
  )
  const newlines = blocks.map((block) => block.reduce((n, byte) => n + (byte === 0x0a ? 1 : 0), 0))
  const planted: Planted[] = []
  const file = openSync(path, 'w')
  let offset = 0
  let line = 1
  for (let round = 0; offset < bytes; round++) {
    const block = blocks[round % blocks.length]!
    offset += writeSync(file, block)
    line += newlines[round % blocks.length]!
    if (round % 500 === 250) {
      const long = Buffer.alloc(3_000_000, `(1,'${noiseEmail(random)}',0),`)
      long[long.length - 1] = 0x0a
      line++
      offset += writeSync(file, long)
    }
    let text = ''
    for (let i = 0; i < 6; i++) {
      const one = plantedLine(random, emails, phones, domains)
      const start = offset + Buffer.byteLength(text)
      for (const [at, ref] of one.hits) planted.push([start + at, line, ref])
      text += `${one.text}\n`
      line++
    }
    offset += writeSync(file, Buffer.from(text))
  }
  closeSync(file)
  return { bytes: offset, lines: line - 1, planted }
}
