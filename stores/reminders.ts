import { markRaw } from 'vue'
import { defineStore } from 'pinia'
import type { Bookmark, BookmarkState, Message } from '#shared/types.ts'

interface RemindersState {
  me: string
  /** Those that have come and are not done, the earliest first. */
  due: Bookmark[]
}

/** The kept messages that have come back at their time. Every `apply…` may be repeated. */
export const useRemindersStore = defineStore('reminders', {
  state: (): RemindersState => ({ me: '', due: [] }),
  actions: {
    /** Begins with a person; whatever belonged to another one is gone. */
    beginSession(userId: string) {
      if (this.me !== userId) this.$patch({ me: userId, due: [] })
    },
    applyDue(due: readonly Bookmark[]) {
      this.due = due.map(markRaw)
    },
    /** Done, with a new time, or no longer kept: on any of the person's devices. */
    applyBookmark({ messageId, remindedAt }: BookmarkState) {
      if (!remindedAt) this.due = this.due.filter(({ message }) => message.id !== messageId)
    },
    /** Updates the copies of new and changed messages, and removes deleted ones. */
    applyMessages(messages: readonly Message[]) {
      const latest = (bookmark: Bookmark) => messages.findLast(({ id, changeSeq }) => id === bookmark.message.id && changeSeq > bookmark.message.changeSeq)
      this.due = this.due.map(bookmark => markRaw({ ...bookmark, message: latest(bookmark) ?? bookmark.message })).filter(({ message }) => !message.deletedAt)
    },
  },
})
