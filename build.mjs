// @ts-check
/**
 * Builds what is shipped: `dist/` (the commands bundled with what they share, so that a start reads a handful of files) and
 * `oclif.manifest.json` (so that a start loads one command instead of all). Needs no network.
 */
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { straightImports } from './scripts/straight-imports.mjs'

const root = path.dirname(fileURLToPath(import.meta.url))
const dist = path.join(root, 'dist')
process.chdir(root)

/** Packages left where npm put them: large, used by few commands and imported where they are used; or with files of their own. */
const external = [
  '@myriaddreamin/typst-ts-node-compiler',
  'cheerio',
  'docx',
  'libphonenumber-js',
  'read-excel-file',
  'undici',
  'vega',
]

/** Files and workers that the source names by `new URL('./x', import.meta.url)`; they keep their path below `dist/`. */
const assetUrl = /new URL\('(\.{1,2}\/[^']+)',\s*import\.meta\.url\)/g
/** @type {Set<string>} */
const assets = new Set()

/**
 * Our own source. A bundled module stands in a file of another folder than its source did: its assets are named from `dist/` on.
 * @type {import('esbuild').Plugin}
 */
const ownSource = {
  name: 'own-source',
  setup({ onLoad }) {
    onLoad({ filter: /\/(?:src|commands)\/.*\.ts$/ }, ({ path: file }) => {
      const source = straightImports(readFileSync(file, 'utf8'), file)
      const contents = source.replace(assetUrl, (_, relative) => {
        const asset = path.relative(root, path.resolve(path.dirname(file), relative))
        assets.add(asset)
        return `new URL(${JSON.stringify(asset.replace(/\.ts$/, '.js'))}, __dist)`
      })
      return { contents, loader: 'ts' }
    })
  },
}

/**
 * What oclif loads at each start for things that Vigie does not do: looking for commands and plugins (the manifest tells them),
 * other places for its settings, Node's version (`bin/run.js` looks), Windows below Linux, the shell that Windows was asked from.
 */
const neverUsed = /^(?:tinyglobby|minimatch|lilconfig|semver|wsl-utils)$/
/** the same, of what others do use: a spinner of its own beside `ora`, how long its own steps take */
const neverUsedByOclif = /^(?:cli-spinners|node:child_process|node:perf_hooks)$/

/** @type {import('esbuild').Plugin} */
const withoutNeverUsed = {
  name: 'without-never-used',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: neverUsed }, ({ path: name }) => ({ path: name, namespace: 'never-used' }))
    onResolve({ filter: neverUsedByOclif }, ({ path: name, importer }) =>
      importer.includes('/@oclif/core/') ? { path: name, namespace: 'never-used' } : undefined,
    )
    onLoad({ filter: /.*/, namespace: 'never-used' }, () => ({
      contents: 'exports.isWsl = false; exports.dots2 = exports.line = { frames: [""] }',
    }))
  },
}

/**
 * `yaml` gives Node its parser as seventy CommonJS modules and browsers the same as ES modules, of which only what is used is kept.
 * @type {import('esbuild').Plugin}
 */
const yamlAsModules = {
  name: 'yaml-as-modules',
  setup({ onResolve }) {
    onResolve({ filter: /^yaml$/ }, () => ({ path: path.join(root, 'node_modules/yaml/browser/dist/index.js') }))
  },
}

/** @satisfies {import('esbuild').BuildOptions} */
const options = {
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  outdir: dist,
  outbase: root,
  chunkNames: 'chunks/[name]-[hash]',
  external,
  plugins: [ownSource, withoutNeverUsed, yamlAsModules],
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
}

/** What CommonJS packages expect to find in the module they are bundled into, and our own name for `dist/`. */
const inherited = {
  require: '__createRequire(import.meta.url)',
  __filename: 'import.meta.filename',
  __dirname: 'import.meta.dirname',
  __dist: "import.meta.url.slice(0,import.meta.url.lastIndexOf('/dist/')+6)",
}

/**
 * Gives each built file those that it uses, and no others: some twenty files are read at a start.
 * @param {import('esbuild').BuildResult<{ metafile: true }>} result
 */
function bequeath({ metafile }) {
  for (const file of Object.keys(metafile.outputs)) {
    const code = readFileSync(file, 'utf8')
    const used = Object.entries(inherited).filter(([name]) => new RegExp(`(?<![\\w$.])${name}(?![\\w$:])`).test(code))
    if (used.length === 0) continue
    const createRequire = "import{createRequire as __createRequire}from'node:module';"
    const names = used.map(([name, value]) => `${name}=${value}`).join(',')
    writeFileSync(file, `${used.some(([name]) => name === 'require') ? createRequire : ''}const ${names};\n${code}`)
  }
}

if (process.argv.includes('--if-stale') && isFresh()) process.exit()

rmSync(dist, { recursive: true, force: true })
if (existsSync('scripts/build-kernel.mjs'))
  execFileSync(process.execPath, ['scripts/build-kernel.mjs'], { stdio: 'inherit' })

const commands = globSync('commands/**/*.ts').filter((file) => !/(^|\/)_/.test(file))
bequeath(
  await build({
    ...options,
    entryPoints: [
      { in: 'commands/_base/main.ts', out: 'main' },
      { in: 'commands/_base/help.ts', out: 'help' },
      ...commands.map((file) => ({ in: file, out: file.replace(/\.ts$/, '') })),
    ],
  }),
)

// assets may name further assets: a worker that loads its kernel
for (const asset of assets) {
  if (asset.endsWith('.ts')) {
    bequeath(
      await build({ ...options, splitting: false, entryPoints: [{ in: asset, out: asset.replace(/\.ts$/, '') }] }),
    )
  } else {
    mkdirSync(path.dirname(path.join(dist, asset)), { recursive: true })
    copyFileSync(asset, path.join(dist, asset))
  }
}

execFileSync(process.execPath, ['node_modules/oclif/bin/run.js', 'manifest', '--no-jit'], {
  stdio: ['ignore', 'ignore', 'inherit'],
})
console.log(`built ${commands.length} commands, ${assets.size} assets`)

/** True when nothing that is built from is younger than what was built last. */
function isFresh() {
  if (!existsSync('oclif.manifest.json')) return false
  const built = statSync('oclif.manifest.json').mtimeMs
  const sources = globSync(['{src,commands,scripts,assembly}/**/*', 'build.mjs', 'package.json'])
  return sources.every((file) => file.endsWith('.wasm') || statSync(file).mtimeMs <= built)
}
