/** While a command runs others for its own purpose, their lines are kept back: it tells in its own words what came of them. */
let depth = 0

export function isSilenced(): boolean {
  return depth > 0
}

/** Runs `act`, whose commands say nothing on stdout. */
export async function silenced<T>(act: () => Promise<T>): Promise<T> {
  depth++
  try {
    return await act()
  } finally {
    depth--
  }
}
