/** A thread that searches pieces of text. */
import { parentPort, workerData } from 'node:worker_threads'
import type { ScanTask, ScanThreadData } from './scan-contract.ts'
import { createScanner } from './scan-piece.ts'

const port = parentPort!
const scan = createScanner(workerData as ScanThreadData)
port.on('message', ({ id, task }: { id: number; task: ScanTask }) => {
  const result = { id, ...scan(task) }
  port.postMessage(result, [result.hits.buffer as ArrayBuffer])
})
