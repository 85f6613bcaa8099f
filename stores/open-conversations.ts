import { defineStore } from 'pinia'

/** Recently closed conversations whose last page stays loaded, so that returning is instant. */
const KEPT_CONVERSATIONS = 10

/** Ids of closed conversations, the latest last. */
export interface ClosedConversations {
  /** Their last page stays loaded. */
  recent: string[]
  /** Their messages are unloaded. */
  older: string[]
}

/** The conversations on the screen, and those closed recently. */
export const useOpenConversationsStore = defineStore('open-conversations', {
  state: () => ({
    /** One id for each time that a conversation is shown. */
    ids: [] as string[],
    /** Open and recently closed conversations, the latest last. */
    recent: [] as string[],
  }),

  actions: {
    open(id: string) {
      this.ids.push(id)
      this.recent = [...this.recent.filter(other => other !== id), id]
    },

    /** Returns all closed conversations, for `unloadClosed` of the conversations. */
    close(id: string): ClosedConversations {
      const index = this.ids.indexOf(id)
      if (index !== -1) this.ids.splice(index, 1)
      const closed = this.recent.filter(other => !this.ids.includes(other))
      const [older, recent] = [closed.slice(0, -KEPT_CONVERSATIONS), closed.slice(-KEPT_CONVERSATIONS)]
      this.recent = [...this.ids, ...recent]
      return { recent, older }
    },
  },
})

export type OpenConversationsStore = ReturnType<typeof useOpenConversationsStore>
