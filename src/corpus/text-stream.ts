/**
 * One stream of text on its way to the scanning threads: bytes are gathered in slots of the shared memory, each slot begins with
 * the end of the one before, and results come back in the order of the stream.
 */
import { type ByteEncoding, context, narrow, slotText } from '../matcher/index.ts'
import type { Columns } from './record.ts'
import type { PieceFound } from './scan-contract.ts'
import type { Threads } from './threads.ts'

export interface StreamFacts {
  readonly encoding: ByteEncoding
  readonly columns: Columns | undefined
}

const head = context * 2
/** What lies in a slot already is searched there; less is gathered with what follows. */
const worthASlot = 64 * 1024

export class TextStream {
  /** bytes of the stream taken in */
  bytes = 0
  readonly #threads: Threads
  readonly #facts: StreamFacts
  readonly #told: (result: PieceFound) => void
  /** units gathered in a slot before it is sent */
  readonly #most: number
  readonly #inFlight: Promise<PieceFound>[] = []
  #slot = 0
  /** first address of text, of what is not yet searched, and after the last */
  #from = 0
  #begin = 0
  #end = 0
  /** unit of the stream at `#from` */
  #unit: number
  /** units at the beginning that were searched before */
  readonly #searched: number
  #odd: Buffer | undefined
  #isFirst = true
  /** the end of the slot before, and how many bytes of it have been searched */
  #tail: { readonly bytes: Uint8Array; readonly searched: number } | undefined

  /** `start`: the unit of the stream with which writing begins, and how many from there were searched before. */
  constructor(
    threads: Threads,
    facts: StreamFacts,
    pieceUnits: number,
    told: (result: PieceFound) => void,
    start: { readonly unit: number; readonly searched: number } = { unit: 0, searched: 0 },
  ) {
    this.#unit = start.unit
    this.#searched = start.searched
    this.#threads = threads
    this.#facts = facts
    this.#most = Math.max(1, Math.min(pieceUnits, slotText - head))
    this.#told = told
  }

  /** Takes in the next bytes; waits while all slots are in use. */
  async write(piece: Buffer): Promise<void> {
    const slot = this.#mayAdopt(piece) ? this.#threads.adopt(piece) : undefined
    if (slot !== undefined) {
      if (this.#slot !== 0) await this.#send(this.#end - context)
      await this.writeSlot(slot, piece.length)
      return
    }
    this.bytes += piece.length
    let text: Uint8Array = piece
    if (this.#facts.encoding !== 'bytes') {
      const wide = this.#odd === undefined ? piece : Buffer.concat([this.#odd, piece])
      this.#odd = wide.length % 2 === 0 ? undefined : Buffer.from(wide.subarray(-1))
      text = narrow(wide, this.#facts.encoding)
    }
    for (let at = 0; at < text.length; ) {
      if (this.#slot === 0) await this.#open()
      const room = this.#slot + head + this.#most - this.#end
      const part = text.subarray(at, at + room)
      this.#threads.kernel.bytes.set(part, this.#end)
      this.#end += part.length
      at += part.length
      if (part.length === room) await this.#send(this.#end - context)
    }
  }

  #mayAdopt({ length }: Buffer): boolean {
    return this.#facts.encoding === 'bytes' && length >= worthASlot && length <= this.#most
  }

  /** Takes in a slot that was filled elsewhere, with `units` of text from `textOf(slot)` on. */
  async writeSlot(slot: number, units: number): Promise<void> {
    this.bytes += units
    await this.#open(slot)
    this.#end += units
    await this.#send(this.#end - context)
  }

  /** Searches what is left, and waits until all is told. */
  async end(): Promise<void> {
    if (this.#slot === 0 && this.#tail !== undefined) await this.#open()
    if (this.#slot !== 0) await this.#send(this.#end)
    while (this.#inFlight.length > 0) this.#told(await this.#inFlight.shift()!)
  }

  async #open(given?: number): Promise<void> {
    this.#slot = given ?? (await this.#threads.takeSlot())
    const tail = this.#tail
    this.#from = this.#slot + head
    this.#begin = this.#from + (this.#isFirst ? this.#searched : 0)
    this.#isFirst = false
    if (tail !== undefined) {
      this.#from -= tail.bytes.length
      this.#begin = this.#from + tail.searched
      this.#threads.kernel.bytes.set(tail.bytes, this.#from)
    }
    this.#end = this.#slot + head
  }

  /** Hands the slot over, to be searched up to `until`; the rest is searched with what follows it. */
  async #send(until: number): Promise<void> {
    const { encoding, columns } = this.#facts
    const slot = this.#slot
    const end = Math.max(this.#begin, until) // nothing, when all of it was searched before
    const from = this.#from
    const tailFrom = Math.max(from, this.#end - head)
    this.#tail =
      until === this.#end
        ? undefined
        : { bytes: this.#threads.kernel.bytes.slice(tailFrom, this.#end), searched: Math.max(0, end - tailFrom) }
    const task = {
      kind: 'slot',
      from,
      to: this.#end,
      begin: this.#begin,
      end,
      unit: this.#unit,
      encoding,
      columns,
    } as const
    this.#unit += tailFrom - from
    this.#slot = 0
    const scanned = this.#threads.scan(task).finally(() => this.#threads.freeSlot(slot))
    scanned.catch(() => {}) // thrown where it is awaited
    this.#inFlight.push(scanned)
    if (this.#inFlight.length > this.#threads.count * 2) this.#told(await this.#inFlight.shift()!)
  }
}
