/** A part of a message that is either code, with its markup, or not code. */
export interface BodyPart {
  text: string
  code: boolean
}

const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/

/** An empty line ends a paragraph. Inline code cannot continue after it. */
const PARAGRAPH_END = /\n[ \t]*\n/

/** Splits a message into code (fenced and inline) and other text. The parts joined are the message. Pure. */
export function splitCode(body: string): BodyPart[] {
  if (!/[`~]/.test(body)) return body === '' ? [] : [{ text: body, code: false }]
  return splitFences(body).flatMap(part => part.code ? [part] : splitInlineCode(part.text))
}

/** Whether the text ends in a fenced code block that is not closed. */
export function endsInOpenCodeBlock(text: string): boolean {
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

/** Inline code starts with a run of backticks and ends with a run of the same length. Linear time. */
function splitInlineCode(text: string): BodyPart[] {
  const parts: BodyPart[] = []
  let end = 0
  for (const { start, close } of closedRuns(text)) {
    if (start < end) continue
    if (start > end) parts.push({ text: text.slice(end, start), code: false })
    parts.push({ text: text.slice(start, close), code: true })
    end = close
  }
  if (end < text.length) parts.push({ text: text.slice(end), code: false })
  return parts
}

/** Runs of backticks with a closing run of the same length in the paragraph, and the end of that run. */
function closedRuns(text: string): { start: number, close: number }[] {
  const closed: { start: number, close: number }[] = []
  /** By length: the start of a run without a closing one yet. */
  const waiting = new Map<number, number>()
  let end = 0
  for (const { 0: { length }, index } of text.matchAll(/`+/g)) {
    if (PARAGRAPH_END.test(text.slice(end, index))) waiting.clear()
    end = index + length
    const start = waiting.get(length)
    if (start !== undefined) closed.push({ start, close: end })
    waiting.set(length, index)
  }
  return closed.sort((one, other) => one.start - other.start)
}
