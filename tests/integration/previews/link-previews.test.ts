import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Message } from '#shared/types.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { deleteMessage } from '#server/domain/messages/delete-message.ts'
import { editMessage } from '#server/domain/messages/edit-message.ts'
import { previewLink } from '#server/domain/previews/preview-link.ts'
import { removePreview } from '#server/domain/previews/remove-preview.ts'
import { updateSettings } from '#server/domain/conversation-settings/update-settings.ts'
import { config, loadConfig } from '#server/infra/config.ts'
import { jobQueue } from '#server/infra/job-queue.ts'
import { Unfetchable } from '#server/infra/outgoing/fetch-public.ts'
import { insertMessage } from '#server/domain/messages/send/insert-message.ts'
import { openDomain, type TestDomain } from '../../helpers/domain.ts'
import { createHarbor, type Harbor } from '../../helpers/harbor.ts'

describe('the preview of a link', () => {
  let domain: TestDomain
  let harbor: Harbor
  let conversationId: string
  let asked: string[]

  beforeAll(async () => {
    domain = await openDomain()
    harbor = await createHarbor(domain)
  })
  afterAll(async () => {
    config.clear()
    jobQueue.clear()
    await domain.close()
  })
  beforeEach(async () => {
    const { conversation } = await createConversation({
      actor: harbor.lena,
      conversation: { type: 'group', id: uuidv7(), projectId: harbor.project, title: 'Shop front', userIds: [harbor.maya.userId] },
    })
    conversationId = conversation.id
    asked = []
    switchPreviews(true)
    await domain.database.query('DELETE FROM link_previews')
    domain.published()
  })

  function switchPreviews(on: boolean): void {
    config.clear()
    config.set(loadConfig({ JWT_SECRET: 'kL9-vQ2xR7mN4pT8wZ1cB6yH3jF5gD0s', LINK_PREVIEWS: String(on) }))
  }

  async function write(body: string): Promise<Message> {
    const { userId, sessionId } = harbor.maya
    const { message } = await insertMessage({ id: uuidv7(), conversationId, authorId: userId, sessionId, body })
    if (!message) throw new Error('not inserted')
    return message
  }

  const preview = ({ id }: Message) => previewLink({
    messageId: id,
    fetchPage: async (url) => {
      asked.push(url)
      if (url.includes('inside')) throw new Unfetchable('private address')
      if (url.includes('broken')) return { url, html: `<title>A\uD83D&#xDE00;\u0000${'😀'.repeat(300)}</title>${'<div>'.repeat(200_000)}` }
      return { url, html: '<title>Osteria Lume</title><meta name="description" content="By the harbour">' }
    },
  })

  const stateOf = async ({ id }: Message) => (await domain.database.query<{ preview: unknown }>('SELECT preview FROM messages WHERE id = $1', [id]))[0]?.preview

  it('[T-11] is given to the message and told everybody, once', async () => {
    const message = await write('Look: https://lume.example/menu, it is up.')
    await preview(message)
    await preview(message)
    expect(asked).toEqual(['https://lume.example/menu'])
    expect(domain.published()).toMatchObject([{
      name: 'message:updated',
      payload: { patch: { preview: { url: 'https://lume.example/menu', title: 'Osteria Lume', description: 'By the harbour', siteName: '' } } },
    }])
  })

  it('[T-11] a page that is not for us has none, and is not asked again', async () => {
    await preview(await write('https://inside.example/'))
    await preview(await write('https://inside.example/'))
    expect(asked).toHaveLength(1)
    expect(domain.published()).toEqual([])
  })

  it('[S-29] [S-46] is well-formed text, also of a page that is not', async () => {
    const message = await write('https://broken.example/')
    await preview(message)
    expect(await stateOf(message)).toMatchObject({ title: `A\uFFFD\uFFFD ${'😀'.repeat(97)}…` })
  })

  it('[E-08] is switched off by the author and by the conversation', async () => {
    await domain.database.query(`UPDATE users SET preferences = '{"linkPreviews": false}' WHERE id = $1`, [harbor.maya.userId])
    await preview(await write('https://lume.example/one'))
    await domain.database.query(`UPDATE users SET preferences = '{}' WHERE id = $1`, [harbor.maya.userId])
    await updateSettings({ actor: harbor.lena, conversationId, patch: { linkPreviews: false } })
    await preview(await write('https://lume.example/two'))
    expect(asked).toEqual([])
  })

  it('[E-08] while the server asks no page, a card stays with its link and goes when the link is edited out', async () => {
    const stays = await write('Look: https://lume.example/menu')
    const goes = await write('Look: https://lume.example/menu')
    for (const message of [stays, goes]) await preview(message)
    switchPreviews(false)
    await domain.database.query('DELETE FROM link_previews')
    asked = []
    const queued: string[] = []
    jobQueue.set({ send: async (_name: string, { payload }: { payload: { messageId: string } }) => void queued.push(payload.messageId), wake: () => undefined } as never)
    const edit = (messageId: string, body: string) => editMessage({ actor: harbor.maya, messageId, version: 1, body })
    await edit(stays.id, 'Look again: https://lume.example/menu')
    await edit(goes.id, 'Never mind: https://lume.example/wine')
    await edit((await write('https://lume.example/bread')).id, 'https://lume.example/oven')
    expect(queued).toEqual([stays.id, goes.id])
    for (const message of [stays, goes]) await preview(message)
    expect([asked, await stateOf(stays), await stateOf(goes)]).toEqual([[], expect.objectContaining({ title: 'Osteria Lume' }), null])
  })

  it('[E-08] is taken off by its author for good, and goes with a deleted message', async () => {
    const message = await write('https://lume.example/menu')
    await preview(message)
    await expect(removePreview({ actor: harbor.lena, messageId: message.id })).rejects.toMatchObject({ code: 'forbidden' })
    expect(await removePreview({ actor: harbor.maya, messageId: message.id })).toMatchObject({ preview: null })
    await preview(message)
    expect(await stateOf(message)).toBeNull()
    const other = await write('https://lume.example/menu')
    await preview(other)
    expect(await deleteMessage({ actor: harbor.maya, messageId: other.id })).toMatchObject({ preview: null, body: '' })
  })
})
