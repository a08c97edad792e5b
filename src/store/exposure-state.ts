/**
 * How the state of an exposure goes on. `new`, `changed` and `back` are news of the scan in which they began; seen again in a
 * later scan, each becomes `known`. `newsScan` remembers the last scan that had news of it, so that "new since scan 12"
 * still holds after scan 14 has seen it again.
 */
import type { ExposureState } from './contract.ts'

export interface Standing {
  readonly state: ExposureState
  readonly state_scan: number
  readonly news_scan: number
}

/** An exposure seen for the first time. */
export function firstSeen(scan: number): Standing {
  return { state: 'new', state_scan: scan, news_scan: scan }
}

/** An exposure that was purged and is seen once more: its selector's person was told long ago. */
export function seenAfterPurge(purgedAs: ExposureState, scan: number): Standing {
  if (purgedAs === 'withdrawn') return { state: 'back', state_scan: scan, news_scan: scan }
  return { state: 'known', state_scan: scan, news_scan: 0 }
}

/** @param more whether more data classes are told of now than ever before */
export function seenAgain(former: Standing, scan: number, more: boolean): Standing {
  if (former.state === 'withdrawn') return { state: 'back', state_scan: scan, news_scan: scan }
  const isNewsOfThisScan = former.state !== 'known' && former.state_scan >= scan
  if (isNewsOfThisScan) return former
  if (more) return { state: 'changed', state_scan: scan, news_scan: scan }
  if (former.state === 'known') return former
  return { ...former, state: 'known', state_scan: scan }
}

/** None of its sightings stands any more. */
export function withdrawn(former: Standing, scan: number): Standing {
  return former.state === 'withdrawn' ? former : { ...former, state: 'withdrawn', state_scan: scan }
}

/** Two exposures of one selector in what turned out to be one incident. Another name for what is known is no news. */
export function joinedExposure(older: Standing, younger: Standing): Standing {
  if (older.state !== 'withdrawn' || younger.state === 'withdrawn') return standing(older)
  const state = younger.state === 'new' ? 'back' : younger.state
  return { ...standing(younger), state }
}

/**
 * An exposure, or what a second incident gets of it, after a person set apart what had told of it.
 *
 * @param stands whether a sighting that is left to it still stands
 */
export function splitExposure(former: Standing, stands: boolean): Standing {
  return stands ? standing(former) : { ...standing(former), state: 'withdrawn' }
}

function standing({ state, state_scan, news_scan }: Standing): Standing {
  return { state, state_scan, news_scan }
}
