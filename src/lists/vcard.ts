/**
 * vCard 3 and 4: `EMAIL` and `TEL` of each card, folded lines, groups (`item1.EMAIL`), `tel:` URIs. Quoted-printable,
 * which telephones still write (2.1), is read too. No person: a `UID` names a card, not somebody the city knows.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6350
 */
import { LineSplitter } from './lines.ts'
import type { ColumnRole, Row, RowParser } from './types.ts'

export const vcardRoles: ReadonlyMap<string, ColumnRole> = new Map([
  ['email', 'email'],
  ['tel', 'phone'],
])

interface Card {
  readonly line: number
  readonly names: string[]
  readonly cells: string[]
}

export class VcardParser implements RowParser {
  readonly #isRead: (property: string) => boolean
  readonly #lines = new LineSplitter()
  #line = 0
  #folded: { line: number; text: string } | undefined
  #card: Card | undefined
  #rows: Row[] = []

  constructor(isRead: (property: string) => boolean) {
    this.#isRead = isRead
  }

  push(text: string): Row[] {
    for (const line of this.#lines.push(text)) this.#takeLine(line)
    return this.#finish()
  }

  end(): Row[] {
    for (const line of this.#lines.end()) this.#takeLine(line)
    this.#closeLine()
    this.#abandonCard()
    return this.#finish()
  }

  #finish(): Row[] {
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  #takeLine(line: string): void {
    this.#line++
    const open = this.#folded
    if (open !== undefined && /^[ \t]/.test(line)) {
      open.text += line.slice(1)
      return
    }
    if (open?.text.endsWith('=') && isQuotedPrintable(open.text)) {
      open.text = open.text.slice(0, -1) + line
      return
    }
    this.#closeLine()
    if (line.trim() !== '') this.#folded = { line: this.#line, text: line }
  }

  #closeLine(): void {
    const folded = this.#folded
    this.#folded = undefined
    if (folded === undefined) return
    const { line, text } = folded
    if (/^BEGIN:VCARD\s*$/i.test(text)) {
      this.#abandonCard()
      this.#card = { line, names: [], cells: [] }
      return
    }
    const property = /^(?:[A-Za-z0-9-]+\.)?([A-Za-z0-9-]+)((?:;(?:"[^"]*"|[^";:])*)*):(.*)$/s.exec(text)
    if (this.#card === undefined || property === null) {
      this.#rows.push({ line, cells: [], malformed: text })
      return
    }
    const [, name, parameters, value] = property as unknown as [string, string, string, string]
    if (/^END$/i.test(name)) {
      this.#rows.push(this.#card)
      this.#card = undefined
      return
    }
    this.#card.names.push(name.toUpperCase())
    this.#card.cells.push(this.#isRead(name) ? readValue(value, parameters) : '')
  }

  /** A card that never ended. */
  #abandonCard(): void {
    if (this.#card === undefined) return
    this.#rows.push({ line: this.#card.line, cells: [], malformed: 'BEGIN:VCARD' })
    this.#card = undefined
  }
}

function isQuotedPrintable(text: string): boolean {
  return /^[^:]*;(?:ENCODING=)?QUOTED-PRINTABLE[;:]/i.test(text)
}

function readValue(value: string, parameters: string): string {
  const plain = /QUOTED-PRINTABLE/i.test(parameters) ? fromQuotedPrintable(value, parameters) : value
  // parameters of a tel: URI (`;ext=12`) would read as a second number
  if (/^\s*tel:/i.test(plain)) return plain.split(';', 1)[0]!
  return plain.replace(/\\([\\,;:])/g, '$1').replace(/\\n/gi, '\n')
}

function fromQuotedPrintable(value: string, parameters: string): string {
  const bytes = value.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  const charset = /CHARSET="?([\w-]+)/i.exec(parameters)?.[1] ?? 'utf-8'
  const known = /^(?:iso-8859-1|windows-1252|us-ascii)$/i.test(charset) ? 'windows-1252' : 'utf-8'
  return new TextDecoder(known).decode(Buffer.from(bytes, 'latin1'))
}
