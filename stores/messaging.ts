import { defineStore } from 'pinia'
import type { Fact } from '#shared/sync.ts'
import { runAround } from '#shared/sync.ts'
import type { Changes, Conversation, Message, ReadMarker, SyncAnswer } from '#shared/types.ts'
import type { UnreadLine } from '#shared/unread.ts'
import type { ConversationState } from './messaging/conversation-state.ts'
import {
  beginConversation, addMessages, moveMarker, replaceMessages, applyFact, applyHead, applyMessage, applyReadMarker, trimMessages,
  unloadMessages, unreadIn,
} from './messaging/conversation-state.ts'
import { byActivity, headsOf } from '#client/sync/heads.ts'
import type { OutboxEntry } from '#client/outbox/outbox-entry.ts'

/** Recently closed conversations whose last page stays loaded, so that returning is instant. */
const KEPT_CONVERSATIONS = 10

/** Read markers kept for conversations that are not known yet. The heartbeat corrects what is dropped. */
const EARLY_MARKERS_KEPT = 100

interface MessagingState {
  /** Id of the signed-in user; empty when no user is signed in. */
  me: string
  /** The installation's epoch as of the last sync. */
  epoch: string | undefined
  conversations: Record<string, ConversationState>
  /** In the order of sending. */
  outbox: OutboxEntry[]
  /** Open conversations; `recent` also has those closed recently, the latest last. */
  open: string[]
  recent: string[]
  /** Grows with each applied change. Unread counts are comparable only at the same revision. */
  revision: number
  /** Read markers that arrived before the head of their conversation. */
  earlyMarkers: ReadMarker[]
}

const nothing = (): MessagingState => ({ me: '', epoch: undefined, conversations: {}, outbox: [], open: [], recent: [], revision: 0, earlyMarkers: [] })

/** Conversations, messages and the outbox on this device. Every `apply…` is idempotent and accepts any order. */
export const useMessagingStore = defineStore('messaging', {
  state: nothing,

  getters: {
    /** The heads, the latest activity first. */
    list: (state): Conversation[] => Object.values(state.conversations).map(({ head }) => head).sort(byActivity),
    unreadOf: state => (id: string): number => {
      const conversation = state.conversations[id]
      return conversation ? unreadIn(conversation, state.me) : 0
    },
    totalUnread: (state): number => Object.values(state.conversations).reduce((sum, conversation) => sum + unreadIn(conversation, state.me), 0),
    /** The loaded messages without a gap around a seq; by default around the reader's position. */
    segment: state => (id: string, aroundSeq?: number): readonly Message[] => {
      const conversation = state.conversations[id]
      return conversation ? runAround(conversation.messages, aroundSeq ?? conversation.anchor ?? Number.POSITIVE_INFINITY) : []
    },
    /** Unsent messages of the conversation. Replies sent only to the thread are not listed. */
    outboxOf: state => (id: string): OutboxEntry[] =>
      state.outbox.filter(({ conversationId, rootId, alsoInConversation }) => conversationId === id && (!rootId || alsoInConversation === true)),
    /** The segment around the reader's position, followed by unsent messages. */
    timeline(): (id: string) => (Message | OutboxEntry)[] {
      return id => [...this.segment(id), ...this.outboxOf(id)]
    },
    /** The input of the checksum of unread counts. */
    unreadLines: (state): UnreadLine[] => Object.values(state.conversations).map(conversation => ({
      conversationId: conversation.head.id,
      changeSeq: conversation.head.changeSeq,
      lastReadSeq: conversation.head.mine.lastReadSeq,
      unread: unreadIn(conversation, state.me),
    })),
  },

  actions: {
    /** Starts the session of a user and drops the state of another one. */
    beginSession(userId: string) {
      if (this.me !== userId) this.$patch(state => Object.assign(state, nothing(), { me: userId }))
    },

    /**
     * Returns the ids of conversations with further changes to fetch. A new epoch drops all
     * conversations. An open conversation starts at its last page, so its cursor starts at 0.
     * `cursors` are those of the request.
     */
    applySync(response: SyncAnswer, cursors: Readonly<Record<string, number>> = {}): string[] {
      if (this.epoch !== response.epoch) this.startEpoch(response.epoch)
      for (const id of response.gone) this.applyGone(id)
      for (const head of headsOf(response)) {
        this.applyHead(head)
        const state = this.conversations[head.id]
        if (!state || state.loaded) continue
        if (this.open.includes(head.id)) Object.assign(state, { loaded: true, cursor: 0 })
        else state.cursor = Math.max(state.cursor, head.changeSeq)
      }
      for (const page of response.changes) {
        const cursor = this.conversations[page.head.id]?.cursor ?? 0
        if (page.head.changeSeq > cursor) this.applyChanges(page, cursors[page.head.id] ?? 0)
      }
      return Object.values(this.conversations)
        .filter(({ loaded, head, cursor }) => loaded && head.changeSeq > cursor)
        .map(({ head }) => head.id)
    },

    /** Messages of another epoch may not exist on this server. Unsent messages stay. */
    startEpoch(epoch: string) {
      if (this.epoch !== undefined) this.conversations = {}
      this.epoch = epoch
    },

    /** Applies a head of any response. The cursor does not move. */
    applyHead(head: Conversation) {
      this.revision += 1
      const state = this.conversations[head.id]
      if (state) return applyHead(state, head, this.me)
      this.conversations[head.id] = beginConversation(head)
      const early = this.earlyMarkers.filter(({ conversationId }) => conversationId === head.id)
      this.earlyMarkers = this.earlyMarkers.filter(({ conversationId }) => conversationId !== head.id)
      for (const marker of early) this.applyReadMarker(marker)
    },

    /**
     * Applies a page of changes that was requested with `after`. A page of another epoch, or one with
     * a gap before it, changes nothing. Returns the next `after`, undefined when done.
     */
    applyChanges(page: Changes, after: number): number | undefined {
      this.revision += 1
      const state = this.conversations[page.head.id]
      if (!state || page.epoch !== (this.epoch ?? page.epoch) || after > state.cursor) return undefined
      const isReset = page.reset || page.anew === true
      if (isReset && after > page.head.changeSeq) {
        // The server was restored to an earlier state.
        this.conversations[page.head.id] = { ...beginConversation(page.head), loaded: state.loaded }
      }
      const current = this.conversations[page.head.id] ?? state
      applyHead(current, page.head, this.me)
      if (isReset) replaceMessages(current, page.messages, page.head.changeSeq)
      else if (current.loaded) addMessages(current, page.messages)
      const reached = page.done ? page.head.changeSeq : page.messages.at(-1)?.changeSeq ?? page.head.changeSeq
      current.cursor = Math.max(current.cursor, reached)
      this.removeSent(page.messages)
      return page.done ? undefined : reached
    },

    /** Applies the next change of a conversation. The event gate ensures the order. */
    applyFact(fact: Fact) {
      this.revision += 1
      const state = this.conversations[fact.conversationId]
      if (!state) return
      applyFact(state, fact, this.me)
      if (fact.change.kind === 'message') this.removeSent([fact.change.message])
    },

    /** Applies the message of a response. The event of the same change follows. */
    applyMessage(message: Message) {
      const state = this.conversations[message.conversationId]
      if (state) applyMessage(state, message)
      this.removeSent([message])
    },

    /**
     * Applies a page of history. `loadToken` is the value of `startLoading` before the request: when
     * messages were unloaded since, the page may be older than the cursor and is ignored (false).
     */
    applyHistory(conversationId: string, messages: readonly Message[], loadToken: object): boolean {
      const state = this.conversations[conversationId]
      if (!state?.loaded || state.loadToken !== loadToken) return false
      addMessages(state, messages)
      this.removeSent(messages)
      return true
    },

    /** A marker may arrive before the head of its conversation. Then it is applied with the head. */
    applyReadMarker(marker: ReadMarker) {
      this.revision += 1
      const state = this.conversations[marker.conversationId]
      if (state) applyReadMarker(state, marker, this.me)
      else this.earlyMarkers = [...this.earlyMarkers, marker].slice(-EARLY_MARKERS_KEPT)
    },

    /** Moves the own marker before the server confirms it. */
    moveReadMarker(conversationId: string, seq: number) {
      this.revision += 1
      const state = this.conversations[conversationId]
      if (state) moveMarker(state, this.me, Math.min(seq, state.head.lastSeq))
    },

    applyGone(conversationId: string) {
      Reflect.deleteProperty(this.conversations, conversationId)
    },

    /** Adds or replaces an entry. A message that has already arrived is removed from the outbox. */
    applyOutbox(entry: OutboxEntry) {
      const hasArrived = this.conversations[entry.conversationId]?.messages.some(({ id }) => id === entry.id)
      const index = this.outbox.findIndex(({ id }) => id === entry.id)
      if (hasArrived) return this.removeOutbox(entry.id)
      if (index === -1) this.outbox.push(entry)
      else this.outbox[index] = entry
    },

    removeOutbox(id: string) {
      this.outbox = this.outbox.filter(entry => entry.id !== id)
    },

    removeSent(messages: readonly Message[]) {
      if (this.outbox.length === 0) return
      const sent = new Set(messages.map(({ id }) => id))
      if (this.outbox.some(({ id }) => sent.has(id))) this.outbox = this.outbox.filter(({ id }) => !sent.has(id))
    },

    /**
     * From now on the messages of the conversation are stored. Call it before a history request, and
     * pass the result to `applyHistory`; undefined when the conversation is unknown.
     */
    startLoading(conversationId: string): object | undefined {
      const state = this.conversations[conversationId]
      if (state) state.loaded = true
      return state?.loadToken
    },

    /** Moves the reader to a seq; undefined is the end. */
    moveReader(conversationId: string, seq: number | undefined) {
      const state = this.conversations[conversationId]
      if (state) state.anchor = seq
    },

    /** The conversation is shown on the screen. */
    openConversation(conversationId: string) {
      this.open.push(conversationId)
      this.recent = [...this.recent.filter(id => id !== conversationId), conversationId]
    },

    /** Unloads all but the last page, and of older conversations all messages, so that memory does not grow. */
    closeConversation(conversationId: string) {
      const index = this.open.indexOf(conversationId)
      if (index !== -1) this.open.splice(index, 1)
      const closed = this.recent.filter(id => !this.open.includes(id))
      for (const id of closed) {
        const state = this.conversations[id]
        if (!state?.loaded) continue
        if (closed.indexOf(id) < closed.length - KEPT_CONVERSATIONS) unloadMessages(state)
        else trimMessages(state)
      }
      this.recent = [...this.open, ...closed.slice(-KEPT_CONVERSATIONS)]
    },
  },
})

export type MessagingStore = ReturnType<typeof useMessagingStore>
