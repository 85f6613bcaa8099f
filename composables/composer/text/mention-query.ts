import { endsInOpenCodeBlock } from '#shared/code-parts.ts'
import type { MentionChoice } from '../../message/text/mention-text'
import { SUGGESTIONS_SHOWN, type TypedQuery } from './typed-query'

/** The mention being typed before the caret. A name may contain spaces. Pure. */
export function mentionQueryAt(text: string, caret: number): TypedQuery | undefined {
  const line = text.slice(text.lastIndexOf('\n', caret - 1) + 1, caret)
  const [, words] = /(?:^|[\s("'“„«])@((?:[\p{L}\p{N}][\p{L}\p{N}\p{M} '’.-]{0,40})?)$/u.exec(line) ?? []
  if (words === undefined || endsInOpenCodeBlock(text.slice(0, caret))) return undefined
  return { start: caret - words.length - 1, words }
}

/** The choices whose name, or a word of it, starts with the query; matches at the start of the name first. Pure. */
export function findChoices(choices: readonly MentionChoice[], words: string): MentionChoice[] {
  const sought = fold(words)
  const whole = choices.filter(({ name }) => fold(name).startsWith(sought))
  const inside = choices.filter(({ name }) => !fold(name).startsWith(sought) && fold(name).includes(` ${sought}`))
  return [...whole, ...inside].slice(0, SUGGESTIONS_SHOWN)
}

/** Without case and accents: Jose finds José. */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
