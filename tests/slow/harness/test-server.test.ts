import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestClient } from '../../helpers/test-client.ts'
import type { TestServer } from '../../helpers/test-server.ts'
import { startServer } from '../../helpers/test-server.ts'

describe('the server of a test file', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.dispose())

  it('[R-202] answers in the uniform envelope', async () => {
    const answer = await new TestClient(server).get('/api/v1/conversations')
    expect(answer).toMatchObject({ status: 401, error: { code: 'unauthenticated' } })
  })

  it('[R-202] comes back after a crash, on the same address', async () => {
    await server.kill()
    await server.start()
    expect(await new TestClient(server).get('/api/v1/conversations')).toMatchObject({ status: 401 })
  })

  it('[R-202] ends in order when it is asked to', async () => {
    await server.stop()
    await expect(new TestClient(server).get('/api/health')).rejects.toThrow()
    await server.start()
  })
})
