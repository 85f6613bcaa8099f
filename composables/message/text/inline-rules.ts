import type { StateInline } from 'markdown-it'
import { MENTION } from '#shared/mentions.ts'
import { isSafeLink } from './links'

/** Up to the next character that another rule may begin with. A line break is part of the words: it counts. */
const WORDS_HERE = /(?:[^*_~`<[\]\\:]|:(?!\/\/))+/y
const MENTION_HERE = new RegExp(MENTION, 'y')
/** What stands before `://`, and how many characters are looked at: the longest of ours has five. */
const PROTOCOL_MAX = 10
const PROTOCOL = /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]*$/i

/** Words, with the line breaks and spaces that they were laid out with. */
export function readWords(state: StateInline, silent: boolean): boolean {
  const found = matchHere(WORDS_HERE, state)
  if (!found) return false
  if (!silent) state.pending += found[0]
  state.pos += found[0].length
  return true
}

/** The token of a mention. */
export function readMention(state: StateInline, silent: boolean): boolean {
  const found = state.src[state.pos] === '<' && matchHere(MENTION_HERE, state)
  if (!found) return false
  if (!silent) state.push('mention', '', 0).content = String(found[1])
  state.pos += found[0].length
  return true
}

/**
 * An address, before any of its characters is taken for a mark. The parser comes here at its `://`.
 * One that leads nowhere is remembered, so that the addresses within it are not read again.
 */
export function readAddress(state: StateInline, silent: boolean): boolean {
  const { src, pos, pending } = state
  if (state.linkLevel > 0 || !src.startsWith('://', pos) || isRefused(state)) return false
  const protocol = PROTOCOL.exec(src.slice(pos - Math.min(PROTOCOL_MAX, pending.length), pos))?.[0] ?? ''
  const found = protocol === '' ? null : state.md.linkify.matchAtStart(src.slice(pos - protocol.length))
  if (!found) return false
  // Marks of emphasis end a sentence more often than an address.
  const url = found.url.replace(/(?<!\*)\*+$/, '')
  const end = pos - protocol.length + url.length
  if (!isSafeLink(url)) {
    refuse(state, end)
    return false
  }
  if (!silent) {
    state.pending = pending.slice(0, pending.length - protocol.length)
    pushLink(state, url)
  }
  state.pos = end
  return true
}

/** What the parser hands on from rule to rule. */
interface Memory {
  refused?: { src: string, end: number }
}

function isRefused({ src, pos, env }: StateInline): boolean {
  const { refused } = env as Memory
  return refused?.src === src && pos < refused.end
}

function refuse({ src, env }: StateInline, end: number): void {
  (env as Memory).refused = { src, end }
}

function pushLink(state: StateInline, url: string): void {
  state.push('link_open', 'a', 1).attrs = [['href', state.md.normalizeLink(url)]]
  state.push('text', '', 0).content = url
  state.push('link_close', 'a', -1)
}

function matchHere(pattern: RegExp, { src, pos }: StateInline): RegExpExecArray | null {
  pattern.lastIndex = pos
  return pattern.exec(src)
}
