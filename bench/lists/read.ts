/**
 * What reading a list costs, beside what csv-parse alone needs for the same file, each in a process of its own.
 *
 *     node bench/lists/make-list.ts 1000000 > /tmp/list.csv
 *     node bench/lists/read.ts /tmp/list.csv
 */
import { execFileSync } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { parse } from 'csv-parse'
import { readList } from '../../src/lists/index.ts'

interface Measured {
  readonly what: string
  readonly counts: string
  readonly cpuSeconds: number
  readonly peakMb: number
}

const [file, only] = process.argv.slice(2)
if (file === undefined) throw new Error('usage: node bench/lists/read.ts FILE')
if (only === undefined) {
  const measured = ['csv-parse', 'lists'].map((what) => {
    const told = execFileSync(process.execPath, [import.meta.filename, file, what], { encoding: 'utf8' })
    return JSON.parse(told) as Measured
  })
  const [alone, ours] = measured as [Measured, Measured]
  for (const { what, counts, cpuSeconds, peakMb } of measured) {
    process.stdout.write(`${what.padEnd(10)} ${cpuSeconds.toFixed(2)} CPU-s  ${peakMb.toFixed(0)} MB  ${counts}\n`)
  }
  process.stdout.write(`beyond csv-parse: ${(ours.cpuSeconds - alone.cpuSeconds).toFixed(2)} CPU-s\n`)
} else {
  const counts = only === 'lists' ? await readOurs(file) : await readAlone(file)
  const { user, system } = process.cpuUsage()
  const peakMb = process.resourceUsage().maxRSS / 1024
  process.stdout.write(JSON.stringify({ what: only, counts, cpuSeconds: (user + system) / 1e6, peakMb }))
}

async function readAlone(path: string): Promise<string> {
  let rows = 0
  const parser = createReadStream(path, { highWaterMark: 256 * 1024 }).pipe(parse({ delimiter: ';' }))
  for await (const _ of parser) rows++
  return `${rows} rows`
}

async function readOurs(path: string): Promise<string> {
  let rows = 0
  let taken = 0
  let rejects = 0
  for await (const batch of readList({ file: path })) {
    rows += batch.rows
    taken += batch.taken.length
    rejects += batch.rejects.length
  }
  return `${rows} rows, ${taken} taken, ${rejects} rejected`
}
