import type { Prisma } from '#generated/client.ts'
import { can } from '#shared/permissions.ts'
import type { Invitation } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadConversation } from '#server/domain/access/load-conversation.ts'
import { loadProject } from '#server/domain/access/load-project.ts'
import { database } from '#server/infra/postgres/database.ts'
import { toInvitation, withInviter } from './to-invitation.ts'

/** Matches invitations that are not revoked, expired or used up, as far as the row alone shows it. */
export function usableInvitations(): Prisma.InvitationWhereInput {
  return { revokedAt: null, expiresAt: { gt: new Date() }, useCount: { lt: database().invitation.fields.maxUses } }
}

/**
 * Lists usable invitations into a group: all of them for owners and admins, otherwise the actor's own.
 * @throws AppError `not_found`
 */
export async function listGroupInvitations({ actor, conversationId }: { actor: Actor, conversationId: string }): Promise<Invitation[]> {
  const { type, mine } = await loadConversation({ actor, conversationId })
  const all = can({ participantRole: mine.role, conversationType: type }, 'conversation:settings')
  return await list(actor, all ? { conversationId } : { conversationId, invitedById: actor.userId })
}

/**
 * Lists usable invitations into a project and its groups. Only for leads.
 * @throws AppError `not_found`, `forbidden`
 */
export async function listProjectInvitations({ actor, projectId }: { actor: Actor, projectId: string }): Promise<Invitation[]> {
  await loadProject({ actor, projectId, permission: 'project:manage' })
  return await list(actor, { projectId, projectRole: { not: null } })
}

async function list({ userId }: Actor, where: Prisma.InvitationWhereInput): Promise<Invitation[]> {
  const rows = await database().invitation.findMany({ where: { ...where, ...usableInvitations() }, orderBy: { id: 'desc' }, include: withInviter })
  return await Promise.all(rows.map(row => toInvitation(row, userId)))
}
