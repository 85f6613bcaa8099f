import { describe, expect, it } from 'vitest'
import { nextItem } from '../../../composables/frame/arrowFocus.ts'
import { findEmoji, groupEmoji, loadEmoji } from '../../../composables/composer/emojiCatalogue.ts'
import { QUICK_REACTIONS } from '../../../composables/message/quickReactions.ts'
import { hasReacted, messageAbilities } from '../../../composables/message/messageAbilities.ts'
import { createRecentEmoji } from '#client/features/recent-emoji.ts'
import { textDifference } from '../../../composables/message/textDifference.ts'
import { defaultSettings } from '#shared/conversation-settings.ts'
import { isEmoji } from '#shared/emoji.ts'
import { newPollState } from '#shared/polls.ts'
import type { Conversation, Message } from '#shared/types.ts'
import { createStorage } from '../../helpers/browser-storage.ts'
import { head, maya, message, sam } from '../../helpers/bakery.ts'

describe('what may be done with a message', () => {
  const abilities = (change: Partial<Message>, conversation: Partial<Conversation> = {}) =>
    messageAbilities({ message: message(1, change), conversation: head(1, conversation), me: maya })
  const member = { mine: { ...head(1).mine, role: 'member' as const } }

  const quiet = { settings: { ...defaultSettings, whoPosts: 'admins' as const } }
  const poll = newPollState({ multiple: false, anonymous: false, closesAt: null, options: ['Rye', 'Spelt'] })

  it.each([
    ['[R-056] my own words', { authorId: maya }, member, { react: true, answer: true, pin: true, edit: true, readers: true, delete: true, deleteAsks: false }],
    ['[R-060] words of others, to a member', { authorId: sam }, member, { react: true, answer: true, pin: true, edit: false, readers: false, delete: false, deleteAsks: true }],
    ['[R-060] messages of others, for a group admin', { authorId: sam }, {}, { react: true, answer: true, pin: true, edit: false, readers: false, delete: true, deleteAsks: true }],
    ['[R-060] words of the other one of two', { authorId: sam }, { type: 'direct' as const }, { react: true, answer: true, pin: true, edit: false, readers: false, delete: false, deleteAsks: true }],
    ['[R-069] my own words in the archive', { authorId: maya }, { status: 'archived' as const }, { react: false, answer: false, pin: false, edit: false, readers: true, delete: true, deleteAsks: true }],
    ['[E-11] what I asked', { authorId: maya, poll }, member, { react: true, answer: true, pin: true, edit: false, readers: true, delete: true, deleteAsks: false }],
    ['[E-03] what I forwarded', { authorId: maya, forwardedFromId: message(2).id }, member, { react: true, answer: true, pin: true, edit: false, readers: true, delete: true, deleteAsks: false }],
    ['[E-04] [S-54] my own words where only those in charge write', { authorId: maya }, { ...member, ...quiet }, { react: true, answer: false, pin: false, edit: false, readers: true, delete: true, deleteAsks: true }],
    ['[S-54] my own words where only those in charge write, and I am one of them', { authorId: maya }, quiet, { react: true, answer: true, pin: true, edit: true, readers: true, delete: true, deleteAsks: false }],
    ['[R-060] what was deleted', { authorId: maya, deletedAt: '2026-11-20T09:00:00.000Z' }, {}, { react: false, answer: false, pin: false, edit: false, readers: false, delete: false, deleteAsks: false }],
  ])('%s', (_case, change, conversation, expected) => {
    expect(abilities(change, conversation)).toEqual(expected)
  })

  it('[E-07] who has read is asked of my own words to others, where the conversation shows them', () => {
    const reply = { authorId: maya, rootId: '01990000-0000-7000-8000-0000000000aa' }
    const asked = [abilities({ authorId: maya }, { type: 'direct' }), abilities({ authorId: maya }, { type: 'self' }), abilities(reply), abilities({ ...reply, alsoInConversation: true })]
    expect(asked.map(({ readers }) => readers)).toEqual([true, false, false, true])
  })

  it('[R-069] knows my own reaction from that of others', () => {
    const liked = message(1, { reactions: [{ emoji: '👍', userIds: [maya] }, { emoji: '🎂', userIds: [sam] }] })
    expect(['👍', '🎂', '🙏'].map(emoji => hasReacted(liked, emoji, maya))).toEqual([true, false, false])
  })
})

describe('emoji', () => {
  it('[R-068] the quick ones and everything in the picker are what the server takes', async () => {
    for (const language of ['en', 'de'] as const) {
      const groups = await loadEmoji(language)
      const all = groups.flatMap(({ emoji }) => emoji.map(({ unicode }) => unicode))
      expect([groups.length, all.length > 1_800, new Set(all).size === all.length]).toEqual([9, true, true])
      expect(all.filter(unicode => !isEmoji(unicode))).toEqual([])
      expect(QUICK_REACTIONS.filter(emoji => !all.includes(emoji))).toEqual([])
    }
  })

  it('[R-067] are found by name and by tag, in the reader\'s language, names first', async () => {
    const [english, german] = await Promise.all([loadEmoji('en'), loadEmoji('de')])
    expect(findEmoji(english, 'bread')[0]?.unicode).toBe('🍞')
    expect(findEmoji(german, 'Brot')[0]?.unicode).toBe('🍞')
    expect(findEmoji(english, 'thumb like').map(({ unicode }) => unicode)).toContain('👍')
    expect([findEmoji(english, '  '), findEmoji(english, 'no such thing')]).toEqual([[], []])
  })

  it('[R-068] leaves out what is no emoji, and the groups that are empty then', () => {
    const groups = [{ key: 'food-drink', message: 'Food', order: 4 }, { key: 'flags', message: 'Flags', order: 9 }]
    expect(groupEmoji([{ unicode: '🍞', label: 'bread', group: 4 }, { unicode: 'x', label: 'letter', group: 9 }], { groups }))
      .toEqual([{ key: 'food-drink', name: 'Food', emoji: [{ unicode: '🍞', label: 'bread', group: 4 }] }])
  })

  it('[R-067] the last ones used are kept on the device, each once, and forgotten at sign-out', () => {
    const recent = createRecentEmoji(createStorage())
    for (const emoji of ['🍞', '🎂', '🍞', ...Array.from({ length: 14 }, (_, index) => String.fromCodePoint(0x1F600 + index)), '🥐']) recent.add(emoji)
    expect([recent.list().length, recent.list()[0], recent.list().at(-1)]).toEqual([16, '🥐', '🍞'])
    recent.clear()
    expect(recent.list()).toEqual([])
  })
})

it('[R-057] a difference names what came, what went and what stayed', () => {
  expect(textDifference('Two loaves of wheat', 'Two loaves of rye')).toEqual([
    { text: 'Two loaves of ', state: 'same' }, { text: 'wheat', state: 'removed' }, { text: 'rye', state: 'added' },
  ])
})

it('[S-45] texts with too many changes count as completely different', () => {
  const rewritten = (word: string) => `${word} `.repeat(1_000)
  expect(textDifference(rewritten('wheat'), rewritten('rye'))).toEqual([{ text: rewritten('wheat'), state: 'removed' }, { text: rewritten('rye'), state: 'added' }])
})

describe('the arrow keys', () => {
  const to = (key: string, current: number, tops: number[]) => nextItem({ key, current, tops })

  it('[R-141] move along a row and a column, whose ends meet', () => {
    expect(['ArrowRight', 'ArrowLeft', 'ArrowUp', 'Home', 'End', 'a'].map(key => to(key, 0, [5, 5, 5]))).toEqual([1, 2, 2, 0, 2, -1])
    expect(['ArrowDown', 'ArrowUp'].map(key => to(key, 2, [1, 2, 3]))).toEqual([0, 1])
    expect(['ArrowDown', 'End', 'Home'].map(key => to(key, -1, []))).toEqual([-1, -1, -1])
  })

  it('[R-141] move between lines of a grid, also to a shorter one', () => {
    const tops = [1, 1, 1, 2, 2, 2, 3]
    expect([to('ArrowDown', 1, tops), to('ArrowDown', 5, tops), to('ArrowUp', 6, tops), to('ArrowUp', 2, tops)]).toEqual([4, 6, 3, 6])
  })

  it('begin at the start, and backwards at the end, while the focus is on none of the buttons', () => {
    const tops = [1, 1, 2, 2, 3, 3]
    expect(['ArrowRight', 'ArrowLeft'].map(key => to(key, -1, tops))).toEqual([0, 5])
    expect(['ArrowDown', 'ArrowUp'].map(key => to(key, -1, tops))).toEqual([0, 4])
    expect(to('ArrowUp', -1, [1, 1, 1])).toBe(2)
  })
})
