import { describe, expect, it } from 'vitest'
import { readFiles } from './source-files.ts'

/** The only components with a `<style>` block, each with what utilities cannot say there. */
const ALLOWED: Readonly<Record<string, string>> = {
  'components/base/BaseButton.vue': 'variants share custom properties, in a layer below the utilities of its parents',
  'components/messaging/message/CodeBlock.vue': 'colours of highlighted code, chosen by the scope of each part',
  'components/messaging/message/MessageBody.vue': 'links and mentions in the rendered text of messages',
  'components/messaging/message/MessageItem.vue': 'selectors by run, poll, mention and swipe',
  'components/messaging/message/RichText.vue': 'lists, quotes and code in the rendered text of messages',
  'components/messaging/timeline/MessageList.vue': 'scroll properties that have no utility',
}

const components = readFiles(/\.vue$/)

describe('styles', () => {
  it('are utilities: only the listed components have a style block, and each of them needs one', () => {
    expect(components.length).toBeGreaterThan(100)
    const withStyle = components.filter(({ text }) => text.includes('<style')).map(({ path }) => path)
    expect(withStyle.sort()).toEqual(Object.keys(ALLOWED).sort())
  })

  it('are never constant style attributes', () => {
    expect(components.filter(({ text }) => /\sstyle="/.test(text)).map(({ path }) => path)).toEqual([])
  })
})
