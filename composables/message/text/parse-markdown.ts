import MarkdownIt, { type Token } from 'markdown-it'
import { readAddress, readMention, readWords } from './inline-rules'
import { isSafeLink, readsOnlySafeLinks } from './links'
import type { ContainerKind, MessageNode } from './nodes'

/** Lists in quotes in lists: deeper nesting is shown as plain text. */
const NESTING_MAX = 20

const markdown = createParser()

/** Reads a message as Markdown. What it does not know stays text; it never makes HTML. Pure. */
export function parseMarkdown(body: string): MessageNode[] {
  return gather(markdown.parse(body, {}))
}

/**
 * Markdown as people write it in a messenger: a line break counts, indented text is no code, a row
 * of dashes is no rule and HTML is text. Images would let strangers count who reads them.
 */
function createParser() {
  const parser = new MarkdownIt({ html: false, linkify: true, maxNesting: NESTING_MAX })
  parser.disable(['table', 'code', 'hr', 'lheading', 'reference', 'html_block', 'html_inline', 'image', 'entity', 'newline'])
  readsOnlySafeLinks(parser.linkify)
  parser.validateLink = isSafeLink
  // What is shown of an address is what was written.
  parser.normalizeLinkText = text => text
  parser.inline.ruler.at('text', readWords)
  parser.inline.ruler.at('linkify', readAddress)
  parser.inline.ruler.before('autolink', 'mention', readMention)
  return parser
}

const containers: Record<string, ContainerKind> = {
  paragraph_open: 'paragraph',
  heading_open: 'heading',
  blockquote_open: 'quote',
  list_item_open: 'item',
  strong_open: 'strong',
  em_open: 'emphasis',
  s_open: 'strike',
}

/** Turns the parser's flat tokens into a tree. */
function gather(tokens: readonly Token[]): MessageNode[] {
  const root: MessageNode[] = []
  const open = [root]
  for (const token of tokens) {
    const here = open.at(-1) ?? root
    if (token.nesting < 0) {
      open.pop()
    }
    else if (token.nesting > 0) {
      const node = containerOf(token)
      here.push(node)
      open.push(node.children)
    }
    else if (token.type === 'inline') {
      here.push(...gather(token.children ?? []))
    }
    else {
      add(here, leafOf(token))
    }
  }
  return root
}

function containerOf(token: Token): Extract<MessageNode, { children: MessageNode[] }> {
  if (token.type === 'link_open') return { kind: 'link', href: String(token.attrGet('href')), children: [] }
  if (token.type === 'bullet_list_open') return { kind: 'list', start: undefined, children: [] }
  if (token.type === 'ordered_list_open') return { kind: 'list', start: Number(token.attrGet('start') ?? 1), children: [] }
  return { kind: containers[token.type] ?? 'paragraph', children: [] }
}

function leafOf({ type, content, info }: Token): MessageNode {
  if (type === 'mention') return { kind: 'mention', target: content }
  if (type === 'code_inline') return { kind: 'code', text: content }
  if (type === 'fence') return { kind: 'codeBlock', text: content.replace(/\n$/, ''), language: info.trim().replace(/\s.*/, '') }
  return { kind: 'text', text: type === 'hardbreak' ? '\n' : content }
}

/** Neighbouring texts become one, so that a paragraph of ten lines is one node of the page. */
function add(nodes: MessageNode[], node: MessageNode): void {
  const last = nodes.at(-1)
  if (node.kind === 'text' && last?.kind === 'text') last.text += node.text
  else if (node.kind !== 'text' || node.text !== '') nodes.push(node)
}
