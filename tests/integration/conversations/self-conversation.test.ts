import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Conversation, Message } from '#shared/types.ts'
import { createWorld, type World } from '../../helpers/server-world.ts'
import { startServer, type TestServer } from '../../helpers/test-server.ts'
import type { TestClient } from '../../helpers/test-client.ts'

describe('notes to oneself, through the API', () => {
  let server: TestServer
  let world: World
  let otto: TestClient
  let path: string

  beforeAll(async () => {
    server = await startServer()
    world = await createWorld(server)
    otto = await world.otto.signIn({ as: 'api' })
    const { data } = await otto.post<Conversation>('/api/v1/conversations', { type: 'self' })
    path = `/api/v1/conversations/${data.id}/messages`
  })
  afterAll(() => server.dispose())

  it('[R-029] [R-162] an API client writes and reads its own messages', async () => {
    const body = 'Ask the museum about the opening hours'
    const sent = await otto.post<Message>(path, { id: uuidv7(), body })
    expect(sent).toMatchObject({ status: 201, data: { seq: 1, authorId: world.otto.id, body } })
    expect(await otto.get(path)).toMatchObject({ status: 200, data: [sent.data], page: { next: null } })
  })

  it.each([
    ['nothing', '', 422], ['blanks', ' \n\t ', 422], ['a NUL', 'a\u0000b', 422], ['too much', 'x'.repeat(20_001), 422],
    ['a number', 7, 400], ['a list', ['a'], 400], ['nothing at all', undefined, 400],
  ])('[R-029] [R-012] [S-29] %s is no message', async (_, body, status) => {
    const answer = await otto.post(path, { id: uuidv7(), body })
    expect(answer.status).toBe(status)
    expect(answer.error?.details?.fields?.[0]?.field).toBe('body')
  })

  it('[R-156] every answer carries its request id and its duration', async () => {
    const { meta, headers } = await otto.get(path)
    expect(meta).toEqual({ requestId: headers.get('x-request-id'), durationMs: expect.any(Number) })
  })

  it('[S-44] no cache may keep what is private, neither data nor pages', async () => {
    const browser = await world.otto.signIn()
    for (const place of ['/api/v1/account', '/api/v1/conversations', '/settings/profile', '/c']) {
      const { status, headers } = await browser.get(place, { headers: { Accept: 'text/html' } })
      expect([place, status, headers.get('cache-control')]).toEqual([place, 200, 'no-store'])
    }
  })

  it.each([
    ['brackets', '('.repeat(10_000)], ['wildcards', '%_\\'.repeat(60)], ['nested lists', '['.repeat(10_000)],
    ['addresses', 'a@'.repeat(5_000)], ['links', 'http://'.repeat(1_500)],
  ])('[S-27] hostile %s are text like any other', async (_, text) => {
    expect((await otto.post(path, { id: uuidv7(), body: text })).status).toBe(201)
    expect(await otto.get(`/api/v1/users?query=${encodeURIComponent(text.slice(0, 200))}`)).toMatchObject({ status: 200, data: [] })
  })
})
