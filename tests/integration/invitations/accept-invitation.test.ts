import { randomBytes } from 'node:crypto'
import { SignJWT } from 'jose'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect } from 'vitest'
import { invitationDetails } from '#shared/contracts/invitations.ts'
import type { Invitation } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadConversation } from '#server/domain/access/load-conversation.ts'
import { signAccessToken, verifyAccessToken } from '#server/domain/authentication/access-token.ts'
import { login } from '#server/domain/authentication/login.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { updateConversation } from '#server/domain/conversations/update-conversation.ts'
import { acceptInvitation } from '#server/domain/invitations/accept-invitation.ts'
import { createGroupInvitation } from '#server/domain/invitations/create-group-invitation.ts'
import { createProjectInvitation } from '#server/domain/invitations/create-project-invitation.ts'
import { signInvitation } from '#server/domain/invitations/invitation-token.ts'
import { readInvitation } from '#server/domain/invitations/read-invitation.ts'
import { revokeInvitation } from '#server/domain/invitations/revoke-invitation.ts'
import { signUpInvited } from '#server/domain/invitations/sign-up-invited.ts'
import { removeParticipant } from '#server/domain/participants/remove-participant.ts'
import { listProjects } from '#server/domain/projects/list-projects.ts'
import { removeMember } from '#server/domain/projects/remove-member.ts'
import { updateMember } from '#server/domain/projects/update-member.ts'
import { database } from '#server/infra/postgres/database.ts'
import { createHarbor } from '../../helpers/harbor.ts'
import { tokenIn, tokenOf } from '../../helpers/invitation-token.ts'
import { accountTest } from '../../helpers/fixtures/account.ts'

type Group = Partial<Parameters<typeof createGroupInvitation>[0]>

const accept = (actor: Actor, token: string) => acceptInvitation({ actor, token })

const it = accountTest
  .extend('harbor', ({ domain }) => createHarbor(domain))
  .extend('conversationId', { auto: true }, async ({ domain, harbor }) => {
    const { conversation } = await createConversation({
      actor: harbor.lena,
      conversation: { type: 'group', id: uuidv7(), projectId: harbor.project, title: 'Shop front', userIds: [harbor.maya.userId] },
    })
    const conversationId = conversation.id
    domain.published()
    return conversationId
  })
  .extend('inviteToGroup', ({ harbor, conversationId }) => (more: Group = {}) =>
    createGroupInvitation({ actor: harbor.lena, conversationId, role: 'member', projectRole: 'client', maxUses: 50, days: 7, ...more }))
  .extend('inviteToProject', ({ harbor }) => (email?: string) =>
    createProjectInvitation({ actor: harbor.lena, projectId: harbor.project, projectRole: 'client', maxUses: 50, days: 7, email }))
  .extend('mailedToken', ({ domain }) => async (email: string) => tokenIn(await domain.mailTo(email)))
  .extend('usesOf', ({ domain }) => async ({ id }: Invitation) => (await domain.database.query<{ uses: number }>('SELECT use_count AS uses FROM invitations WHERE id = $1', [id]))[0]?.uses)

describe('accepting an invitation', () => {
  it('[R-043] shows the inviter, the project and the group, and nothing else', async ({ inviteToGroup }) => {
    const token = tokenOf(await inviteToGroup())
    expect(invitationDetails.parse(await readInvitation({ token }))).toMatchObject({
      projectName: 'Maya\'s bakery', conversationTitle: 'Shop front', invitedBy: 'Lena Costa', email: null, forMembersOnly: false,
    })
  })

  it('[R-043] [R-044] adds a user to project and group and notifies the participants', async ({ domain, harbor, conversationId, inviteToGroup, usesOf }) => {
    const invitation = await inviteToGroup()
    await expect(accept(harbor.otto, tokenOf(invitation))).resolves.toEqual({ projectId: harbor.project, conversationId })
    await expect(loadConversation({ actor: harbor.otto, conversationId })).resolves.toMatchObject({ mine: { role: 'member' } })
    expect((await listProjects({ actor: harbor.otto })).find(({ id }) => id === harbor.project)).toMatchObject({ role: 'client' })
    expect(domain.published()).toMatchObject([{ name: 'participant:added', payload: { changeSeq: 1, participant: { user: { id: harbor.otto.userId } } } }])
    expect(await usesOf(invitation)).toBe(1)
  })

  it('[T-04] twenty simultaneous calls of one user count as one use', async ({ domain, harbor, inviteToGroup, usesOf }) => {
    const invitation = await inviteToGroup({ maxUses: 2 })
    await Promise.all(Array.from({ length: 20 }, () => accept(harbor.otto, tokenOf(invitation))))
    expect(await usesOf(invitation)).toBe(1)
    expect(domain.published()).toHaveLength(1)
  })

  it('[R-043] one of two users gets the last use, the other an error', async ({ harbor, inviteToGroup }) => {
    const invitation = await inviteToGroup({ maxUses: 1 })
    const results = await Promise.allSettled([harbor.otto, harbor.sam].map(actor => accept(actor, tokenOf(invitation))))
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'invitation_used' } })
    await expect(readInvitation({ token: tokenOf(invitation) })).rejects.toMatchObject({ code: 'invitation_used' })
  })

  it('does not count a use for a participant, who keeps their role', async ({ harbor, conversationId, inviteToGroup, usesOf }) => {
    const invitation = await inviteToGroup({ role: 'admin' })
    await expect(accept(harbor.maya, tokenOf(invitation))).resolves.toEqual({ projectId: harbor.project, conversationId })
    expect(await usesOf(invitation)).toBe(0)
    await expect(loadConversation({ actor: harbor.maya, conversationId })).resolves.toMatchObject({ mine: { role: 'member' } })
  })

  it('[S-17] a link for project members does not work for others', async ({ harbor, conversationId, inviteToGroup }) => {
    const token = tokenOf(await inviteToGroup({ projectRole: undefined }))
    await expect(accept(harbor.otto, token)).rejects.toMatchObject({ code: 'no_shared_project' })
    await expect(accept(harbor.sam, token)).resolves.toMatchObject({ conversationId })
  })

  it('[S-17] a mailed invitation for project members creates no account', async ({ domain, inviteToGroup, mailedToken }) => {
    const email = `nora-${uuidv7()}@bakery.example`
    await inviteToGroup({ email, projectRole: undefined })
    const token = await mailedToken(email)
    await expect(readInvitation({ token })).resolves.toMatchObject({ forMembersOnly: true })
    await expect(signUpInvited({ token, name: 'Nora Vale', password: 'fourteen tables', locale: 'de', address: '203.0.113.9' })).rejects.toMatchObject({ code: 'no_shared_project' })
    expect(await domain.database.query('SELECT 1 FROM users WHERE email = $1', [email])).toEqual([])
  })

  it('[R-043] adds a user to a project once, without notifying its groups', async ({ domain, harbor, conversationId, inviteToProject, usesOf }) => {
    const invitation = await inviteToProject()
    for (const _ of [1, 2]) await expect(accept(harbor.otto, tokenOf(invitation))).resolves.toEqual({ projectId: harbor.project, conversationId: null })
    expect((await listProjects({ actor: harbor.otto })).find(({ id }) => id === harbor.project)).toMatchObject({ role: 'client' })
    await expect(loadConversation({ actor: harbor.otto, conversationId })).rejects.toMatchObject({ code: 'not_found' })
    expect([await usesOf(invitation), domain.published()]).toEqual([1, []])
  })

  it('[S-18] a removed member cannot use the same project link again', async ({ domain, harbor, inviteToProject }) => {
    const invitation = await inviteToProject()
    await accept(harbor.otto, tokenOf(invitation))
    await removeMember({ actor: harbor.lena, projectId: harbor.project, userId: harbor.otto.userId })
    await expect(accept(harbor.otto, tokenOf(invitation))).rejects.toMatchObject({ code: 'invitation_outdated' })
    await domain.database.query('DELETE FROM project_departures WHERE user_id = $1', [harbor.otto.userId])
    await expect(accept(harbor.otto, tokenOf(invitation))).rejects.toMatchObject({ code: 'invitation_used' })
    await expect(accept(harbor.otto, tokenOf(await inviteToProject()))).resolves.toMatchObject({ projectId: harbor.project })
  })

  it('[S-18] a removed participant cannot use an older link', async ({ harbor, conversationId, inviteToGroup }) => {
    const [used, other] = [await inviteToGroup(), await inviteToGroup()]
    await accept(harbor.otto, tokenOf(used))
    await removeParticipant({ actor: harbor.lena, conversationId, userId: harbor.otto.userId })
    for (const invitation of [used, other]) await expect(accept(harbor.otto, tokenOf(invitation))).rejects.toMatchObject({ code: 'invitation_outdated' })
    await expect(accept(harbor.otto, tokenOf(await inviteToGroup()))).resolves.toMatchObject({ conversationId })
  })

  it('[R-043] is refused with an error of its own if revoked, expired or for an archived group', async ({ domain, harbor, conversationId, inviteToGroup }) => {
    const invitation = await inviteToGroup()
    await domain.database.query(`UPDATE invitations SET expires_at = now() - interval '1 second' WHERE id = $1`, [invitation.id])
    await expect(accept(harbor.otto, tokenOf(invitation))).rejects.toMatchObject({ code: 'invitation_expired', status: 410 })
    // The token also contains the expiry.
    const row = await database().invitation.findUniqueOrThrow({ where: { id: invitation.id } })
    await expect(accept(harbor.otto, await signInvitation(row))).rejects.toMatchObject({ code: 'invitation_expired' })
    const another = await inviteToGroup()
    await updateConversation({ actor: harbor.lena, conversationId, status: 'archived' })
    await expect(accept(harbor.otto, tokenOf(another))).rejects.toMatchObject({ code: 'conversation_archived' })
    await revokeInvitation({ actor: harbor.lena, invitationId: another.id })
    await expect(accept(harbor.otto, tokenOf(another))).rejects.toMatchObject({ code: 'invitation_revoked', status: 410 })
    await expect(readInvitation({ token: tokenOf(another) })).rejects.toMatchObject({ code: 'invitation_revoked' })
  })

  it('[R-042] works only while its author may invite', async ({ domain, harbor, inviteToGroup }) => {
    const token = tokenOf(await inviteToGroup())
    await updateMember({ actor: harbor.lena, projectId: harbor.project, userId: harbor.sam.userId, role: 'lead' })
    await updateMember({ actor: harbor.sam, projectId: harbor.project, userId: harbor.lena.userId, role: 'team' })
    await expect(accept(harbor.otto, token)).rejects.toMatchObject({ code: 'invitation_revoked' })
    await updateMember({ actor: harbor.sam, projectId: harbor.project, userId: harbor.lena.userId, role: 'lead' })
    await domain.database.query('UPDATE users SET deactivated_at = now() WHERE id = $1', [harbor.lena.userId])
    await expect(accept(harbor.otto, token)).rejects.toMatchObject({ code: 'invitation_revoked' })
  })

  it('[S-8] [S-9] a forged token or one of another kind is refused', async ({ domain, harbor, inviteToGroup }) => {
    const invitation = await inviteToGroup()
    const [header, payload, signature] = tokenOf(invitation).split('.')
    const foreign = await new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).setAudience('invitation').setJti(invitation.id).setExpirationTime('1h').sign(randomBytes(48))
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`
    const tampered = `${header}.${Buffer.from(JSON.stringify({ aud: 'invitation', jti: uuidv7(), exp: 9_999_999_999 })).toString('base64url')}.${signature}`
    for (const token of ['nonsense', '', foreign, unsigned, tampered, await signAccessToken(harbor.lena)]) {
      await expect(accept(harbor.otto, token)).rejects.toMatchObject({ code: 'invitation_invalid' })
      await expect(readInvitation({ token })).rejects.toMatchObject({ code: 'invitation_invalid' })
    }
    expect(await verifyAccessToken(tokenOf(invitation))).toBeUndefined()
    await domain.database.query('DELETE FROM invitations WHERE id = $1', [invitation.id])
    await expect(accept(harbor.otto, tokenOf(invitation))).rejects.toMatchObject({ code: 'invitation_invalid' })
  })

  it('[S-8] an invitation for an address works for no other account', async ({ harbor, inviteToProject, mailedToken }) => {
    const email = `nora-${uuidv7()}@bakery.example`
    await inviteToProject(email)
    await expect(accept(harbor.otto, await mailedToken(email))).rejects.toMatchObject({ code: 'invitation_foreign', status: 403 })
  })

  it('[R-043] [R-001] a new user signs up by the mail, which confirms the address, and joins', async ({ domain, harbor, conversationId, inviteToGroup, mailedToken }) => {
    const email = `nora-${uuidv7()}@bakery.example`
    await inviteToGroup({ email })
    const token = await mailedToken(email)
    const account = { token, name: 'Nora Vale', password: 'fourteen tables', locale: 'de', address: '203.0.113.9' }
    await signUpInvited(account)
    await expect(signUpInvited(account)).rejects.toMatchObject({ code: 'email_taken' })
    const { account: signedIn } = await login({ email, password: 'fourteen tables', userAgent: 'test', address: '203.0.113.9' })
    expect(signedIn).toMatchObject({ emailVerified: true, name: 'Nora Vale' })
    const nora = await domain.actorFor(signedIn.id)
    await expect(accept(nora, token)).resolves.toEqual({ projectId: harbor.project, conversationId })
    await expect(accept(nora, token)).resolves.toEqual({ projectId: harbor.project, conversationId })
    await expect(signUpInvited(account)).rejects.toMatchObject({ code: 'invitation_used' })
  })

  it('[S-8] a link without an address creates no account', async ({ inviteToGroup }) => {
    const account = { token: tokenOf(await inviteToGroup()), name: 'Nora Vale', password: 'fourteen tables', locale: undefined, address: '203.0.113.9' }
    await expect(signUpInvited(account)).rejects.toMatchObject({ code: 'invitation_invalid' })
  })

  it('[S-40] accepted invitations are in the audit log', async ({ domain, harbor, inviteToGroup }) => {
    const invitation = await inviteToGroup()
    await accept(harbor.otto, tokenOf(invitation))
    const lines = await domain.database.query('SELECT action, actor_id AS "actorId" FROM audit_events WHERE subject = $1 ORDER BY id', [invitation.id])
    expect(lines).toEqual([{ action: 'invitation.created', actorId: harbor.lena.userId }, { action: 'invitation.accepted', actorId: harbor.otto.userId }])
  })
})
