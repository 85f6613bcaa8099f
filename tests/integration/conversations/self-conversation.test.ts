import { v7 as uuidv7 } from 'uuid'
import { describe, expect } from 'vitest'
import type { Conversation, Message } from '#shared/types.ts'
import { serverTest } from '../../helpers/fixtures/server.ts'

const it = serverTest
  .extend('otto', { scope: 'file' }, ({ world }) => world.otto.signIn({ as: 'api' }))
  .extend('path', { scope: 'file', auto: true }, async ({ otto }) => {
    const { data } = await otto.post<Conversation>('/api/v1/conversations', { type: 'self' })
    return `/api/v1/conversations/${data.id}/messages`
  })

describe('the self conversation over HTTP', () => {
  it('[R-029] [R-162] an API client writes and reads its own messages', async ({ world, otto, path }) => {
    const body = 'Ask the museum about the opening hours'
    const sent = await otto.post<Message>(path, { id: uuidv7(), body })
    expect(sent).toMatchObject({ status: 201, data: { seq: 1, authorId: world.otto.id, body } })
    expect(await otto.get(path)).toMatchObject({ status: 200, data: [sent.data], page: { next: null } })
  })

  it.for([
    ['an empty text', '', 422], ['a text of blanks', ' \n\t ', 422], ['a text with NUL', 'a\u0000b', 422], ['a text over the limit', 'x'.repeat(20_001), 422],
    ['a number', 7, 400], ['a list', ['a'], 400], ['a missing body', undefined, 400],
  ] as const)('[R-029] [R-012] [S-29] %s is refused as a message', async ([_, body, status], { otto, path }) => {
    const answer = await otto.post(path, { id: uuidv7(), body })
    expect(answer.status).toBe(status)
    expect(answer.error?.details?.fields?.[0]?.field).toBe('body')
  })

  it('[R-156] every response contains its request id and duration', async ({ otto, path }) => {
    const { meta, headers } = await otto.get(path)
    expect(meta).toEqual({ requestId: headers.get('x-request-id'), durationMs: expect.any(Number) })
  })

  it('[S-44] responses with private data or pages must not be cached', async ({ world }) => {
    const browser = await world.otto.signIn()
    for (const place of ['/api/v1/account', '/api/v1/conversations', '/settings/profile', '/c']) {
      const { status, headers } = await browser.get(place, { headers: { Accept: 'text/html' } })
      expect([place, status, headers.get('cache-control')]).toEqual([place, 200, 'no-store'])
    }
  })

  it.for([
    ['brackets', '('.repeat(10_000)], ['wildcards', '%_\\'.repeat(60)], ['nested lists', '['.repeat(10_000)],
    ['addresses', 'a@'.repeat(5_000)], ['links', 'http://'.repeat(1_500)],
  ] as const)('[S-27] many %s are accepted as text and as a search', async ([_, text], { otto, path }) => {
    expect((await otto.post(path, { id: uuidv7(), body: text })).status).toBe(201)
    expect(await otto.get(`/api/v1/users?query=${encodeURIComponent(text.slice(0, 200))}`)).toMatchObject({ status: 200, data: [] })
  })
})
