import { v7 as uuidv7 } from 'uuid'
import { database } from '#server/infra/postgres/database.ts'

/** One entry of the audit log. It never contains a secret or the text of a message. */
export interface AuditEntry {
  actorId: string | undefined
  action: AuditAction
  /** The id of the object of the action. */
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

/** Adds an entry to the audit log. The database sets the time, in UTC. */
export async function recordAudit({ actorId, action, subject = '', address, details = {} }: AuditEntry): Promise<void> {
  await database().auditEvent.create({ data: { id: uuidv7(), actorId: actorId ?? null, action, subject, address, details } })
}
