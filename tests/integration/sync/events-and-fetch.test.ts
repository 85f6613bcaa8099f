import { createPinia } from 'pinia'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Conversation, Message } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { removeReminder } from '#server/domain/reminders/remove-reminder.ts'
import { listBookmarks } from '#server/domain/bookmarks/list-bookmarks.ts'
import { bookmarkMessage } from '#server/domain/bookmarks/bookmark-message.ts'
import { setReminder } from '#server/domain/reminders/set-reminder.ts'
import { removeBookmark } from '#server/domain/bookmarks/remove-bookmark.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { markRead } from '#server/domain/read-markers/mark-read.ts'
import { updateConversation } from '#server/domain/conversations/update-conversation.ts'
import { listDrafts } from '#server/domain/drafts/list-drafts.ts'
import { saveDraft } from '#server/domain/drafts/save-draft.ts'
import { saveThreadDraft } from '#server/domain/drafts/save-thread-draft.ts'
import type { DomainEvent } from '#server/domain/events.ts'
import { deleteMessage } from '#server/domain/messages/delete-message.ts'
import { editMessage } from '#server/domain/messages/edit-message.ts'
import { pinMessage } from '#server/domain/pins/pin-message.ts'
import { restoreMessage } from '#server/domain/messages/restore-message.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { unpinMessage } from '#server/domain/pins/unpin-message.ts'
import { addParticipants } from '#server/domain/participants/add-participants.ts'
import { removeParticipant } from '#server/domain/participants/remove-participant.ts'
import { updateParticipant } from '#server/domain/participants/update-participant.ts'
import { closePoll } from '#server/domain/polls/close-poll.ts'
import { vote } from '#server/domain/polls/vote.ts'
import { addReaction } from '#server/domain/reactions/add-reaction.ts'
import { removeReaction } from '#server/domain/reactions/remove-reaction.ts'
import { cancelScheduled } from '#server/domain/scheduled/cancel-scheduled.ts'
import { changeScheduled } from '#server/domain/scheduled/change-scheduled.ts'
import { listScheduled } from '#server/domain/scheduled/list-scheduled.ts'
import { scheduleMessage } from '#server/domain/scheduled/schedule-message.ts'
import { sendScheduled } from '#server/domain/scheduled/send-scheduled.ts'
import { updateSettings } from '#server/domain/conversation-settings/update-settings.ts'
import { listChanges } from '#server/domain/sync/list-changes.ts'
import { listThreads } from '#server/domain/threads/list-threads.ts'
import { readThread } from '#server/domain/threads/read-thread.ts'
import { updateThread } from '#server/domain/threads/update-thread.ts'
import { createDraftSync } from '#client/drafts/draft-sync.ts'
import { createMessagingClient } from '#client/messaging-client.ts'
import { createScheduledSync } from '#client/features/scheduled-sync.ts'
import type { OutboxStorage, RequestApi } from '#client/ports.ts'
import { createServerEvents } from '#client/connection/server-events.ts'
import { useDraftsStore } from '../../../stores/drafts.ts'
import { useConversationsStore } from '../../../stores/conversations.ts'
import { useOpenConversationsStore } from '../../../stores/open-conversations.ts'
import { useOutboxStore } from '../../../stores/outbox.ts'
import { usePresenceStore } from '../../../stores/presence.ts'
import { useBookmarksStore } from '../../../stores/bookmarks.ts'
import { useScheduledStore } from '../../../stores/scheduled.ts'
import { useThreadsStore } from '../../../stores/threads.ts'
import { openAccountDomain } from '../../helpers/account-domain.ts'
import { createStorage } from '../../helpers/browser-storage.ts'
import type { TestDomain } from '../../helpers/domain.ts'
import { createHarbor, type Harbor } from '../../helpers/harbor.ts'

/** A device that hears, and can ask for nothing: what it holds, it holds by events alone. */
function openDevice(me: string) {
  const pinia = createPinia()
  const [store, presence, saved, threads] = [useConversationsStore(pinia), usePresenceStore(pinia), useBookmarksStore(pinia), useThreadsStore(pinia)]
  const [drafts, scheduled] = [useDraftsStore(pinia), useScheduledStore(pinia)]
  for (const each of [store, saved, threads]) each.beginSession(me)
  const asked: string[] = []
  const request = ((operation: string) => {
    asked.push(operation)
    return new Promise(() => undefined)
  }) as unknown as RequestApi
  const timers = { now: () => 0, random: () => 0, set: () => () => undefined }
  const client = createMessagingClient({
    store, openConversations: useOpenConversationsStore(pinia), outboxStore: useOutboxStore(pinia), presence, request, storage: {} as OutboxStorage, lock: async (_name, work) => work(), timers, isOnline: () => true, isVisible: () => true,
    onMessages: (messages) => {
      if (threads.applyMessages(messages)) asked.push('listThreads')
      saved.applyMessages(messages)
    },
  })
  const mine = { request, me: () => me }
  const scheduledSync = createScheduledSync({ ...mine, store: scheduled })
  const draftSync = createDraftSync({ ...mine, store: drafts, storage: createStorage(), timers, show: (place, text) => drafts.applyDraft(place, text) })
  const table = createServerEvents({
    store, presence, bookmarks: saved, messaging: client, applyScheduled: scheduledSync.receive, applyNotification: () => undefined, applyDraft: draftSync.receive,
    applyThreadView: ({ rootId, mine }) => threads.applyView(rootId, mine), signOut: () => undefined,
  })
  return { store, saved, threads, drafts, scheduled, applyDraft: draftSync.receive, asked, hear: ({ name, payload }: DomainEvent) => table[name](payload as never) }
}

type Device = ReturnType<typeof openDevice>

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()

describe('an event, applied to what a device held before, gives what a fresh fetch gives', () => {
  let domain: TestDomain
  let harbor: Harbor
  let conversationId: string
  let root: Message
  let poll: Message
  /** Open from before the first event to after the last one. */
  let devices: [Actor, Device][]

  beforeAll(async () => {
    domain = await openAccountDomain()
    harbor = await createHarbor(domain)
    const { conversation } = await createConversation({
      actor: harbor.lena,
      conversation: { type: 'group', id: uuidv7(), projectId: harbor.project, title: 'Shop front', userIds: [harbor.maya.userId] },
    })
    conversationId = conversation.id
    root = await send(harbor.maya, 'Which blue for the door?')
    poll = await send(harbor.lena, 'Which sign?', { poll: { options: ['Round', 'Square'], multiple: false, anonymous: false } })
    devices = [[harbor.maya, await fetched(harbor.maya)], [harbor.lena, await fetched(harbor.lena)]]
  })
  afterAll(() => domain.close())

  async function send(actor: Actor, body: string, more: object = {}): Promise<Message> {
    return (await sendMessage({ actor, conversationId, id: uuidv7(), body, ...more })).message
  }

  /** What the person would hold who came right now. */
  async function fetched(actor: Actor): Promise<Device> {
    const device = openDevice(actor.userId)
    const page = await listChanges({ actor, conversationId })
    device.store.applyHead(page.head)
    Object.assign(device.store.conversations[conversationId] ?? {}, { loaded: true, cursor: 0 })
    device.store.applyChanges(page, 0)
    device.saved.applyPage(await listBookmarks({ actor }), { earlier: false, complete: true })
    device.scheduled.applyList(await listScheduled({ actor }))
    for (const draft of await listDrafts({ actor })) device.applyDraft(draft)
    device.threads.applyLastPage((await readThread({ actor, messageId: root.id })).thread)
    return device
  }

  /** What of it stands on the screen. Who is here right now comes by events of its own. */
  function shown({ store, saved, threads, drafts, scheduled }: Device, { userId }: Actor) {
    const { head, messages, cursor } = store.conversations[conversationId] ?? {}
    const { mine, participants, ...rest } = head ?? {} as Partial<Conversation>
    const thread = threads.threads[root.id]
    return {
      head: rest, cursor, messages: messages?.toSorted((one, other) => one.seq - other.seq),
      mine: { role: mine?.role, lastReadSeq: mine?.lastReadSeq }, unread: store.unreadOf(conversationId),
      people: participants?.map(({ role, lastReadSeq, user: { id, name } }) => ({ role, lastReadSeq, id, name, me: id === userId })),
      // A draft that was emptied on another device is removed.
      drafts: Object.fromEntries(Object.entries(drafts.texts).filter(([, text]) => text !== '')), scheduled: scheduled.list,
      saved: saved.shown, thread: thread && { root: thread.root, replies: thread.replies, following: thread.mine.following, unread: threads.unreadOf(root.id) },
    }
  }

  const isFor = ({ to, except }: DomainEvent, { userId }: Actor) => except?.user !== userId
    && ('conversation' in to || ('user' in to && to.user === userId) || ('users' in to && to.users.includes(userId)))

  const [later, earlier] = [uuidv7(), uuidv7()]
  const leave = (id: string, message: { body: string, dueAt: string, parentId?: string }) => scheduleMessage({ actor: harbor.lena, id, conversationId, ...message })
  let reply: Message
  it.each<[string, () => Promise<unknown>]>([
    ['a message', () => send(harbor.lena, 'Good morning')],
    ['an edit', () => editMessage({ actor: harbor.maya, messageId: root.id, body: 'Which blue for our door?', version: root.version })],
    ['a reaction', () => addReaction({ actor: harbor.lena, messageId: root.id, emoji: '👍' })],
    ['a reaction taken back', () => removeReaction({ actor: harbor.lena, messageId: root.id, emoji: '👍' })],
    ['a pin', () => pinMessage({ actor: harbor.lena, messageId: root.id })],
    ['a pin that goes', () => unpinMessage({ actor: harbor.lena, messageId: root.id })],
    ['a vote', () => vote({ actor: harbor.maya, messageId: poll.id, options: [1] })],
    ['another vote', () => vote({ actor: harbor.maya, messageId: poll.id, options: [0] })],
    ['the end of a poll', () => closePoll({ actor: harbor.lena, messageId: poll.id })],
    ['a first reply', async () => void (reply = await send(harbor.lena, 'The one of the sign', { parentId: root.id }))],
    ['a second reply', () => send(harbor.maya, 'Good', { parentId: root.id })],
    ['a thread that is read', () => updateThread({ actor: harbor.maya, messageId: root.id, lastReadSeq: reply.seq })],
    ['a thread that is followed', () => updateThread({ actor: harbor.maya, messageId: root.id, following: true })],
    ['a reply also in the conversation', () => send(harbor.lena, 'As agreed', { parentId: root.id, alsoInConversation: true })],
    ['a deleted reply', () => deleteMessage({ actor: harbor.lena, messageId: reply.id })],
    ['a reply that is back', () => restoreMessage({ actor: harbor.lena, messageId: reply.id })],
    ['a message that is saved', () => bookmarkMessage({ actor: harbor.maya, messageId: poll.id })],
    ['a reminder', () => setReminder({ actor: harbor.maya, messageId: root.id, at: inMinutes(60) })],
    ['a reminder that goes', () => removeReminder({ actor: harbor.maya, messageId: root.id })],
    ['a deleted message', () => deleteMessage({ actor: harbor.maya, messageId: root.id })],
    ['a message that is back', () => restoreMessage({ actor: harbor.maya, messageId: root.id })],
    ['a message that is saved no longer', () => removeBookmark({ actor: harbor.maya, messageId: poll.id })],
    ['a draft', () => saveDraft({ actor: harbor.maya, conversationId, body: 'And the ha', age: 0 })],
    ['a draft that goes on', () => saveDraft({ actor: harbor.maya, conversationId, body: 'And the handle?', age: 0 })],
    ['a draft that comes too late', () => saveDraft({ actor: harbor.maya, conversationId, body: 'And', age: 60_000 })],
    ['a draft in a thread', () => saveThreadDraft({ actor: harbor.maya, messageId: root.id, body: 'Brass', age: 0 })],
    ['a draft that is emptied', () => saveDraft({ actor: harbor.maya, conversationId, body: '', age: 0 })],
    ['a message for later', () => leave(later, { body: 'Has it dried?', dueAt: inMinutes(90) })],
    ['an earlier one, in a thread', () => leave(earlier, { body: 'Brass it is', dueAt: inMinutes(60), parentId: root.id })],
    ['another time for it', () => changeScheduled({ actor: harbor.lena, scheduledId: earlier, dueAt: inMinutes(120) })],
    ['one that is sent after all', () => sendScheduled({ actor: harbor.lena, scheduledId: earlier })],
    ['one that is called off', () => cancelScheduled({ actor: harbor.lena, scheduledId: later })],
    ['settings', () => updateSettings({ actor: harbor.lena, conversationId, patch: { topic: 'Blue', theme: 'sea', title: 'The shop front' } })],
    ['a new participant', () => addParticipants({ actor: harbor.lena, conversationId, userIds: [harbor.sam.userId], role: 'member' })],
    ['a role', () => updateParticipant({ actor: harbor.lena, conversationId, userId: harbor.sam.userId, role: 'admin' })],
    ['a read marker', () => markRead({ actor: harbor.sam, conversationId, seq: 2 })],
    ['what one has read oneself', () => markRead({ actor: harbor.maya, conversationId, seq: 3 })],
    ['a removed participant', () => removeParticipant({ actor: harbor.lena, conversationId, userId: harbor.sam.userId })],
    ['the archive', () => updateConversation({ actor: harbor.lena, conversationId, status: 'archived' })],
  ])('[R-064] [D6.3] %s', async (_, act) => {
    domain.published()
    await act()
    const events = domain.published()
    for (const [person, device] of devices) {
      for (const event of events.filter(event => isFor(event, person))) device.hear(event)
      // Whether one follows a thread that has just begun is a question of its own.
      if (device.asked.splice(0, 1)[0] === 'listThreads') device.threads.applyList(await listThreads({ actor: person }), true)
      expect(shown(device, person)).toEqual(shown(await fetched(person), person))
      expect(device.asked).toEqual([])
    }
  })
})
