import { diffWordsWithSpace } from 'diff'

/** A run of text that two texts share, or that only one of them has. */
export interface TextPart {
  text: string
  state: 'same' | 'added' | 'removed'
}

/** Milliseconds after which two texts count as altogether different: nobody reads such a comparison. */
const PATIENCE_MS = 300

/** What became of a text, word by word. */
export function textDifference(before: string, after: string): TextPart[] {
  const changes = diffWordsWithSpace(before, after, { timeout: PATIENCE_MS })
  if (!changes) return [{ text: before, state: 'removed' }, { text: after, state: 'added' }]
  return changes.map(({ value, added, removed }) => ({ text: value, state: added ? 'added' : removed ? 'removed' : 'same' }))
}
