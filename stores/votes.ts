import { defineStore } from 'pinia'
import { chosenOptions, isNamed } from '#shared/polls.ts'
import type { Poll } from '#shared/types.ts'

interface VotesState {
  me: string
  /** By message: the vote that the server has not confirmed. */
  wanted: Record<string, readonly number[]>
  /** The user's own votes by message, for anonymous polls. */
  own: Record<string, readonly number[]>
}

const nothing = (): VotesState => ({ me: '', wanted: {}, own: {} })

/**
 * The user's own votes. A vote is shown before the server confirms it. When it is dropped, the poll
 * looks as the server knows it, so a refusal undoes exactly what was shown early.
 */
export const useVotesStore = defineStore('votes', {
  state: nothing,

  getters: {
    /** The options that the user chose, including a pending vote. Positions count from 0. */
    chosen: state => (id: string, poll: Poll): readonly number[] =>
      state.wanted[id] ?? (isNamed(poll) ? chosenOptions(poll, state.me) : state.own[id] ?? []),
    /** The poll including the pending vote. */
    withPending: state => (id: string, poll: Poll): Poll => {
      const wanted = state.wanted[id]
      return wanted ? grantVote(poll, wanted, state.me) : poll
    },
  },

  actions: {
    /** Starts the session of a user and drops the state of another one. */
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
 * An anonymous poll does not tell whether its counts include the vote already. They stay until the
 * server sends new ones; only the user's own choice is shown early.
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
