import { defineEventHandler } from 'h3'
import { admitRequest } from '#server/websocket/engine-bridge.ts'

/** Long polling and preflights of Socket.IO. Runs first, because nothing else may read the body or respond. */
export default defineEventHandler((event) => {
  const { req, res } = event.node
  if (!admitRequest(req, res)) return undefined
  // Socket.IO responds when it has data. Until then h3 must not continue.
  return new Promise<void>(resolve => res.once('close', resolve))
})
