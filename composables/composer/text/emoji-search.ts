import type { Emoji, loadEmoji as load } from '../emojiCatalogue'
import { createRecentEmoji } from '#client/features/recent-emoji.ts'
import { SUGGESTIONS_SHOWN } from './typed-query'

interface Options {
  language: () => Parameters<typeof load>[0]
  /** Called when the emoji are loaded: an earlier search may now find some. */
  loaded: () => void
}

/**
 * Finds emoji by name while the user types. They are loaded with the first search. If that fails,
 * nothing is found.
 */
export function createEmojiSearch({ language, loaded }: Options) {
  let search: ((words: string) => Emoji[]) | undefined
  let loading: Promise<void> | undefined

  async function start(): Promise<void> {
    const { findEmoji, loadEmoji } = await import('../emojiCatalogue')
    const groups = await loadEmoji(language())
    search = words => findEmoji(groups, words)
  }

  function find(words: string): Emoji[] {
    loading ??= start().then(loaded, () => loading = undefined)
    return search?.(words).slice(0, SUGGESTIONS_SHOWN) ?? []
  }

  return { find, use: (emoji: string) => createRecentEmoji(localStorage).add(emoji) }
}
