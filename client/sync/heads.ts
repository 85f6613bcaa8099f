import type { Conversation, SyncAnswer } from '#shared/types.ts'

/** All heads of a sync response. */
export function headsOf({ conversations, changes }: SyncAnswer): Conversation[] {
  return [...conversations, ...changes.map(({ head }) => head)]
}

/** The latest activity first. */
export function byActivity(one: Conversation, other: Conversation): number {
  return activityOf(other).localeCompare(activityOf(one)) || other.id.localeCompare(one.id)
}

function activityOf({ lastMessage, createdAt }: Conversation): string {
  return lastMessage?.createdAt ?? createdAt
}
