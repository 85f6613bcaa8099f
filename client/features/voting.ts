import type { Message } from '#shared/types.ts'
import type { VotesStore } from '../../stores/votes.ts'
import type { RequestApi } from '../ports.ts'

export interface VotingOptions {
  /** Applies the message of a response. */
  apply: (message: Message) => void
  votes: VotesStore
  request: RequestApi
}

/** Votes are optimistic updates: a refusal undoes them and throws `ApiError`. */
export function createVoting({ apply, votes, request }: VotingOptions) {
  /** One request at a time. After quick changes the last one is sent last. */
  async function vote(messageId: string, options: readonly number[]): Promise<void> {
    const isPending = votes.wanted[messageId] !== undefined
    votes.applyWanted(messageId, options)
    if (!isPending) await send(messageId)
  }

  async function send(messageId: string): Promise<void> {
    try {
      let sent: readonly number[] | undefined
      for (let wanted = votes.wanted[messageId]; wanted && wanted !== sent; wanted = votes.wanted[messageId]) {
        sent = wanted
        apply(await request('vote', { params: { messageId }, body: { options: [...wanted] } }))
        votes.applyOwn(messageId, wanted)
      }
    }
    finally {
      votes.clearWanted(messageId)
    }
  }

  /** Fetches the user's own vote of an anonymous poll. */
  async function loadOwn(messageId: string): Promise<void> {
    const before = votes.own[messageId]
    const { options } = await request('readVote', { params: { messageId } })
    // A vote cast in the meantime is newer than the response.
    if (votes.wanted[messageId] === undefined && votes.own[messageId] === before) votes.applyOwn(messageId, options)
  }

  /** Cannot be undone, so it is not an optimistic update. */
  async function close(messageId: string): Promise<void> {
    apply(await request('closePoll', { params: { messageId } }))
  }

  return { vote, loadOwn, close }
}
