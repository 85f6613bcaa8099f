import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { App } from 'h3'
import type { Connection } from './socket-types.ts'
import { lateBound } from '#server/infra/late-bound.ts'

/**
 * Socket.IO attaches to an HTTP server. Nitro does not expose its own, neither in development nor
 * in the build. So Socket.IO gets this server, which never listens: requests and upgrades that
 * Nitro receives for Socket.IO's path are emitted on it.
 *
 * This file uses three library internals that a new version may change: the option `wss` of
 * crossws, which h3 passes on, engine.io's `writeBuffer`, and the WebSocket of its transport.
 * Tests cover the first two in the build and in development, and the third in Node.
 */
export type SocketEndpoint = ReturnType<typeof createSocketEndpoint>

/** The endpoint of this process. Set from the start of Socket.IO until the process drains. */
export const socketEndpoint = lateBound<SocketEndpoint>('Socket.IO endpoint')

/** Creates the endpoint for Socket.IO's path, such as `/socket.io`. */
export function createSocketEndpoint(path: string) {
  const base = path.replace(/\/$/, '')
  return { server: createServer(), accepts: (url: string | undefined) => isBelow(base, url) }
}

function isBelow(base: string, url = '/'): boolean {
  const pathname = url.replace(/\?.*$/s, '')
  return pathname === base || pathname.startsWith(`${base}/`)
}

/** Forwards a request to Socket.IO if its path matches; long polling uses this. @returns whether it was forwarded */
export function forwardRequest(request: IncomingMessage, response: ServerResponse): boolean {
  if (!socketEndpoint.isSet() || !socketEndpoint().accepts(request.url)) return false
  return socketEndpoint().server.emit('request', request, response)
}

/**
 * Forwards every WebSocket upgrade to Socket.IO before the handshake completes, so that engine.io
 * checks the origin and limits the message size. Without this, crossws would accept upgrades of
 * any path from anyone.
 */
export function forwardUpgrades(app: App): void {
  const wss = { on: () => wss, clients: new Set(), handleUpgrade: forwardUpgrade }
  app.options.websocket = { wss } as NonNullable<App['options']['websocket']>
}

function forwardUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
  // engine.io listens for errors only after it has allowed the handshake. A client may disconnect earlier.
  socket.on('error', () => socket.destroy())
  if (!socketEndpoint.isSet()) return refuse(socket, 503)
  if (!socketEndpoint().accepts(request.url)) return refuse(socket, 404)
  socketEndpoint().server.emit('upgrade', request, socket, head)
}

function refuse(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy())
}

/** The number of packets that the client has not received yet. */
export function waitingPackets(connection: Connection): number {
  // Private in the types only. No public property has this number.
  return connection['writeBuffer'].length
}

/** The part of a connection's WebSocket that this file uses. */
interface Frames {
  on(name: 'ping' | 'pong', listener: () => void): Frames
  pause(): void
  terminate(): void
}

/** Milliseconds that a closing connection has to deliver its last packets. */
const CLOSE_TIMEOUT_MS = 1_000

/**
 * Calls `count` for every frame that a client sends: each engine.io packet, WebSocket pings and
 * pongs, and probes before an upgrade.
 */
export function countFrames(connection: Connection, count: () => void): void {
  const listen = () => void framesOf(connection)?.on('ping', count).on('pong', count)
  connection.on('packet', count).on('upgrading', count).on('upgrade', listen)
  listen()
}

/**
 * Stops reading from a closing connection and terminates it after one second. Without this, a
 * client that keeps sending could occupy the server for up to 30 s until the close completes.
 * Long polling does not need this, because each poll is a separate request.
 */
export function stopReading(connection: Connection): void {
  const frames = framesOf(connection)
  if (!frames) return
  frames.pause()
  setTimeout(() => frames.terminate(), CLOSE_TIMEOUT_MS).unref()
}

function framesOf({ transport }: Connection): Frames | undefined {
  return transport.name === 'websocket' ? (transport as unknown as { socket: Frames }).socket : undefined
}
