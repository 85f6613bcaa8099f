import { describe, expect, it } from 'vitest'
import { isEmoji } from '#shared/emoji.ts'

describe('emoji', () => {
  it.each(['👍', '👍🏽', '❤️', '🏳️‍🌈', '👩🏿‍🚀', '🇩🇪', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '1️⃣', '🫠'])('[R-068] %s is one', (text) => {
    expect(isEmoji(text)).toBe(true)
  })

  it.each(['', 'a', '👍👍', '👍 ', '<b>', '1', '🇩', '\u200D', '👍\u200D', ':thumbsup:', '©', '❤️‍<script>'])('[R-068] %j is none', (text) => {
    expect(isEmoji(text)).toBe(false)
  })
})
