import type { Query } from '../contract.ts'

export const pageSize = 10_000
/** page × size may not exceed 50,000 */
export const deepestPage = 5

/** The searches that one query makes, one after the other. */
export function termsOf({ endpoint, target }: Pick<Query, 'endpoint' | 'target'>): readonly string[] {
  if (endpoint === 'domain') return [`domain:${target}`]
  if (endpoint === 'email') return [`email:"${target.replaceAll('"', '')}"`]
  return phoneForms(target).map((form) => `phone:"${form}"`)
}

/** A number as leaks hold it: E.164, and for a French one as it is dialled there. */
export function phoneForms(e164: string): readonly string[] {
  return e164.startsWith('+33') ? [e164, `0${e164.slice(3)}`] : [e164]
}

/** Whether a number as somebody once wrote it is this one. */
export function isSamePhone(written: string, e164: string): boolean {
  const digits = written.replace(/\D/g, '').replace(/^00/, '')
  return [e164.slice(1), ...phoneForms(e164).map((form) => form.replace('+', ''))].includes(digits)
}
