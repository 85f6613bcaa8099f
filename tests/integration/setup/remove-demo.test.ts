import { v7 as uuidv7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '#server/domain/access/actor.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { findDemo, mayCreateDemo } from '#server/domain/setup/demo.ts'
import { removeDemo } from '#server/domain/setup/remove-demo.ts'
import { setUpCode, setUpInstallation } from '#server/domain/setup/set-up-installation.ts'
import { database } from '#server/infra/postgres/database.ts'
import { demoAccounts } from '../../../prisma/demo-accounts.ts'
import seed from '../../../prisma/seed.ts'
import { openAccountDomain, type AccountDomain } from '../../helpers/account-domain.ts'

describe('removing the demo', () => {
  let domain: AccountDomain

  beforeEach(async () => {
    domain = await openAccountDomain()
    await seed(database())
  })
  afterEach(() => domain.close())

  const demoPerson = (email: string) => database().user.findUniqueOrThrow({ where: { email } })
  const setUp = (removeDemo: boolean, email = 'nadia@studio.test') => setUpInstallation({
    code: setUpCode(), email, password: 'fourteen tables', name: 'Nadia Rahimi', removeDemo, address: '203.0.113.9',
  })
  const counts = async () => ({
    users: await database().user.count(),
    projects: await database().project.count(),
    conversations: await database().conversation.count(),
    messages: await database().message.count(),
  })
  /** A real account in a real project, created while the demo was in use. */
  async function createRealTeam(): Promise<{ actor: Actor, projectId: string }> {
    const userId = uuidv7()
    await database().user.create({ data: { id: userId, name: 'Nadia Rahimi', email: 'nadia@real.test', emailVerifiedAt: new Date() } })
    const { id: projectId } = await database().project.create({
      data: { id: uuidv7(), name: 'Real work', slug: 'real-work', members: { create: { userId, role: 'lead' } } },
    })
    return { actor: await domain.actorFor(userId), projectId }
  }

  it('[S-52] deletes every demo account, project, conversation and message', async () => {
    const before = await counts()
    expect(await removeDemo()).toMatchObject({ accounts: before.users, projects: before.projects, conversations: before.conversations })
    expect(await counts()).toEqual({ users: 0, projects: 0, conversations: 0, messages: 0 })
    expect([await findDemo(), await mayCreateDemo()]).toEqual([false, false])
  })

  it('[S-52] changes nothing when it is called again', async () => {
    await removeDemo()
    expect(await removeDemo()).toEqual({ accounts: 0, projects: 0, conversations: 0 })
  })

  it('[S-52] ends the sessions of demo accounts and gives all clients a new epoch', async () => {
    const { id } = await demoPerson(demoAccounts[0].email)
    const { sessionId } = await domain.actorFor(id)
    const epochs = () => domain.database.query('SELECT epoch FROM installation')
    const before = await epochs()
    domain.published()
    await removeDemo()
    expect(domain.published()).toContainEqual(expect.objectContaining({ name: 'session:revoked', payload: { sessionId, forget: true } }))
    expect(await epochs()).not.toEqual(before)
  })

  it('[S-52] keeps real accounts, their projects, and what demo accounts wrote there without their names', async () => {
    const { actor, projectId } = await createRealTeam()
    const maya = await demoPerson('maya@lume.example')
    await database().projectMember.create({ data: { projectId, userId: maya.id, role: 'client' } })
    const { conversation } = await createConversation({ actor, conversation: { type: 'group', id: uuidv7(), projectId, title: 'Opening', userIds: [maya.id] } })
    const mayaActor = await domain.actorFor(maya.id)
    const { message } = await sendMessage({ actor: mayaActor, id: uuidv7(), conversationId: conversation.id, body: 'Good morning' })
    await removeDemo()
    expect(await counts()).toEqual({ users: 2, projects: 1, conversations: 1, messages: 1 })
    expect(await database().message.findUnique({ where: { id: message.id }, include: { author: true } }))
      .toMatchObject({ body: 'Good morning', author: { name: '', passwordHash: null, email: `${maya.id}@deleted.invalid` } })
    expect(await database().projectMember.count({ where: { userId: maya.id } })).toBe(0)
    expect(await findDemo()).toBe(false)
  })

  it('[S-52] deletes a project that only demo accounts lead, and keeps one that a real person leads as well', async () => {
    const { actor, projectId } = await createRealTeam()
    const jonas = await demoPerson('jonas@harbor.example')
    await database().projectMember.create({ data: { projectId, userId: jonas.id, role: 'lead' } })
    await database().project.create({
      data: { id: uuidv7(), name: 'Jonas tries it', slug: 'jonas-tries-it', members: { create: [{ userId: jonas.id, role: 'lead' }, { userId: actor.userId, role: 'client' }] } },
    })
    await removeDemo()
    expect(await database().project.findMany({ select: { slug: true } })).toEqual([{ slug: 'real-work' }])
  })

  it('[S-52] setting up removes the demo and creates the administrator in one step, once', async () => {
    const results = await Promise.allSettled(Array.from({ length: 8 }, (_, index) => setUp(true, `nadia${index}@studio.test`)))
    expect(results.filter(result => result.status === 'fulfilled')).toHaveLength(1)
    expect(await counts()).toEqual({ users: 1, projects: 0, conversations: 0, messages: 0 })
    await expect(setUp(true)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('[S-52] setting up beside the demo is refused, and so is the address of another account', async () => {
    const before = await counts()
    await expect(setUp(false)).rejects.toMatchObject({ code: 'conflict' })
    await createRealTeam()
    await expect(setUp(true, 'nadia@real.test')).rejects.toMatchObject({ code: 'email_taken' })
    expect(await counts()).toEqual({ ...before, users: before.users + 1, projects: before.projects + 1 })
  })
})
