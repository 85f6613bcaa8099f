import { defineStore } from 'pinia'
import type { ErrorCode } from '#shared/errors.ts'
import type { ScheduledMessage } from '#shared/types.ts'

interface ScheduledState {
  me: string
  /** The earliest first. */
  list: ScheduledMessage[]
  /** True once the list was loaded. */
  known: boolean
  /** The failure of the latest attempt to load the list. */
  failure: ErrorCode | 'network' | null
}

const nothing = (): ScheduledState => ({ me: '', list: [], known: false, failure: null })

/** Messages that are scheduled, or could not be sent at their time. */
export const useScheduledStore = defineStore('scheduled', {
  state: nothing,
  actions: {
    /** Starts the session of a user and drops the state of another one. */
    beginSession(userId: string) {
      if (this.me !== userId) this.$patch(state => Object.assign(state, nothing(), { me: userId }))
    },
    applyList(list: ScheduledMessage[]) {
      Object.assign(this, { list, known: true, failure: null })
    },
    applyFailure(code: ErrorCode | 'network') {
      this.failure = code
    },
    /** Applies the state of a scheduled message; null when it was sent or cancelled. */
    applyScheduled(id: string, scheduled: ScheduledMessage | null) {
      this.list = [...this.list.filter(one => one.id !== id), ...scheduled ? [scheduled] : []].sort((one, other) => one.dueAt.localeCompare(other.dueAt))
    },
  },
})

export type ScheduledStore = ReturnType<typeof useScheduledStore>
