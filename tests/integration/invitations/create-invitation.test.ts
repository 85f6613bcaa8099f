import { v7 as uuidv7 } from 'uuid'
import { describe, expect } from 'vitest'
import { createGroupInvitation as contract, invitation as shape } from '#shared/contracts/invitations.ts'
import { INVITATION_DAYS_MAX, INVITATION_USES_MAX, INVITATIONS_MAX, rateLimits } from '#shared/limits.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { updateConversation } from '#server/domain/conversations/update-conversation.ts'
import { createGroupInvitation } from '#server/domain/invitations/create-group-invitation.ts'
import { createProjectInvitation } from '#server/domain/invitations/create-project-invitation.ts'
import { listGroupInvitations, listProjectInvitations } from '#server/domain/invitations/list-invitations.ts'
import { resendInvitation } from '#server/domain/invitations/resend-invitation.ts'
import { revokeInvitation } from '#server/domain/invitations/revoke-invitation.ts'
import { sendInvitationMail } from '#server/domain/invitations/send-invitation-mail.ts'
import { updateParticipant } from '#server/domain/participants/update-participant.ts'
import { updateSettings } from '#server/domain/conversation-settings/update-settings.ts'
import { createHarbor, createShopFront } from '../../helpers/harbor.ts'
import { accountTest } from '../../helpers/fixtures/account.ts'

type Group = Partial<Parameters<typeof createGroupInvitation>[0]>

const it = accountTest
  .extend('harbor', ({ domain }) => createHarbor(domain))
  /** A group that Lena owns, with Sam as admin and Maya as member. */
  .extend('conversationId', { auto: true }, async ({ domain, harbor }) => {
    const conversationId = await createShopFront({ domain, harbor })
    await updateParticipant({ actor: harbor.lena, conversationId, userId: harbor.sam.userId, role: 'admin' })
    return conversationId
  })
  .extend('inviteToGroup', ({ conversationId }) => (actor: Actor, more: Group = {}) =>
    createGroupInvitation({ conversationId, role: 'member', maxUses: 50, days: 7, ...more, actor }))
  .extend('inviteToProject', ({ harbor }) => (actor: Actor, email?: string) =>
    createProjectInvitation({ actor, projectId: harbor.project, projectRole: 'client', maxUses: 50, days: 7, email }))

describe('creating an invitation', () => {
  it('[R-043] creates a signed link with role, uses and expiry, which is not stored', async ({ domain, harbor, conversationId, inviteToGroup }) => {
    const invitation = shape.parse(await inviteToGroup(harbor.sam, { maxUses: 3 }))
    const [, token = ''] = invitation.path?.split('/invite#') ?? []
    expect(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())).toEqual({
      aud: 'invitation', jti: invitation.id, conversationRole: 'member', projectRole: null, uses: 3,
      iat: Math.floor(Date.parse(invitation.createdAt) / 1_000), exp: Math.floor(Date.parse(invitation.expiresAt) / 1_000),
    })
    const [row] = await domain.database.query('SELECT to_jsonb(i)::text AS text FROM invitations i WHERE id = $1', [invitation.id])
    expect(JSON.stringify(row)).not.toContain(token.split('.')[2])
    expect(await listGroupInvitations({ actor: harbor.sam, conversationId })).toEqual([invitation])
  })

  it('[R-042] members invite if the group allows it, not above their own role, and only leads invite from outside', async ({ harbor, conversationId, inviteToGroup, inviteToProject }) => {
    await expect(inviteToGroup(harbor.maya)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(inviteToGroup(harbor.sam, { projectRole: 'client' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(inviteToProject(harbor.sam)).rejects.toMatchObject({ code: 'forbidden' })
    await updateSettings({ actor: harbor.lena, conversationId, patch: { whoInvites: 'everyone' } })
    await expect(inviteToGroup(harbor.maya, { role: 'admin' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(inviteToGroup(harbor.maya)).resolves.toMatchObject({ conversationRole: 'member', projectRole: null })
    await expect(inviteToGroup(harbor.lena, { projectRole: 'team', role: 'admin' })).resolves.toMatchObject({ conversationRole: 'admin', projectRole: 'team' })
  })

  it('[S-16] [T-10] users of other projects cannot create, list or revoke invitations', async ({ harbor, conversationId, inviteToGroup, inviteToProject }) => {
    const { id: invitationId } = await inviteToProject(harbor.lena)
    const otto = { actor: harbor.otto }
    for (const attempt of [
      () => inviteToGroup(harbor.otto), () => inviteToProject(harbor.otto), () => listGroupInvitations({ ...otto, conversationId }),
      () => listProjectInvitations({ ...otto, projectId: harbor.project }), () => revokeInvitation({ ...otto, invitationId }), () => resendInvitation({ ...otto, invitationId }),
    ]) await expect(attempt()).rejects.toMatchObject({ code: 'not_found' })
    expect(await listProjectInvitations({ actor: harbor.lena, projectId: harbor.project })).toHaveLength(1)
  })

  it('an archived group accepts no invitations', async ({ harbor, conversationId, inviteToGroup }) => {
    await updateConversation({ actor: harbor.lena, conversationId, status: 'archived' })
    await expect(inviteToGroup(harbor.lena)).rejects.toMatchObject({ code: 'conversation_archived' })
  })

  it('[S-8] owners and admins see all invitations, members their own, and only the author sees a link', async ({ harbor, conversationId, inviteToGroup }) => {
    await updateSettings({ actor: harbor.lena, conversationId, patch: { whoInvites: 'everyone' } })
    const [mayas, lenas] = [await inviteToGroup(harbor.maya), await inviteToGroup(harbor.lena, { projectRole: 'client' })]
    expect(await listGroupInvitations({ actor: harbor.maya, conversationId })).toEqual([mayas])
    expect(await listGroupInvitations({ actor: harbor.sam, conversationId })).toEqual([{ ...lenas, path: null }, { ...mayas, path: null }])
  })

  it('[R-043] the author, a lead or an admin can revoke an invitation, once', async ({ domain, harbor, conversationId, inviteToGroup }) => {
    const [first, second] = [await inviteToGroup(harbor.sam), await inviteToGroup(harbor.lena)]
    await expect(revokeInvitation({ actor: harbor.maya, invitationId: first.id })).rejects.toMatchObject({ code: 'not_found' })
    await revokeInvitation({ actor: harbor.sam, invitationId: first.id })
    await revokeInvitation({ actor: harbor.sam, invitationId: second.id })
    await revokeInvitation({ actor: harbor.sam, invitationId: second.id })
    expect(await listGroupInvitations({ actor: harbor.lena, conversationId })).toEqual([])
    const lines = await domain.database.query(`SELECT 1 FROM audit_events WHERE action = 'invitation.revoked' AND subject = $1`, [second.id])
    expect(lines).toHaveLength(1)
  })

  it('[R-043] [S-8] an invitation for an address is mailed, works once, and its link is never shown', async ({ domain, harbor, inviteToProject }) => {
    const invitation = await inviteToProject(harbor.lena, 'nora@bakery.example')
    expect(invitation).toMatchObject({ email: 'nora@bakery.example', maxUses: 1, path: null })
    const mail = await domain.mailTo('nora@bakery.example')
    expect(mail.subject).toBe('Invitation to Parley from “Lena Costa”')
    expect(mail.text).toContain('Invited to: “Maya\'s bakery”\n')
    expect(mail.text).toMatch(/https:\/\/parley\.example\/invite#[\w-]+\.[\w-]+\.[\w-]+\n/)
    await resendInvitation({ actor: harbor.lena, invitationId: invitation.id })
    await domain.mailsTo('nora@bakery.example', 2)
    const queued = await domain.database.query(`SELECT data::text AS data FROM jobs.job WHERE name = 'send-invitation-mail'`)
    expect(JSON.stringify(queued)).not.toMatch(/nora|invite[/#]/)
  })

  it('[S-38] invitation mails to an address are limited per day, reminders included', async ({ harbor, inviteToGroup, inviteToProject }) => {
    const [toGroup, toProject] = [await inviteToGroup(harbor.lena, { email: 'nell@bakery.example', projectRole: 'client' }), await inviteToProject(harbor.lena, 'nell@bakery.example')]
    const remind = (invitationId: string, actor = harbor.lena) => resendInvitation({ actor, invitationId })
    // The two invitations also counted.
    for (let sent = 2; sent < rateLimits.remind.points; sent += 1) await remind(sent % 2 ? toGroup.id : toProject.id)
    await expect(remind(toProject.id)).rejects.toMatchObject({ code: 'too_many_mails', details: { retryAfter: expect.any(Number) } })
    await expect(remind(toGroup.id, harbor.sam)).rejects.toMatchObject({ code: 'too_many_mails' })
    await expect(inviteToProject(harbor.lena, 'nell@bakery.example')).rejects.toMatchObject({ code: 'too_many_mails' })
    const other = await inviteToProject(harbor.lena, 'nina@bakery.example')
    await expect(remind(other.id)).resolves.toBeUndefined()
  })

  it('[S-30] the mail uses the reader\'s language, or the inviter\'s if the reader has no account', async ({ domain, harbor, inviteToProject }) => {
    await domain.database.query(`UPDATE users SET preferences = '{"locale":"de"}' WHERE id = $1`, [harbor.otto.userId])
    const [otto] = await domain.database.query<{ email: string }>('SELECT email FROM users WHERE id = $1', [harbor.otto.userId])
    await inviteToProject(harbor.lena, otto?.email)
    await inviteToProject(harbor.lena, 'nadja@bakery.example')
    expect((await domain.mailTo(otto?.email ?? '')).subject).toBe('Einladung zu Parley von „Lena Costa“')
    expect((await domain.mailTo('nadja@bakery.example')).subject).toBe('Invitation to Parley from “Lena Costa”')
  })

  it('[R-043] an invitation revoked before its mail was sent is not mailed', async ({ domain, harbor, inviteToProject }) => {
    const invitation = await inviteToProject(harbor.lena, 'nele@bakery.example')
    await domain.mailsTo('nele@bakery.example', 1)
    await revokeInvitation({ actor: harbor.lena, invitationId: invitation.id })
    await sendInvitationMail({ invitationId: invitation.id })
    await domain.database.query('DELETE FROM invitations WHERE id = $1', [invitation.id])
    await sendInvitationMail({ invitationId: invitation.id })
    expect(domain.outbox.filter(({ to }) => to === 'nele@bakery.example')).toHaveLength(1)
  })

  it('[R-043] an unusable invitation, or one without an address, is not sent again', async ({ harbor, inviteToProject }) => {
    const byLink = await inviteToProject(harbor.lena)
    await expect(resendInvitation({ actor: harbor.lena, invitationId: byLink.id })).rejects.toMatchObject({ code: 'conflict' })
    const byMail = await inviteToProject(harbor.lena, 'nils@bakery.example')
    await revokeInvitation({ actor: harbor.lena, invitationId: byMail.id })
    await expect(resendInvitation({ actor: harbor.lena, invitationId: byMail.id })).rejects.toMatchObject({ code: 'invitation_revoked' })
  })

  it('[S-38] the number of usable invitations is limited', async ({ domain, harbor, conversationId, inviteToGroup, inviteToProject }) => {
    await domain.database.query(`
      INSERT INTO invitations (id, project_id, conversation_id, conversation_role, invited_by_id, max_uses, expires_at)
      SELECT gen_random_uuid(), $1, $2, 'member', $3, 1, now() + interval '1 day' FROM generate_series(1, $4::int)`,
    [harbor.project, conversationId, harbor.lena.userId, INVITATIONS_MAX])
    await expect(inviteToGroup(harbor.lena)).rejects.toMatchObject({ code: 'too_many_invitations' })
    await expect(inviteToProject(harbor.lena)).resolves.toBeDefined()
  })

  it.each([
    ['as an owner', { role: 'owner' }],
    ['as a lead', { projectRole: 'lead' }],
    ['for zero uses', { maxUses: 0 }],
    ['for too many uses', { maxUses: INVITATION_USES_MAX + 1 }],
    ['for too many days', { days: INVITATION_DAYS_MAX + 1 }],
    ['an invalid address', { email: 'nora' }],
    ['an address of two lines', { email: 'nora@bakery.example\r\nBcc: all@bakery.example' }],
    ['with an unknown field', { invitedById: uuidv7() }],
  ])('[R-043] [S-19] [S-30] inviting %s is refused', (_case, body) => {
    expect(contract.body.safeParse(body).success).toBe(false)
  })
})
