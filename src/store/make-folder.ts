import { mkdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { codeOf } from './system-error.ts'

/**
 * Makes a folder with all that is missing above it; does nothing where it is. Node's own way (`recursive`) goes round for
 * ever where a folder that is there says that it is not when something is made in it, as `/proc` does.
 * @param mode of what is made; all rights less the umask when absent
 * @throws the error of the system
 */
export function makeFolder(folder: string, mode = 0o777): void {
  try {
    mkdirSync(folder, mode)
  } catch (error) {
    if (codeOf(error, 'code') !== 'ENOENT' || path.dirname(folder) === folder) {
      unlessThere(folder, error)
      return
    }
    makeFolder(path.dirname(folder), mode)
    try {
      mkdirSync(folder, mode)
    } catch (again) {
      unlessThere(folder, again)
    }
  }
}

/** Another may have made it in between. What stands there and is no folder is told as `EEXIST`, or whatever came first. */
function unlessThere(folder: string, error: unknown): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) throw error
}
