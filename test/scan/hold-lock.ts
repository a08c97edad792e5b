/** Holds the lock of a source, in a process of its own, until it is told to go. Arguments: directory of the store, source. */
import { join } from 'node:path'
import { openStore } from '../../src/store/index.ts'

const [directory = '', source = ''] = process.argv.slice(2)
const now = () => new Date()
const store = await openStore({ file: join(directory, 'vigie.db'), keysDirectory: join(directory, 'keys'), now })
await store.scans.lock(source, now().toISOString())
process.send?.('held')
await new Promise((resolve) => process.once('message', resolve))
await store.scans.unlock(source)
await store.close()
process.disconnect()
