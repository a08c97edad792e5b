/** Builds the measured program as `build.mjs` builds the one that is shipped: from the source, each thread would begin by stripping types. */
import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'

const root = join(import.meta.dirname, '../..')
const threads = ['scan-thread', 'hash-thread', 'unpack-thread']

/** Threads and the kernel lie beside the bundle. */
const besideTheBundle: Plugin = {
  name: 'beside-the-bundle',
  setup({ onLoad }) {
    onLoad({ filter: /\/src\/.*\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(/new URL\('\.\/([\w-]+)\.ts', import\.meta\.url\)/g, (_, name) => {
        if (!threads.includes(name)) throw new Error(`bench/dump/built.ts knows no thread ${name}`)
        return `new URL('./${name}.js', import.meta.url)`
      }),
      loader: 'ts',
    }))
  },
}

/** Returns the program to start. */
export async function buildOne(outdir: string): Promise<string> {
  await build({
    entryPoints: [
      { in: join(import.meta.dirname, 'one.ts'), out: 'one' },
      ...threads.map((name) => ({ in: join(root, 'src/corpus', `${name}.ts`), out: name })),
    ],
    outdir,
    outExtension: { '.js': '.js' },
    bundle: true,
    splitting: false,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    external: ['libphonenumber-js', 'read-excel-file'],
    minifySyntax: true,
    minifyWhitespace: true,
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
    plugins: [besideTheBundle],
    logLevel: 'warning',
  })
  copyFileSync(join(root, 'src/matcher/kernel.wasm'), join(outdir, 'kernel.wasm'))
  return join(outdir, 'one.js')
}
