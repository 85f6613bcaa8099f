import type { Conversation, SyncResponse } from '#shared/types.ts'

/** All heads of a sync response. */
export function headsOf({ conversations, changes }: SyncResponse): Conversation[] {
  return [...conversations, ...changes.map(({ head }) => head)]
}

/** The latest activity first. */
export function byActivity(one: Conversation, other: Conversation): number {
  return activityOf(other).localeCompare(activityOf(one)) || other.id.localeCompare(one.id)
}

function activityOf({ lastMessage, createdAt }: Conversation): string {
  return lastMessage?.createdAt ?? createdAt
}
