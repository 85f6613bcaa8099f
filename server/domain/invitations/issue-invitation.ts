import { v7 as uuidv7 } from 'uuid'
import type { Prisma } from '#generated/client.ts'
import { AppError } from '#shared/errors.ts'
import { INVITATIONS_MAX } from '#shared/limits.ts'
import type { Invitation } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { recordAudit } from '#server/domain/audit/record-audit.ts'
import { enqueue, wake } from '#server/domain/jobs/enqueue.ts'
import { sendInvitationMailJob } from './jobs.ts'
import { database } from '#server/infra/postgres/database.ts'
import { usableInvitations } from './list-invitations.ts'
import { limitRecipientMail } from './limit-recipient-mail.ts'
import { toInvitation, withInviter } from './to-invitation.ts'

/** Who may use an invitation, how often, and for how many days. */
export interface InvitationTerms {
  email?: string | undefined
  maxUses: number
  days: number
}

/** What the invitation gives access to. The caller has checked that the actor may give it. */
type Target = Pick<Prisma.InvitationUncheckedCreateInput, 'projectId' | 'projectRole' | 'conversationId' | 'conversationRole'>

const DAY_MS = 86_400_000

/**
 * Creates an invitation. One for an address is mailed there and can be used once.
 * @throws AppError `too_many_invitations`, `too_many_mails`
 */
export async function issueInvitation({ actor, target, terms: { email, maxUses, days } }: { actor: Actor, target: Target, terms: InvitationTerms }): Promise<Invitation> {
  const { projectId, conversationId = null } = target
  // Not exact: two simultaneous calls may exceed the limit by one.
  if (await database().invitation.count({ where: { projectId, conversationId, ...usableInvitations() } }) >= INVITATIONS_MAX) throw new AppError('too_many_invitations')
  if (email) await limitRecipientMail({ projectId, email })
  const row = await database().$transaction(async (transaction) => {
    const created = await transaction.invitation.create({
      data: { ...target, id: uuidv7(), invitedById: actor.userId, email: email ?? null, maxUses: email ? 1 : maxUses, expiresAt: new Date(Date.now() + days * DAY_MS) },
      include: withInviter,
    })
    if (email) await enqueue(sendInvitationMailJob, { invitationId: created.id }, { requestId: actor.requestId, transaction })
    return created
  })
  if (email) wake(sendInvitationMailJob)
  await recordAudit({ actorId: actor.userId, action: 'invitation.created', subject: row.id, address: actor.address, details: { target: conversationId ?? projectId } })
  return await toInvitation(row, actor.userId)
}
