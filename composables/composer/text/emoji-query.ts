import { endsInOpenCodeBlock } from '#shared/code-parts.ts'
import type { TypedQuery } from './typed-query'

/** The emoji name being typed after a `:` before the caret. `:D` and `12:30` are none. Pure. */
export function emojiQueryAt(text: string, caret: number): TypedQuery | undefined {
  const [, words] = /(?:^|\s):([\p{L}\p{N}+-][\p{L}\p{N}\p{M}_+-]{1,30})$/u.exec(text.slice(Math.max(0, caret - 40), caret)) ?? []
  if (words === undefined || endsInOpenCodeBlock(text.slice(0, caret))) return undefined
  return { start: caret - words.length - 1, words: words.replaceAll('_', ' ') }
}
