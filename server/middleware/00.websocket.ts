import { defineEventHandler } from 'h3'
import { forwardRequest } from '#server/websocket/engine-bridge.ts'

/** Long polling and preflights of Socket.IO. Runs first: nothing else may read the body or respond. */
export default defineEventHandler((event) => {
  const { req, res } = event.node
  if (!forwardRequest(req, res)) return undefined
  // Socket.IO responds later; h3 waits for the response instead of continuing.
  return new Promise<void>(resolve => res.once('close', resolve))
})
