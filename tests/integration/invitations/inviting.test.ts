import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createGroupInvitation as contract, invitation as shape } from '#shared/contracts/invitations.ts'
import { INVITATION_DAYS_MAX, INVITATION_USES_MAX, INVITATIONS_MAX, rateLimits } from '#shared/limits.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { updateConversation } from '#server/domain/conversations/update-conversation.ts'
import { createGroupInvitation } from '#server/domain/invitations/create-group-invitation.ts'
import { createProjectInvitation } from '#server/domain/invitations/create-project-invitation.ts'
import { listGroupInvitations, listProjectInvitations } from '#server/domain/invitations/list-invitations.ts'
import { resendInvitation } from '#server/domain/invitations/resend-invitation.ts'
import { revokeInvitation } from '#server/domain/invitations/revoke-invitation.ts'
import { sendInvitationMail } from '#server/domain/invitations/send-invitation-mail.ts'
import { updateParticipant } from '#server/domain/participants/update-participant.ts'
import { updateSettings } from '#server/domain/conversation-settings/update-settings.ts'
import { openAccountDomain, type AccountDomain } from '../../helpers/account-domain.ts'
import { createHarbor, type Harbor } from '../../helpers/harbor.ts'

describe('inviting', () => {
  let domain: AccountDomain
  let harbor: Harbor
  let conversationId: string

  beforeAll(async () => {
    domain = await openAccountDomain()
  })
  afterAll(() => domain.close())
  /** Lena leads the project and owns the group; Sam is an admin of it and Maya a member. */
  beforeEach(async () => {
    harbor = await createHarbor(domain)
    const { conversation } = await createConversation({
      actor: harbor.lena,
      conversation: { type: 'group', id: uuidv7(), projectId: harbor.project, title: 'Shop front', userIds: [harbor.maya.userId, harbor.sam.userId] },
    })
    conversationId = conversation.id
    await updateParticipant({ actor: harbor.lena, conversationId, userId: harbor.sam.userId, role: 'admin' })
  })

  type Group = Partial<Parameters<typeof createGroupInvitation>[0]>
  const intoGroup = (actor: Actor, more: Group = {}) =>
    createGroupInvitation({ conversationId, role: 'member', maxUses: 50, days: 7, ...more, actor })
  const intoProject = (actor: Actor, email?: string) =>
    createProjectInvitation({ actor, projectId: harbor.project, projectRole: 'client', maxUses: 50, days: 7, email })

  it('[R-043] creates a signed link with role, uses and expiry, which is not stored', async () => {
    const made = shape.parse(await intoGroup(harbor.sam, { maxUses: 3 }))
    const [, token = ''] = made.path?.split('/invite#') ?? []
    expect(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())).toEqual({
      aud: 'invitation', jti: made.id, conversationRole: 'member', projectRole: null, uses: 3,
      iat: Math.floor(Date.parse(made.createdAt) / 1_000), exp: Math.floor(Date.parse(made.expiresAt) / 1_000),
    })
    const [row] = await domain.database.query('SELECT to_jsonb(i)::text AS text FROM invitations i WHERE id = $1', [made.id])
    expect(JSON.stringify(row)).not.toContain(token.split('.')[2])
    expect(await listGroupInvitations({ actor: harbor.sam, conversationId })).toEqual([made])
  })

  it('[R-042] members invite if the group allows it, not above their own role, and only leads invite from outside', async () => {
    await expect(intoGroup(harbor.maya)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(intoGroup(harbor.sam, { projectRole: 'client' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(intoProject(harbor.sam)).rejects.toMatchObject({ code: 'forbidden' })
    await updateSettings({ actor: harbor.lena, conversationId, patch: { whoInvites: 'everyone' } })
    await expect(intoGroup(harbor.maya, { role: 'admin' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(intoGroup(harbor.maya)).resolves.toMatchObject({ conversationRole: 'member', projectRole: null })
    await expect(intoGroup(harbor.lena, { projectRole: 'team', role: 'admin' })).resolves.toMatchObject({ conversationRole: 'admin', projectRole: 'team' })
  })

  it('[S-16] [T-10] strangers cannot create, list or revoke invitations', async () => {
    const { id: invitationId } = await intoProject(harbor.lena)
    const otto = { actor: harbor.otto }
    for (const attempt of [
      () => intoGroup(harbor.otto), () => intoProject(harbor.otto), () => listGroupInvitations({ ...otto, conversationId }),
      () => listProjectInvitations({ ...otto, projectId: harbor.project }), () => revokeInvitation({ ...otto, invitationId }), () => resendInvitation({ ...otto, invitationId }),
    ]) await expect(attempt()).rejects.toMatchObject({ code: 'not_found' })
    expect(await listProjectInvitations({ actor: harbor.lena, projectId: harbor.project })).toHaveLength(1)
  })

  it('an archived group accepts no invitations', async () => {
    await updateConversation({ actor: harbor.lena, conversationId, status: 'archived' })
    await expect(intoGroup(harbor.lena)).rejects.toMatchObject({ code: 'conversation_archived' })
  })

  it('[S-8] owners and admins see all invitations, members their own, and only the author sees a link', async () => {
    await updateSettings({ actor: harbor.lena, conversationId, patch: { whoInvites: 'everyone' } })
    const [mayas, lenas] = [await intoGroup(harbor.maya), await intoGroup(harbor.lena, { projectRole: 'client' })]
    expect(await listGroupInvitations({ actor: harbor.maya, conversationId })).toEqual([mayas])
    expect(await listGroupInvitations({ actor: harbor.sam, conversationId })).toEqual([{ ...lenas, path: null }, { ...mayas, path: null }])
  })

  it('[R-043] the author, a lead or an admin can revoke an invitation, once', async () => {
    const [first, second] = [await intoGroup(harbor.sam), await intoGroup(harbor.lena)]
    await expect(revokeInvitation({ actor: harbor.maya, invitationId: first.id })).rejects.toMatchObject({ code: 'not_found' })
    await revokeInvitation({ actor: harbor.sam, invitationId: first.id })
    await revokeInvitation({ actor: harbor.sam, invitationId: second.id })
    await revokeInvitation({ actor: harbor.sam, invitationId: second.id })
    expect(await listGroupInvitations({ actor: harbor.lena, conversationId })).toEqual([])
    const lines = await domain.database.query(`SELECT 1 FROM audit_events WHERE action = 'invitation.revoked' AND subject = $1`, [second.id])
    expect(lines).toHaveLength(1)
  })

  it('[R-043] [S-8] an invitation for an address is mailed, works once, and its link is never shown', async () => {
    const made = await intoProject(harbor.lena, 'nora@bakery.example')
    expect(made).toMatchObject({ email: 'nora@bakery.example', maxUses: 1, path: null })
    const mail = await domain.mailTo('nora@bakery.example')
    expect(mail.subject).toBe('Invitation to Parley from “Lena Costa”')
    expect(mail.text).toContain('Invited to: “Maya\'s bakery”\n')
    expect(mail.text).toMatch(/https:\/\/parley\.example\/invite#[\w-]+\.[\w-]+\.[\w-]+\n/)
    await resendInvitation({ actor: harbor.lena, invitationId: made.id })
    await domain.mailsTo('nora@bakery.example', 2)
    const queued = await domain.database.query(`SELECT data::text AS data FROM jobs.job WHERE name = 'send-invitation-mail'`)
    expect(JSON.stringify(queued)).not.toMatch(/nora|invite[/#]/)
  })

  it('[S-38] invitation mails to an address are limited per day, reminders included', async () => {
    const [intoShop, intoAll] = [await intoGroup(harbor.lena, { email: 'nell@bakery.example', projectRole: 'client' }), await intoProject(harbor.lena, 'nell@bakery.example')]
    const remind = (invitationId: string, actor = harbor.lena) => resendInvitation({ actor, invitationId })
    // The two invitations counted as well.
    for (let sent = 2; sent < rateLimits.remind.points; sent += 1) await remind(sent % 2 ? intoShop.id : intoAll.id)
    await expect(remind(intoAll.id)).rejects.toMatchObject({ code: 'too_many_mails', details: { retryAfter: expect.any(Number) } })
    await expect(remind(intoShop.id, harbor.sam)).rejects.toMatchObject({ code: 'too_many_mails' })
    await expect(intoProject(harbor.lena, 'nell@bakery.example')).rejects.toMatchObject({ code: 'too_many_mails' })
    const other = await intoProject(harbor.lena, 'nina@bakery.example')
    await expect(remind(other.id)).resolves.toBeUndefined()
  })

  it('[S-30] the mail uses the reader\'s language, or the inviter\'s if the reader has no account', async () => {
    await domain.database.query(`UPDATE users SET preferences = '{"locale":"de"}' WHERE id = $1`, [harbor.otto.userId])
    const [otto] = await domain.database.query<{ email: string }>('SELECT email FROM users WHERE id = $1', [harbor.otto.userId])
    await intoProject(harbor.lena, otto?.email)
    await intoProject(harbor.lena, 'nadja@bakery.example')
    expect((await domain.mailTo(otto?.email ?? '')).subject).toBe('Einladung zu Parley von „Lena Costa“')
    expect((await domain.mailTo('nadja@bakery.example')).subject).toBe('Invitation to Parley from “Lena Costa”')
  })

  it('[R-043] an invitation revoked before its mail was sent is not mailed', async () => {
    const made = await intoProject(harbor.lena, 'nele@bakery.example')
    await domain.mailsTo('nele@bakery.example', 1)
    await revokeInvitation({ actor: harbor.lena, invitationId: made.id })
    await sendInvitationMail({ invitationId: made.id })
    await domain.database.query('DELETE FROM invitations WHERE id = $1', [made.id])
    await sendInvitationMail({ invitationId: made.id })
    expect(domain.outbox.filter(({ to }) => to === 'nele@bakery.example')).toHaveLength(1)
  })

  it('[R-043] an unusable invitation, or one without an address, is not sent again', async () => {
    const byLink = await intoProject(harbor.lena)
    await expect(resendInvitation({ actor: harbor.lena, invitationId: byLink.id })).rejects.toMatchObject({ code: 'conflict' })
    const byMail = await intoProject(harbor.lena, 'nils@bakery.example')
    await revokeInvitation({ actor: harbor.lena, invitationId: byMail.id })
    await expect(resendInvitation({ actor: harbor.lena, invitationId: byMail.id })).rejects.toMatchObject({ code: 'invitation_revoked' })
  })

  it('[S-38] the number of usable invitations is limited', async () => {
    await domain.database.query(`
      INSERT INTO invitations (id, project_id, conversation_id, conversation_role, invited_by_id, max_uses, expires_at)
      SELECT gen_random_uuid(), $1, $2, 'member', $3, 1, now() + interval '1 day' FROM generate_series(1, $4::int)`,
    [harbor.project, conversationId, harbor.lena.userId, INVITATIONS_MAX])
    await expect(intoGroup(harbor.lena)).rejects.toMatchObject({ code: 'too_many_invitations' })
    await expect(intoProject(harbor.lena)).resolves.toBeDefined()
  })

  it.each([
    ['an owner', { role: 'owner' }],
    ['a lead', { projectRole: 'lead' }],
    ['nobody', { maxUses: 0 }],
    ['the world', { maxUses: INVITATION_USES_MAX + 1 }],
    ['for ever', { days: INVITATION_DAYS_MAX + 1 }],
    ['what is no address', { email: 'nora' }],
    ['two lines', { email: 'nora@bakery.example\r\nBcc: all@bakery.example' }],
    ['with more than is asked for', { invitedById: uuidv7() }],
  ])('[R-043] [S-19] [S-30] inviting %s is refused', (_case, body) => {
    expect(contract.body.safeParse(body).success).toBe(false)
  })
})
