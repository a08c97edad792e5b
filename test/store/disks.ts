/** Disks that are full or read-only: memory disks where we may mount them (root, as in containers), limits otherwise. */
import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Disk {
  readonly directory: string
  remove(): void
}

/** True when this machine lets us mount; without it the tests of full disks cannot be made. */
export const canMount = tryToMount()

/** @param size as mount(8) writes it: `3m` */
export function smallDisk(size: string): Disk {
  const directory = mkdtempSync(join(tmpdir(), 'vigie-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', directory])
  return {
    directory,
    remove: () => {
      execFileSync('umount', ['-l', directory])
      rmSync(directory, { recursive: true })
    },
  }
}

/** A copy of a directory that may be read only; permissions alone would not stop root. */
export function readOnly(from: string): Disk {
  if (process.getuid?.() !== 0) {
    const directory = mkdtempSync(join(tmpdir(), 'vigie-disk-'))
    cpSync(from, directory, { recursive: true })
    chmodSync(join(directory, 'vigie.db'), 0o400)
    chmodSync(directory, 0o500)
    return {
      directory,
      remove: () => {
        chmodSync(directory, 0o700)
        rmSync(directory, { recursive: true })
      },
    }
  }
  const disk = smallDisk('16m')
  cpSync(from, disk.directory, { recursive: true })
  execFileSync('mount', ['-o', 'remount,ro', disk.directory])
  return disk
}

function tryToMount(): boolean {
  try {
    smallDisk('16k').remove()
    return true
  } catch {
    return false
  }
}
