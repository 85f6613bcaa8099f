import type { Draft as Row } from '#generated/client.ts'
import type { Draft } from '#shared/types.ts'

/** A draft as its author sees it. */
export function toDraft({ conversationId, rootId, body, writtenAt }: Row): Draft {
  return { conversationId, rootId, body, writtenAt: writtenAt.toISOString() }
}
