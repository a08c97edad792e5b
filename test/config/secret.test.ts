import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { resolveSecret } from '../../src/config/index.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'vigie-secret-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const setting = 'sources.hibp.apiKey'
const secret = 'canary0123456789'

async function keyFile(content: string, mode: number): Promise<string> {
  const file = path.join(folder, 'key')
  await writeFile(file, content)
  await chmod(file, mode)
  return file
}

describe('a secret', () => {
  test('comes from the environment', async () => {
    const options = { setting, baseDirectory: folder, env: { HIBP: ` ${secret}\n` } }

    expect(await resolveSecret({ env: 'HIBP' }, options)).toBe(secret)
  })

  test.each([0o600, 0o400])(
    'comes from a file that only its owner reads (%o), named from the configuration',
    async (mode) => {
      await keyFile(`${secret}\n`, mode)

      expect(await resolveSecret({ file: 'key' }, { setting, baseDirectory: folder, env: {} })).toBe(secret)
    },
  )

  test('comes from systemd, whatever the mode', async () => {
    await keyFile(secret, 0o440)
    const options = { setting, baseDirectory: '/', env: { CREDENTIALS_DIRECTORY: folder } }

    expect(await resolveSecret({ credential: 'key' }, options)).toBe(secret)
  })

  test.each([0o640, 0o604, 0o620, 0o666])('is refused from a file with mode %o', async (mode) => {
    const file = await keyFile(secret, mode)

    const attempt = resolveSecret({ file }, { setting, baseDirectory: folder, env: {} })

    await expect(attempt).rejects.toMatchObject({
      name: 'ConfigError',
      message: `${setting}: others may read ${file}`,
      mend: `chmod 600 ${file}`,
    })
  })

  test('is refused through a link to a file that others may read', async () => {
    await keyFile(secret, 0o644)
    await symlink(path.join(folder, 'key'), path.join(folder, 'link'))

    const attempt = resolveSecret({ file: 'link' }, { setting, baseDirectory: folder, env: {} })

    await expect(attempt).rejects.toThrow('others may read')
  })

  test('that is not there is told by setting and place', async () => {
    const options = { setting, baseDirectory: folder, env: {} }

    await expect(resolveSecret({ env: 'HIBP' }, options)).rejects.toThrow(`${setting}: the variable HIBP is not set`)
    await expect(resolveSecret({ file: 'none' }, options)).rejects.toThrow(
      `${setting}: ${folder}/none cannot be read (ENOENT)`,
    )
    await expect(resolveSecret({ file: '.' }, options)).rejects.toThrow(`${setting}: ${folder} cannot be read (EINVAL)`)
    await expect(resolveSecret({ credential: 'x' }, options)).rejects.toThrow(
      `${setting}: there are no systemd credentials here`,
    )
  })

  test.each(['', '  \n', `${secret}\r\nx-other: 1`])(
    'that is blank or of several lines is refused and not shown: %j',
    async (value) => {
      await keyFile(value, 0o600)
      const options = { setting, baseDirectory: folder, env: { HIBP: value } }

      for (const reference of [{ env: 'HIBP' }, { file: 'key' }]) {
        const error: Error = await resolveSecret(reference, options).then(
          () => Promise.reject(new Error('it was taken')),
          (reason) => reason,
        )
        expect(error.message).toMatch(/is blank or has several lines$/)
        expect(error.message).not.toContain(secret)
      }
    },
  )
})
