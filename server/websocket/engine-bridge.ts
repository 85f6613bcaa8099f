import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { App } from 'h3'
import type { Connection } from './socket-types.ts'
import { lateBound } from '#server/infra/late-bound.ts'

/**
 * Socket.IO attaches to an HTTP server. Nitro keeps its own one to itself, in development as in
 * the build, so Socket.IO gets this server instead: it never listens, and what Nitro receives for
 * Socket.IO's path is emitted into it.
 *
 * What this file takes from the inside of a library, and a new version may change, is crossws'
 * option `wss` as h3 hands it on, engine.io's `writeBuffer`, and the WebSocket of its transport.
 * Tests hold the first two in the build and in development, and the last in Node.
 */
export type Door = ReturnType<typeof createSocketEndpoint>

/** The door of this process while sockets are welcome; not set before the boot and after the drain. */
export const door = lateBound<Door>('door to Socket.IO')

/** Makes a door for the path that Socket.IO is configured with, such as `/socket.io`. */
export function createSocketEndpoint(path: string) {
  const base = path.replace(/\/$/, '')
  return { server: createServer(), admits: (url: string | undefined) => isBelow(base, url) }
}

function isBelow(base: string, url = '/'): boolean {
  const pathname = url.replace(/\?.*$/s, '')
  return pathname === base || pathname.startsWith(`${base}/`)
}

/** Hands a request to Socket.IO when it is for it; long polling arrives this way. Says whether it did. */
export function forwardRequest(request: IncomingMessage, response: ServerResponse): boolean {
  if (!door.isSet() || !door().admits(request.url)) return false
  return door().server.emit('request', request, response)
}

/**
 * Leads every WebSocket upgrade to Socket.IO, before the handshake is answered: the check of the
 * origin and the limit of a message's size are then engine.io's own. Without this, crossws would
 * complete an upgrade of any path for anyone.
 */
export function forwardUpgrades(app: App): void {
  const wss = { on: () => wss, clients: new Set(), handleUpgrade: admitUpgrade }
  app.options.websocket = { wss } as NonNullable<App['options']['websocket']>
}

function admitUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
  // Nobody else listens until the handshake has been allowed, and a client may go before.
  socket.on('error', () => socket.destroy())
  if (!door.isSet()) return refuse(socket, 503)
  if (!door().admits(request.url)) return refuse(socket, 404)
  door().server.emit('upgrade', request, socket, head)
}

function refuse(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy())
}

/** How many packets wait until a connection's other end takes them. */
export function waitingPackets(connection: Connection): number {
  // Private to TypeScript only, and the one place that knows.
  return connection['writeBuffer'].length
}

/** The WebSocket below a connection, as far as it is used here. */
interface Frames {
  on(name: 'ping' | 'pong', listener: () => void): Frames
  pause(): void
  terminate(): void
}

/** Milliseconds in which a client takes the last words to it. */
const LAST_WORDS_MS = 1_000

/**
 * Calls `count` for everything that comes over a connection: every packet of engine.io, and what
 * never becomes one: the pings and pongs of a WebSocket, and probes before an upgrade.
 */
export function countFrames(connection: Connection, count: () => void): void {
  const listen = () => void framesOf(connection)?.on('ping', count).on('pong', count)
  connection.on('packet', count).on('upgrading', count).on('upgrade', listen)
  listen()
}

/**
 * Reads nothing more from a connection that is being closed, and cuts it soon. Without this, a
 * client that goes on sending keeps the server busy until the close is complete, for up to 30 s.
 * A poll needs none of it: each is a request of its own.
 */
export function stopReading(connection: Connection): void {
  const frames = framesOf(connection)
  if (!frames) return
  frames.pause()
  setTimeout(() => frames.terminate(), LAST_WORDS_MS).unref()
}

function framesOf({ transport }: Connection): Frames | undefined {
  return transport.name === 'websocket' ? (transport as unknown as { socket: Frames }).socket : undefined
}
