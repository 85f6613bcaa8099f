import type { IncomingMessage, ServerResponse } from 'node:http'
import { AppError } from '#shared/errors.ts'
import { logger } from '#server/infra/logger.ts'
import { takePoint } from '#server/infra/rate-limiters.ts'
import { clientAddress } from '#server/utils/client-address.ts'
import { refuseForeignSocket } from '#server/utils/origin.ts'

/** Signature of engine.io's `allowRequest`. A refusal is sent with status 403, or 400 for an upgrade. */
export type AllowRequest = (request: IncomingMessage, decide: (refusal: string | null | undefined, allowed: boolean) => void) => void

/** Signature of engine.io's middleware, which runs for every request and upgrade. */
export type EngineMiddleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void

/** Allows a handshake from an own page or from a program, within the limit per network address. */
export const allowHandshake: AllowRequest = (request, decide) => {
  check(request).then(
    () => decide(null, true),
    (error: unknown) => decide(refusalOf(error), false),
  )
}

/**
 * Checks every request after the handshake in the same way, because engine.io calls `allowRequest`
 * for the handshake only. A foreign page cannot use a connection whose id it knows. Upgrades
 * are counted here. Polls are not; the packets in them are counted elsewhere.
 */
export const allowLaterRequest: EngineMiddleware = (request, response, next) => {
  if (!URL.parse(request.url ?? '', 'http://socket')?.searchParams.get('sid')) return next()
  check(request, { counts: request.headers.upgrade !== undefined }).then(next, (error: unknown) => {
    // For an upgrade, this response object of engine.io only closes the connection.
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
