import { markRaw } from 'vue'
import { defineStore } from 'pinia'
import type { Message, SavedMark, SavedMessage } from '#shared/types.ts'

interface SavedState {
  me: string
  /** The latest first; as far as pages were loaded. */
  list: SavedMessage[]
  /** A first page is here: what is not in the list is not kept, or was kept long ago. */
  known: boolean
  /** Nothing stands after the last one of the list. */
  complete: boolean
  /** Those whose reminder has come and is not done, the earliest first. */
  due: SavedMessage[]
}

const nothing = (): SavedState => ({ me: '', list: [], known: false, complete: false, due: [] })

/** The messages that the person keeps for themselves. Every `apply…` may be repeated. */
export const useSavedStore = defineStore('saved', {
  state: nothing,

  getters: {
    isSaved: state => (messageId: string): boolean => state.list.some(({ message }) => message.id === messageId),
    /** What to pass on as `before` for the next page. */
    lastId: (state): string | undefined => state.list.at(-1)?.message.id,
  },

  actions: {
    /** Begins with a person; whatever belonged to another one is gone. */
    beginSession(userId: string) {
      if (this.me !== userId) this.$patch(state => Object.assign(state, nothing(), { me: userId }))
    },

    /** The first page replaces what was known, a later one (`earlier`) is added to it. */
    applyPage(page: readonly SavedMessage[], { earlier, complete }: { earlier: boolean, complete: boolean }) {
      const held = earlier ? this.list : []
      const added = page.filter(({ message }) => !held.some(one => one.message.id === message.id))
      this.list = [...held, ...added].map(markRaw)
      Object.assign(this, { known: true, complete })
    },

    /** The reminders that have come; the copies in the list know it from now on. */
    applyDue(due: readonly SavedMessage[]) {
      this.due = due.map(markRaw)
      this.list = this.list.map(held => this.due.find(({ message }) => message.id === held.message.id) ?? held)
    },

    /** The person keeps a message or no longer does, or has it brought back at a time, on any of their devices. */
    applyMark({ messageId, savedAt, message, remindAt, remindedAt }: SavedMark) {
      const others = without(this.list, messageId)
      const mine = savedAt && message && markRaw({ message, savedAt, remindAt, remindedAt })
      const last = others.at(-1)
      // One that was kept long ago waits for the page it stands on, or that page would be left out.
      const isBeyond = mine && !this.complete && others.length === this.list.length && last !== undefined && latestFirst(last, mine) < 0
      this.list = mine && !isBeyond ? [mine, ...others].sort(latestFirst) : others
      if (!remindedAt) this.due = without(this.due, messageId)
    },

    /** Messages that this device learnt of: the copies here follow, and deleted ones go. */
    applyMessages(messages: readonly Message[]) {
      for (const message of messages) {
        follow(this.list, message)
        follow(this.due, message)
      }
    },
  },
})

export type SavedStore = ReturnType<typeof useSavedStore>

function latestFirst(one: SavedMessage, other: SavedMessage): number {
  return other.savedAt.localeCompare(one.savedAt) || other.message.id.localeCompare(one.message.id)
}

function without(list: readonly SavedMessage[], id: string): SavedMessage[] {
  return list.filter(({ message }) => message.id !== id)
}

function follow(list: SavedMessage[], message: Message): void {
  const index = list.findIndex(one => one.message.id === message.id)
  const held = list[index]
  if (!held || held.message.changeSeq >= message.changeSeq) return
  if (message.deletedAt) list.splice(index, 1)
  else list[index] = markRaw({ ...held, message })
}
