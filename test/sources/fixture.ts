import { readFileSync } from 'node:fs'
import { json, type Reply } from './origin.ts'

/** A body in the publisher's shape, every value invented; as a reply with the status that its name says. */
export function fixture(source: string, name: string): Reply {
  const body: unknown = JSON.parse(readFileSync(new URL(`../fixtures/${source}/${name}.json`, import.meta.url), 'utf8'))
  return json(body, Number(/-(\d{3})$/.exec(name)?.[1] ?? 200))
}
