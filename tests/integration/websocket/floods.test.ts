import { connect as connectTcp } from 'node:net'
import { v7 as uuidv7 } from 'uuid'
import { Manager } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Acknowledgement } from '#shared/events.ts'
import { socketBudgets } from '#shared/limits.ts'
import { rateLimiters } from '#server/infra/rate-limiters.ts'
import { openDomain, type TestDomain } from '../../helpers/domain.ts'
import { createHarbor, type Harbor } from '../../helpers/harbor.ts'
import { connectSocket, type TestSocket } from '../../helpers/test-socket.ts'
import { until } from '../../helpers/until.ts'
import { configureProcess, startNode, type TestNode } from '../../helpers/socket-nodes.ts'

/** The WebSocket below a client's socket. */
interface WebSocketBelow {
  send(data: string | Buffer): void
  ping(): void
  pong(): void
}

const { events, refusals, packets } = socketBudgets
/** Events that take all that a socket has and is forgiven, and a few more. */
const BURST = events.points + refusals.points + 10
/** More than is read of a connection at all. */
const FLOOD = packets.points * 5

/** A text frame of a client (RFC 6455, 5.2), masked with zeros. */
function frame(text: string): Buffer {
  return Buffer.concat([Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0]), Buffer.from(text)])
}

describe('a flood on one connection', () => {
  let domain: TestDomain
  let harbor: Harbor
  let node: TestNode
  const open: TestSocket[] = []

  beforeAll(async () => {
    domain = await openDomain()
    harbor = await createHarbor(domain)
    configureProcess()
    node = await startNode({ timings: { beacon: [60_000, 60_000] } })
  })
  afterAll(async () => {
    await node.close()
    await domain.close()
  })
  afterEach(() => {
    for (const { socket } of open.splice(0)) socket.disconnect()
    vi.restoreAllMocks()
    configureProcess()
  })

  async function connect(transport: 'websocket' | 'polling' = 'websocket') {
    const connected = await connectSocket(await node.browserOf(harbor.maya), { transports: [transport] })
    const reasons: string[] = []
    connected.socket.on('disconnect', reason => reasons.push(reason))
    open.push(connected)
    return { ...connected, reasons }
  }

  const below = ({ socket }: TestSocket) => (socket.io.engine.transport as unknown as { ws: WebSocketBelow }).ws

  /** Connections that this node holds, of whatever kind. */
  const connections = () => node.io.engine.clientsCount

  const refused: [string, string, unknown][] = [
    ['events that the contract does not know', 'join', {}],
    ['malformed events', 'typing:start', { wrong: true }],
    ['typing in a conversation of others', 'typing:start', { conversationId: uuidv7() }],
  ]

  describe.each(['websocket', 'polling'] as const)('over %s', (transport) => {
    it.each(refused)('[S-49] [S-38] [T-28] %s are refused some times, then the client gets the reason and is disconnected', async (_what, name, payload) => {
      const { socket, reasons } = await connect(transport)
      const answers: Acknowledgement[] = []
      for (let count = 0; count < BURST; count += 1) socket.emit(name, payload, (answer: Acknowledgement) => answers.push(answer))
      await until(() => reasons.length > 0)
      expect(reasons).toEqual(['io server disconnect'])
      expect(answers).toHaveLength(refusals.points + 1)
      expect(answers.at(-1)).toEqual({ ok: false, error: { code: 'too_many_requests', retryAfter: refusals.seconds } })
      await until(() => connections() === 0)
    })

    it('[S-49] a larger flood costs no more: most of it is not even looked at', async () => {
      const consume = vi.spyOn(rateLimiters().socketEvent, 'consume')
      const { socket, reasons } = await connect(transport)
      const answer = vi.fn()
      for (let count = 0; count < FLOOD; count += 1) socket.emit('join', {}, answer)
      await until(() => reasons.length > 0)
      expect(answer.mock.calls.length).toBeLessThanOrEqual(packets.points)
      expect(consume.mock.calls.length).toBeLessThanOrEqual(events.points)
      await until(() => connections() === 0)
    })
  })

  it('[S-49] a flood of good events asks the shared counters no more often than a person may', async () => {
    const consume = vi.spyOn(rateLimiters().socketEvent, 'consume')
    const { socket, reasons } = await connect()
    const answers: Acknowledgement[] = []
    for (let count = 0; count < BURST; count += 1) socket.emit('presence:set', { status: 'online' }, (answer: Acknowledgement) => answers.push(answer))
    await until(() => reasons.length > 0)
    expect(consume).toHaveBeenCalledTimes(events.points)
    expect(answers.at(-1)).toEqual({ ok: false, error: { code: 'too_many_requests', retryAfter: refusals.seconds } })
  })

  it('[S-49] a few refusals end nothing, nor does what a busy person says', async () => {
    const { socket, reasons } = await connect()
    const say = (name: string, payload: unknown) => socket.timeout(3_000).emitWithAck(name, payload) as Promise<Acknowledgement>
    for (let count = 0; count < refusals.points; count += 1) expect(await say('join', {})).toMatchObject({ ok: false, error: { code: 'malformed' } })
    for (let count = refusals.points; count < events.points; count += 1) expect(await say('presence:set', { status: 'away' })).toEqual({ ok: true })
    expect(reasons).toEqual([])
  })

  const cheap: [string, (ws: WebSocketBelow) => void][] = [
    ['answers to pings', ws => ws.send('3')],
    ['empty packets of engine.io', ws => ws.send('6')],
    ['acknowledgements of nothing', ws => ws.send('431[]')],
    ['connections to other namespaces', ws => ws.send('40/admin,{}')],
    ['events without an acknowledgement', ws => ws.send('42["join"]')],
    ['events in parts', (ws) => {
      ws.send('451-["typing:start",{"_placeholder":true,"num":0}]')
      ws.send(Buffer.from('x'))
    }],
    ['pings of the WebSocket', ws => ws.ping()],
    ['pongs of the WebSocket', ws => ws.pong()],
  ]

  it.each(cheap)('[S-49] %s are counted: a flood of them is disconnected', async (_what, send) => {
    const flooding = await connect()
    const ws = below(flooding)
    for (let count = 0; count < FLOOD; count += 1) send(ws)
    await until(() => flooding.reasons.length > 0)
    expect(flooding.reasons).toEqual(['io server disconnect'])
    await until(() => connections() === 0)
  })

  it('[S-49] stops reading a client that keeps sending after its end, and cuts the connection', async () => {
    const { hostname, port } = new URL(node.url)
    const headers = { ...(await node.browserOf(harbor.maya)).credentials(), 'Host': `${hostname}:${port}`, 'Connection': 'Upgrade', 'Upgrade': 'websocket', 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==' }
    const line = connectTcp(Number(port), hostname).on('error', () => line.destroy()).resume()
    line.write(`GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n${Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`)
    line.write(frame('40'))
    await until(() => node.io.of('/').sockets.size === 1)
    const flood = Buffer.concat(Array.from({ length: FLOOD }, () => frame('42["join"]')))
    const sending = setInterval(() => line.writableLength < flood.length && line.write(flood), 5)
    try {
      await until(() => connections() === 0)
      await until(() => line.destroyed, { within: 5_000, what: 'the end of the TCP connection' })
    }
    finally {
      clearInterval(sending)
      line.destroy()
    }
  })

  it('[S-49] probes for an upgrade are counted', async () => {
    const { socket } = await connect('polling')
    const { sid } = socket.io.engine.transport.query as { sid: string }
    const probe = new WebSocket(`${node.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket&sid=${sid}`, { headers: { Origin: node.url } } as unknown as string[])
    probe.addEventListener('open', () => Array.from({ length: FLOOD }, () => probe.send('2probe')))
    await until(() => !socket.connected)
    await until(() => connections() === 0)
  })

  it('[S-49] a connection becomes one socket, once: asking again costs no look-up', async () => {
    const extraHeaders = (await node.browserOf(harbor.maya)).credentials()
    const manager = new Manager(node.url, { transports: ['websocket'], reconnection: false, extraHeaders })
    const sockets = new Set<string>()
    const remember = ({ id }: { id: string }) => void sockets.add(id)
    node.io.on('connection', remember)
    await new Promise(resolve => manager.once('open', () => resolve(undefined)))
    for (let count = 0; count < 50; count += 1) manager.engine.write('0')
    await until(() => connections() === 0)
    expect(sockets.size).toBeLessThanOrEqual(1)
    expect(node.io.of('/').sockets.size).toBe(0)
    expect(node.io.of('/').adapter.rooms.size).toBe(0)
    node.io.off('connection', remember)
  })

  it('[S-49] a connection whose socket has left is closed', async () => {
    const { socket } = await connect()
    socket.io.engine.write('1')
    await until(() => connections() === 0)
  })
})
