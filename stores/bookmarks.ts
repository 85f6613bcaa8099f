import { markRaw } from 'vue'
import { defineStore } from 'pinia'
import type { Bookmark, BookmarkState, Message } from '#shared/types.ts'

interface BookmarksState {
  me: string
  /** The loaded bookmarks, the latest first. A deleted message stays as a tombstone: its deletion may be undone. */
  list: Bookmark[]
  /** True once the first page is loaded. */
  known: boolean
  /** True while no event can have been missed since the first page was loaded. */
  current: boolean
  /** True when the last page is loaded. */
  complete: boolean
  /** Counts events and connection gaps. A list that was requested before the latest one may be outdated. */
  events: number
}

const nothing = (): BookmarksState => ({ me: '', list: [], known: false, current: false, complete: false, events: 0 })

/** The user's bookmarks. Every `apply…` may be repeated. */
export const useBookmarksStore = defineStore('bookmarks', {
  state: nothing,

  getters: {
    /** The bookmarks that the screen shows. */
    shown: (state): Bookmark[] => state.list.filter(({ message }) => message.deletedAt === null),
    isBookmarked: state => (messageId: string): boolean => state.list.some(({ message }) => message.id === messageId),
    /** The `before` of the next page. */
    lastId: (state): string | undefined => state.list.at(-1)?.message.id,
  },

  actions: {
    /** Starts the session of a user and drops the state of another one. */
    beginSession(userId: string) {
      if (this.me !== userId) this.$patch(state => Object.assign(state, nothing(), { me: userId }))
    },

    /** The first page replaces the list, a later one (`earlier`) is added to it. */
    applyPage(page: readonly Bookmark[], { earlier, complete }: { earlier: boolean, complete: boolean }) {
      const loaded = earlier ? this.list : []
      const added = page.filter(({ message }) => !loaded.some(one => one.message.id === message.id))
      this.list = [...loaded, ...added].map(markRaw)
      Object.assign(this, { known: true, current: this.current || !earlier, complete })
    },

    /** The connection was lost: bookmarks may have changed since. */
    applyGap() {
      this.current = false
      this.events += 1
    },

    /** Applies the state of a bookmark, which any of the user's devices may have changed. */
    applyBookmark({ messageId, savedAt, message, remindAt, remindedAt }: BookmarkState) {
      const { list, lastId } = this
      this.events += 1
      const others = list.filter(one => one.message.id !== messageId)
      this.list = savedAt && message ? [markRaw({ message, savedAt, remindAt, remindedAt }), ...others].sort(latestFirst) : others
      // An old bookmark is left to its page: as the last of the list it would make the next page skip those before it.
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
