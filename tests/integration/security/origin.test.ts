import { once } from 'node:events'
import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWorld, type World } from '../../helpers/server-world.ts'
import { startServer, type TestServer } from '../../helpers/test-server.ts'
import { connectSocket } from '../../helpers/test-socket.ts'

const NAME = 'messages.harbor.example'

describe('a built server without PUBLIC_URL', () => {
  let server: TestServer
  let world: World

  beforeAll(async () => {
    server = await startServer({ env: { PUBLIC_URL: undefined } })
    world = await createWorld(server)
  })
  afterAll(() => server.dispose())

  /** Signs in like a page opened under another host name of the server. */
  async function signInAt(host: string, origin = `http://${host}`): Promise<{ status: number | undefined, body: unknown }> {
    const { email, password } = world.maya
    const call = request(`${server.url}/api/auth/login`, { method: 'POST', headers: { 'Host': host, 'Origin': origin, 'Content-Type': 'application/json' } })
    call.end(JSON.stringify({ email, password }))
    const [answer] = await once(call, 'response') as [IncomingMessage]
    return { status: answer.statusCode, body: JSON.parse(await text(answer)) }
  }

  it('[S-13] [S-14] serves people at its address and at loopback names, sockets included', async () => {
    const maya = await world.maya.signIn()
    const { socket } = await connectSocket(maya)
    expect(socket.connected).toBe(true)
    socket.disconnect()
    for (const host of [`localhost:${server.port}`, `parley.localhost:${server.port}`]) expect((await signInAt(host)).status).toBe(200)
  })

  it('[S-13] [S-14] refuses requests under any other host name, and logs once what to set', async () => {
    const maya = await world.maya.signIn()
    for (const host of [NAME, `${NAME}:${server.port}`, `evil.example:${server.port}`]) {
      expect(await signInAt(host)).toMatchObject({ status: 403, body: { error: { code: 'foreign_origin' } } })
    }
    for (const transports of [['websocket'], ['polling']] as ('websocket' | 'polling')[][]) {
      const headers = { ...maya.credentials(), Host: NAME, Origin: `http://${NAME}` }
      await expect(connectSocket(maya, { transports, headers })).rejects.toThrow(/websocket error|xhr poll error/)
    }
    const advice = server.log().split('\n').filter(line => line.includes('PUBLIC_URL'))
    expect(advice).toHaveLength(1)
    expect(advice[0]).toContain(`refused a request from http://${NAME}`)
  })
})

describe('a built server with PUBLIC_URL', () => {
  let server: TestServer
  let world: World

  beforeAll(async () => {
    server = await startServer({ env: { PUBLIC_URL: `https://${NAME}` } })
    world = await createWorld(server)
  })
  afterAll(() => server.dispose())

  it('[S-13] [S-14] accepts no other origin, not even its own address', async () => {
    const { email, password } = world.maya
    const signIn = async (Origin: string) => (await fetch(`${server.url}/api/auth/login`, {
      method: 'POST', headers: { Origin, 'Content-Type': 'application/json' }, body: JSON.stringify({ email, password }),
    })).status
    expect(await signIn(`https://${NAME}`)).toBe(200)
    for (const origin of [`http://${NAME}`, server.url, `http://localhost:${server.port}`]) expect(await signIn(origin), origin).toBe(403)
  })
})
