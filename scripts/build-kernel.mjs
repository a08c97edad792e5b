/**
 * Compiles assembly/kernel.ts to WebAssembly: `node scripts/build-kernel.mjs [OUT]`, by default src/matcher/kernel.wasm, where
 * the source looks for it; the bundle wants one more beside its own files. Importable: `buildKernel(out)`.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')

/** Writes the module to `out` (absolute, or relative to the repository) and returns its size in bytes. */
export async function buildKernel(out = 'src/matcher/kernel.wasm') {
  const { default: asc } = await import('assemblyscript/asc')
  const { error, stderr, binary } = await compile(asc)
  if (error !== null || binary === null) throw new Error(`the kernel does not compile:\n${stderr}`)
  const target = resolve(root, out)
  await mkdir(dirname(target), { recursive: true })
  await writeFile(target, binary)
  return binary.length
}

async function compile(asc) {
  let binary = null
  const { error, stderr } = await asc.main(
    [
      'assembly/kernel.ts',
      '--outFile',
      'kernel.wasm',
      '-O3',
      '--converge',
      '--runtime',
      'stub',
      '--noAssert',
      '--importMemory',
      '--sharedMemory',
      '--initialMemory',
      '1',
      '--maximumMemory',
      '16384',
      '--enable',
      'simd,threads,bulk-memory',
      '--baseDir',
      root,
    ],
    {
      writeFile: (_name, contents) => {
        binary = contents
      },
    },
  )
  return { error, stderr: stderr.toString(), binary }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const out = process.argv[2] ?? 'src/matcher/kernel.wasm'
  process.stdout.write(`${out}: ${await buildKernel(out)} bytes\n`)
}
