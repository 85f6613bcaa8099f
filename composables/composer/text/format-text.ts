/** A text with its selection. */
export interface Passage {
  text: string
  start: number
  end: number
}

export type Format = 'bold' | 'italic' | 'strike' | 'code' | 'codeBlock' | 'quote' | 'bullets' | 'numbers' | 'link'

const MARKS = { bold: '**', italic: '_', strike: '~~', code: '`' } as const

/** Adds the format to the selection, or removes it if it is there. Pure. */
export function formatPassage(passage: Passage, format: Format): Passage {
  switch (format) {
    case 'codeBlock': return fence(passage)
    case 'quote': return markLines(passage, () => '> ', /^> ?/)
    case 'bullets': return markLines(passage, () => '- ', /^[-*+] /)
    case 'numbers': return markLines(passage, index => `${index + 1}. `, /^\d+[.)] /)
    case 'link': return link(passage)
    case 'bold':
    case 'italic':
    case 'strike':
    case 'code': return surround(passage, MARKS[format])
  }
}

function surround({ text, start, end }: Passage, mark: string): Passage {
  const selected = text.slice(start, end)
  const size = mark.length
  if (text.slice(0, start).endsWith(mark) && text.slice(end).startsWith(mark)) {
    return { text: text.slice(0, start - size) + selected + text.slice(end + size), start: start - size, end: end - size }
  }
  // Markdown needs the marks next to a word. A double click also selects the space after it.
  const words = selected.trim()
  const from = start + (words === '' ? 0 : selected.indexOf(words))
  return {
    text: text.slice(0, from) + mark + words + mark + text.slice(from + (words === '' ? selected.length : words.length)),
    start: from + size,
    end: from + size + words.length,
  }
}

function markLines({ text, start, end }: Passage, markOf: (index: number) => string, marked: RegExp): Passage {
  const from = text.lastIndexOf('\n', start - 1) + 1
  const lineEnd = text.indexOf('\n', end)
  const to = lineEnd === -1 ? text.length : lineEnd
  const lines = text.slice(from, to).split('\n')
  const unmark = lines.every(line => marked.test(line))
  const changed = lines.map((line, index) => unmark ? line.replace(marked, '') : markOf(index) + line.replace(marked, '')).join('\n')
  const reach = from + changed.length
  return { text: text.slice(0, from) + changed + text.slice(to), start: lines.length === 1 ? reach : from, end: reach }
}

function fence({ text, start, end }: Passage): Passage {
  const before = start === 0 || text[start - 1] === '\n' ? '```\n' : '\n```\n'
  const after = end === text.length || text[end] === '\n' ? '\n```' : '\n```\n'
  const code = text.slice(start, end)
  const from = start + before.length
  return { text: text.slice(0, start) + before + code + after + text.slice(end), start: from, end: from + code.length }
}

/** Makes `[text](address)`. The part that is missing is selected. */
function link({ text, start, end }: Passage): Passage {
  const selected = text.slice(start, end)
  const isAddress = /^https?:\/\/\S+$/.test(selected)
  const written = isAddress ? `[](${selected})` : `[${selected}](https://)`
  const changed = text.slice(0, start) + written + text.slice(end)
  if (isAddress || selected === '') return { text: changed, start: start + 1, end: start + 1 }
  return { text: changed, start: start + selected.length + 3, end: start + written.length - 1 }
}
