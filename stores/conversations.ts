import { defineStore } from 'pinia'
import type { Fact } from '#shared/sync.ts'
import { contiguousRun } from '#shared/sync.ts'
import type { Changes, Conversation, Message, ReadMarker, SyncResponse } from '#shared/types.ts'
import type { UnreadState } from '#shared/unread.ts'
import type { ConversationState } from './conversations/conversation-state.ts'
import {
  beginConversation, addMessages, moveMarker, replaceMessages, applyFact, applyHead, applyMessage, applyReadMarker, trimMessages,
  unloadMessages, unreadIn,
} from './conversations/conversation-state.ts'
import { byActivity, headsOf } from '#client/sync/heads.ts'
import type { ClosedConversations } from './open-conversations.ts'
import { useOpenConversationsStore } from './open-conversations.ts'
import { useOutboxStore } from './outbox.ts'

/** Read markers kept for conversations that are not known yet. The heartbeat corrects what is dropped. */
const EARLY_MARKERS_KEPT = 100

interface ConversationsState {
  /** Id of the signed-in user; empty when no user is signed in. */
  me: string
  /** The installation's epoch as of the last sync. */
  epoch: string | undefined
  conversations: Record<string, ConversationState>
  /** Grows with each applied change. Unread counts are comparable only at the same revision. */
  revision: number
  /** Read markers that arrived before the head of their conversation. */
  earlyMarkers: ReadMarker[]
}

const nothing = (): ConversationsState => ({ me: '', epoch: undefined, conversations: {}, revision: 0, earlyMarkers: [] })

/** Conversations and messages on this device. Every `apply…` is idempotent and accepts any order. */
export const useConversationsStore = defineStore('conversations', {
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
      return conversation ? contiguousRun(conversation.messages, aroundSeq ?? conversation.anchor ?? Number.POSITIVE_INFINITY) : []
    },
    /** The input of the checksum of unread counts. */
    unreadLines: (state): UnreadState[] => Object.values(state.conversations).map(conversation => ({
      conversationId: conversation.head.id,
      changeSeq: conversation.head.changeSeq,
      lastReadSeq: conversation.head.mine.lastReadSeq,
      unread: unreadIn(conversation, state.me),
    })),
  },

  actions: {
    /** Starts the session of a user and drops the state of another one. */
    beginSession(userId: string) {
      if (this.me === userId) return
      this.$patch(state => Object.assign(state, nothing(), { me: userId }))
      useOutboxStore().$reset()
      useOpenConversationsStore().$reset()
    },

    /**
     * Returns the ids of conversations with further changes to fetch. A new epoch drops all
     * conversations. An open conversation starts at its last page, so its cursor starts at 0.
     * `cursors` are those of the request.
     */
    applySync(response: SyncResponse, cursors: Readonly<Record<string, number>> = {}): string[] {
      const { ids: open } = useOpenConversationsStore()
      if (this.epoch !== response.epoch) this.startEpoch(response.epoch)
      for (const id of response.gone) this.applyGone(id)
      for (const head of headsOf(response)) {
        this.applyHead(head)
        const state = this.conversations[head.id]
        if (!state || state.loaded) continue
        if (open.includes(head.id)) Object.assign(state, { loaded: true, cursor: 0 })
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
      useOutboxStore().removeSent(page.messages)
      return page.done ? undefined : reached
    },

    /** Applies the next change of a conversation. The event gate ensures the order. */
    applyFact(fact: Fact) {
      this.revision += 1
      const state = this.conversations[fact.conversationId]
      if (!state) return
      applyFact(state, fact, this.me)
      if (fact.change.kind === 'message') useOutboxStore().removeSent([fact.change.message])
    },

    /** Applies the message of a response. The event of the same change follows. */
    applyMessage(message: Message) {
      const state = this.conversations[message.conversationId]
      if (state) applyMessage(state, message)
      useOutboxStore().removeSent([message])
    },

    /**
     * Applies a page of history. `loadToken` is the value of `startLoading` before the request: when
     * messages were unloaded since, the page may be older than the cursor and is ignored (false).
     */
    applyHistory(conversationId: string, messages: readonly Message[], loadToken: object): boolean {
      const state = this.conversations[conversationId]
      if (!state?.loaded || state.loadToken !== loadToken) return false
      addMessages(state, messages)
      useOutboxStore().removeSent(messages)
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

    /** Unloads all but the last page of recently closed conversations and all messages of older ones, so that memory does not grow. */
    unloadClosed({ recent, older }: ClosedConversations) {
      for (const id of recent) withMessages(this.conversations[id], trimMessages)
      for (const id of older) withMessages(this.conversations[id], unloadMessages)
    },
  },
})

function withMessages(state: ConversationState | undefined, change: (state: ConversationState) => void): void {
  if (state?.loaded) change(state)
}

export type ConversationsStore = ReturnType<typeof useConversationsStore>
