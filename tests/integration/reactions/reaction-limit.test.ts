import { v7 as uuidv7 } from 'uuid'
import { describe, expect } from 'vitest'
import { serverTest as it } from '../../helpers/fixtures/server.ts'

describe('the limit of reactions', () => {
  it('[R-071] is five changes per minute and user, and the response has a Retry-After header', async ({ world }) => {
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
