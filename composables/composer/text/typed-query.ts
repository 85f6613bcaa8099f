/** Suggestions shown at once: what fits above the keyboard of a phone. */
export const SUGGESTIONS_SHOWN = 6

/** What is being typed behind a sign, an `@` or a `:`. The sign stands at `start`, and the words reach to the caret. */
export interface TypedQuery {
  start: number
  words: string
}
