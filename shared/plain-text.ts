import { splitCode } from './code-parts.ts'
import { MENTION, type MentionTarget } from './mentions.ts'

/** Markdown emphasis. */
const MARK = /\*\*\*|\*\*|\*|___|__|_|~~/g
const LETTER = /[\p{L}\p{N}]/u
const MENTIONS = new RegExp(MENTION, 'g')

/**
 * The text of a message without Markdown, for previews, screen readers and the clipboard. Mentions
 * become names. Pure. It does not use the Markdown parser, so unusual combinations may keep a
 * markup character but never lose a word.
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

/** Removes the backticks of inline code, and one space next to them. */
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

/** Removes pairs of emphasis markup in one pass. Unpaired markup stays. */
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
