/** Number of suggestions that fit above the keyboard of a phone. */
export const SUGGESTIONS_SHOWN = 6

/** Text that is being typed after `@` or `:`. The sign is at `start`, and the text ends at the caret. */
export interface TypedQuery {
  start: number
  words: string
}
