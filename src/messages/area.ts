import type { Locale } from './locale.ts'

/** Messages by key: a text, or a function of what the text tells; or a group of them. */
export interface Messages {
  readonly [key: string]: string | ((...values: never[]) => string) | Messages
}

/** The same keys and the same values told, in other words. */
type SameKeys<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...values: infer V) => string
      ? (...values: V) => string
      : SameKeys<T[K]>
}

/**
 * The messages of one area in both languages, side by side. The types see to it that neither has a key that the other lacks.
 * Write French with ordinary
 * spaces, in functions as fr`…` (see `typography.ts`).
 */
export function area<const T extends Messages>(both: {
  readonly en: T
  readonly fr: NoInfer<SameKeys<T>>
}): Record<Locale, SameKeys<T>> {
  return both as unknown as Record<Locale, SameKeys<T>>
}
