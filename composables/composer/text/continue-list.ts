import { endsInOpenCodeBlock } from '#shared/code-parts.ts'
import type { Passage } from './format-text'

const ITEM = /^([ \t]*(?:> ?)*)(?:([-*+])|(\d{1,9})([.)]))([ \t]+)(.*)$/
const QUOTE = /^((?:> ?)+)(.*)$/

/**
 * Starts a new line in a list or quote with its marker; on an empty item it ends the list. Undefined
 * outside of lists and quotes. Pure.
 */
export function continueList({ text, start, end }: Passage): Passage | undefined {
  if (start !== end || endsInOpenCodeBlock(text.slice(0, start))) return undefined
  const from = text.lastIndexOf('\n', start - 1) + 1
  const found = readMark(text.slice(from, start))
  if (!found) return undefined
  if (found.words.trim() === '') return { text: text.slice(0, from) + text.slice(start), start: from, end: from }
  const caret = start + 1 + found.next.length
  return { text: `${text.slice(0, start)}\n${found.next}${text.slice(start)}`, start: caret, end: caret }
}

function readMark(line: string): { next: string, words: string } | undefined {
  const [whole, indent = '', bullet, number, dot, space, words = ''] = ITEM.exec(line) ?? []
  if (whole !== undefined) return { next: `${indent}${bullet ?? `${Number(number) + 1}${dot}`}${space}`, words }
  const [quoted, mark = '', quotedWords = ''] = QUOTE.exec(line) ?? []
  return quoted === undefined ? undefined : { next: mark, words: quotedWords }
}
