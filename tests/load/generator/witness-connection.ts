import type { Socket } from 'socket.io-client'
import { io } from 'socket.io-client'
import type { Connection, ConnectionListener, Handshake } from './connection.ts'

/** Connects with the client that browsers use, so that every room has one that nobody tuned. */
export async function connectWitness(handshake: Handshake, listener: ConnectionListener): Promise<Connection> {
  const socket = io(handshake.url, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders: handshake.headers,
    auth: handshake.auth,
  })
  socket.onAny((name: string, payload: unknown) => listener.event({ name, payload }))
  socket.on('disconnect', () => listener.lost())
  await connected(socket)
  return {
    emit: (name, payload) => new Promise(resolve => socket.emit(name, payload, resolve)),
    cut: () => {
      socket.io.engine.close()
    },
  }
}

function connected(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })
}
