import { v7 as uuidv7 } from 'uuid'
import { describe, expect } from 'vitest'
import { loadConversation } from '#server/domain/access/load-conversation.ts'
import { listConversations } from '#server/domain/conversations/list-conversations.ts'
import { addMember } from '#server/domain/projects/add-member.ts'
import { createProject } from '#server/domain/projects/create-project.ts'
import { listProjects } from '#server/domain/projects/list-projects.ts'
import { readProject } from '#server/domain/projects/read-project.ts'
import { removeMember } from '#server/domain/projects/remove-member.ts'
import { updateMember } from '#server/domain/projects/update-member.ts'
import { deleteAccount } from '#server/domain/account/delete-account.ts'
import { hashArgon2 } from '#server/infra/argon2.ts'
import { projectDetails } from '#shared/contracts/projects.ts'
import { createHarbor, createShopFront } from '../../helpers/harbor.ts'
import { accountTest } from '../../helpers/fixtures/account.ts'

const it = accountTest
  .extend('harbor', ({ domain }) => createHarbor(domain))
  .extend('createGroup', ({ domain, harbor }) => async () => {
    const conversationId = await createShopFront({ domain, harbor })
    return await loadConversation({ actor: harbor.lena, conversationId })
  })

describe('projects', () => {
  it('[R-020] a user sees only their own projects', async ({ domain, harbor }) => {
    await domain.database.query('UPDATE users SET email_verified_at = now() WHERE id = $1', [harbor.maya.userId])
    const created = await createProject({ actor: harbor.maya, name: 'Crème & Brûlée' })
    expect(projectDetails.parse(created)).toMatchObject({ name: 'Crème & Brûlée', role: 'lead', memberCount: 1, status: 'active' })
    expect(created.slug).toMatch(/^creme-brulee-[\da-f]{8}$/)
    expect((await listProjects({ actor: harbor.maya })).map(project => project.id).sort()).toEqual([harbor.project, created.id].sort())
    expect((await listProjects({ actor: harbor.otto })).map(project => project.id)).toEqual([harbor.otherProject])
  })

  it('[R-020] only a user with a confirmed address can create one', async ({ harbor }) => {
    await expect(createProject({ actor: harbor.sam, name: 'Anything' })).rejects.toMatchObject({ code: 'email_not_verified' })
  })

  it('[T-10] [S-16] no operation finds a project of which the user is no member', async ({ harbor }) => {
    const outside = { actor: harbor.otto, projectId: harbor.project }
    const attempts = [
      readProject(outside),
      addMember({ ...outside, userId: harbor.otto.userId, role: 'lead' }),
      updateMember({ ...outside, userId: harbor.maya.userId, role: 'lead' }),
      removeMember({ ...outside, userId: harbor.maya.userId }),
      removeMember({ ...outside, userId: harbor.otto.userId }),
    ]
    for (const attempt of attempts) await expect(attempt).rejects.toMatchObject({ code: 'not_found' })
  })

  it('[R-018] members read; leads manage', async ({ harbor }) => {
    expect((await readProject({ actor: harbor.maya, projectId: harbor.project })).members).toHaveLength(3)
    const inside = { actor: harbor.sam, projectId: harbor.project }
    await expect(updateMember({ ...inside, userId: harbor.sam.userId, role: 'lead' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(updateMember({ actor: harbor.lena, projectId: harbor.project, userId: harbor.otto.userId, role: 'lead' })).rejects.toMatchObject({ code: 'not_found' })
    await expect(addMember({ ...inside, userId: harbor.maya.userId, role: 'lead' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(removeMember({ ...inside, userId: harbor.maya.userId })).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('[S-19] members do not see each other\'s e-mail addresses or hashes', async ({ harbor }) => {
    const project = await readProject({ actor: harbor.maya, projectId: harbor.project })
    expect(JSON.stringify(project)).not.toMatch(/@|argon2|hash|preferences/i)
  })

  it('[R-020] a lead adds users of shared projects, once, and no others', async ({ domain, harbor }) => {
    await domain.database.query('UPDATE users SET email_verified_at = now() WHERE id = $1', [harbor.lena.userId])
    const { id: projectId } = await createProject({ actor: harbor.lena, name: 'Bookshop' })
    const invitation = { actor: harbor.lena, projectId, userId: harbor.sam.userId, role: 'team' as const }
    const outcomes = await Promise.all([addMember(invitation), addMember(invitation), addMember(invitation)])
    expect(outcomes.filter(({ created }) => created)).toHaveLength(1)
    await expect(addMember({ ...invitation, role: 'lead' })).rejects.toMatchObject({ code: 'conflict' })
    await expect(addMember({ ...invitation, userId: harbor.otto.userId })).rejects.toMatchObject({ code: 'not_found' })
    await expect(addMember({ ...invitation, userId: uuidv7() })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('[R-020] one lead always remains, also when two step down at once', async ({ harbor }) => {
    const { project: projectId, lena, sam } = harbor
    await expect(updateMember({ actor: lena, projectId, userId: lena.userId, role: 'team' })).rejects.toMatchObject({ code: 'last_lead', details: { projects: ['Maya\'s bakery'] } })
    await expect(removeMember({ actor: lena, projectId, userId: lena.userId })).rejects.toMatchObject({ code: 'last_lead' })
    await updateMember({ actor: lena, projectId, userId: sam.userId, role: 'lead' })
    const both = await Promise.allSettled([lena, sam].map(actor => updateMember({ actor, projectId, userId: actor.userId, role: 'team' })))
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('a removed member leaves all groups at once, and each group gets the next changeSeq', async ({ domain, harbor, createGroup }) => {
    const [first, second] = [await createGroup(), await createGroup()]
    const removal = { actor: harbor.lena, projectId: harbor.project, userId: harbor.maya.userId }
    expect(await removeMember(removal)).toEqual({ projectId: harbor.project, userId: harbor.maya.userId })
    const announced = domain.published()
    expect(announced).toHaveLength(2)
    expect(announced).toEqual(expect.arrayContaining([first, second].map(({ id, changeSeq }) => ({
      name: 'participant:removed', to: { conversation: id }, payload: { conversationId: id, changeSeq: changeSeq + 1, userId: harbor.maya.userId },
    }))))
    expect(await listConversations({ actor: harbor.maya })).toEqual([])
    await removeMember(removal)
    expect(domain.published()).toEqual([])
  })

  it('[R-003] a deleted account leaves its projects and groups', async ({ domain, harbor, createGroup }) => {
    const group = await createGroup()
    await domain.database.query('UPDATE users SET password_hash = $2 WHERE id = $1', [harbor.maya.userId, await hashArgon2('fourteen tables')])
    await deleteAccount({ actor: harbor.maya, password: 'fourteen tables' })
    expect(domain.published().map(event => event.name)).toEqual(['participant:removed', 'session:revoked'])
    const head = (await listConversations({ actor: harbor.sam })).find(conversation => conversation.id === group.id)
    expect(head?.participants.map(participant => participant.user.id)).not.toContain(harbor.maya.userId)
    expect((await readProject({ actor: harbor.sam, projectId: harbor.project })).memberCount).toBe(2)
  })

  it('[S-40] changes of members are in the audit log', async ({ domain, harbor }) => {
    const { project: projectId, lena, sam } = harbor
    await updateMember({ actor: lena, projectId, userId: sam.userId, role: 'client' })
    await removeMember({ actor: lena, projectId, userId: sam.userId })
    const events = await domain.database.query('SELECT action, details FROM audit_events WHERE subject = $1 ORDER BY id', [projectId])
    expect(events).toEqual([
      { action: 'project.member_role_changed', details: { userId: sam.userId, role: 'client' } },
      { action: 'project.member_removed', details: { userId: sam.userId } },
    ])
  })
})
