import { markRaw } from 'vue'
import { defineStore } from 'pinia'
import type { Message } from '#shared/types.ts'

/** Messages that others quote or repeat and that no conversation here holds. Null: not there for this reader. */
export const useReferredStore = defineStore('referred', {
  state: () => ({ me: '', messages: {} as Record<string, Message | null> }),

  actions: {
    /** Begins with a person; whatever belonged to another one is gone. */
    beginSession(userId: string) {
      if (this.me !== userId) this.$patch(state => Object.assign(state, { me: userId, messages: {} }))
    },

    applyReferred(id: string, message: Message | null) {
      this.messages[id] = message && markRaw(message)
    },

    /** Updates the copies of new and changed messages. */
    applyMessages(messages: readonly Message[]) {
      for (const message of messages) {
        const known = this.messages[message.id]
        if (known !== undefined && (known === null || known.changeSeq < message.changeSeq)) this.applyReferred(message.id, message)
      }
    },
  },
})

export type ReferredStore = ReturnType<typeof useReferredStore>
