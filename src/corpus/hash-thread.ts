/** A thread that computes SHA-256. */
import { parentPort, workerData } from 'node:worker_threads'
import { createHasher, type HashStep } from './hash-steps.ts'

const port = parentPort!
const take = createHasher((workerData as { memory: SharedArrayBuffer }).memory)
port.on('message', ({ id, step }: { id: number; step: HashStep }) => port.postMessage({ id, ...take(step) }))
