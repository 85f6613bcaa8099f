import { type Component, h, type VNodeChild } from 'vue'
import type { MessageNode } from './nodes'

/** What the nodes alone do not know. */
export interface RenderContext {
  /** The current name behind a mention. */
  nameOf: (target: string) => string
  /** Is the reader among those that a mention means? */
  meansMe: (target: string) => boolean
  /** Shows a fenced block; without one there are none in the message. */
  codeBlock?: Component
}

type NodeOf<Kind extends MessageNode['kind']> = Extract<MessageNode, { kind: Kind }>
type Container = Extract<MessageNode, { children: MessageNode[] }>

const tags = {
  quote: 'blockquote', item: 'li', strong: 'strong', emphasis: 'em', strike: 's',
} as const

/**
 * Nodes of the page for the nodes of a message. Text goes in as text and attributes are named here
 * one by one, so no text can become markup.
 */
export function renderNodes(nodes: readonly MessageNode[], context: RenderContext): VNodeChild[] {
  return nodes.map(node => renderNode(node, context))
}

function renderNode(node: MessageNode, context: RenderContext): VNodeChild {
  switch (node.kind) {
    case 'text': return node.text
    case 'code': return h('code', { dir: 'ltr' }, node.text)
    case 'mention': return renderMention(node, context)
    case 'codeBlock': return context.codeBlock && h(context.codeBlock, { text: node.text, language: node.language })
    case 'link': return renderLink(node, context)
    case 'list': return renderList(node, context)
    // Of the size of the text: a title inside of a message is none of the page's headings.
    case 'heading': return h('p', { dir: 'auto' }, [h('strong', childrenOf(node, context))])
    case 'paragraph': return h('p', { dir: 'auto' }, childrenOf(node, context))
    case 'quote':
    case 'item':
    case 'strong':
    case 'emphasis':
    case 'strike': return h(tags[node.kind], childrenOf(node, context))
  }
}

function childrenOf(node: Container, context: RenderContext) {
  return renderNodes(node.children, context)
}

function renderMention({ target }: NodeOf<'mention'>, { nameOf, meansMe }: RenderContext) {
  return h('span', { 'class': 'mention', 'data-mention': target, 'data-means-me': meansMe(target) || undefined }, `@${nameOf(target)}`)
}

function renderLink(node: NodeOf<'link'>, context: RenderContext) {
  return h('a', { href: node.href, target: '_blank', rel: 'noopener noreferrer nofollow ugc' }, childrenOf(node, context))
}

function renderList(node: NodeOf<'list'>, context: RenderContext) {
  if (node.start === undefined) return h('ul', childrenOf(node, context))
  return h('ol', { start: node.start === 1 ? undefined : node.start }, childrenOf(node, context))
}
