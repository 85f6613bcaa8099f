import { randomBytes } from 'node:crypto'
import type { Socket } from 'node:net'
import { connect } from 'node:net'
import type { Connection, ConnectionListener, Handshake } from './connection.ts'
import { FrameReader, textFrame } from './frames.ts'
import type { PacketMemory } from './packet-memory.ts'

/** Packet types of engine.io 4 followed by those of Socket.IO 5, as they stand in a text frame. */
const OPEN = '0'
const PING = '2'
const CONNECTED = '40'
const EVENT = '42'
const ACKNOWLEDGED = '43'
const REFUSED = '44'

interface SlimOptions {
  handshake: Handshake
  listener: ConnectionListener
  memory: PacketMemory
  /** Bytes that are read into; shared by all connections of a process, since each is emptied at once. */
  buffer: Buffer
}

/**
 * Connects with a client that speaks just enough of WebSocket, engine.io and Socket.IO. It takes
 * half of the time that socket.io-client takes for an event, and the machine's cores are shared
 * with the server; one client of every room is a real one (see `witness-connection.ts`).
 * @throws when the server refuses the handshake or closes before it is done
 */
export function connectSlim(options: SlimOptions): Promise<Connection> {
  return new Promise((resolve, reject) => new SlimConnection(options, resolve, reject))
}

class SlimConnection implements Connection {
  private readonly options: SlimOptions
  private readonly socket: Socket
  private readonly frames: FrameReader
  private readonly waiting = new Map<number, (answer: unknown) => void>()
  private readonly opened: (connection: Connection) => void
  private readonly refused: (error: Error) => void
  private upgraded = false
  private head: Buffer = Buffer.alloc(0)
  private nextAcknowledgement = 0

  constructor(options: SlimOptions, opened: (connection: Connection) => void, refused: (error: Error) => void) {
    this.options = options
    this.opened = opened
    this.refused = refused
    this.frames = new FrameReader({ text: payload => this.take(payload), closed: () => this.socket.destroy() })
    const { hostname, port } = new URL(options.handshake.url)
    this.socket = connect({
      host: hostname,
      port: Number(port),
      noDelay: true,
      onread: { buffer: options.buffer, callback: (length, bytes) => this.read(Buffer.from(bytes.buffer, bytes.byteOffset, length)) },
    })
    this.socket.on('error', error => this.refused(error))
    this.socket.on('close', () => {
      this.refused(new Error(`${options.handshake.url} closed during the handshake`))
      options.listener.lost()
    })
    this.socket.write(upgradeRequest(options.handshake))
  }

  emit(name: string, payload: unknown): Promise<unknown> {
    const number = this.nextAcknowledgement
    this.nextAcknowledgement += 1
    return new Promise((resolve) => {
      this.waiting.set(number, resolve)
      this.socket.write(textFrame(`${EVENT}${number}${JSON.stringify([name, payload])}`))
    })
  }

  cut(): void {
    this.socket.resetAndDestroy()
  }

  private read(bytes: Buffer): boolean {
    if (this.upgraded) this.frames.push(bytes)
    else this.readHead(bytes)
    return true
  }

  private readHead(bytes: Buffer): void {
    this.head = Buffer.concat([this.head, bytes])
    const end = this.head.indexOf('\r\n\r\n')
    if (end < 0) return
    const status = this.head.toString('latin1', 9, 12)
    if (status !== '101') {
      this.refused(new Error(`The handshake was answered with ${this.head.toString('latin1', 0, 200)}`))
      this.socket.destroy()
      return
    }
    this.upgraded = true
    this.frames.push(this.head.subarray(end + 4))
  }

  private take(payload: Buffer): void {
    const type = payload.toString('latin1', 0, 2)
    if (type === EVENT) this.options.listener.event(this.options.memory.parse(payload))
    else if (type === ACKNOWLEDGED) this.acknowledge(payload.toString('utf8', 2))
    else if (type === PING) this.socket.write(textFrame('3'))
    else if (type === CONNECTED) this.opened(this)
    else if (type.startsWith(OPEN)) this.socket.write(textFrame(`40${JSON.stringify(this.options.handshake.auth)}`))
    else if (type === REFUSED) this.refused(new Error(`The server refused the connection: ${payload.toString('utf8', 2)}`))
  }

  private acknowledge(text: string): void {
    const start = text.indexOf('[')
    const number = Number(text.slice(0, start))
    const [answer] = JSON.parse(text.slice(start)) as [unknown]
    this.waiting.get(number)?.(answer)
    this.waiting.delete(number)
  }
}

function upgradeRequest({ url, headers }: Handshake): string {
  const { host } = new URL(url)
  const lines = Object.entries({
    'Host': host,
    'Upgrade': 'websocket',
    'Connection': 'Upgrade',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`)
  return `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n${lines.join('')}\r\n`
}
