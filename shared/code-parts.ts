/** A stretch of a message that is code, with its marks, or is not. */
export interface BodyPart {
  text: string
  code: boolean
}

const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/

/**
 * Backticks in a row, up to as many again in the same paragraph. A run that is not closed is seen
 * once only for its length, so the time stays linear in all but name.
 */
const INLINE_CODE = /(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S])*?(?<!`)\1(?!`)/g

/** Splits a message at its fenced blocks and its inline code; the parts together are the message. Pure. */
export function splitCode(body: string): BodyPart[] {
  if (!/[`~]/.test(body)) return body === '' ? [] : [{ text: body, code: false }]
  return splitFences(body).flatMap(part => part.code ? [part] : splitInlineCode(part.text))
}

/** True when the end of the text stands in a fence that is not closed. */
export function endsInFence(text: string): boolean {
  return splitFences(`${text}\n.`).at(-1)?.code ?? false
}

function splitFences(body: string): BodyPart[] {
  const parts: BodyPart[] = []
  let fence: string | undefined
  for (const line of body.split(/(?<=\n)/)) {
    const [, marks = '', rest = ''] = FENCE.exec(line.trimEnd()) ?? []
    const opens = fence === undefined && marks !== '' && !(marks.startsWith('`') && rest.includes('`'))
    const closes = fence !== undefined && marks.startsWith(fence) && rest.trim() === ''
    if (opens) fence = marks
    append(parts, line, fence !== undefined)
    if (closes) fence = undefined
  }
  return parts
}

function append(parts: BodyPart[], text: string, code: boolean): void {
  const last = parts.at(-1)
  if (last?.code === code) last.text += text
  else parts.push({ text, code })
}

function splitInlineCode(text: string): BodyPart[] {
  const parts: BodyPart[] = []
  let end = 0
  for (const match of text.matchAll(INLINE_CODE)) {
    if (match.index > end) parts.push({ text: text.slice(end, match.index), code: false })
    parts.push({ text: match[0], code: true })
    end = match.index + match[0].length
  }
  if (end < text.length) parts.push({ text: text.slice(end), code: false })
  return parts
}
