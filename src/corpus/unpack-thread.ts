/** A thread that unpacks. */
import { parentPort, workerData } from 'node:worker_threads'
import { createUnpacking, type UnpackStep } from './unpack-steps.ts'

const port = parentPort!
const take = createUnpacking((workerData as { memory: SharedArrayBuffer }).memory)
port.on('message', ({ id, step }: { id: number; step: UnpackStep }) => port.postMessage({ id, ...take(step) }))
