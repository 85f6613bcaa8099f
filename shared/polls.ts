import { POLL_NAMED_MAX } from './limits.ts'
import type { NewPoll, Poll } from './types.ts'

/** The state of a new poll, without votes. */
export function newPollState({ options, closesAt, ...rest }: NewPoll): Poll {
  return {
    ...rest,
    closesAt: closesAt && new Date(closesAt).toISOString(),
    closedAt: null,
    options: options.map(text => ({ text, votes: 0, userIds: [] })),
    voters: 0,
  }
}

/** Whether the poll is closed; `now` in milliseconds since the epoch. */
export function isClosed({ closesAt, closedAt }: Poll, now: number): boolean {
  return closedAt !== null || (closesAt !== null && Date.parse(closesAt) <= now)
}

/** Whether the poll shows the names of voters. Otherwise users see only their own vote. */
export function isNamed({ anonymous, voters }: Poll): boolean {
  return !anonymous && voters <= POLL_NAMED_MAX
}

/** The options that a user chose in a poll with names. */
export function chosenOptions({ options }: Poll, userId: string): number[] {
  return options.flatMap(({ userIds }, position) => userIds.includes(userId) ? [position] : [])
}

/** Whether a stored poll is the one that was sent, ignoring votes. */
export function isSamePoll(poll: Poll | null, sent: NewPoll | undefined): boolean {
  if (!poll || !sent) return !poll && !sent
  const asked = ({ multiple, anonymous, closesAt, options }: Poll) => JSON.stringify([multiple, anonymous, closesAt, options.map(({ text }) => text)])
  return asked(poll) === asked(newPollState(sent))
}
