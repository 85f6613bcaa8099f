import type { IncomingMessage, ServerResponse } from 'node:http'
import { AppError } from '#shared/errors.ts'
import { logger } from '#server/infra/logger.ts'
import { takePoint } from '#server/infra/rate-limiters.ts'
import { clientAddress } from '#server/utils/client-address.ts'
import { refuseForeignSocket } from '#server/utils/origin.ts'

/** engine.io's question before a handshake. The message stands in its answer: 403, or 400 to an upgrade. */
export type AllowRequest = (request: IncomingMessage, decide: (refusal: string | null | undefined, allowed: boolean) => void) => void

/** engine.io's middleware, for every request and upgrade. */
export type EngineMiddleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void

/** May this handshake begin? It comes from a page of ours or from a program, and not too often from one address. */
export const allowHandshake: AllowRequest = (request, decide) => {
  check(request).then(
    () => decide(null, true),
    (error: unknown) => decide(refusalOf(error), false),
  )
}

/**
 * Checks what follows a handshake in the same way, since engine.io asks `allowRequest` only about
 * the handshake itself: a foreign page cannot use a connection whose id it has learnt. Polls and
 * posts are not counted here; the packets in them are.
 */
export const allowLaterRequest: EngineMiddleware = (request, response, next) => {
  if (!URL.parse(request.url ?? '', 'http://socket')?.searchParams.get('sid')) return next()
  check(request, { counts: request.headers.upgrade !== undefined }).then(next, (error: unknown) => {
    // To an upgrade, engine.io gives a response that only closes the connection.
    response.writeHead(403, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify({ message: refusalOf(error) }))
  })
}

async function check(request: IncomingMessage, { counts = true } = {}): Promise<void> {
  refuseForeignSocket(request)
  if (!counts) return
  await takePoint('connect', clientAddress({ remoteAddress: request.socket.remoteAddress, headers: request.headers }))
}

function refusalOf(error: unknown): string {
  if (error instanceof AppError) return error.code
  logger().error({ err: error }, 'handshake failed')
  return 'internal'
}
