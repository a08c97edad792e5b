import { existsSync } from 'node:fs'

/**
 * Where the code of a thread is: beside this file, as source or compiled, or in the folder `corpus` beside the bundle.
 */
export function threadUrl(name: 'scan-thread' | 'hash-thread'): URL {
  for (const place of ['./', './corpus/', '../corpus/']) {
    for (const extension of ['.ts', '.js']) {
      const url = new URL(`${place}${name}${extension}`, import.meta.url)
      if (existsSync(url)) return url
    }
  }
  throw new Error(`the code of ${name} is missing`)
}
