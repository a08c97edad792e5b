import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { type Import, importsOf, type Module, readModules, root, withoutComments } from './modules.ts'

/** A room imports rooms of lower floors, by their face, and never one beside or above it. */
const floors: Readonly<Record<string, number>> = {
  domain: 0,
  matcher: 1,
  messages: 1,
  net: 1,
  assess: 2,
  config: 2,
  corpus: 2,
  sources: 2,
  store: 2,
  alert: 3,
  lists: 3,
  report: 3,
  scan: 3,
  simulator: 3,
}
/** files of src/ itself open what the rooms need and hand it down; the version is known to all */
const workspaceFloor = 4
const commandFloor = 5

const modules = readModules('src', 'commands')
const inSrc = modules.filter(({ file }) => file.startsWith('src/'))

/** `domain`, `commands`, or `workspace.ts` for a file of src/ itself */
function roomOf(file: string): string {
  const [top = '', second = ''] = file.split('/')
  return top === 'commands' ? top : second
}

function floorOf(file: string): number | undefined {
  const room = roomOf(file)
  if (room === 'commands') return commandFloor
  if (room === 'version.ts') return -1
  return room.endsWith('.ts') ? workspaceFloor : floors[room]
}

/** the face of a room, or a file of src/ itself */
function isFace(file: string): boolean {
  return /^src\/(?:[^/]+\/index|[^/]+)\.ts$/.test(file)
}

function eachImport(check: (module: Module, imported: Import & { file: string }) => boolean): string[] {
  return modules.flatMap((module) =>
    module.imports
      .filter((imported): imported is Import & { file: string } => imported.file !== undefined)
      .filter((imported) => !check(module, imported))
      .map(({ specifier }) => `${module.file} imports ${specifier}`),
  )
}

describe('the house', () => {
  test('is really looked at', () => {
    expect(inSrc.length).toBeGreaterThan(200)
    expect(modules.length - inSrc.length).toBeGreaterThan(15)
    expect(modules.flatMap(({ imports }) => imports).length).toBeGreaterThan(600)
  })

  test('is seen with every form of import', () => {
    const code = `import a from './a.ts'
import { b, type B } from '../domain/index.ts'
import type { C } from '../net/index.ts'
import './d.ts'
export * from './e.ts'
export type * from './f.ts'
import {
  g,
} from 'valibot'
const h = await import('cheerio/slim')
let i: typeof import('tldts') | undefined
const j = new URL('./worker.ts', import.meta.url)
`
    const seen = importsOf('src/lists/x.ts', code).map(({ specifier, file, typeOnly, lazy }) => [
      specifier,
      file ?? 'package',
      typeOnly ? 'type' : lazy ? 'lazy' : 'now',
    ])

    expect(seen).toEqual([
      ['./a.ts', 'src/lists/a.ts', 'now'],
      ['../domain/index.ts', 'src/domain/index.ts', 'now'],
      ['../net/index.ts', 'src/net/index.ts', 'type'],
      ['./d.ts', 'src/lists/d.ts', 'now'],
      ['./e.ts', 'src/lists/e.ts', 'now'],
      ['./f.ts', 'src/lists/f.ts', 'type'],
      ['valibot', 'package', 'now'],
      ['cheerio/slim', 'package', 'lazy'],
      ['./worker.ts', 'src/lists/worker.ts', 'lazy'],
    ])
  })

  test('has a floor for every room', () => {
    const rooms = readdirSync(path.join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory())

    expect(rooms.map(({ name }) => name).filter((name) => floors[name] === undefined)).toEqual([])
  })

  test('names files as they are', () => {
    expect(eachImport((_, { file }) => existsSync(path.join(root, file)))).toEqual([])
    expect(modules.map(({ file }) => file).filter((file) => !/^[a-z0-9/_-]+(?:\.[a-z]+)?\.ts$/.test(file))).toEqual([])
  })

  test('imports downwards only', () => {
    const upwards = eachImport(({ file: from }, { file: to }) => {
      if (roomOf(from) === roomOf(to)) return true
      const isRootFile = floorOf(from) === workspaceFloor && floorOf(to) === workspaceFloor
      return isRootFile || floorOf(from)! > floorOf(to)!
    })

    expect(upwards).toEqual([])
  })

  test('enters a room by its face', () => {
    const aside = eachImport(({ file: from }, { file: to }) => roomOf(from) === roomOf(to) || isFace(to))

    expect(aside).toEqual([])
  })

  test('has no circle of imports that run', () => {
    expect(circles(modules)).toEqual([])
  })
})

describe('the engine', () => {
  function uses(pattern: RegExp, files: readonly Module[] = inSrc): string[] {
    return files.filter(({ source }) => pattern.test(withoutComments(source))).map(({ file }) => file)
  }

  test('knows nothing of oclif', () => {
    expect(inSrc.filter(({ imports }) => imports.some(({ specifier }) => specifier.startsWith('@oclif')))).toEqual([])
  })

  test('prints nothing and ends nothing', () => {
    expect(uses(/\bconsole\.|\bprocess\.(?:stdout|stderr|exit)\b/)).toEqual([])
  })

  test('reads the environment in one room', () => {
    expect(uses(/\bprocess\.env\b/).filter((file) => !file.startsWith('src/config/'))).toEqual([])
    expect(
      uses(
        /\bprocess\.env\b/,
        modules.filter(({ file }) => file.startsWith('commands/')),
      ),
    ).toEqual([])
  })

  test('goes to the network by one door', () => {
    const doors = modules.filter(({ imports }) => imports.some(({ specifier }) => specifier === 'undici'))

    expect(doors.map(({ file }) => roomOf(file)).filter((room) => room !== 'net')).toEqual([])
    expect(uses(/(?<![.\w])fetch\(/)).toEqual([])
  })

  test('imports heavy libraries where it uses them', () => {
    const heavy = /^(?:cheerio|read-excel-file|libphonenumber-js|ora)(?:\/|$)/
    const early = modules.flatMap(({ file, imports }) =>
      imports
        .filter(({ specifier, typeOnly, lazy }) => heavy.test(specifier) && !typeOnly && !lazy)
        .map(({ specifier }) => `${file} imports ${specifier}`),
    )

    expect(early).toEqual([])
  })
})

/** Each circle once, as the files in it; imports of types do not run. */
function circles(all: readonly Module[]): string[] {
  const next = new Map(
    all.map(({ file, imports }) => [
      file,
      imports.flatMap((imported) => (imported.typeOnly || imported.lazy || !imported.file ? [] : [imported.file])),
    ]),
  )
  const state = new Map<string, 'open' | 'done'>()
  const found: string[] = []
  function visit(file: string, trail: readonly string[]): void {
    if (state.get(file) === 'done') return
    if (state.get(file) === 'open') {
      found.push([...trail.slice(trail.indexOf(file)), file].join(' → '))
      return
    }
    state.set(file, 'open')
    for (const to of next.get(file) ?? []) visit(to, [...trail, file])
    state.set(file, 'done')
  }
  for (const { file } of all) visit(file, [])
  return found
}
