import { describe, expect, it, vi } from 'vitest'
import { messageAbilities } from '../../../composables/message/messageAbilities.ts'
import { messageMenuItems } from '../../../composables/message/messageMenuItems.ts'
import { head, maya, message } from '../../helpers/bakery.ts'

interface Scene { content?: ReturnType<typeof message>, conversation?: ReturnType<typeof head>, place?: 'conversation' | 'thread', isBookmarked?: boolean }

/** The menu that Maya sees for one message. */
function openMenu({ content = message(1), conversation = head(3), place = 'conversation', isBookmarked = false }: Scene = {}) {
  const actions = { reply: vi.fn(), quote: vi.fn(), edit: vi.fn() }
  const commands = { togglePin: vi.fn(), toggleBookmark: vi.fn(), markUnread: vi.fn(), copyBody: vi.fn(), copyLink: vi.fn(), removeOrAsk: vi.fn(), showDialog: vi.fn() }
  const abilities = messageAbilities({ message: content, conversation, me: maya })
  const items = messageMenuItems({ message: content, abilities, place, isOwn: content.authorId === maya, isBookmarked, actions, commands })
  const choose = (label: string) => items.find(item => item.label === label)?.run()
  return { items, labels: items.map(({ label }) => label), choose, actions, commands }
}

describe('the menu of a message', () => {
  it('offers to mark messages of others unread, and to edit one\'s own', () => {
    const [theirs, own] = [openMenu(), openMenu({ content: message(1, { authorId: maya }) })]
    expect(theirs.labels).toEqual(expect.arrayContaining(['messaging.unread.mark']))
    expect(theirs.labels).not.toContain('messaging.editing.action')
    expect(own.labels).toEqual(expect.arrayContaining(['messaging.editing.action', 'messaging.readers.title', 'messaging.deletion.action']))
    expect(own.labels).not.toContain('messaging.unread.mark')
  })

  it('in a thread offers one kind of reply, and not to mark as unread', () => {
    const { labels } = openMenu({ place: 'thread' })
    expect(labels).toContain('messaging.actions.answer.thread')
    expect(labels).not.toContain('messaging.quote.action')
    expect(labels).not.toContain('messaging.unread.mark')
  })

  it('[R-060] in an archived conversation offers what changes nothing for others', () => {
    const { labels } = openMenu({ conversation: head(3, { status: 'archived', mine: { ...head(3).mine, role: 'member' } }) })
    expect(labels).toEqual(['messaging.forward.action', 'messaging.bookmarks.action', 'messaging.bookmarks.remind', 'messaging.unread.mark', 'messaging.actions.copyText', 'messaging.actions.copyLink'])
  })

  it('offers to undo a pin and a bookmark', () => {
    const { labels } = openMenu({ content: message(1, { pinned: { byId: maya, at: message(1).createdAt } }), isBookmarked: true })
    expect(labels).toEqual(expect.arrayContaining(['messaging.pins.release', 'messaging.bookmarks.release']))
  })

  it('offers the edit history of an edited message only', () => {
    expect(openMenu().labels).not.toContain('messaging.history.open')
    const { labels, choose, commands } = openMenu({ content: message(1, { editedAt: message(1).createdAt }) })
    expect(labels).toContain('messaging.history.open')
    choose('messaging.history.open')
    expect(commands.showDialog).toHaveBeenCalledExactlyOnceWith('history')
  })

  it('calls the command of the chosen entry with its message', () => {
    const { choose, actions, commands } = openMenu()
    choose('messaging.actions.answer.conversation')
    choose('messaging.pins.action')
    choose('messaging.deletion.action')
    expect([actions.reply, commands.togglePin, commands.removeOrAsk].map(({ mock }) => mock.calls)).toEqual([[[message(1).id]], [[message(1)]], [[message(1).id]]])
  })
})
