import { diffWordsWithSpace } from 'diff'

/** A run of text that two texts share, or that only one of them has. */
export interface TextPart {
  text: string
  state: 'same' | 'added' | 'removed'
}

/** Words and spaces added or removed, beyond which two texts count as altogether different: nobody reads such a comparison. */
const CHANGES_MAX = 250

/** What became of a text, word by word. */
export function textDifference(before: string, after: string): TextPart[] {
  const changes = diffWordsWithSpace(before, after, { maxEditLength: CHANGES_MAX })
  if (!changes) return [{ text: before, state: 'removed' }, { text: after, state: 'added' }]
  return changes.map(({ value, added, removed }) => ({ text: value, state: added ? 'added' : removed ? 'removed' : 'same' }))
}
