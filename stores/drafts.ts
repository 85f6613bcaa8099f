import { defineStore } from 'pinia'

/** What somebody began to write, by conversation. */
export const useDraftsStore = defineStore('drafts', {
  state: () => ({ texts: {} as Record<string, string> }),
  getters: {
    of: state => (conversationId: string): string => state.texts[conversationId] ?? '',
  },
  actions: {
    applyDraft(conversationId: string, text: string) {
      this.texts[conversationId] = text
    },
    applyDrafts(texts: Record<string, string>) {
      this.texts = { ...texts }
    },
  },
})

export type DraftsStore = ReturnType<typeof useDraftsStore>
