import { markRaw } from 'vue'
import { defineStore } from 'pinia'
import type { Bookmark, BookmarkState, Message } from '#shared/types.ts'

interface BookmarksState {
  me: string
  /** The latest first; as far as pages were loaded. One that was deleted meanwhile is here without its words: it may come back. */
  list: Bookmark[]
  /** A first page is here: what is not in the list is not kept, or was kept long ago. */
  known: boolean
  /** Nothing was missed since then. */
  current: boolean
  /** Nothing stands after the last one of the list. */
  complete: boolean
  /** Counts events and connection gaps. A list that was requested before the latest one may be outdated. */
  events: number
}

const nothing = (): BookmarksState => ({ me: '', list: [], known: false, current: false, complete: false, events: 0 })

/** The messages that the person keeps for themselves. Every `apply…` may be repeated. */
export const useBookmarksStore = defineStore('bookmarks', {
  state: nothing,

  getters: {
    /** What stands on the screen. */
    shown: (state): Bookmark[] => state.list.filter(({ message }) => message.deletedAt === null),
    isBookmarked: state => (messageId: string): boolean => state.list.some(({ message }) => message.id === messageId),
    /** What to pass on as `before` for the next page. */
    lastId: (state): string | undefined => state.list.at(-1)?.message.id,
  },

  actions: {
    /** Begins with a person; whatever belonged to another one is gone. */
    beginSession(userId: string) {
      if (this.me !== userId) this.$patch(state => Object.assign(state, nothing(), { me: userId }))
    },

    /** The first page replaces what was known, a later one (`earlier`) is added to it. */
    applyPage(page: readonly Bookmark[], { earlier, complete }: { earlier: boolean, complete: boolean }) {
      const loaded = earlier ? this.list : []
      const added = page.filter(({ message }) => !loaded.some(one => one.message.id === message.id))
      this.list = [...loaded, ...added].map(markRaw)
      Object.assign(this, { known: true, current: this.current || !earlier, complete })
    },

    /** The stream was cut: what was saved, or deleted, since then is not known. */
    applyGap() {
      this.current = false
      this.events += 1
    },

    /** The person keeps a message or no longer does, or has it brought back at a time, on any of their devices. */
    applyBookmark({ messageId, savedAt, message, remindAt, remindedAt }: BookmarkState) {
      const { list, lastId } = this
      this.events += 1
      const others = list.filter(one => one.message.id !== messageId)
      this.list = savedAt && message ? [markRaw({ message, savedAt, remindAt, remindedAt }), ...others].sort(latestFirst) : others
      // One that was kept long ago waits for the page it stands on, or what is before it would be left out.
      if (!this.complete && this.list.length > list.length && lastId && this.lastId === messageId) this.list = others
    },

    /** Updates the copies of new and changed messages. */
    applyMessages(messages: readonly Message[]) {
      for (const message of messages) {
        const index = this.list.findIndex(one => one.message.id === message.id)
        const known = this.list[index]
        if (!known || known.message.changeSeq >= message.changeSeq) continue
        this.list[index] = markRaw({ ...known, message })
      }
    },
  },
})

export type BookmarksStore = ReturnType<typeof useBookmarksStore>

function latestFirst(one: Bookmark, other: Bookmark): number {
  return other.savedAt.localeCompare(one.savedAt) || other.message.id.localeCompare(one.message.id)
}
