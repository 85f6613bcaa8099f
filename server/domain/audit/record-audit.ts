import { v7 as uuidv7 } from 'uuid'
import { database } from '#server/infra/postgres/database.ts'

/** One line of the audit log: who, what, to whom, from where. Never a secret and never a message's text. */
export interface AuditEntry {
  actorId: string | undefined
  action: AuditAction
  /** The id of what was acted on. */
  subject?: string
  address: string
  details?: Record<string, string | number | boolean>
}

export type AuditAction
  = | 'account.registered' | 'account.registered_again' | 'account.email_verified' | 'account.email_changed' | 'account.deleted'
    | 'account.password_changed' | 'account.password_reset'
    | 'session.started' | 'session.failed' | 'session.ended' | 'session.revoked' | 'session.refresh_token_reused'
    | 'access.denied'
    | 'installation.set_up'
    | 'conversation.participant_added' | 'conversation.participant_role_changed' | 'conversation.participant_removed'
    | 'invitation.created' | 'invitation.revoked' | 'invitation.accepted'
    | 'project.created' | 'project.member_added' | 'project.member_role_changed' | 'project.member_removed' | 'project.settings_changed'

/** Adds a line to the audit log. The time is the database's, in UTC. */
export async function recordAudit({ actorId, action, subject = '', address, details = {} }: AuditEntry): Promise<void> {
  await database().auditEvent.create({ data: { id: uuidv7(), actorId: actorId ?? null, action, subject, address, details } })
}
