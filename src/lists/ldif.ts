/**
 * LDIF, as directories export it (RFC 2849): `attribute: value`, `attribute:: base64`, folded lines, `#` comments, one
 * entry per paragraph. Values of attributes that nobody reads (photographs, certificates) are not even decoded.
 *
 * @see https://www.rfc-editor.org/rfc/rfc2849
 */
import { LineSplitter } from './lines.ts'
import type { ColumnRole, Row, RowParser } from './types.ts'

/** Attributes of the usual schemas (inetOrgPerson, Active Directory, mail servers), in lower case. */
export const ldifRoles: ReadonlyMap<string, ColumnRole> = new Map([
  ['mail', 'email'],
  ['rfc822mailbox', 'email'],
  ['mailalternateaddress', 'email'],
  ['maillocaladdress', 'email'],
  ['gosamailalternateaddress', 'email'],
  ['othermailbox', 'email'],
  ['proxyaddresses', 'email'],
  ['telephonenumber', 'phone'],
  ['othertelephone', 'phone'],
  ['mobile', 'phone'],
  ['mobiletelephonenumber', 'phone'],
  ['othermobile', 'phone'],
  ['homephone', 'phone'],
  ['hometelephonenumber', 'phone'],
  ['otherhomephone', 'phone'],
  ['associateddomain', 'domain'],
  ['employeenumber', 'person'],
])

interface Entry {
  readonly line: number
  readonly names: string[]
  readonly cells: string[]
  /** `changetype: delete` and the like say what to do to a directory, not who is in it */
  change?: string
}

export class LdifParser implements RowParser {
  readonly #isRead: (attribute: string) => boolean
  readonly #lines = new LineSplitter()
  #line = 0
  #folded: { line: number; text: string } | undefined
  #entry: Entry | undefined
  #rows: Row[] = []

  /** `isRead` says whether an attribute has a role: only those are decoded. */
  constructor(isRead: (attribute: string) => boolean) {
    this.#isRead = isRead
  }

  push(text: string): Row[] {
    for (const line of this.#lines.push(text)) this.#takeLine(line)
    return this.#finish()
  }

  end(): Row[] {
    for (const line of this.#lines.end()) this.#takeLine(line)
    this.#closeEntry()
    return this.#finish()
  }

  #finish(): Row[] {
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  #takeLine(line: string): void {
    this.#line++
    if (line.startsWith(' ') && this.#folded !== undefined) {
      this.#folded.text += line.slice(1)
      return
    }
    this.#closeLine()
    if (line.trim() === '') this.#closeEntry()
    else this.#folded = { line: this.#line, text: line }
  }

  #closeEntry(): void {
    this.#closeLine()
    const entry = this.#entry
    this.#entry = undefined
    if (entry === undefined) return
    const { line, names, cells, change } = entry
    // `search: 2`, `result: 0 Success`: what ldapsearch says after the entries
    if (!/^dn$/i.test(names[0]!) && cells.every((cell) => cell === '')) return
    this.#rows.push(change === undefined ? { line, names, cells } : { line, cells: [], malformed: change })
  }

  #closeLine(): void {
    const folded = this.#folded
    this.#folded = undefined
    if (folded === undefined || folded.text.startsWith('#') || folded.text === '-') return
    const { line, text } = folded
    const colon = text.indexOf(':')
    if (colon <= 0) {
      this.#rows.push({ line, cells: [], malformed: text })
      return
    }
    // `mail;lang-fr` is `mail`
    const attribute = text.slice(0, colon).split(';', 1)[0]!.trim()
    if (this.#entry === undefined && /^version$/i.test(attribute)) return
    this.#entry ??= { line, names: [], cells: [] }
    if (/^changetype$/i.test(attribute) && !/:\s*add\s*$/i.test(text)) this.#entry.change = text
    if (!this.#isRead(attribute)) {
      this.#entry.names.push(attribute)
      this.#entry.cells.push('')
      return
    }
    const value = readValue(text.slice(colon + 1))
    if (value === undefined) {
      this.#rows.push({ line, cells: [], malformed: text })
      return
    }
    this.#entry.names.push(attribute)
    this.#entry.cells.push(value)
  }
}

/** Text of what follows the first colon; `undefined` when its base64 is broken. */
function readValue(text: string): string | undefined {
  if (!text.startsWith(':')) return text.replace(/^<?\s*/, '')
  const encoded = text.slice(1).replace(/\s+/g, '')
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(encoded)) return undefined
  return Buffer.from(encoded, 'base64').toString('utf8')
}
