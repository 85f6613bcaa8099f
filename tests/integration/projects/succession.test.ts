import { v7 as uuidv7 } from 'uuid'
import { describe, expect } from 'vitest'
import type { Actor } from '#server/domain/access/actor.ts'
import { deleteAccount } from '#server/domain/account/delete-account.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { createProject } from '#server/domain/projects/create-project.ts'
import { removeMember } from '#server/domain/projects/remove-member.ts'
import { updateMember } from '#server/domain/projects/update-member.ts'
import { listChanges } from '#server/domain/sync/list-changes.ts'
import { hashArgon2 } from '#server/infra/argon2.ts'
import type { Conversation } from '#shared/types.ts'
import { createHarbor } from '../../helpers/harbor.ts'
import { accountTest } from '../../helpers/fixtures/account.ts'

const password = 'fourteen tables'

const it = accountTest
  .extend('harbor', async ({ domain }) => {
    const harbor = await createHarbor(domain)
    await domain.database.query('UPDATE users SET password_hash = $1, email_verified_at = now()', [await hashArgon2(password)])
    domain.published()
    return harbor
  })
  .extend('setParticipant', ({ domain }) => async ({ id }: Conversation, { userId }: Actor, change: string): Promise<void> => {
    await domain.database.query(`UPDATE participants SET ${change} WHERE conversation_id = $1 AND user_id = $2`, [id, userId])
  })
  /** Creates a group that Sam owns and that Maya joined before Lena. */
  .extend('createGroup', ({ domain, harbor, setParticipant }) => async (): Promise<Conversation> => {
    const { conversation } = await createConversation({
      actor: harbor.sam,
      conversation: { type: 'group', id: uuidv7(), projectId: harbor.project, title: 'Shop front', userIds: [harbor.maya.userId, harbor.lena.userId] },
    })
    await setParticipant(conversation, harbor.maya, `created_at = now() - interval '2 days'`)
    await setParticipant(conversation, harbor.lena, `created_at = now() - interval '1 day'`)
    domain.published()
    return conversation
  })
  .extend('ownersOf', ({ domain }) => async ({ id }: Conversation): Promise<string[]> => {
    const rows = await domain.database.query<{ userId: string }>(
      `SELECT user_id AS "userId" FROM participants WHERE conversation_id = $1 AND left_at IS NULL AND role = 'owner'`, [id])
    return rows.map(({ userId }) => userId)
  })
  .extend('removeSam', ({ harbor }) => () => removeMember({ actor: harbor.lena, projectId: harbor.project, userId: harbor.sam.userId }))
  .extend('rolesIn', ({ domain }) => async (projectId: string): Promise<string[]> => {
    const rows = await domain.database.query<{ role: string }>('SELECT role FROM project_members WHERE project_id = $1 ORDER BY role', [projectId])
    return rows.map(({ role }) => role)
  })

describe('the group of an owner who leaves', () => {
  it('passes to the longest-standing member', async ({ harbor, createGroup, ownersOf, removeSam }) => {
    const group = await createGroup()
    await removeSam()
    expect(await ownersOf(group)).toEqual([harbor.maya.userId])
  })

  it('passes to an admin before other members', async ({ harbor, createGroup, setParticipant, ownersOf, removeSam }) => {
    const group = await createGroup()
    await setParticipant(group, harbor.lena, `role = 'admin'`)
    await removeSam()
    expect(await ownersOf(group)).toEqual([harbor.lena.userId])
  })

  it('stays with another owner', async ({ domain, harbor, createGroup, setParticipant, ownersOf, removeSam }) => {
    const group = await createGroup()
    await setParticipant(group, harbor.lena, `role = 'owner'`)
    await removeSam()
    expect(await ownersOf(group)).toEqual([harbor.lena.userId])
    expect(domain.published()).toMatchObject([{ name: 'participant:removed', payload: { changeSeq: group.changeSeq + 1 } }])
  })

  it('skips deactivated members when choosing the next owner, unless no others remain', async ({ domain, harbor, createGroup, ownersOf, removeSam }) => {
    const group = await createGroup()
    await domain.database.query('UPDATE users SET deactivated_at = now() WHERE id = $1', [harbor.maya.userId])
    await removeSam()
    expect(await ownersOf(group)).toEqual([harbor.lena.userId])
  })

  it('[T-02] participants notice a gap before the changeSeq of the removal and fetch the new owner', async ({ domain, harbor, createGroup, removeSam }) => {
    const group = await createGroup()
    await removeSam()
    expect(domain.published()).toMatchObject([{ name: 'participant:removed', payload: { changeSeq: group.changeSeq + 2, userId: harbor.sam.userId } }])
    const { head } = await listChanges({ actor: harbor.maya, conversationId: group.id, after: group.changeSeq })
    expect(head).toMatchObject({ changeSeq: group.changeSeq + 2, mine: { role: 'owner' } })
  })

  it('[R-003] has an owner after the account of its owner is deleted', async ({ harbor, createGroup, ownersOf }) => {
    const group = await createGroup()
    await deleteAccount({ actor: harbor.sam, password })
    expect(await ownersOf(group)).toEqual([harbor.maya.userId])
  })

  it('has one owner after all others are removed at once', async ({ harbor, createGroup, ownersOf }) => {
    const group = await createGroup()
    const others = [harbor.sam, harbor.maya]
    await Promise.all(others.map(({ userId }) => removeMember({ actor: harbor.lena, projectId: harbor.project, userId })))
    expect(await ownersOf(group)).toEqual([harbor.lena.userId])
  })
})

describe('deleting the account of a lead', () => {
  it('[R-003] is refused while a project would have no lead, naming the project', async ({ domain, harbor, rolesIn }) => {
    await expect(deleteAccount({ actor: harbor.lena, password }))
      .rejects.toMatchObject({ code: 'last_lead', status: 409, details: { projects: ['Maya\'s bakery'] } })
    expect(await rolesIn(harbor.project)).toEqual(['client', 'team', 'lead'])
    expect(domain.published()).toEqual([])
  })

  it('[R-003] is possible once another lead exists', async ({ harbor, rolesIn }) => {
    await updateMember({ actor: harbor.lena, projectId: harbor.project, userId: harbor.sam.userId, role: 'lead' })
    await deleteAccount({ actor: harbor.lena, password })
    expect(await rolesIn(harbor.project)).toEqual(['client', 'lead'])
  })

  it('[R-003] is possible if no other active member exists', async ({ domain, harbor, rolesIn }) => {
    const { id } = await createProject({ actor: harbor.otto, name: 'Museum shop' })
    await domain.database.query(`INSERT INTO project_members (project_id, user_id, role) VALUES ($1, $2, 'team')`, [id, harbor.maya.userId])
    await domain.database.query('UPDATE users SET deactivated_at = now() WHERE id = $1', [harbor.maya.userId])
    await deleteAccount({ actor: harbor.otto, password })
    expect(await rolesIn(id)).toEqual(['team'])
  })

  it('[R-003] succeeds for one of two leads who delete their accounts at once', async ({ harbor, rolesIn }) => {
    await updateMember({ actor: harbor.lena, projectId: harbor.project, userId: harbor.sam.userId, role: 'lead' })
    const outcomes = await Promise.allSettled([harbor.lena, harbor.sam].map(actor => deleteAccount({ actor, password })))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await rolesIn(harbor.project)).toEqual(['client', 'lead'])
  })
})
