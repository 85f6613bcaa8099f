import type { Conversation } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadConversation } from '#server/domain/access/load-conversation.ts'
import { recordAudit } from '#server/domain/audit/record-audit.ts'
import { publish } from '#server/domain/events.ts'
import type { ChangedParticipant } from './insert-participants.ts'

const actions = {
  'participant:added': 'conversation.participant_added',
  'participant:updated': 'conversation.participant_role_changed',
} as const

/**
 * Publishes one event and records one audit entry per added or changed participant, and returns the
 * current head for the actor. Participants who were removed meanwhile are left out: their removal has
 * a later `changeSeq`, so clients find the gap and fetch it.
 */
export async function announceParticipants({ actor, conversationId, name, changed }: {
  actor: Actor
  conversationId: string
  name: 'participant:added' | 'participant:updated'
  changed: readonly ChangedParticipant[]
}): Promise<Conversation> {
  const head = await loadConversation({ actor, conversationId })
  for (const { userId, changeSeq } of changed) {
    const participant = head.participants.find(({ user }) => user.id === userId)
    if (!participant) continue
    // The read marker is left out: it has its own event, and some users hide it.
    const visible = name === 'participant:updated' ? { ...participant, lastReadSeq: 0 } : participant
    publish({ name, to: { conversation: conversationId }, payload: { conversationId, changeSeq, participant: visible } })
    await recordAudit({ actorId: actor.userId, action: actions[name], subject: conversationId, address: actor.address, details: { userId, role: participant.role } })
  }
  return head
}
