import { createPinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defaultSettings } from '#shared/conversation-settings.ts'
import { readFailure } from '#client/api/failure.ts'
import { hasReacted, messageAbilities } from '../../../composables/message/messageAbilities.ts'
import { messagePath } from '../../../composables/message/messagePath.ts'
import { useAttempt } from '../../../composables/frame/useAttempt.ts'
import { useConversationRights } from '../../../composables/conversations/useConversationRights.ts'
import { useCommandsWithNotice } from '../../../composables/message/useCommandsWithNotice.ts'
import { useMessageNotice } from '../../../composables/message/useMessageNotice.ts'
import { usePendingChangesStore } from '../../../stores/pending-changes.ts'
import { head, maya, message, openShop, shop } from '../../helpers/bakery.ts'
import { lost, refused } from '../../helpers/vue/scene.ts'
import { mounted } from '../../helpers/vue/vue-scope.ts'

const done = async () => undefined

/** Maya in the shop, with a server that does what she asks unless a test says otherwise. */
function openActions(conversation = head(3)) {
  const { store } = openShop(3)
  const pending = usePendingChangesStore(createPinia())
  const commands = { react: vi.fn(done), remove: vi.fn(done), restore: vi.fn(done), pin: vi.fn(done) }
  const saved = { setBookmark: vi.fn(done), isBookmarked: vi.fn(() => false), ensureLoaded: vi.fn(done) }
  const markUnread = vi.fn(done)
  const navigateTo = vi.fn(done)
  const announce = vi.fn(done)
  const copyText = vi.fn(async () => true)
  const find = (id: string) => store.conversations[shop]?.messages.find(held => held.id === id)
  const globals = {
    useAttempt, readFailure, useConversationRights, messageAbilities, hasReacted, messagePath, useMessageNotice, navigateTo, copyText,
    location: { origin: 'https://parley.example' },
    useConversationsStore: () => store, usePendingChangesStore: () => pending, useClient: () => () => ({ messaging: { markers: { markUnread } } }),
    useMessageCommands: () => commands, useMessageLookup: () => ({ find, wordsOf: ({ body }: { body: string }) => body }),
    useBookmarks: () => saved, useAnnouncements: () => ({ announce }),
    useI18n: () => ({ t: (key: string, values: object = {}) => [key, ...Object.values(values)].join(' ') }),
    useErrorText: () => ({ failureText: ({ code }: { code: string }) => `errors.${code}` }),
    useTimeoutFn: () => ({ start: vi.fn(), stop: vi.fn() }),
  }
  const { result } = mounted(globals, () => useCommandsWithNotice(() => conversation))
  return { ...result, commands, saved, markers: { markUnread }, navigateTo, announce, copyText, store, text: () => result.notice.value?.text }
}

describe('what is done with a message, and what is said of it', () => {
  let actions = openActions()
  beforeEach(() => {
    actions = openActions()
  })
  afterEach(() => vi.unstubAllGlobals())
  const first = message(1)

  it.each([
    ['too many in a short time, with the seconds to wait', refused('too_many_requests', { retryAfter: 4 }), 'messaging.reaction.limit 4'],
    ['a message that has too many', refused('conflict'), 'messaging.reaction.full 20'],
    ['a broken connection', lost(), 'errors.network'],
  ])('[R-069] a reaction is refused in its own words: %s', async (_, error, text) => {
    actions.commands.react.mockRejectedValueOnce(error)
    await actions.react(first.id, '🍞')
    expect(actions.announce).toHaveBeenCalledExactlyOnceWith(text, 'assertive')
  })

  it('[R-069] a reaction is given or taken back, but not to what is not here or in an archive', async () => {
    await actions.react(first.id, '🍞')
    actions.store.applyMessage(message(1, { changeSeq: 4, reactions: [{ emoji: '🍞', userIds: [maya] }] }))
    await actions.react(first.id, '🍞')
    await actions.react('not here', '🍞')
    expect(actions.commands.react.mock.calls).toEqual([[first.id, '🍞', true], [first.id, '🍞', false]])
    const archived = openActions(head(3, { status: 'archived' }))
    await archived.react(first.id, '🍞')
    const elsewhere = openActions(head(3, { id: 'elsewhere' }))
    await elsewhere.react(first.id, '🍞')
    expect([archived.commands.react.mock.calls, elsewhere.commands.react.mock.calls]).toEqual([[], []])
  })

  it('[R-060] a deletion can be taken back, once the server has it', async () => {
    const removing = Promise.withResolvers<undefined>()
    actions.commands.remove.mockReturnValueOnce(removing.promise)
    const removed = actions.remove(first.id)
    actions.notice.value?.undo?.()
    expect([actions.notice.value, actions.commands.restore.mock.calls]).toEqual([undefined, []])
    removing.resolve(undefined)
    await removed
    await vi.waitFor(() => expect(actions.text()).toBe('messaging.deletion.undone'))
    expect(actions.commands.restore).toHaveBeenCalledExactlyOnceWith(first.id)
  })

  it('[T-27] a deletion that fails says so, and so does the way back', async () => {
    actions.commands.remove.mockRejectedValueOnce(lost())
    await actions.remove(first.id)
    expect(actions.text()).toBe('errors.network')
    actions.commands.restore.mockRejectedValueOnce(refused('forbidden'))
    await actions.remove(first.id)
    actions.notice.value?.undo?.()
    await vi.waitFor(() => expect(actions.text()).toBe('errors.forbidden'))
  })

  it('[R-060] there is no way back in an archive', async () => {
    const archived = openActions(head(3, { status: 'archived' }))
    await archived.remove(first.id)
    expect(archived.notice.value).toEqual({ text: 'messaging.deletion.done' })
  })

  it('[S-54] there is no way back for a member where only those in charge write', async () => {
    const settings = { ...defaultSettings, whoPosts: 'admins' as const }
    const member = { ...head(3).mine, role: 'member' as const }
    const [members, owners] = [openActions(head(3, { settings, mine: member })), openActions(head(3, { settings }))]
    for (const { remove } of [members, owners]) await remove(first.id)
    expect([members.notice.value?.undo, owners.notice.value?.undo]).toEqual([undefined, expect.any(Function)])
  })

  it('[E-04] pinning and keeping say what became of them', async () => {
    await actions.togglePin(first)
    expect([actions.text(), actions.commands.pin.mock.calls]).toEqual(['messaging.pins.done', [[first.id, true]]])
    await actions.togglePin(message(1, { pinned: { byId: maya, at: first.createdAt } } as never))
    expect(actions.text()).toBe('messaging.pins.released')
    actions.commands.pin.mockRejectedValueOnce(refused('conflict'))
    await actions.togglePin(first)
    expect(actions.text()).toMatch(/^messaging\.pins\.full \d+$/)
    actions.commands.pin.mockRejectedValueOnce(lost())
    await actions.togglePin(first)
    expect(actions.text()).toBe('errors.network')
    await actions.toggleBookmark(first.id)
    actions.saved.isBookmarked.mockReturnValue(true)
    expect(actions.text()).toBe('messaging.bookmarks.done')
    await actions.toggleBookmark(first.id)
    expect([actions.text(), actions.saved.setBookmark.mock.calls]).toEqual(['messaging.bookmarks.released', [[first.id, true], [first.id, false]]])
  })

  it('marked unread, the conversation closes; when that fails it stays', async () => {
    actions.markers.markUnread.mockRejectedValueOnce(lost())
    await actions.markUnread(first)
    expect([actions.text(), actions.navigateTo.mock.calls]).toEqual(['errors.network', []])
    await actions.markUnread(first)
    expect([actions.markers.markUnread.mock.lastCall, actions.navigateTo.mock.calls]).toEqual([[shop, 1], [['/c']]])
  })

  it('[E-03] copying says whether it worked', async () => {
    await actions.copyLink(first)
    expect([actions.copyText.mock.lastCall, actions.text()]).toEqual([[`https://parley.example/c/${shop}?message=${first.id}`], 'messaging.actions.linkCopied'])
    actions.copyText.mockResolvedValueOnce(false)
    await actions.copyBody(first)
    expect(actions.text()).toBe('messaging.actions.copyFailed')
  })
})
