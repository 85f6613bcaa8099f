import { MENTION } from '#shared/mentions.ts'
import { findLinks } from './links'
import type { MessageNode } from './nodes'

/** Characters that may be marks: in an ordinary message a few, in a pasted log or an attack thousands. */
const MARKS_MAX = 1_500
const MARK_CHARACTER = /[*_~`\\[\]<>#&]|:\/\/|^[ \t]*(?:[-+]|\d+[.)])[ \t]|@/gm

/** Could any of it be markup? It may say yes in vain, never no in vain. */
const MARKUP = /[*_`\\]|~~|\]\(|<(?:https?:|mailto:|[^@\s<>]+@)|^[ \t]*(?:>|~{3}|#{1,6}(?:[ \t]|$)|(?:[-+]|\d{1,9}[.)])(?:[ \t]|$))/im

/**
 * Does this message need the parser? Most need none and cost the browser no script. One with more
 * marks than the limit is shown as it was written: parsing it would hold up the screen.
 */
export function hasMarkup(body: string): boolean {
  return MARKUP.test(body) && !hasTooManyMarks(body)
}

function hasTooManyMarks(body: string): boolean {
  return body.length > MARKS_MAX && (body.match(MARK_CHARACTER)?.length ?? 0) > MARKS_MAX
}

/** A message without markup: text, mentions and links. Every character of the text stays. Pure. */
export function plainNodes(body: string): MessageNode[] {
  if (hasTooManyMarks(body)) return [{ kind: 'text', text: body }]
  const nodes: MessageNode[] = []
  let end = 0
  for (const match of body.matchAll(new RegExp(MENTION, 'g'))) {
    nodes.push(...linkNodes(body.slice(end, match.index)), { kind: 'mention', target: String(match[1]) })
    end = match.index + match[0].length
  }
  return [...nodes, ...linkNodes(body.slice(end))]
}

function linkNodes(text: string): MessageNode[] {
  const nodes: MessageNode[] = []
  let reached = 0
  for (const { start, end, href } of findLinks(text)) {
    if (start > reached) nodes.push({ kind: 'text', text: text.slice(reached, start) })
    nodes.push({ kind: 'link', href, children: [{ kind: 'text', text: text.slice(start, end) }] })
    reached = end
  }
  if (reached < text.length) nodes.push({ kind: 'text', text: text.slice(reached) })
  return nodes
}
