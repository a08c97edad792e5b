/**
 * The text with every secret replaced by `[redacted]`, also where it stands percent-encoded, JSON-escaped, or in base64.
 * Empty secrets are ignored. For log lines; errors of the door need none, they never carry one.
 */
export function redact(text: string, secrets: readonly string[]): string {
  const forms = new Set<string>()
  for (const secret of secrets) {
    if (secret === '') continue
    const base64 = Buffer.from(secret, 'utf8').toString('base64')
    forms.add(secret)
    forms.add(encodeURIComponent(secret.toWellFormed()))
    forms.add(JSON.stringify(secret).slice(1, -1))
    forms.add(base64)
    forms.add(base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''))
  }
  // the longest first: one secret may be the beginning of another
  const longestFirst = [...forms].sort((a, b) => b.length - a.length)
  return longestFirst.reduce((redacted, form) => redacted.replaceAll(form, '[redacted]'), text)
}
