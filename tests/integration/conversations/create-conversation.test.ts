import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createConversation, type NewConversation } from '#server/domain/conversations/create-conversation.ts'
import { listConversations } from '#server/domain/conversations/list-conversations.ts'
import { leaveProject } from '#server/domain/projects/leave-project.ts'
import { lockMembers } from '#server/domain/projects/lock-members.ts'
import { database } from '#server/infra/postgres/database.ts'
import { openDomain, type TestDomain } from '../../helpers/domain.ts'
import { createHarbor, type Harbor } from '../../helpers/harbor.ts'
import { until } from '../../helpers/until.ts'

describe('creating a conversation', () => {
  let domain: TestDomain
  let harbor: Harbor

  beforeAll(async () => {
    domain = await openDomain()
    harbor = await createHarbor(domain)
  })
  afterAll(() => domain.close())

  const create = (conversation: NewConversation, actor = harbor.maya) => createConversation({ actor, conversation })
  const count = async () => (await domain.database.query<{ count: number }>('SELECT COUNT(*)::int AS count FROM conversations'))[0]?.count

  const waiting = async () => (await domain.database.query(
    'SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = \'Lock\'')).length

  it('[R-032] a person without conversations has an empty list', async () => {
    await expect(listConversations({ actor: harbor.otto })).resolves.toEqual([])
  })

  it('[R-030] [R-031] twenty parallel calls from both sides give one direct conversation', async () => {
    const results = await Promise.all(Array.from({ length: 20 }, (_, index) => index % 2
      ? create({ type: 'direct', userId: harbor.sam.userId }, harbor.maya)
      : create({ type: 'direct', userId: harbor.maya.userId }, harbor.sam)))
    expect(new Set(results.map(result => result.conversation.id)).size).toBe(1)
    expect(results.filter(result => result.created)).toHaveLength(1)
    expect(results[0]?.conversation.participants.map(participant => participant.user.name).sort()).toEqual(['Maya Okafor', 'Sam Berger'])
  })

  it('[R-028] [R-023] twenty parallel calls give one self conversation with exactly one participant', async () => {
    const results = await Promise.all(Array.from({ length: 20 }, () => create({ type: 'self' }, harbor.otto)))
    expect(new Set(results.map(result => result.conversation.id)).size).toBe(1)
    expect(results[0]?.conversation.participants).toHaveLength(1)
    await expect(create({ type: 'direct', userId: harbor.otto.userId }, harbor.otto)).resolves.toMatchObject({ created: false, conversation: { type: 'self' } })
  })

  it.each([
    ['a person of another project', () => harbor.otto.userId],
    ['nobody', () => uuidv7()],
  ])('[R-021] [R-022] with %s is refused and creates nothing', async (_, userId) => {
    const before = await count()
    await expect(create({ type: 'direct', userId: userId() })).rejects.toMatchObject({ code: 'no_shared_project' })
    expect(await count()).toBe(before)
  })

  it('[R-035] a group belongs to a project and to its maker; a repeated call returns it', async () => {
    const group = { type: 'group' as const, id: uuidv7(), projectId: harbor.project, title: 'Opening day', userIds: [harbor.sam.userId] }
    const first = await create(group)
    expect(first).toMatchObject({ created: true, conversation: { type: 'group', title: 'Opening day', mine: { role: 'owner' } } })
    await expect(create(group)).resolves.toMatchObject({ created: false, conversation: { id: group.id } })
    await expect(create(group, harbor.lena)).rejects.toMatchObject({ code: 'id_reused' })
  })

  it.each([
    ['with a stranger', 'maya', 'no_shared_project'],
    ['by its maker', 'sam', 'not_found'],
  ] as const)('[R-035] a group %s who is taken out of the project at the same moment is refused', async (_, name, code) => {
    const harbor = await createHarbor(domain)
    const group = { type: 'group' as const, id: uuidv7(), projectId: harbor.project, title: 'Too late', userIds: [harbor.maya.userId] }
    const { created } = await database().$transaction(async (transaction) => {
      await lockMembers(transaction, harbor.project)
      await leaveProject(transaction, { projectId: harbor.project, userId: harbor[name].userId })
      let isDone = false
      const created = create(group, harbor.sam).catch((error: unknown) => error).finally(() => {
        isDone = true
      })
      await until(async () => isDone || await waiting() > 0, { what: 'the one who creates' })
      return { created }
    }, { timeout: 20_000 })
    expect(await created).toMatchObject({ code })
    expect(await domain.database.query('SELECT 1 FROM conversations WHERE id = $1', [group.id])).toEqual([])
  })

  it('[T-10] [R-020] no group in a foreign project, and none with a stranger', async () => {
    const group = { type: 'group' as const, id: uuidv7(), title: 'Sneaky', userIds: [] }
    await expect(create({ ...group, projectId: harbor.otherProject })).rejects.toMatchObject({ code: 'not_found' })
    await expect(create({ ...group, projectId: harbor.project, userIds: [harbor.otto.userId] })).rejects.toMatchObject({ code: 'no_shared_project' })
  })

  it('announces a new conversation to all its people, once', async () => {
    domain.published()
    const group = { type: 'group' as const, id: uuidv7(), projectId: harbor.project, title: 'Menu cards', userIds: [harbor.sam.userId] }
    await create(group)
    await create(group)
    const [event, ...more] = domain.published()
    expect(more).toEqual([])
    expect(event).toMatchObject({ name: 'conversation:created', payload: { conversationId: group.id, changeSeq: 0 } })
    expect(event?.to).toEqual({ users: expect.arrayContaining([harbor.maya.userId, harbor.sam.userId]) })
  })
})
