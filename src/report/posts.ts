/** Texts of watched places in which the city was found: offers first, then claims, then what else was said; newest first. */
import type { PostReading } from '../domain/index.ts'
import type { EventRow, Store } from '../store/index.ts'
import { plainLine } from './cells.ts'

export interface PostFound extends Pick<PostReading, 'label' | 'commercial' | 'excerpt'> {
  readonly source: string
  readonly nature: EventRow['nature']
  /** in the words of the source */
  readonly title: string
  /** when the source published it, or we first read it; ISO 8601 UTC */
  readonly at: string
  readonly url?: string
}

/** @param since only what was first read from this instant on */
export async function postsFound(store: Store, since = ''): Promise<readonly PostFound[]> {
  const events = await store.events.all()
  return events
    .filter((event) => event.firstSeenAt >= since)
    .flatMap((event) => (event.post === undefined ? [] : [toFound(event, event.post)]))
    .sort((a, b) => rankOf(a) - rankOf(b) || b.at.localeCompare(a.at))
}

function toFound({ source, nature, title, url, addedAt, firstSeenAt }: EventRow, post: PostReading): PostFound {
  const { label, commercial, excerpt } = post
  return {
    ...{ source, nature, title: plainLine(title), label, commercial, excerpt: plainLine(excerpt) },
    at: addedAt ?? firstSeenAt,
    ...(url === undefined ? {} : { url }),
  }
}

function rankOf({ nature, commercial }: PostFound): number {
  if (commercial === 'yes') return 0
  return nature === 'claim' ? 1 : 2
}
