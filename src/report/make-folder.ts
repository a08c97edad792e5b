import { mkdir, stat } from 'node:fs/promises'
import path from 'node:path'

/**
 * Makes a folder with all that is missing above it; does nothing where it is. Node's own way (`recursive`) goes round for
 * ever where a folder that is there says that it is not when something is made in it, as `/proc` does.
 * @throws the error of the system
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT' && path.dirname(folder) !== folder) {
      await makeFolder(path.dirname(folder))
      await mkdir(folder).catch(unlessThere(folder))
    } else await unlessThere(folder)(error)
  }
}

/** Another may have made it in between. What stands there and is no folder is told as `EEXIST`, or whatever came first. */
function unlessThere(folder: string): (error: unknown) => Promise<void> {
  return async (error) => {
    const isFolder = await stat(folder).then(
      (found) => found.isDirectory(),
      () => false,
    )
    if (!isFolder) throw error
  }
}
