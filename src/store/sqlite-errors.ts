/** SQLite's result codes as errors a person can act on. */
import { BusyError, StoreError } from '../domain/index.ts'
import { codeOf } from './system-error.ts'

/** Primary result codes, @see https://www.sqlite.org/rescode.html */
const code = {
  perm: 3,
  busy: 5,
  locked: 6,
  readOnly: 8,
  ioError: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  auth: 23,
  notADatabase: 26,
} as const

/** True when another connection holds what this one needs: worth another try. */
export function isBusy(error: unknown): boolean {
  const primary = primaryCode(error)
  return primary === code.busy || primary === code.locked
}

/**
 * The error to throw for one that `node:sqlite` threw. What is not a state of disk, file or lock (a constraint, a wrong
 * statement) is our bug and comes back as it is.
 */
export function storeErrorOf(error: unknown, file: string): unknown {
  switch (primaryCode(error)) {
    case code.busy:
    case code.locked:
      return new BusyError('another process is writing to the database', {
        mend: 'try again when the import or scan that is running has ended',
        cause: error,
      })
    case code.full:
      return new StoreError(
        'no space left for the database: nothing of this step was kept, what was there before is whole',
        {
          mend: `free some space on the disk of ${file}, and run the command again`,
          cause: error,
        },
      )
    case code.corrupt:
      return new StoreError(`the database ${file} is damaged`, {
        mend: 'put your latest copy of the database back in its place',
        cause: error,
      })
    case code.notADatabase:
      return new StoreError(`${file} is not a database`, {
        mend: 'name the database of a workspace made by `vigie init`',
        cause: error,
      })
    case code.readOnly:
    case code.perm:
    case code.auth:
    case code.cannotOpen:
      return new StoreError(`the database ${file} cannot be written or opened here`, {
        mend: 'check the owner and permissions of the file and of its folder, in which SQLite also writes',
        cause: error,
      })
    case code.ioError:
      return new StoreError(`the disk of the database ${file} does not answer as it should`, {
        mend: 'check the disk and its free space, then run `vigie doctor`',
        cause: error,
      })
    default:
      return error
  }
}

function primaryCode(error: unknown): number | undefined {
  const code = codeOf(error, 'errcode')
  // extended codes (SQLITE_IOERR_FSYNC, SQLITE_BUSY_SNAPSHOT) keep the primary one in their low byte
  return typeof code === 'number' ? code & 0xff : undefined
}
