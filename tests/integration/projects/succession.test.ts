import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '#server/domain/access/actor.ts'
import { deleteAccount } from '#server/domain/account/delete-account.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { createProject } from '#server/domain/projects/create-project.ts'
import { removeMember } from '#server/domain/projects/remove-member.ts'
import { updateMember } from '#server/domain/projects/update-member.ts'
import { listChanges } from '#server/domain/sync/list-changes.ts'
import { hashArgon2 } from '#server/infra/argon2.ts'
import type { Conversation } from '#shared/types.ts'
import { openAccountDomain, type AccountDomain } from '../../helpers/account-domain.ts'
import { createHarbor, type Harbor } from '../../helpers/harbor.ts'

const password = 'fourteen tables'

let domain: AccountDomain
let harbor: Harbor

beforeAll(async () => {
  domain = await openAccountDomain()
})
afterAll(() => domain.close())
beforeEach(async () => {
  harbor = await createHarbor(domain)
  domain.published()
  await domain.database.query('UPDATE users SET password_hash = $1, email_verified_at = now()', [await hashArgon2(password)])
})

/** Sam's group: Sam owns it, Maya joined before Lena. */
async function createGroup(): Promise<Conversation> {
  const { conversation } = await createConversation({
    actor: harbor.sam,
    conversation: { type: 'group', id: uuidv7(), projectId: harbor.project, title: 'Shop front', userIds: [harbor.maya.userId, harbor.lena.userId] },
  })
  await setParticipant(conversation, harbor.maya, `created_at = now() - interval '2 days'`)
  await setParticipant(conversation, harbor.lena, `created_at = now() - interval '1 day'`)
  domain.published()
  return conversation
}

async function setParticipant({ id }: Conversation, { userId }: Actor, change: string): Promise<void> {
  await domain.database.query(`UPDATE participants SET ${change} WHERE conversation_id = $1 AND user_id = $2`, [id, userId])
}

async function ownersOf({ id }: Conversation): Promise<string[]> {
  const rows = await domain.database.query<{ userId: string }>(
    `SELECT user_id AS "userId" FROM participants WHERE conversation_id = $1 AND left_at IS NULL AND role = 'owner'`, [id])
  return rows.map(({ userId }) => userId)
}

const removeSam = () => removeMember({ actor: harbor.lena, projectId: harbor.project, userId: harbor.sam.userId })

describe('the group of an owner who leaves', () => {
  it('passes to the longest-standing member', async () => {
    const group = await createGroup()
    await removeSam()
    expect(await ownersOf(group)).toEqual([harbor.maya.userId])
  })

  it('passes to an admin before other members', async () => {
    const group = await createGroup()
    await setParticipant(group, harbor.lena, `role = 'admin'`)
    await removeSam()
    expect(await ownersOf(group)).toEqual([harbor.lena.userId])
  })

  it('stays with another owner', async () => {
    const group = await createGroup()
    await setParticipant(group, harbor.lena, `role = 'owner'`)
    await removeSam()
    expect(await ownersOf(group)).toEqual([harbor.lena.userId])
    expect(domain.published()).toMatchObject([{ name: 'participant:removed', payload: { changeSeq: group.changeSeq + 1 } }])
  })

  it('skips deactivated members when choosing the next owner, unless no others remain', async () => {
    const group = await createGroup()
    await domain.database.query('UPDATE users SET deactivated_at = now() WHERE id = $1', [harbor.maya.userId])
    await removeSam()
    expect(await ownersOf(group)).toEqual([harbor.lena.userId])
  })

  it('[T-02] participants notice a gap before the changeSeq of the removal and fetch the new owner', async () => {
    const group = await createGroup()
    await removeSam()
    expect(domain.published()).toMatchObject([{ name: 'participant:removed', payload: { changeSeq: group.changeSeq + 2, userId: harbor.sam.userId } }])
    const { head } = await listChanges({ actor: harbor.maya, conversationId: group.id, after: group.changeSeq })
    expect(head).toMatchObject({ changeSeq: group.changeSeq + 2, mine: { role: 'owner' } })
  })

  it('[R-003] has an owner after the account of its owner is deleted', async () => {
    const group = await createGroup()
    await deleteAccount({ actor: harbor.sam, password })
    expect(await ownersOf(group)).toEqual([harbor.maya.userId])
  })

  it('has one owner after all others are removed at once', async () => {
    const group = await createGroup()
    const others = [harbor.sam, harbor.maya]
    await Promise.all(others.map(({ userId }) => removeMember({ actor: harbor.lena, projectId: harbor.project, userId })))
    expect(await ownersOf(group)).toEqual([harbor.lena.userId])
  })
})

describe('deleting the account of a lead', () => {
  it('[R-003] is refused while a project would have no lead, naming the project', async () => {
    await expect(deleteAccount({ actor: harbor.lena, password }))
      .rejects.toMatchObject({ code: 'last_lead', status: 409, details: { projects: ['Maya\'s bakery'] } })
    expect(await rolesIn(harbor.project)).toEqual(['client', 'team', 'lead'])
    expect(domain.published()).toEqual([])
  })

  it('[R-003] is possible once another lead exists', async () => {
    await updateMember({ actor: harbor.lena, projectId: harbor.project, userId: harbor.sam.userId, role: 'lead' })
    await deleteAccount({ actor: harbor.lena, password })
    expect(await rolesIn(harbor.project)).toEqual(['client', 'lead'])
  })

  it('[R-003] is possible if no other active member exists', async () => {
    const { id } = await createProject({ actor: harbor.otto, name: 'Museum shop' })
    await domain.database.query(`INSERT INTO project_members (project_id, user_id, role) VALUES ($1, $2, 'team')`, [id, harbor.maya.userId])
    await domain.database.query('UPDATE users SET deactivated_at = now() WHERE id = $1', [harbor.maya.userId])
    await deleteAccount({ actor: harbor.otto, password })
    expect(await rolesIn(id)).toEqual(['team'])
  })

  it('[R-003] succeeds for one of two leads who delete their accounts at once', async () => {
    await updateMember({ actor: harbor.lena, projectId: harbor.project, userId: harbor.sam.userId, role: 'lead' })
    const outcomes = await Promise.allSettled([harbor.lena, harbor.sam].map(actor => deleteAccount({ actor, password })))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await rolesIn(harbor.project)).toEqual(['client', 'lead'])
  })
})

async function rolesIn(projectId: string): Promise<string[]> {
  const rows = await domain.database.query<{ role: string }>('SELECT role FROM project_members WHERE project_id = $1 ORDER BY role', [projectId])
  return rows.map(({ role }) => role)
}
