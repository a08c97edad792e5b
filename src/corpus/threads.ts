/** The threads of one search and the memory that they share. */
import { Worker } from 'node:worker_threads'
import { context, createKernel, type Kernel, loadKernel, slotText, type Table } from '../matcher/index.ts'
import type { Frame, Frames, Room } from './frames.ts'
import { createHasher, type HashAnswer, type HashAnswered, type HashStep } from './hash-steps.ts'
import type { PieceFound, PieceResult, ScanTask, ScanThreadData } from './scan-contract.ts'
import { createScanner } from './scan-piece.ts'
import type { UnpackAnswer, UnpackStep } from './unpack-steps.ts'

export interface Threads {
  readonly count: number
  readonly kernel: Kernel
  /** Searches a piece on the next free thread. */
  scan(task: ScanTask): Promise<PieceFound>
  /** One step of a SHA-256, on a thread of its own. */
  hash(step: HashStep): Promise<HashAnswered>
  /** threads that unpack into slots; absent without threads */
  readonly frames?: Frames
  /** Address of a free slot; waits until there is one. */
  takeSlot(): Promise<number> | number
  freeSlot(address: number): void
  /** The slot that holds `text` and nothing else, when `frames` gave it: it belongs to the caller from now on. */
  adopt(text: Uint8Array): number | undefined
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
  const unpackers: Unpacker[] = []
  const { takeRoom, ...slots } = slotsOf(kernel)
  return {
    count,
    kernel,
    ...slots,
    frames: {
      ahead: slotsAhead,
      roomBytes: slotText - head,
      open: () => openFrame(unpackers, count, kernel),
      takeRoom,
    },
    scan(task) {
      const idlest = scanners.reduce((a, b) => (b.waiting.size < a.waiting.size ? b : a))
      return idlest.ask({ task })
    },
    hash(step) {
      hasher ??= new Thread(new URL('./hash-thread.ts', import.meta.url), { memory: kernel.parts.memory.buffer })
      return hasher.ask({ step })
    },
    async close() {
      const others = [...unpackers, ...(hasher === undefined ? [] : [hasher])]
      await Promise.all([...scanners, ...others].map((thread) => thread.close()))
    },
  }
}

class Unpacker extends Thread<{ step: UnpackStep }, UnpackAnswer> {
  frames = 0
  readonly rings: SharedArrayBuffer[] = []
}

const ringBytes = 2 * 1024 * 1024
/** Of one frame: with as many for each thread, there are slots left for what is searched. */
const slotsAhead = 3

let nextFrame = 0

/** On a thread that has no frame, and on a new one while there are fewer than `most`. */
function openFrame(unpackers: Unpacker[], most: number, kernel: Kernel): Frame {
  let thread = unpackers.find(({ frames }) => frames === 0)
  if (thread === undefined && unpackers.length < most) {
    const data = { memory: kernel.parts.memory.buffer }
    thread = new Unpacker(new URL('./unpack-thread.ts', import.meta.url), data)
    unpackers.push(thread)
  }
  thread ??= unpackers.reduce((a, b) => (b.frames < a.frames ? b : a))
  const chosen = thread
  const key = nextFrame++
  chosen.frames++
  const ring = chosen.rings.pop() ?? new SharedArrayBuffer(ringBytes)
  return {
    ring: Buffer.from(ring),
    take: (step) => chosen.ask({ step: { do: 'fill', key, ring, ...step } }),
    close() {
      chosen.frames--
      chosen.rings.push(ring)
      chosen.ask({ step: { do: 'close', key } }).catch(() => {}) // it ends with the search as well
    },
  }
}

/** The same in the calling thread: for little, starting threads takes longer than searching. */
export function withoutThreads(table: Table, plain: boolean): Threads {
  const kernel = createKernel(table, plain ? undefined : loadKernel(), 1, 5)
  const scan = createScanner({ table: table.parts, kernel: kernel.parts, room: 0 })
  const hash = createHasher(kernel.parts.memory.buffer)
  const { takeSlot, freeSlot, adopt } = slotsOf(kernel)
  return {
    count: 1,
    kernel,
    takeSlot,
    freeSlot,
    adopt,
    scan: async (task) => scan(task),
    hash: async (step) => hash(step),
    close: async () => {},
  }
}

function slotsOf(kernel: Kernel): Pick<Threads, 'takeSlot' | 'freeSlot' | 'adopt'> & Pick<Frames, 'takeRoom'> {
  const free = [...kernel.parts.slots]
  const queue: ((address: number) => void)[] = []
  /** slots that were filled by unpacking and not adopted, by the address of their text, and how much was told of each */
  const rooms = new Map<number, { readonly room: Room; bytes: number }>()
  const { buffer } = kernel.parts.memory
  const takeSlot: Threads['takeSlot'] = () => free.pop() ?? new Promise((resolve) => queue.push(resolve))
  const freeSlot = (slot: number): void => {
    const next = queue.shift()
    if (next === undefined) free.push(slot)
    else next(slot)
  }
  return {
    takeSlot,
    freeSlot,
    adopt(text) {
      const { byteOffset, byteLength } = text
      // a part of it, such as one member of an archive, leaves the rest to somebody else
      if (text.buffer !== buffer || rooms.get(byteOffset)?.bytes !== byteLength) return undefined
      rooms.delete(byteOffset)
      return byteOffset - head
    },
    async takeRoom() {
      const slot = await takeSlot()
      const address = textOf(slot)
      const room: Room = {
        address,
        text(bytes) {
          const given = rooms.get(address)
          if (given?.room === room) given.bytes = bytes
          return Buffer.from(buffer, address, bytes)
        },
        free() {
          // it may have been adopted, searched, freed and taken again since
          if (rooms.get(address)?.room !== room) return
          rooms.delete(address)
          freeSlot(slot)
        },
      }
      rooms.set(address, { room, bytes: 0 })
      return room
    },
  }
}

/** In front of the text of a slot lies the end of the one before it. */
const head = context * 2

/** Where text goes in a slot that is filled elsewhere. */
export function textOf(slot: number): number {
  return slot + head
}
