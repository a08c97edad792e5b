/** What `assess` judges: a file, or standard input. */
import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { InputError } from '../../src/domain/index.ts'
import type { Catalogue } from '../../src/messages/index.ts'

/** @throws InputError naming the file */
export async function readText(file: string, { assess }: Catalogue): Promise<string> {
  try {
    const bytes = file === '-' ? await buffer(process.stdin) : await readFile(file)
    return new TextDecoder().decode(bytes)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '?'
    throw new InputError(assess.unreadable(file, code), { mend: assess.unreadableMend })
  }
}

/** One JSON object a line, empty lines apart; `undefined` when any line is something else. */
export function jsonLines(text: string): readonly Readonly<Record<string, unknown>>[] | undefined {
  const objects: Record<string, unknown>[] = []
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue
    const value = parse(line)
    if (!isObject(value)) return undefined
    objects.push(value)
  }
  return objects.length === 0 ? undefined : objects
}

/** A JSON array of objects, or one a line; what is no object in an array is left as an empty one. */
export function jsonRows(text: string): readonly Readonly<Record<string, unknown>>[] | undefined {
  const whole = parse(text)
  if (Array.isArray(whole)) return whole.map((value) => (isObject(value) ? value : {}))
  return jsonLines(text)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // not JSON: the caller reads it as something else, or says so
    return undefined
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
