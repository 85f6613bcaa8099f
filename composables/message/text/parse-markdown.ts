import MarkdownIt, { type StateInline, type Token } from 'markdown-it'
import { MENTION } from '#shared/mentions.ts'
import { isSafeLink, LINK_OPTIONS } from './links'
import type { ContainerKind, MessageNode } from './nodes'

/** Lists in quotes in lists: deeper than anybody writes, shallow enough for a phone. */
const NESTING_MAX = 20

const MENTION_HERE = new RegExp(MENTION, 'y')

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
  const parser = new MarkdownIt({ html: false, linkify: true, breaks: true, maxNesting: NESTING_MAX })
  parser.disable(['table', 'code', 'hr', 'lheading', 'reference', 'html_block', 'html_inline', 'image', 'entity'])
  parser.linkify.set(LINK_OPTIONS)
  parser.validateLink = isSafeLink
  // What is shown of an address is what was written.
  parser.normalizeLinkText = text => text
  parser.inline.ruler.at('newline', readLineBreak)
  parser.inline.ruler.before('autolink', 'mention', readMention)
  return parser
}

/** Unlike Markdown's own it keeps the spaces at the start of the next line: they are how it was laid out. */
function readLineBreak(state: StateInline, silent: boolean): boolean {
  if (state.src[state.pos] !== '\n') return false
  if (!silent) state.push('hardbreak', 'br', 0)
  state.pos += 1
  return true
}

function readMention(state: StateInline, silent: boolean): boolean {
  if (state.src[state.pos] !== '<') return false
  MENTION_HERE.lastIndex = state.pos
  const found = MENTION_HERE.exec(state.src)
  if (!found) return false
  if (!silent) state.push('mention', '', 0).content = String(found[1])
  state.pos += found[0].length
  return true
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
  return { kind: 'text', text: type === 'hardbreak' || type === 'softbreak' ? '\n' : content }
}

/** Neighbouring texts become one, so that a paragraph of ten lines is one node of the page. */
function add(nodes: MessageNode[], node: MessageNode): void {
  const last = nodes.at(-1)
  if (node.kind === 'text' && last?.kind === 'text') last.text += node.text
  else if (node.kind !== 'text' || node.text !== '') nodes.push(node)
}
