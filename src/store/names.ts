/**
 * Public names: `s-7k3m9q2x4bhd` a selector, `p-…` a person, `i-…` an incident, `e-…` an exposure. Those of selectors and
 * persons come from their keyed digests, so that they stay the same for ever and say nothing to who lacks the key; those of
 * incidents and exposures are random.
 */

/** Crockford's base 32: no letter that is taken for a digit. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
/** two letters for every ten bits */
const pairs: readonly string[] = Array.from(
  { length: 1024 },
  (_, bits) => alphabet.charAt(bits >> 5) + alphabet.charAt(bits & 31),
)

/** Name of a selector: 60 bits of its digest, so that even among two million hardly ever two share a name. */
export function selectorName(digests: Buffer, offset: number): string {
  const a = digests.readUInt32BE(offset)
  const b = digests.readUInt32BE(offset + 4)
  return `s-${pairs[a >>> 22]}${pairs[(a >>> 12) & 1023]}${pairs[(a >>> 2) & 1023]}${pairs[((a & 3) << 8) | (b >>> 24)]}${
    pairs[(b >>> 14) & 1023]
  }${pairs[(b >>> 4) & 1023]}`
}

const bits25 = 2 ** 25

/** What is kept of a person: 50 bits of the digest, as many as a number and an integer column hold exactly. */
export function personNumber(digest: Buffer): number {
  return (digest.readUInt32BE(0) >>> 7) * bits25 + (digest.readUInt32BE(4) >>> 7)
}

export function personName(person: number): string {
  const a = Math.floor(person / bits25)
  const b = person % bits25
  return `p-${pairs[a >>> 15]}${pairs[(a >>> 5) & 1023]}${pairs[((a & 31) << 5) | (b >>> 20)]}${pairs[(b >>> 10) & 1023]}${
    pairs[b & 1023]
  }`
}

/** 60 random bits: the table it goes to refuses a name twice, and will hardly ever have to. */
export function randomName(prefix: 'i' | 'e', random: (size: number) => Uint8Array): string {
  return `${prefix}${selectorName(Buffer.from(random(8)), 0).slice(1)}`
}
