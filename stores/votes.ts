import { defineStore } from 'pinia'
import { chosenOptions, isNamed } from '#shared/polls.ts'
import type { Poll } from '#shared/types.ts'

interface VotesState {
  me: string
  /** By message: what was chosen and not answered by the server yet. */
  wanted: Record<string, readonly number[]>
  /** The user's own votes by message, for anonymous polls. */
  own: Record<string, readonly number[]>
}

const nothing = (): VotesState => ({ me: '', wanted: {}, own: {} })

/**
 * The person's own votes. A choice shows before the server has it; one that is dropped leaves the
 * poll as the server knows it, so a refusal takes back exactly what was shown too early.
 */
export const useVotesStore = defineStore('votes', {
  state: nothing,

  getters: {
    /** What the person chose, or wants to; positions counted from 0. */
    chosen: state => (id: string, poll: Poll): readonly number[] =>
      state.wanted[id] ?? (isNamed(poll) ? chosenOptions(poll, state.me) : state.own[id] ?? []),
    /** The poll including the pending vote. */
    withPending: state => (id: string, poll: Poll): Poll => {
      const wanted = state.wanted[id]
      return wanted ? grantVote(poll, wanted, state.me) : poll
    },
  },

  actions: {
    /** Begins with a person; whatever belonged to another one is gone. */
    beginSession(userId: string) {
      if (this.me !== userId) this.$patch(state => Object.assign(state, nothing(), { me: userId }))
    },

    applyWanted(id: string, options: readonly number[]) {
      this.wanted[id] = options
    },

    clearWanted(id: string) {
      Reflect.deleteProperty(this.wanted, id)
    },

    applyOwn(id: string, options: readonly number[]) {
      this.own[id] = options
    },
  },
})

export type VotesStore = ReturnType<typeof useVotesStore>

/**
 * Where no names stand nobody knows whether its counts have the vote already: they stay as they are
 * until the server tells them, and only the mark shows early.
 */
function grantVote(poll: Poll, wanted: readonly number[], me: string): Poll {
  if (!isNamed(poll)) return poll
  const before = chosenOptions(poll, me)
  const options = poll.options.map((option, position) => {
    const others = option.userIds.filter(id => id !== me)
    const userIds = wanted.includes(position) ? [...others, me] : others
    return { ...option, userIds, votes: userIds.length }
  })
  return { ...poll, options, voters: poll.voters - Number(before.length > 0) + Number(wanted.length > 0) }
}
