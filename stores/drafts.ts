import { defineStore } from 'pinia'

/** Unsent texts by draft key. */
export const useDraftsStore = defineStore('drafts', {
  state: () => ({ texts: {} as Record<string, string> }),
  getters: {
    of: state => (place: string): string => state.texts[place] ?? '',
  },
  actions: {
    applyDraft(place: string, text: string) {
      this.texts[place] = text
    },
    applyDrafts(texts: Record<string, string>) {
      this.texts = { ...texts }
    },
  },
})

export type DraftsStore = ReturnType<typeof useDraftsStore>
