/** The cues of a post: which phrases of which language it holds, and where. */
import { posts as structure } from '../rules/any.ts'
import { toRegExp } from '../rules/compile.ts'
import type { Cue, PostPack, PostRule } from '../rules/contract.ts'
import { posts as english } from '../rules/en.ts'
import { posts as french } from '../rules/fr.ts'
import { findHits, type Hit } from '../rules/match.ts'
import { posts as russian } from '../rules/ru.ts'
import { type Folded, fold } from '../text/fold.ts'

export const postPacks: readonly PostPack[] = [structure, english, french, russian]

export interface CueHit extends Hit<PostRule> {
  readonly cue: Cue
  readonly language: PostPack['language']
}

export interface ReadPost {
  readonly folded: Folded
  /** the folded text without its lines of credentials */
  readonly spoken: string
  readonly hits: readonly CueHit[]
}

/** A post says what it is at its beginning and at its end; what lies between a long head and a tail is its goods. */
const headRead = 12_000
const tailRead = 4_000

export function readPost(text: string): ReadPost {
  const read = text.length <= headRead + tailRead ? text : `${text.slice(0, headRead)}\n${text.slice(-tailRead)}`
  const folded = fold(read)
  const spoken = withoutCredentials(folded.text)
  const inWords = { ...folded, text: spoken }
  const cyrillic = /[а-я]{3}/.test(folded.text)
  const hits = postPacks
    .filter((pack) => pack.language !== 'ru' || cyrillic)
    .flatMap((pack) =>
      findHits(pack.rules, pack.words, pack === structure ? folded : inWords).map((hit) => ({
        ...hit,
        cue: hit.rule.cue,
        language: pack.language,
      })),
    )
  return { folded, spoken, hits }
}

const ulpLine = structure.rules.find(({ cue }) => cue === 'ulp-line')!.pattern

/** A password that happens to be a word says nothing: lines of credentials are blanked, in place. */
function withoutCredentials(text: string): string {
  return text.replace(toRegExp(ulpLine, structure.words), (line) => ' '.repeat(line.length))
}
