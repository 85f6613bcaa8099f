import { v7 as uuidv7 } from 'uuid'
import { describe, expect } from 'vitest'
import { createConversation, type NewConversation } from '#server/domain/conversations/create-conversation.ts'
import { listConversations } from '#server/domain/conversations/list-conversations.ts'
import { leaveProject } from '#server/domain/projects/leave-project.ts'
import { lockMembers } from '#server/domain/projects/lock-members.ts'
import { database } from '#server/infra/postgres/database.ts'
import { createHarbor, type Harbor } from '../../helpers/harbor.ts'
import { until } from '../../helpers/until.ts'
import { harborTest } from '../../helpers/fixtures/domain.ts'

const it = harborTest
  .extend('create', ({ harbor }) => (conversation: NewConversation, actor = harbor.maya) => createConversation({ actor, conversation }))
  .extend('count', ({ domain }) => async () => (await domain.database.query<{ count: number }>('SELECT COUNT(*)::int AS count FROM conversations'))[0]?.count)
  .extend('waiting', ({ domain }) => async () => (await domain.database.query(
    'SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = \'Lock\'')).length)

describe('creating a conversation', () => {
  it('[R-032] a user without conversations gets an empty list', async ({ harbor }) => {
    await expect(listConversations({ actor: harbor.otto })).resolves.toEqual([])
  })

  it('[R-030] [R-031] twenty parallel calls from both users create one direct conversation', async ({ harbor, create }) => {
    const results = await Promise.all(Array.from({ length: 20 }, (_, index) => index % 2
      ? create({ type: 'direct', userId: harbor.sam.userId }, harbor.maya)
      : create({ type: 'direct', userId: harbor.maya.userId }, harbor.sam)))
    expect(new Set(results.map(result => result.conversation.id)).size).toBe(1)
    expect(results.filter(result => result.created)).toHaveLength(1)
    expect(results[0]?.conversation.participants.map(participant => participant.user.name).sort()).toEqual(['Maya Okafor', 'Sam Berger'])
  })

  it('[R-028] [R-023] twenty parallel calls create one self conversation with exactly one participant', async ({ harbor, create }) => {
    const results = await Promise.all(Array.from({ length: 20 }, () => create({ type: 'self' }, harbor.otto)))
    expect(new Set(results.map(result => result.conversation.id)).size).toBe(1)
    expect(results[0]?.conversation.participants).toHaveLength(1)
    await expect(create({ type: 'direct', userId: harbor.otto.userId }, harbor.otto)).resolves.toMatchObject({ created: false, conversation: { type: 'self' } })
  })

  it.for([
    ['a user of another project', ({ otto }: Harbor) => otto.userId],
    ['an unknown user', () => uuidv7()],
  ] as const)('[R-021] [R-022] a direct conversation with %s is refused, and nothing is created', async ([_, userId], { harbor, create, count }) => {
    const before = await count()
    await expect(create({ type: 'direct', userId: userId(harbor) })).rejects.toMatchObject({ code: 'no_shared_project' })
    expect(await count()).toBe(before)
  })

  it('[R-035] a group belongs to a project and to its creator; a repeated call returns it', async ({ harbor, create }) => {
    const group = { type: 'group' as const, id: uuidv7(), projectId: harbor.project, title: 'Opening day', userIds: [harbor.sam.userId] }
    const first = await create(group)
    expect(first).toMatchObject({ created: true, conversation: { type: 'group', title: 'Opening day', mine: { role: 'owner' } } })
    await expect(create(group)).resolves.toMatchObject({ created: false, conversation: { id: group.id } })
    await expect(create(group, harbor.lena)).rejects.toMatchObject({ code: 'id_reused' })
  })

  it.for([
    ['with a user', 'maya', 'no_shared_project'],
    ['by its creator', 'sam', 'not_found'],
  ] as const)('[R-035] a group %s who is removed from the project at the same moment is refused', async ([_, name, code], { domain, create, waiting }) => {
    const harbor = await createHarbor(domain)
    const group = { type: 'group' as const, id: uuidv7(), projectId: harbor.project, title: 'Too late', userIds: [harbor.maya.userId] }
    const { created } = await database().$transaction(async (transaction) => {
      await lockMembers(transaction, harbor.project)
      await leaveProject(transaction, { projectId: harbor.project, userId: harbor[name].userId })
      let isDone = false
      const created = create(group, harbor.sam).catch((error: unknown) => error).finally(() => {
        isDone = true
      })
      await until(async () => isDone || await waiting() > 0, { what: 'the waiting call' })
      return { created }
    }, { timeout: 20_000 })
    expect(await created).toMatchObject({ code })
    expect(await domain.database.query('SELECT 1 FROM conversations WHERE id = $1', [group.id])).toEqual([])
  })

  it('[T-10] [R-020] a group in another project, or with a user of another project, is refused', async ({ harbor, create }) => {
    const group = { type: 'group' as const, id: uuidv7(), title: 'Not allowed', userIds: [] }
    await expect(create({ ...group, projectId: harbor.otherProject })).rejects.toMatchObject({ code: 'not_found' })
    await expect(create({ ...group, projectId: harbor.project, userIds: [harbor.otto.userId] })).rejects.toMatchObject({ code: 'no_shared_project' })
  })

  it('a new conversation is announced once, to all participants', async ({ domain, harbor, create }) => {
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
