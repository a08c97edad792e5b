/** The modules of the program and what each imports, read from the source as text. */
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))

export interface Import {
  /** as written: `../domain/index.ts`, `valibot` */
  readonly specifier: string
  /** path from the root; `undefined` for a package */
  readonly file: string | undefined
  /** erased before it runs */
  readonly typeOnly: boolean
  /** `await import(…)`, `new URL(…, import.meta.url)`: where it is used, and not at the start */
  readonly lazy: boolean
}

export interface Module {
  /** path from the root: `src/domain/email.ts` */
  readonly file: string
  readonly source: string
  readonly imports: readonly Import[]
}

const staticImport = /^\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm
const lazyImport = /(?:\bimport\(|new URL\()\s*'([^']+)'/g
const typeImport = /\btypeof import\('[^']+'\)|: import\('[^']+'\)/g

export function readModules(...folders: readonly string[]): readonly Module[] {
  return folders
    .flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: root }))
    .sort()
    .map((file) => {
      const source = readFileSync(path.join(root, file), 'utf8')
      return { file, source, imports: importsOf(file, withoutComments(source)) }
    })
}

export function importsOf(file: string, code: string): Import[] {
  const read = (specifier: string, typeOnly: boolean, lazy: boolean): Import => ({
    specifier,
    file: specifier.startsWith('.') ? path.join(path.dirname(file), specifier) : undefined,
    typeOnly,
    lazy,
  })
  return [
    ...[...code.matchAll(staticImport)].map(([, type, specifier]) => read(specifier!, type !== undefined, false)),
    ...[...code.replace(typeImport, '').matchAll(lazyImport)].map(([, specifier]) => read(specifier!, false, true)),
  ]
}

/** Comments hold examples of imports, and words that are no code. */
export function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/.*$/gm, '$1')
}
