import { defineStore } from 'pinia'
import type { ErrorCode } from '#shared/errors.ts'
import type { ScheduledMessage } from '#shared/types.ts'

interface ScheduledState {
  me: string
  /** The earliest first. */
  list: ScheduledMessage[]
  /** The list was loaded once. */
  known: boolean
  /** Why the list could not be loaded the last time. */
  failure: ErrorCode | 'network' | null
}

const nothing = (): ScheduledState => ({ me: '', list: [], known: false, failure: null })

/** The messages that wait for their time, or could not be sent. */
export const useScheduledStore = defineStore('scheduled', {
  state: nothing,
  actions: {
    /** Begins with a person; whatever belonged to another one is gone. */
    beginSession(userId: string) {
      if (this.me !== userId) this.$patch(state => Object.assign(state, nothing(), { me: userId }))
    },
    applyList(list: ScheduledMessage[]) {
      Object.assign(this, { list, known: true, failure: null })
    },
    applyFailure(code: ErrorCode | 'network') {
      this.failure = code
    },
    /** One is as it is now; null: it no longer waits. */
    applyScheduled(id: string, scheduled: ScheduledMessage | null) {
      this.list = [...this.list.filter(one => one.id !== id), ...scheduled ? [scheduled] : []].sort((one, other) => one.dueAt.localeCompare(other.dueAt))
    },
  },
})

export type ScheduledStore = ReturnType<typeof useScheduledStore>
