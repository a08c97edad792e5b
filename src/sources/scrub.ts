/** more than any of them has to say */
const longest = 4_000

/**
 * Free text and names of files as services hand them on may quote a person. Addresses and long numbers are taken out before
 * anything is kept; names of people cannot be told from other words, so only text about an event goes through here.
 */
export function scrub(text: string): string {
  return text
    .slice(0, longest)
    .replace(/[^\s@<>"'(),;:/\\]+@[^\s@<>"'(),;:/\\.]+(?:\.[^\s@<>"'(),;:/\\.]+)*/g, '[address]')
    .replace(/(?:\+|\b)\d(?:[ .-]?\d){8,}\b/g, '[number]')
    .replace(/\s+/g, ' ')
    .trim()
}
