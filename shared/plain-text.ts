import { splitCode } from './code-parts.ts'
import { MENTION, type MentionTarget } from './mentions.ts'

/** Marks of emphasis, and whether a letter may stand on their other side, too. */
const MARK = /\*\*\*|\*\*|\*|___|__|_|~~/g
const LETTER = /[\p{L}\p{N}]/u
const MENTIONS = new RegExp(MENTION, 'g')

/**
 * A message in plain words: for a line of preview, for what is read aloud, for the clipboard. It
 * drops the marks that the screen shows as form and puts names for mentions. Pure, and without the
 * parser: an unusual combination may keep a mark, never lose a word.
 */
export function plainText(body: string, nameOf: (target: MentionTarget) => string): string {
  return splitCode(body)
    .map(({ text, code }) => code ? bareCode(text) : bareWords(text, nameOf))
    .join('')
    .trim()
}

function bareCode(text: string): string {
  const fenced = /^ {0,3}(?:`{3,}[^`\n]*|~{3,}.*)(?:\n|$)/.test(text)
  if (!fenced) return bareInlineCode(text)
  return text.split('\n').filter(line => !/^ {0,3}(?:`{3,}|~{3,})/.test(line)).join('\n')
}

/** Inline code ends with as many backticks as it begins with; a space beside them is a part of the mark. */
function bareInlineCode(text: string): string {
  const marks = /^`*/.exec(text)?.[0].length ?? 0
  return text.slice(marks, text.length - marks).replace(/^ /, '').replace(/ $/, '')
}

function bareWords(text: string, nameOf: (target: MentionTarget) => string): string {
  const lines = text.split('\n').map(line => line.replace(/^(?: {0,3}> ?)+/, '').replace(/^ {0,3}#{1,6}[ \t]+/, ''))
  const words = lines.join('\n').replace(/\[([^[\]\n]{1,500})\]\([^()\s]{1,2000}\)/g, '$1')
  return dropMarks(words)
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(MENTIONS, (_token, target: MentionTarget) => `@${nameOf(target)}`)
}

/** Takes pairs of marks away in one pass; what opens nothing or closes nothing stays. */
function dropMarks(text: string): string {
  const dropped = new Map<number, number>()
  const openings = new Map<string, number>()
  for (const { 0: mark, index } of text.matchAll(MARK)) {
    const before = text[index - 1] ?? ' '
    const after = text[index + mark.length] ?? ' '
    const word = mark.startsWith('_') && LETTER.test(before) && LETTER.test(after)
    if (before === '\\' || word) continue
    const opening = openings.get(mark)
    if (opening !== undefined && !/\s/.test(before)) {
      dropped.set(opening, mark.length).set(index, mark.length)
      openings.delete(mark)
    }
    else if (!/\s/.test(after)) openings.set(mark, index)
  }
  return cut(text, dropped)
}

function cut(text: string, dropped: ReadonlyMap<number, number>): string {
  let kept = ''
  let end = 0
  for (const [index, length] of [...dropped].sort(([one], [other]) => one - other)) {
    kept += text.slice(end, index)
    end = index + length
  }
  return kept + text.slice(end)
}
