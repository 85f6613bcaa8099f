import { v7 as uuidv7 } from 'uuid'
import { afterEach, describe, expect, vi } from 'vitest'
import type { Invitation } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadConversation } from '#server/domain/access/load-conversation.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { acceptInvitation } from '#server/domain/invitations/accept-invitation.ts'
import { createGroupInvitation } from '#server/domain/invitations/create-group-invitation.ts'
import { createProjectInvitation } from '#server/domain/invitations/create-project-invitation.ts'
import { listProjectInvitations } from '#server/domain/invitations/list-invitations.ts'
import { signUpInvited } from '#server/domain/invitations/sign-up-invited.ts'
import { removeParticipant } from '#server/domain/participants/remove-participant.ts'
import { addMember } from '#server/domain/projects/add-member.ts'
import { listProjects } from '#server/domain/projects/list-projects.ts'
import { removeMember } from '#server/domain/projects/remove-member.ts'
import { createHarbor } from '../../helpers/harbor.ts'
import { tokenIn, tokenOf } from '../../helpers/invitation-token.ts'
import { accountTest } from '../../helpers/fixtures/account.ts'

const outdated = { code: 'invitation_outdated', status: 410 }

const accept = (actor: Actor, invitation: Invitation) => acceptInvitation({ actor, token: tokenOf(invitation) })

const it = accountTest
  .extend('harbor', ({ domain }) => createHarbor(domain))
  .extend('createGroup', ({ harbor }) => async (title: string, userIds: string[]): Promise<string> => {
    const { conversation } = await createConversation({ actor: harbor.lena, conversation: { type: 'group', id: uuidv7(), projectId: harbor.project, title, userIds } })
    return conversation.id
  })
  .extend('conversationId', { auto: true }, ({ harbor, createGroup }) => createGroup('Shop front', [harbor.maya.userId]))
  .extend('inviteToProject', ({ harbor }) => (email?: string) =>
    createProjectInvitation({ actor: harbor.lena, projectId: harbor.project, projectRole: 'client', maxUses: 50, days: 7, email }))
  .extend('inviteToGroup', ({ harbor, conversationId }) => (more: Partial<Parameters<typeof createGroupInvitation>[0]> = {}) =>
    createGroupInvitation({ actor: harbor.lena, conversationId, role: 'member', projectRole: 'client', maxUses: 50, days: 7, ...more }))
  .extend('remove', ({ harbor }) => (actor: Actor, by = harbor.lena) => removeMember({ actor: by, projectId: harbor.project, userId: actor.userId }))
  .extend('isMember', ({ harbor }) => async (actor: Actor) => (await listProjects({ actor })).some(({ id }) => id === harbor.project))
  .extend('emailOf', ({ domain }) => async ({ userId }: Actor) => (await domain.database.query<{ email: string }>('SELECT email FROM users WHERE id = $1', [userId]))[0]?.email ?? '')

afterEach(() => vi.useRealTimers())

describe('an invitation created before a member left the project', () => {
  it('[S-50] does not readmit a removed member, into the project or a group', async ({ domain, harbor, createGroup, inviteToProject, inviteToGroup, remove, isMember }) => {
    const old = [await inviteToProject(), await inviteToGroup(), await inviteToGroup({ conversationId: await createGroup('Ovens', []) })]
    await remove(harbor.maya)
    for (const invitation of old) await expect(accept(harbor.maya, invitation)).rejects.toMatchObject(outdated)
    expect(await isMember(harbor.maya)).toBe(false)
    const [uses] = await domain.database.query<{ count: number }>('SELECT SUM(use_count)::int AS count FROM invitations WHERE project_id = $1', [harbor.project])
    expect(uses?.count).toBe(0)
  })

  it('[S-50] does not readmit a member who left', async ({ harbor, inviteToProject, remove }) => {
    const old = await inviteToProject()
    await remove(harbor.sam, harbor.sam)
    await expect(accept(harbor.sam, old)).rejects.toMatchObject(outdated)
  })

  it('[S-50] without a project role does not readmit a removed member', async ({ harbor, inviteToGroup, remove }) => {
    const old = await inviteToGroup({ projectRole: undefined })
    await remove(harbor.sam)
    await expect(accept(harbor.sam, old)).rejects.toMatchObject({ code: 'no_shared_project' })
  })

  it('[S-50] is replaced by one created after the removal', async ({ harbor, conversationId, inviteToProject, inviteToGroup, remove }) => {
    await inviteToProject()
    await remove(harbor.maya)
    await expect(accept(harbor.maya, await inviteToProject())).resolves.toEqual({ projectId: harbor.project, conversationId: null })
    await remove(harbor.maya)
    await expect(accept(harbor.maya, await inviteToGroup())).resolves.toEqual({ projectId: harbor.project, conversationId })
  })

  it('[S-50] does not readmit a member after a second removal', async ({ harbor, inviteToProject, remove }) => {
    await remove(harbor.maya)
    const between = await inviteToProject()
    await accept(harbor.maya, between)
    await remove(harbor.maya)
    await expect(accept(harbor.maya, between)).rejects.toMatchObject(outdated)
  })

  it('[S-50] lets a member who was added again join other groups, not the group they had been in', async ({ domain, harbor, createGroup, inviteToGroup, remove }) => {
    const [left, other] = [await inviteToGroup(), await inviteToGroup({ conversationId: await createGroup('Ovens', []) })]
    await domain.database.query('INSERT INTO project_members (project_id, user_id, role) VALUES ($1, $2, $3), ($1, $4, $5)', [harbor.otherProject, harbor.maya.userId, 'client', harbor.lena.userId, 'team'])
    await remove(harbor.maya)
    await addMember({ actor: harbor.lena, projectId: harbor.project, userId: harbor.maya.userId, role: 'client' })
    await expect(accept(harbor.maya, other)).resolves.toMatchObject({ projectId: harbor.project })
    await expect(accept(harbor.maya, left)).rejects.toMatchObject(outdated)
  })

  it('[S-50] still works for other users', async ({ harbor, inviteToProject, remove }) => {
    const old = await inviteToProject()
    await remove(harbor.maya)
    await expect(accept(harbor.otto, old)).resolves.toMatchObject({ projectId: harbor.project })
  })

  it('[S-50] is revoked if mailed to the removed member, also for a new account with the same address', async ({ domain, harbor, inviteToProject, remove, emailOf }) => {
    const email = await emailOf(harbor.maya)
    await inviteToProject(email)
    const other = await inviteToProject('another@bakery.example')
    const token = tokenIn(await domain.mailTo(email))
    await remove(harbor.maya)
    await expect(acceptInvitation({ actor: harbor.maya, token })).rejects.toMatchObject(outdated)
    await domain.database.query(`UPDATE users SET email = 'gone-' || email, deactivated_at = now(), deleted_at = now() WHERE id = $1`, [harbor.maya.userId])
    await expect(signUpInvited({ token, name: 'Maya', password: 'fourteen tables', locale: 'en', address: '203.0.113.9' })).rejects.toMatchObject({ code: 'invitation_revoked' })
    expect((await listProjectInvitations({ actor: harbor.lena, projectId: harbor.project })).map(({ id }) => id)).toEqual([other.id])
  })

  it('[S-50] is compared by the clock of the database, not of the server', async ({ harbor, conversationId, inviteToProject, inviteToGroup, remove }) => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 600_000 })
    const old = [await inviteToProject(), await inviteToGroup({ projectRole: undefined })]
    vi.setSystemTime(Date.now() - 1_200_000)
    await removeParticipant({ actor: harbor.lena, conversationId, userId: harbor.maya.userId })
    await expect(accept(harbor.maya, old[1] as Invitation)).rejects.toMatchObject(outdated)
    await remove(harbor.maya)
    await expect(accept(harbor.maya, old[0] as Invitation)).rejects.toMatchObject(outdated)
  })

  it('[S-50] is either used or refused during a simultaneous removal', async ({ harbor, conversationId, inviteToGroup, remove, isMember }) => {
    for (const _ of Array.from({ length: 8 })) {
      const invitation = await inviteToGroup()
      await Promise.allSettled([accept(harbor.maya, invitation), remove(harbor.maya), accept(harbor.maya, invitation)])
      expect(await isMember(harbor.maya)).toBe(false)
      await expect(loadConversation({ actor: harbor.maya, conversationId })).rejects.toMatchObject({ code: 'not_found' })
      await accept(harbor.maya, await inviteToGroup())
    }
  })
})
