import type { Prisma } from '#generated/client.ts'
import { can } from '#shared/permissions.ts'
import type { Invitation } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadConversation } from '#server/domain/access/load-conversation.ts'
import { loadProject } from '#server/domain/access/load-project.ts'
import { database } from '#server/infra/postgres/database.ts'
import { toInvitation, withInviter } from './to-invitation.ts'

/** Not taken back, not expired, not used up: what can be read from the row alone. */
export function standing(): Prisma.InvitationWhereInput {
  return { revokedAt: null, expiresAt: { gt: new Date() }, useCount: { lt: database().invitation.fields.maxUses } }
}

/**
 * The standing invitations into a group: all of them for those in charge, one's own otherwise.
 * @throws AppError `not_found`
 */
export async function listGroupInvitations({ actor, conversationId }: { actor: Actor, conversationId: string }): Promise<Invitation[]> {
  const { type, mine } = await loadConversation({ actor, conversationId })
  const all = can({ participantRole: mine.role, conversationType: type }, 'conversation:settings')
  return await list(actor, all ? { conversationId } : { conversationId, invitedById: actor.userId })
}

/**
 * The standing invitations into a project and its groups (leads).
 * @throws AppError `not_found`, `forbidden`
 */
export async function listProjectInvitations({ actor, projectId }: { actor: Actor, projectId: string }): Promise<Invitation[]> {
  await loadProject({ actor, projectId, permission: 'project:manage' })
  return await list(actor, { projectId, projectRole: { not: null } })
}

async function list({ userId }: Actor, where: Prisma.InvitationWhereInput): Promise<Invitation[]> {
  const rows = await database().invitation.findMany({ where: { ...where, ...standing() }, orderBy: { id: 'desc' }, include: withInviter })
  return await Promise.all(rows.map(row => toInvitation(row, userId)))
}
