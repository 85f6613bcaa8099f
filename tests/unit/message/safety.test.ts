import { renderToString } from 'vue/server-renderer'
import { createSSRApp, h } from 'vue'
import { describe, expect, it } from 'vitest'
import { mentionsOf } from '#shared/mentions.ts'
import { plainText } from '#shared/plain-text.ts'
import type { MessageNode } from '../../../composables/message/text/nodes.ts'
import { parseMarkdown } from '../../../composables/message/text/parse-markdown.ts'
import { hasMarkup, plainNodes } from '../../../composables/message/text/plain-nodes.ts'
import { renderNodes } from '../../../composables/message/text/render-nodes.ts'
import { hardBodies, hostileBodies, naughtyBodies } from './hostile.ts'

const nameOf = () => 'Maya Okafor'
const codeBlock = ({ text }: { text: string }) => h('pre', text)
codeBlock.props = ['text', 'language']

const read = (body: string) => hasMarkup(body) ? parseMarkdown(body) : plainNodes(body)

function toHtml(body: string): Promise<string> {
  return renderToString(createSSRApp({ render: () => h('div', renderNodes(read(body), { nameOf, meansMe: () => true, codeBlock })) }))
}

const ALLOWED_TAG = /^<(?:\/?(?:div|p|strong|em|s|code|pre|blockquote|ul|ol|li|a|span)|a href="(?:https?:|mailto:)[^"]*" target="_blank" rel="noopener noreferrer nofollow ugc"|span class="mention" data-mention="[\w-]+" data-means-me(?:="true")?|ol start="\d+"|p dir="auto"|code dir="ltr")>$/

function strangeTags(html: string): string[] {
  return [...html.replace(/<!--.*?-->/g, '').matchAll(/<[^>]*>/g)].map(([tag]) => tag).filter(tag => !ALLOWED_TAG.test(tag))
}

describe('messages of attackers', () => {
  it.each(hostileBodies)('[S-22] %s becomes text, and no markup but ours', async (body) => {
    expect(strangeTags(await toHtml(body))).toEqual([])
  })

  it('a list counts on from its first number, and leaves out what goes without saying', async () => {
    expect([await toHtml('1. rye\n2. spelt'), await toHtml('3. rye')].map(html => html.match(/<ol[^>]*>/)?.[0])).toEqual(['<ol>', '<ol start="3">'])
  })

  it('a mention of another user is not highlighted as one of the reader', async () => {
    const toOthers = createSSRApp({ render: () => h('div', renderNodes(plainNodes('<@all>'), { nameOf, meansMe: () => false })) })
    expect(await renderToString(toOthers)).not.toContain('data-means-me')
    expect(await toHtml('<@all>')).toContain('data-means-me="true"')
  })

  it('[S-22] the check itself finds what should not be there', () => {
    expect(strangeTags('<p dir="auto"><img src=x></p><a href="javascript:x">')).toEqual(['<img src=x>', '<a href="javascript:x">'])
  })

  it.each(naughtyBodies)('[S-22] %s is shown and survives its preview', async (body) => {
    expect(strangeTags(await toHtml(body))).toEqual([])
    expect(plainText(body, nameOf)).toBeTypeOf('string')
  })
})

describe('messages that are hard to read', () => {
  // Milliseconds of this process's own work, so that a busy machine counts for nothing.
  function workOf(work: () => unknown): number {
    const before = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1_000
  }

  it.each(Object.entries(hardBodies))('[S-27] 20,000 characters of %s are read in under 100 ms', (_name, body) => {
    expect(workOf(() => read(body))).toBeLessThan(100)
    expect(workOf(() => plainText(body, nameOf))).toBeLessThan(100)
    expect(workOf(() => mentionsOf(body))).toBeLessThan(100)
  })

  it.each(Object.entries(hardBodies))('[S-27] 20,000 characters of %s make no page that is too large', (_name, body) => {
    expect(countNodes(read(body))).toBeLessThan(5_000)
  })
})

function countNodes(nodes: readonly MessageNode[]): number {
  return nodes.reduce((count, node) => count + 1 + ('children' in node ? countNodes(node.children) : 0), 0)
}
