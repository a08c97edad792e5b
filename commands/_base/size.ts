import { formatNumber, type Locale } from '../../src/messages/index.ts'

/** `812 ko`, `5,2 Mo` · `812 kB`, `5.2 MB`; powers of ten, rounded up. */
export function shownSize(bytes: number, locale: Locale): string {
  const unit = locale === 'fr' ? 'o' : 'B'
  if (bytes < 1_000_000) return `${formatNumber(Math.ceil(bytes / 1_000), locale)}\u00a0k${unit}`
  const tenths = Math.ceil(bytes / 100_000)
  const point = locale === 'fr' ? ',' : '.'
  return `${formatNumber(Math.floor(tenths / 10), locale)}${point}${tenths % 10}\u00a0M${unit}`
}
