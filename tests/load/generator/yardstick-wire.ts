import type { Wire } from './wire.ts'

interface YardstickMessage {
  id: string
  body: string
  seq?: number
}

/** Speaks with a yardstick: a send is a socket event with an acknowledgement. */
export function createYardstickWire(url: string): Wire {
  return {
    handshake: (_person, roomId) => ({ url, headers: {}, auth: { rooms: [roomId] } }),
    arrivalOf: ({ name, payload }) => {
      if (name !== 'message') return undefined
      const { id, body, seq } = payload as YardstickMessage
      return { id, body, position: seq }
    },
    post: async ({ id, roomId, author, body }, emit) => {
      const answer = await emit('send', { id, room: roomId, author: author.userId, body }) as { error?: string }
      if (answer.error !== undefined) throw new Error(answer.error)
    },
    catchUp: async () => [],
    close: () => undefined,
  }
}
