import { v7 as uuidv7 } from 'uuid'
import { describe, expect } from 'vitest'
import type { ParticipantRole } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadConversation } from '#server/domain/access/load-conversation.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { updateConversation } from '#server/domain/conversations/update-conversation.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { addParticipants } from '#server/domain/participants/add-participants.ts'
import { transferOwnership } from '#server/domain/participants/transfer-ownership.ts'
import { removeParticipant } from '#server/domain/participants/remove-participant.ts'
import { updateParticipant } from '#server/domain/participants/update-participant.ts'
import { updateSettings } from '#server/domain/conversation-settings/update-settings.ts'
import type { Harbor } from '../../helpers/harbor.ts'
import { harborTest } from '../../helpers/fixtures/domain.ts'

const it = harborTest
  .extend('conversationId', { auto: true }, async ({ domain, harbor }) => {
    const { conversation } = await createConversation({
      actor: harbor.lena,
      conversation: { type: 'group', id: uuidv7(), projectId: harbor.project, title: 'Shop front', userIds: [harbor.maya.userId] },
    })
    const conversationId = conversation.id
    domain.published()
    return conversationId
  })
  .extend('add', ({ conversationId }) => (actor: Actor, people: Actor[], role: ParticipantRole = 'member') =>
    addParticipants({ actor, conversationId, userIds: people.map(({ userId }) => userId), role }))
  .extend('remove', ({ conversationId }) => (actor: Actor, { userId }: Actor) => removeParticipant({ actor, conversationId, userId }))
  .extend('give', ({ conversationId }) => (actor: Actor, { userId }: Actor, role: ParticipantRole) => updateParticipant({ actor, conversationId, userId, role }))
  .extend('rolesOf', ({ conversationId }) => async (actor: Actor) => {
    const { participants } = await loadConversation({ actor, conversationId })
    return Object.fromEntries(participants.map(({ user, role }) => [user.name.split(' ')[0], role]))
  })

describe('the participants of a group', () => {
  it('[R-036] [R-044] [D6.3] adds project members, each with a changeSeq and an event with the whole participant', async ({ domain, harbor, conversationId, add }) => {
    await sendMessage({ actor: harbor.lena, conversationId, id: uuidv7(), body: 'Before Sam' })
    domain.published()
    const head = await add(harbor.lena, [harbor.sam])
    expect(head).toMatchObject({ changeSeq: 2 })
    const [event, ...others] = domain.published()
    expect(others).toEqual([])
    expect(event).toMatchObject({
      name: 'participant:added', to: { conversation: conversationId },
      payload: { conversationId, changeSeq: 2, participant: { role: 'member', lastReadSeq: 1, user: { id: harbor.sam.userId, name: 'Sam Berger' } } },
    })
    await expect(loadConversation({ actor: harbor.sam, conversationId })).resolves.toMatchObject({ mine: { role: 'member', unread: { count: 0 } } })
  })

  it('[R-036] adding a user twice, or an existing participant, changes nothing', async ({ domain, harbor, add, rolesOf }) => {
    await add(harbor.lena, [harbor.sam, harbor.sam])
    domain.published()
    await expect(add(harbor.lena, [harbor.sam, harbor.maya], 'admin')).resolves.toMatchObject({ changeSeq: 1 })
    expect(domain.published()).toEqual([])
    expect(await rolesOf(harbor.sam)).toEqual({ Lena: 'owner', Maya: 'member', Sam: 'member' })
  })

  it('[R-036] twenty parallel calls add a participant once', async ({ domain, harbor, conversationId, add }) => {
    await Promise.all(Array.from({ length: 20 }, () => add(harbor.lena, [harbor.sam])))
    expect(domain.published().map(({ name }) => name)).toEqual(['participant:added'])
    await expect(loadConversation({ actor: harbor.sam, conversationId })).resolves.toMatchObject({ changeSeq: 1 })
  })

  it('[T-10] [R-036] users of other projects and unknown users are refused with the same error', async ({ harbor, add, rolesOf }) => {
    for (const outsider of [harbor.otto, { ...harbor.otto, userId: uuidv7() }]) {
      await expect(add(harbor.lena, [harbor.sam, outsider])).rejects.toMatchObject({ code: 'no_shared_project' })
    }
    expect(await rolesOf(harbor.lena)).toEqual({ Lena: 'owner', Maya: 'member' })
    await expect(add(harbor.otto, [harbor.otto])).rejects.toMatchObject({ code: 'not_found' })
  })

  it('[R-042] members add other members only if the settings allow it', async ({ harbor, conversationId, add }) => {
    await expect(add(harbor.maya, [harbor.sam])).rejects.toMatchObject({ code: 'forbidden' })
    await updateSettings({ actor: harbor.lena, conversationId, patch: { whoInvites: 'everyone' } })
    await expect(add(harbor.maya, [harbor.sam], 'admin')).rejects.toMatchObject({ code: 'forbidden' })
    await expect(add(harbor.maya, [harbor.sam])).resolves.toBeDefined()
  })

  it('[R-036] an archived group refuses new participants', async ({ harbor, conversationId, add }) => {
    await updateConversation({ actor: harbor.lena, conversationId, status: 'archived' })
    await expect(add(harbor.lena, [harbor.sam])).rejects.toMatchObject({ code: 'conversation_archived' })
  })

  it('[R-036] [R-044] [T-09] removes a participant: they lose the group, and the others get an event', async ({ domain, harbor, conversationId, remove }) => {
    await remove(harbor.lena, harbor.maya)
    await expect(loadConversation({ actor: harbor.maya, conversationId })).rejects.toMatchObject({ code: 'not_found' })
    await expect(sendMessage({ actor: harbor.maya, conversationId, id: uuidv7(), body: 'Still?' })).rejects.toMatchObject({ code: 'not_found' })
    expect(domain.published()).toEqual([
      { name: 'participant:removed', to: { conversation: conversationId }, payload: { conversationId, changeSeq: 1, userId: harbor.maya.userId } },
    ])
    await expect(remove(harbor.lena, harbor.maya)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('[R-036] a participant who was removed and added again has the role member', async ({ harbor, add, remove, give, rolesOf }) => {
    await give(harbor.lena, harbor.maya, 'admin')
    await remove(harbor.lena, harbor.maya)
    await add(harbor.lena, [harbor.maya])
    expect(await rolesOf(harbor.maya)).toEqual({ Lena: 'owner', Maya: 'member' })
  })

  describe('roles', () => {
    // Sam is an admin.
    it.beforeEach(async ({ domain, harbor, add }) => {
      await add(harbor.lena, [harbor.sam], 'admin')
      domain.published()
    })

    it('[R-040] [R-041] an owner changes a role, and all participants get an event', async ({ domain, harbor, give }) => {
      await give(harbor.lena, harbor.maya, 'admin')
      expect(domain.published()).toMatchObject([{ name: 'participant:updated', payload: { changeSeq: 2, participant: { role: 'admin', user: { id: harbor.maya.userId } } } }])
      await give(harbor.lena, harbor.maya, 'admin')
      expect(domain.published()).toEqual([])
    })

    interface Scene {
      harbor: Harbor
      give: (actor: Actor, target: Actor, role: ParticipantRole) => Promise<unknown>
      remove: (actor: Actor, target: Actor) => Promise<unknown>
    }

    it.for<[string, (scene: Scene) => Promise<unknown>]>([
      ['a member makes themselves an admin', ({ harbor: { maya }, give }) => give(maya, maya, 'admin')],
      ['a member makes another an owner', ({ harbor: { maya, sam }, give }) => give(maya, sam, 'owner')],
      ['a member removes another', ({ harbor: { maya, sam }, remove }) => remove(maya, sam)],
      ['an admin makes themselves an owner', ({ harbor: { sam }, give }) => give(sam, sam, 'owner')],
      ['an admin makes an owner', ({ harbor: { sam, maya }, give }) => give(sam, maya, 'owner')],
      ['an admin makes an owner a member', ({ harbor: { sam, lena }, give }) => give(sam, lena, 'member')],
      ['an admin removes an owner', ({ harbor: { sam, lena }, remove }) => remove(sam, lena)],
    ])('[R-042] is refused above one\'s own role: %s', async ([_case, attempt], { harbor, give, remove, rolesOf }) => {
      await expect(attempt({ harbor, give, remove })).rejects.toMatchObject({ code: 'forbidden' })
      expect(await rolesOf(harbor.lena)).toEqual({ Lena: 'owner', Maya: 'member', Sam: 'admin' })
    })

    it('[R-040] an admin cannot change or remove another admin, but an owner can change anyone', async ({ harbor, remove, give }) => {
      await give(harbor.lena, harbor.maya, 'admin')
      await expect(remove(harbor.sam, harbor.maya)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(give(harbor.sam, harbor.maya, 'member')).rejects.toMatchObject({ code: 'forbidden' })
      await give(harbor.lena, harbor.maya, 'owner')
      await expect(give(harbor.lena, harbor.maya, 'member')).resolves.toBeDefined()
    })

    it('[R-040] an admin can make others admins and themselves a member', async ({ harbor, give, rolesOf }) => {
      await give(harbor.sam, harbor.maya, 'admin')
      await give(harbor.sam, harbor.sam, 'member')
      expect(await rolesOf(harbor.lena)).toEqual({ Lena: 'owner', Maya: 'admin', Sam: 'member' })
    })

    it('[R-042] the last owner can leave after transferring ownership', async ({ domain, harbor, conversationId, remove, give, rolesOf }) => {
      await expect(give(harbor.lena, harbor.lena, 'member')).rejects.toMatchObject({ code: 'last_owner' })
      await expect(transferOwnership({ actor: harbor.sam, conversationId, userId: harbor.maya.userId })).rejects.toMatchObject({ code: 'forbidden' })
      await expect(transferOwnership({ actor: harbor.lena, conversationId, userId: harbor.otto.userId })).rejects.toMatchObject({ code: 'not_found' })
      await expect(transferOwnership({ actor: harbor.lena, conversationId, userId: harbor.lena.userId })).rejects.toMatchObject({ code: 'conflict' })
      await transferOwnership({ actor: harbor.lena, conversationId, userId: harbor.maya.userId })
      expect(await rolesOf(harbor.maya)).toEqual({ Lena: 'admin', Maya: 'owner', Sam: 'admin' })
      expect(domain.published().map(({ payload }) => 'changeSeq' in payload && payload.changeSeq)).toEqual([2, 3])
      await remove(harbor.lena, harbor.lena)
      expect(await rolesOf(harbor.maya)).toEqual({ Maya: 'owner', Sam: 'admin' })
    })

    it('[R-042] one owner remains when two step down, or remove each other, at the same time', async ({ domain, harbor, conversationId, remove, give }) => {
      for (const both of [
        () => [give(harbor.lena, harbor.lena, 'member'), give(harbor.sam, harbor.sam, 'member')],
        () => [remove(harbor.lena, harbor.sam), remove(harbor.sam, harbor.lena)],
      ]) {
        await domain.database.query(`UPDATE participants SET role = 'owner', left_at = NULL WHERE conversation_id = $1 AND user_id = ANY($2)`,
          [conversationId, [harbor.sam.userId, harbor.lena.userId]])
        const results = await Promise.allSettled(both())
        expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
        const owners = await domain.database.query(`SELECT 1 FROM participants WHERE conversation_id = $1 AND role = 'owner' AND left_at IS NULL`, [conversationId])
        expect(owners).toHaveLength(1)
      }
    })
  })

  it('[S-40] additions, role changes and removals are in the audit log', async ({ domain, harbor, conversationId, add, remove, give }) => {
    await add(harbor.lena, [harbor.sam])
    await give(harbor.lena, harbor.sam, 'admin')
    await remove(harbor.sam, harbor.maya)
    const lines = await domain.database.query('SELECT action, actor_id AS "actorId", details FROM audit_events WHERE subject = $1 ORDER BY id', [conversationId])
    expect(lines).toEqual([
      { action: 'conversation.participant_added', actorId: harbor.lena.userId, details: { userId: harbor.sam.userId, role: 'member' } },
      { action: 'conversation.participant_role_changed', actorId: harbor.lena.userId, details: { userId: harbor.sam.userId, role: 'admin' } },
      { action: 'conversation.participant_removed', actorId: harbor.sam.userId, details: { userId: harbor.maya.userId } },
    ])
  })

  it('a direct conversation has fixed participants', async ({ harbor }) => {
    const { conversation } = await createConversation({ actor: harbor.maya, conversation: { type: 'direct', userId: harbor.sam.userId } })
    await expect(addParticipants({ actor: harbor.maya, conversationId: conversation.id, userIds: [harbor.lena.userId], role: 'member' }))
      .rejects.toMatchObject({ code: 'forbidden' })
    await expect(removeParticipant({ actor: harbor.maya, conversationId: conversation.id, userId: harbor.sam.userId }))
      .rejects.toMatchObject({ code: 'forbidden' })
  })
})
