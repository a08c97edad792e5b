// @ts-check
/**
 * Lets a bundled module import what it uses from where it stands, past the faces (`index.ts`) of the rooms.
 *
 * esbuild sorts files into chunks by who reaches them, and a face reaches its whole room: one small function of the reports
 * brought all reports, the rules and the learned weights into the start of every command that used it. The source keeps its
 * faces; only what is built goes past them.
 */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/**
 * @typedef {{ readonly file: string, readonly name: string }} Home  where a name is declared, and its name there
 * @typedef {ReadonlyMap<string, Home>} Face  what a face gives, by the name it gives it under
 */

const reExport = /^export (type )?(?:\{([^}]*)\}|\*) from '(\.{1,2}\/[^']+)'$/gm
const fromFace = /^import \{([^}]*)\} from '(\.{1,2}\/(?:[^']*\/)?index\.ts)'$/gm
const declared = /^export (?:async |abstract )?(?:function\*?|const|let|class) (\w+)/gm
const comment = /\/\*[\s\S]*?\*\/|^\/\/.*$/gm

/** @type {Map<string, Face | undefined>} */
const faces = new Map()

/**
 * What a face gives; undefined for a file that does more than passing on.
 * @param {string} file
 * @returns {Face | undefined}
 */
function faceOf(file) {
  if (!faces.has(file)) faces.set(file, readFace(file))
  return faces.get(file)
}

/**
 * @param {string} file
 * @returns {Face | undefined}
 */
function readFace(file) {
  if (path.basename(file) !== 'index.ts' || !existsSync(file)) return undefined
  const source = readFileSync(file, 'utf8').replace(comment, '')
  if (source.replace(reExport, '').trim() !== '') return undefined
  /** @type {Map<string, Home>} */
  const face = new Map()
  for (const [, type, names, relative = ''] of source.matchAll(reExport)) {
    if (type !== undefined) continue
    const from = path.resolve(path.dirname(file), relative)
    const given =
      names === undefined ? allOf(from) : namesOf(names).map(({ name, as }) => ({ as, ...homeOf(from, name) }))
    for (const { as, file: home, name } of given) face.set(as, { file: home, name })
  }
  return face
}

/**
 * All that a file exports, whether it passes it on or declares it.
 * @param {string} file
 */
function allOf(file) {
  const face = faceOf(file)
  if (face !== undefined) return [...face].map(([as, home]) => ({ as, ...home }))
  return [...readFileSync(file, 'utf8').matchAll(declared)].map(([, name = '']) => ({ as: name, file, name }))
}

/**
 * @param {string} file
 * @param {string} name
 * @returns {Home}
 */
function homeOf(file, name) {
  return faceOf(file)?.get(name) ?? { file, name }
}

/**
 * The values among the names between two braces: `a, type B, c as d`.
 * @param {string} names
 */
function namesOf(names) {
  const values = names
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '' && !one.startsWith('type '))
  return values.map((one) => {
    const [name = one, as = name] = one.split(' as ')
    return { name, as }
  })
}

/**
 * The source of one file, its imports from faces written as imports from where the things stand.
 * @param {string} source
 * @param {string} file
 */
export function straightImports(source, file) {
  return source.replace(fromFace, (written, names, relative) => {
    const index = path.resolve(path.dirname(file), relative)
    const face = faceOf(index)
    if (face === undefined) return written
    const imports = namesOf(names).map(({ name, as }) => {
      const home = face.get(name)
      if (home === undefined) throw new Error(`${file}: ${relative} gives no ${name}`)
      const from = path.relative(path.dirname(file), home.file)
      return `import { ${home.name} as ${as} } from '${from.startsWith('.') ? from : `./${from}`}'`
    })
    // on one line: lines keep their numbers
    return imports.join(';') + '\n'.repeat(written.split('\n').length - 1)
  })
}
