/** Longest line taken; beyond it the file is no list, and holding it would not be constant memory. */
const maxLineLength = 16 * 1024 * 1024

export class LineTooLong extends Error {}

/** Cuts text given in pieces into lines; LF, CRLF and CR end a line, mixed as they may be. */
export class LineSplitter {
  #carry = ''

  /** The lines completed by `text`, without their ends. */
  push(text: string): string[] {
    let all = this.#carry + text
    // a CR at the very end may be the first half of a CRLF: it waits for what follows
    const held = all.endsWith('\r') ? '\r' : ''
    if (held !== '') all = all.slice(0, -1)
    const lines = splitLines(all)
    this.#carry = lines.pop()! + held
    if (this.#carry.length > maxLineLength) throw new LineTooLong()
    return lines
  }

  /** The last line, when the text does not end with a line end. */
  end(): string[] {
    const lines = splitLines(this.#carry)
    this.#carry = ''
    if (lines.at(-1) === '') lines.pop()
    return lines
  }
}

function splitLines(text: string): string[] {
  return text.includes('\r') ? text.split(/\r\n|\r|\n/) : text.split('\n')
}
