import type { Message } from '#shared/types.ts'
import type { VotesStore } from '../../stores/votes.ts'
import type { RequestApi } from '../ports.ts'

export interface VotingOptions {
  /** Takes a message as the server answers it. */
  take: (message: Message) => void
  votes: VotesStore
  request: RequestApi
}

/** Voting: shown at once, taken back when the server refuses; then it throws `ApiError`. */
export function createVoting({ take, votes, request }: VotingOptions) {
  /** Of quick changes of mind only the last one counts: while one call is under way the next waits. */
  async function vote(messageId: string, options: readonly number[]): Promise<void> {
    const isUnderWay = votes.wanted[messageId] !== undefined
    votes.applyWanted(messageId, options)
    if (!isUnderWay) await tell(messageId)
  }

  async function tell(messageId: string): Promise<void> {
    try {
      let told: readonly number[] | undefined
      for (let wanted = votes.wanted[messageId]; wanted && wanted !== told; wanted = votes.wanted[messageId]) {
        told = wanted
        take(await request('vote', { params: { messageId }, body: { options: [...wanted] } }))
        votes.applyOwn(messageId, wanted)
      }
    }
    finally {
      votes.dropWanted(messageId)
    }
  }

  /** Learns one's own vote where the poll does not say who chose what. */
  async function learn(messageId: string): Promise<void> {
    const before = votes.own[messageId]
    const { options } = await request('readVote', { params: { messageId } })
    // Whoever has voted meanwhile knows better.
    if (votes.wanted[messageId] === undefined && votes.own[messageId] === before) votes.applyOwn(messageId, options)
  }

  /** For good, so it is shown only when it is done. */
  async function close(messageId: string): Promise<void> {
    take(await request('closePoll', { params: { messageId } }))
  }

  return { vote, learn, close }
}
