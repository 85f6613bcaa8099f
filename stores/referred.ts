import { markRaw } from 'vue'
import { defineStore } from 'pinia'
import type { Message } from '#shared/types.ts'

/** Quoted and forwarded messages that are not loaded in a conversation. Null: the user has no access. */
export const useReferredStore = defineStore('referred', {
  state: () => ({ me: '', messages: {} as Record<string, Message | null> }),

  actions: {
    /** Starts the session of a user and drops the state of another one. */
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
