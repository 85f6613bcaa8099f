import { defineStore } from 'pinia'
import type { Fact } from '#shared/sync.ts'
import { runAround } from '#shared/sync.ts'
import type { Changes, Conversation, Message, ReadMarker, SyncAnswer } from '#shared/types.ts'
import type { UnreadLine } from '#shared/unread.ts'
import type { ConversationState } from './messaging/conversation-state.ts'
import {
  beginConversation, holdMessages, moveMarker, replaceMessages, applyFact, applyHead, applyMessage, applyReadMarker, trimMessages,
  unloadMessages, unreadIn,
} from './messaging/conversation-state.ts'
import { byActivity, headsOf } from '#client/sync/heads.ts'
import type { OutboxEntry } from '#client/outbox/outbox-entry.ts'

/** Conversations whose last page stays held after they were left: switching back is instant. */
const KEPT_CONVERSATIONS = 10

/** Markers that wait for their conversation; the heartbeat would mend what is forgotten. */
const EARLY_MARKERS_KEPT = 100

interface MessagingState {
  /** The signed-in person's id; empty while nobody is. */
  me: string
  /** The installation's epoch as of the last sync. */
  epoch: string | undefined
  conversations: Record<string, ConversationState>
  /** In the order of sending. */
  outbox: OutboxEntry[]
  /** Conversations on the screen right now, and those left lately, the latest last. */
  open: string[]
  recent: string[]
  /** Grows with everything that is revision: two counts can be compared only when nothing was in between. */
  revision: number
  /** Read markers that came before the head of their conversation. */
  earlyMarkers: ReadMarker[]
}

const nothing = (): MessagingState => ({ me: '', epoch: undefined, conversations: {}, outbox: [], open: [], recent: [], revision: 0, earlyMarkers: [] })

/** Conversations and messages as this device knows them. Every `apply…` may be repeated and come in any order. */
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
    /** The run of held messages without a gap around a seq; without one, around the reader's place. */
    segment: state => (id: string, aroundSeq?: number): readonly Message[] => {
      const conversation = state.conversations[id]
      return conversation ? runAround(conversation.messages, aroundSeq ?? conversation.anchor ?? Number.POSITIVE_INFINITY) : []
    },
    /** What is on its way into the conversation itself; what goes to its threads only stands there. */
    outboxOf: state => (id: string): OutboxEntry[] =>
      state.outbox.filter(({ conversationId, rootId, alsoInConversation }) => conversationId === id && (!rootId || alsoInConversation === true)),
    /** The segment around the reader's place, and what is on its way out behind it. */
    timeline(): (id: string) => (Message | OutboxEntry)[] {
      return id => [...this.segment(id), ...this.outboxOf(id)]
    },
    /** What the checksum of unread counts is made of. */
    unreadLines: (state): UnreadLine[] => Object.values(state.conversations).map(conversation => ({
      conversationId: conversation.head.id,
      changeSeq: conversation.head.changeSeq,
      lastReadSeq: conversation.head.mine.lastReadSeq,
      unread: unreadIn(conversation, state.me),
    })),
  },

  actions: {
    /** Begins with a person; whatever belonged to another one is gone. */
    beginSession(userId: string) {
      if (this.me !== userId) this.$patch(state => Object.assign(state, nothing(), { me: userId }))
    },

    /**
     * Says which conversations need (more of) their changes fetched. A new epoch starts everything
     * anew. A conversation on the screen is followed from its last page, so its cursor starts at
     * nothing. `asked` are the cursors that were asked with.
     */
    applySync(answer: SyncAnswer, asked: Readonly<Record<string, number>> = {}): string[] {
      if (this.epoch !== answer.epoch) this.startEpoch(answer.epoch)
      for (const id of answer.gone) this.applyGone(id)
      for (const head of headsOf(answer)) {
        this.applyHead(head)
        const state = this.conversations[head.id]
        if (!state || state.loaded) continue
        if (this.open.includes(head.id)) Object.assign(state, { loaded: true, cursor: 0 })
        else state.cursor = Math.max(state.cursor, head.changeSeq)
      }
      for (const page of answer.changes) {
        const cursor = this.conversations[page.head.id]?.cursor ?? 0
        if (page.head.changeSeq > cursor) this.applyChanges(page, asked[page.head.id] ?? 0)
      }
      return Object.values(this.conversations)
        .filter(({ loaded, head, cursor }) => loaded && head.changeSeq > cursor)
        .map(({ head }) => head.id)
    },

    /** Messages of another epoch may never have happened; what is on its way out stays. */
    startEpoch(epoch: string) {
      if (this.epoch !== undefined) this.conversations = {}
      this.epoch = epoch
    },

    /** A head from any answer. It tells what the conversation is like; the cursor stays where it is. */
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
     * A page of changes that was asked for with `after`. An answer from another epoch, or to a
     * question that no longer fits, changes nothing. Returns the next `after`, undefined when done.
     */
    applyChanges(page: Changes, after: number): number | undefined {
      this.revision += 1
      const state = this.conversations[page.head.id]
      if (!state || page.epoch !== (this.epoch ?? page.epoch) || after > state.cursor) return undefined
      if (page.anew && after > page.head.changeSeq) {
        // The server never was where this device thinks it is.
        this.conversations[page.head.id] = { ...beginConversation(page.head), loaded: state.loaded }
      }
      const current = this.conversations[page.head.id] ?? state
      applyHead(current, page.head, this.me)
      if (page.anew) replaceMessages(current, page.messages, page.head.changeSeq)
      else if (current.loaded) holdMessages(current, page.messages)
      const reached = page.done ? page.head.changeSeq : page.messages.at(-1)?.changeSeq ?? page.head.changeSeq
      current.cursor = Math.max(current.cursor, reached)
      this.dropSent(page.messages)
      return page.done ? undefined : reached
    },

    /** The next line of a conversation's log. Order is the event gate's business. */
    applyFact(fact: Fact) {
      this.revision += 1
      const state = this.conversations[fact.conversationId]
      if (!state) return
      applyFact(state, fact, this.me)
      if (fact.change.kind === 'message') this.dropSent([fact.change.message])
    },

    /** A message from the answer to a command. The log will tell of it, too. */
    applyMessage(message: Message) {
      const state = this.conversations[message.conversationId]
      if (state) applyMessage(state, message)
      this.dropSent([message])
    },

    /**
     * A page of history. `holding` is what the conversation had when the page was asked for: when
     * messages were let go since, the page may be older than the cursor and is of no use (false).
     */
    applyHistory(conversationId: string, messages: readonly Message[], holding: object): boolean {
      const state = this.conversations[conversationId]
      if (!state?.loaded || state.holding !== holding) return false
      holdMessages(state, messages)
      this.dropSent(messages)
      return true
    },

    /** Before the first head is here, markers wait for it: the head may be older than they are. */
    applyReadMarker(marker: ReadMarker) {
      this.revision += 1
      const state = this.conversations[marker.conversationId]
      if (state) applyReadMarker(state, marker, this.me)
      else this.earlyMarkers = [...this.earlyMarkers, marker].slice(-EARLY_MARKERS_KEPT)
    },

    /** The reader has read up to here; the server will hear of it. */
    moveReadMarker(conversationId: string, seq: number) {
      this.revision += 1
      const state = this.conversations[conversationId]
      if (state) moveMarker(state, this.me, Math.min(seq, state.head.lastSeq))
    },

    applyGone(conversationId: string) {
      Reflect.deleteProperty(this.conversations, conversationId)
    },

    /** Adds an entry, or replaces the one with its id. What is in its conversation already is not shown twice. */
    applyOutbox(entry: OutboxEntry) {
      const held = this.conversations[entry.conversationId]?.messages.some(({ id }) => id === entry.id)
      const index = this.outbox.findIndex(({ id }) => id === entry.id)
      if (held) return this.removeOutbox(entry.id)
      if (index === -1) this.outbox.push(entry)
      else this.outbox[index] = entry
    },

    removeOutbox(id: string) {
      this.outbox = this.outbox.filter(entry => entry.id !== id)
    },

    dropSent(messages: readonly Message[]) {
      if (this.outbox.length === 0) return
      const sent = new Set(messages.map(({ id }) => id))
      if (this.outbox.some(({ id }) => sent.has(id))) this.outbox = this.outbox.filter(({ id }) => !sent.has(id))
    },

    /**
     * From here on messages are held and followed. Call it before history is asked for, and give
     * what it returns to `applyHistory`; undefined when there is no such conversation.
     */
    holdConversation(conversationId: string): object | undefined {
      const state = this.conversations[conversationId]
      if (state) state.loaded = true
      return state?.holding
    },

    /** The reader stands at this seq; undefined is the end. */
    placeReader(conversationId: string, seq: number | undefined) {
      const state = this.conversations[conversationId]
      if (state) state.anchor = seq
    },

    /** The conversation is on the screen. */
    openConversation(conversationId: string) {
      this.open.push(conversationId)
      this.recent = [...this.recent.filter(id => id !== conversationId), conversationId]
    },

    /** It no longer is: its last page stays for a while, so that the tab does not grow with every switch. */
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
