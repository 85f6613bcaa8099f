import { POLL_NAMED_MAX } from './limits.ts'
import type { NewPoll, Poll } from './types.ts'

/** A poll right after it was asked: nobody has answered yet. */
export function freshPoll({ options, closesAt, ...rest }: NewPoll): Poll {
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

/** Whether the poll says who chose what; otherwise each person learns their own vote only. */
export function isNamed({ anonymous, voters }: Poll): boolean {
  return !anonymous && voters <= POLL_NAMED_MAX
}

/** What a person chose in a poll that says who chose what. */
export function choiceOf({ options }: Poll, userId: string): number[] {
  return options.flatMap(({ userIds }, position) => userIds.includes(userId) ? [position] : [])
}

/** Is this the poll that was sent, whatever was answered since? */
export function isAsked(poll: Poll | null, sent: NewPoll | undefined): boolean {
  if (!poll || !sent) return !poll && !sent
  const asked = ({ multiple, anonymous, closesAt, options }: Poll) => JSON.stringify([multiple, anonymous, closesAt, options.map(({ text }) => text)])
  return asked(poll) === asked(freshPoll(sent))
}
