import { breachsense } from './breachsense.ts'
import type { PretendSource } from './contract.ts'
import { dehashed } from './dehashed.ts'
import { enzoic } from './enzoic.ts'
import { hibp } from './hibp.ts'
import { hudsonrock } from './hudsonrock.ts'
import { intelx } from './intelx.ts'
import { leakLookup } from './leak-lookup.ts'
import { leakcheck, leakcheckPro } from './leakcheck.ts'
import { leakix } from './leakix.ts'
import { pastebin, pastebinScrape } from './pastebin.ts'
import { projectdiscovery } from './projectdiscovery.ts'
import { pwnedPasswords } from './pwnedpasswords.ts'
import { spycloud } from './spycloud.ts'
import { xposedornot } from './xposedornot.ts'

/** Every pretend source, once. Adding one: its file, and a line here. */
export const pretendSources = {
  hibp,
  pwnedpasswords: pwnedPasswords,
  pastebin,
  'pastebin-scrape': pastebinScrape,
  dehashed,
  xposedornot,
  'leak-lookup': leakLookup,
  hudsonrock,
  breachsense,
  leakcheck,
  'leakcheck-pro': leakcheckPro,
  enzoic,
  leakix,
  intelx,
  spycloud,
  projectdiscovery,
} as const satisfies Readonly<Record<string, PretendSource>>

export type PretendSourceId = keyof typeof pretendSources
export const pretendSourceIds = Object.keys(pretendSources) as readonly PretendSourceId[]
