/**
 * How far a claim ("I have the city's data") has been tested. A claim, a sample and a verified sample are three things;
 * whether a claim is fake is its state and not a class of post.
 */
export const claimStates = ['claimed', 'sample-seen', 'refuted', 'verified'] as const
export type ClaimState = (typeof claimStates)[number]

export interface ClaimFacts {
  /** lines or pictures were shown with it */
  readonly sampleSeen?: boolean
  /** canary records found in it */
  readonly canaryHits?: number
  /** records of the sample that the city found in its own data; 0 when it looked and found none, absent when it did not look */
  readonly ownRecordsFound?: number
  /** somebody qualified it */
  readonly decided?: { readonly as: 'verified' | 'refuted'; readonly by: string; readonly at: string }
  /** the same data is known from an older incident */
  readonly recycledFrom?: string
}

export interface ClaimReading {
  readonly state: ClaimState
  readonly because: 'decided' | 'canary' | 'own-records' | 'no-own-record' | 'sample' | 'word-only'
  readonly recycledFrom?: string
}

/** A person's decision counts first, then what proves, then what contradicts, then what is merely shown. */
export function claimState(facts: ClaimFacts): ClaimReading {
  const recycled = facts.recycledFrom === undefined ? {} : { recycledFrom: facts.recycledFrom }
  if (facts.decided !== undefined) return { state: facts.decided.as, because: 'decided', ...recycled }
  if ((facts.canaryHits ?? 0) > 0) return { state: 'verified', because: 'canary', ...recycled }
  if ((facts.ownRecordsFound ?? 0) > 0) return { state: 'verified', because: 'own-records', ...recycled }
  if (facts.sampleSeen === true) {
    // a sample in which the city recognises nothing is not its data
    if (facts.ownRecordsFound === 0) return { state: 'refuted', because: 'no-own-record', ...recycled }
    return { state: 'sample-seen', because: 'sample', ...recycled }
  }
  return { state: 'claimed', because: 'word-only', ...recycled }
}
