import { v7 as uuidv7 } from 'uuid'
import { describe, expect } from 'vitest'
import { serverTest as it } from '../../helpers/fixtures/server.ts'

describe('removing a participant who is named in the body', () => {
  it('[R-036] works like removal by path, with the same rights and only once', async ({ world }) => {
    const [lena, maya] = await Promise.all([world.lena.signIn({ as: 'api' }), world.maya.signIn({ as: 'api' })])
    const id = uuidv7()
    await lena.post('/api/v1/conversations', { type: 'group', id, projectId: world.project, title: 'Shop front', userIds: [world.maya.id, world.sam.id] })
    const remove = (client: typeof lena, userId: string) => client.delete(`/api/v1/conversations/${id}/participants`, { userId })
    expect(await remove(maya, world.sam.id)).toMatchObject({ status: 403 })
    expect(await remove(lena, world.maya.id)).toMatchObject({ status: 200, data: { conversationId: id, userId: world.maya.id } })
    expect(await maya.get(`/api/v1/conversations/${id}`)).toMatchObject({ status: 404 })
    expect(await remove(lena, world.maya.id)).toMatchObject({ status: 404 })
    const sam = await world.sam.signIn({ as: 'api' })
    expect(await remove(sam, world.sam.id)).toMatchObject({ status: 200 })
  })
})
