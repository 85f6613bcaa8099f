import type { Socket } from 'socket.io-client'
import { io } from 'socket.io-client'
import type { TestClient } from './test-client.ts'
import { until } from './until.ts'

export interface SocketOptions {
  transports?: ('websocket' | 'polling')[]
  path?: string
  /** Headers in place of the client's own, such as a foreign Origin. */
  headers?: Record<string, string>
  /** Comes back by itself after a cut; off, so that a test sees the cut. */
  reconnection?: boolean
}

/** One event as it arrived. */
export interface Received {
  name: string
  payload: unknown
  /** Milliseconds since the process began. */
  at: number
}

/** A connected socket that remembers everything it heard from its first moment on. */
export interface TestSocket {
  readonly socket: Socket
  readonly received: readonly Received[]
}

/**
 * Connects with a client's credential.
 * @throws the handshake's error when the server refuses.
 */
export async function connectSocket(client: TestClient, options: SocketOptions = {}): Promise<TestSocket> {
  const { transports = ['websocket'], path = '/socket.io/', headers, reconnection = false } = options
  const socket = io(client.url, {
    path,
    transports,
    reconnection,
    forceNew: true,
    extraHeaders: headers ?? client.credentials(),
  })
  const received: Received[] = []
  socket.onAny((name: string, payload: unknown) => received.push({ name, payload, at: performance.now() }))
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', (error) => {
      if (!reconnection) socket.disconnect()
      reject(error)
    })
  })
  return { socket, received }
}

interface Expectation<Payload> {
  where?: (payload: Payload) => boolean
  /** Milliseconds. */
  within?: number
}

/** The first event of this name that fits, whether it has come already or comes in time. */
export async function nextEvent<Payload>(
  { received }: TestSocket,
  name: string,
  { where = () => true, within = 10_000 }: Expectation<Payload> = {},
): Promise<Payload> {
  const fits = (event: Received) => event.name === name && where(event.payload as Payload)
  const event = await until(() => received.find(fits), { within, every: 5, what: `the event ${name}` })
  return event.payload as Payload
}

/** The payloads of every event of this name so far. */
export function eventsOf<Payload>({ received }: TestSocket, name: string): Payload[] {
  return received.filter(event => event.name === name).map(event => event.payload as Payload)
}
