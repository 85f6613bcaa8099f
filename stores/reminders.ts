import { markRaw } from 'vue'
import { defineStore } from 'pinia'
import type { Bookmark, BookmarkState, Message } from '#shared/types.ts'

interface RemindersState {
  me: string
  /** Bookmarks whose reminder is due and not completed, the earliest first. */
  due: Bookmark[]
}

/** The user's due reminders. Every `apply…` may be repeated. */
export const useRemindersStore = defineStore('reminders', {
  state: (): RemindersState => ({ me: '', due: [] }),
  actions: {
    /** Starts the session of a user and drops the state of another one. */
    beginSession(userId: string) {
      if (this.me !== userId) this.$patch({ me: userId, due: [] })
    },
    applyDue(due: readonly Bookmark[]) {
      this.due = due.map(markRaw)
    },
    /** Removes a reminder that was completed or moved, or whose bookmark was removed, on any device. */
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
