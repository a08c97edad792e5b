/** rows in between, which nobody asked for, that cost less than one query more */
const closeTogether = 8

/** Ascending refs as stretches `[first, last]` that one query reads each. What else is in a stretch is for the reader to skip. */
export function stretchesOf(refs: ArrayLike<number>): readonly (readonly [number, number])[] {
  const stretches: [number, number][] = []
  let last: [number, number] | undefined
  for (let i = 0; i < refs.length; i++) {
    const ref = refs[i]!
    if (last !== undefined && ref - last[1] <= closeTogether) last[1] = ref
    else {
      last = [ref, ref]
      stretches.push(last)
    }
  }
  return stretches
}
