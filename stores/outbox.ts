import { defineStore } from 'pinia'
import type { Message } from '#shared/types.ts'
import type { OutboxEntry } from '#client/outbox/outbox-entry.ts'

/** Messages on this device that the server has not confirmed. */
export const useOutboxStore = defineStore('outbox', {
  state: () => ({
    /** In the order of sending. */
    entries: [] as OutboxEntry[],
  }),

  getters: {
    /** Unsent messages of the conversation. Replies sent only to the thread are not listed. */
    listedIn: state => (id: string): OutboxEntry[] =>
      state.entries.filter(({ conversationId, rootId, alsoInConversation }) => conversationId === id && (!rootId || alsoInConversation === true)),
  },

  actions: {
    /** Adds or replaces an entry. */
    applyEntry(entry: OutboxEntry) {
      const index = this.entries.findIndex(({ id }) => id === entry.id)
      if (index === -1) this.entries.push(entry)
      else this.entries[index] = entry
    },

    removeEntry(id: string) {
      this.entries = this.entries.filter(entry => entry.id !== id)
    },

    /** Removes the entries of messages that the server has stored. */
    removeSent(messages: readonly Message[]) {
      if (this.entries.length === 0) return
      const sent = new Set(messages.map(({ id }) => id))
      if (this.entries.some(({ id }) => sent.has(id))) this.entries = this.entries.filter(({ id }) => !sent.has(id))
    },
  },
})

export type OutboxStore = ReturnType<typeof useOutboxStore>
