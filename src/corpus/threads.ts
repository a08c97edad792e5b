/** The threads of one search and the memory that they share. */
import { Worker } from 'node:worker_threads'
import { createKernel, type Kernel, loadKernel, type Table } from '../matcher/index.ts'
import { createHasher, type HashAnswer, type HashAnswered, type HashStep } from './hash-steps.ts'
import type { PieceFound, PieceResult, ScanTask, ScanThreadData } from './scan-contract.ts'
import { createScanner } from './scan-piece.ts'

export interface Threads {
  readonly count: number
  readonly kernel: Kernel
  /** Searches a piece on the next free thread. */
  scan(task: ScanTask): Promise<PieceFound>
  /** One step of a SHA-256, on a thread of its own. */
  hash(step: HashStep): Promise<HashAnswered>
  /** Address of a free slot; waits until there is one. */
  takeSlot(): Promise<number> | number
  freeSlot(address: number): void
  close(): Promise<void>
}

interface Waiting<T> {
  resolve(value: T): void
  reject(error: Error): void
}

/** A thread with the tasks that it has been sent and not answered. */
class Thread<Message, Answer extends { readonly id: number }> {
  readonly waiting = new Map<number, Waiting<Answer>>()
  readonly #worker: Worker
  #next = 0
  #failure: Error | undefined

  constructor(code: URL, workerData: unknown) {
    this.#worker = new Worker(code, { workerData })
    this.#worker.on('message', (answer: Answer) => {
      const waiting = this.waiting.get(answer.id)
      this.waiting.delete(answer.id)
      waiting?.resolve(answer)
    })
    this.#worker.on('error', (error) => this.#fail(error as Error))
    this.#worker.on('exit', () => this.#fail(new Error('a thread has ended')))
  }

  ask(message: Message): Promise<Answer> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure)
    const id = this.#next++
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject })
      this.#worker.postMessage({ id, ...message })
    })
  }

  async close(): Promise<void> {
    await this.#worker.terminate()
  }

  #fail(error: Error): void {
    this.#failure ??= error
    for (const { reject } of this.waiting.values()) reject(this.#failure)
    this.waiting.clear()
  }
}

/** Starts `count` scanning threads; the one that hashes starts when it is first asked. */
export function startThreads(table: Table, count: number, plain: boolean): Threads {
  const kernel = createKernel(table, plain ? undefined : loadKernel(), count, count * 4 + 3)
  const scanners = Array.from({ length: count }, (_, room) => {
    const data: ScanThreadData = { table: table.parts, kernel: kernel.parts, room }
    return new Thread<{ task: ScanTask }, PieceResult>(new URL('./scan-thread.ts', import.meta.url), data)
  })
  let hasher: Thread<{ step: HashStep }, HashAnswer> | undefined
  return {
    count,
    kernel,
    ...slotsOf(kernel),
    scan(task) {
      const idlest = scanners.reduce((a, b) => (b.waiting.size < a.waiting.size ? b : a))
      return idlest.ask({ task })
    },
    hash(step) {
      hasher ??= new Thread(new URL('./hash-thread.ts', import.meta.url), { memory: kernel.parts.memory.buffer })
      return hasher.ask({ step })
    },
    async close() {
      await Promise.all([...scanners, ...(hasher === undefined ? [] : [hasher])].map((thread) => thread.close()))
    },
  }
}

/** The same in the calling thread: for little, starting threads takes longer than searching. */
export function withoutThreads(table: Table, plain: boolean): Threads {
  const kernel = createKernel(table, plain ? undefined : loadKernel(), 1, 5)
  const scan = createScanner({ table: table.parts, kernel: kernel.parts, room: 0 })
  const hash = createHasher(kernel.parts.memory.buffer)
  return {
    count: 1,
    kernel,
    ...slotsOf(kernel),
    scan: async (task) => scan(task),
    hash: async (step) => hash(step),
    close: async () => {},
  }
}

function slotsOf(kernel: Kernel): Pick<Threads, 'takeSlot' | 'freeSlot'> {
  const free = [...kernel.parts.slots]
  const queue: ((address: number) => void)[] = []
  return {
    takeSlot: () => free.pop() ?? new Promise((resolve) => queue.push(resolve)),
    freeSlot(address) {
      const next = queue.shift()
      if (next === undefined) free.push(address)
      else next(address)
    },
  }
}
