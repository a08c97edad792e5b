/**
 * The value of an option as typed (`--lang fr`, `--lang=fr`), for what must be known before options are parsed, or when they
 * cannot be.
 */
export function flagValue(argv: readonly string[], flag: string): string | undefined {
  const options = beforeDashes(argv)
  const joined = options.find((word) => word.startsWith(`${flag}=`))
  if (joined !== undefined) return joined.slice(flag.length + 1)
  const at = options.indexOf(flag)
  return at === -1 ? undefined : options[at + 1]
}

/** True when an option without a value was typed. */
export function hasFlag(argv: readonly string[], flag: string): boolean {
  return beforeDashes(argv).includes(flag)
}

function beforeDashes(argv: readonly string[]): readonly string[] {
  const dashes = argv.indexOf('--')
  return dashes === -1 ? argv : argv.slice(0, dashes)
}
