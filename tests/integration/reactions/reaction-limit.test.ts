import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWorld, type World } from '../../helpers/server-world.ts'
import { startServer, type TestServer } from '../../helpers/test-server.ts'

describe('the limit of reactions', () => {
  let server: TestServer
  let world: World

  beforeAll(async () => {
    server = await startServer()
    world = await createWorld(server)
  })
  afterAll(() => server.dispose())

  it('[R-071] is five a minute for each person, given or taken back, and says when to come again', async () => {
    const [maya, sam] = await Promise.all([world.maya.signIn({ as: 'api' }), world.sam.signIn({ as: 'api' })])
    const { data: { id: conversationId } } = await maya.post<{ id: string }>('/api/v1/conversations', { type: 'direct', userId: world.sam.id })
    const messageId = uuidv7()
    await maya.post(`/api/v1/conversations/${conversationId}/messages`, { id: messageId, body: 'The first loaf is out' })
    const path = `/api/v1/messages/${messageId}/reactions`
    const answers = []
    for (const method of ['POST', 'DELETE', 'POST', 'DELETE', 'POST', 'DELETE'] as const) answers.push(await maya.request(method, path, { emoji: '👍' }))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429])
    expect(answers.at(-1)?.error).toMatchObject({ code: 'too_many_requests' })
    expect(Number(answers.at(-1)?.headers.get('retry-after'))).toSatisfy((seconds: number) => seconds > 0 && seconds <= 60)
    expect(await sam.delete(path, { emoji: '👍' })).toMatchObject({ status: 200 })
    expect(await maya.post(path, { emoji: '🎉' })).toMatchObject({ status: 429 })
  })
})
