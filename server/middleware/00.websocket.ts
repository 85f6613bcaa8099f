import { defineEventHandler } from 'h3'
import { forwardRequest } from '#server/websocket/engine-bridge.ts'

/** Long polling and preflights of Socket.IO. First of all: nothing else may read the body or answer. */
export default defineEventHandler((event) => {
  const { req, res } = event.node
  if (!forwardRequest(req, res)) return undefined
  // Socket.IO answers when it has something to say; h3 waits for that instead of going on.
  return new Promise<void>(resolve => res.once('close', resolve))
})
