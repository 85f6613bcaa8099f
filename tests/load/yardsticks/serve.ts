import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'

/** What a client of a yardstick sends. */
export interface Sent {
  id: string
  room: string
  author: string
  body: string
}

/** What every client of the room hears, and the sender as its acknowledgement. */
export interface Stored extends Sent {
  /** Position in the room, where the yardstick gives one. */
  seq?: number
  createdAt: string
}

/** Does a yardstick's work for one message; undefined when it was there already. */
export type Store = (message: Sent) => Promise<Stored | undefined> | Stored

/**
 * A server that does as little as Socket.IO lets it: clients name their rooms in the handshake,
 * a message is stored by `store`, told to the room, acknowledged. It listens on a free port of
 * loopback and tells the port to its parent.
 */
export function serve(store: Store): void {
  const server = createServer()
  const io = new Server(server, { transports: ['websocket'], serveClient: false })
  io.on('connection', (socket) => {
    const { rooms } = socket.handshake.auth as { rooms: string[] }
    for (const room of rooms) void socket.join(room)
    socket.on('send', (message: Sent, acknowledge: (answer: { id: string } | { error: string }) => void) => {
      void Promise.resolve(store(message)).then((stored) => {
        if (stored) io.to(stored.room).emit('message', stored)
        acknowledge({ id: message.id })
      }).catch((error: unknown) => acknowledge({ error: String(error) }))
    })
  })
  server.listen(0, '127.0.0.1', () => {
    process.send?.({ port: (server.address() as AddressInfo).port })
  })
}
