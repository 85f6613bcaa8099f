import type { IncomingMessage } from 'node:http'
import { AppError } from '#shared/errors.ts'
import { readBearer } from '#server/domain/account/credential.ts'
import { logger } from '#server/infra/logger.ts'
import { takePoint } from '#server/infra/rate-limiters.ts'
import { clientAddress } from '#server/utils/client-address.ts'
import { isOwnOrigin } from '#server/utils/origin.ts'

/** engine.io's question before a handshake. The message stands in its answer: 403, or 400 to an upgrade. */
export type AllowRequest = (request: IncomingMessage, decide: (refusal: string | null | undefined, allowed: boolean) => void) => void

/**
 * May this handshake begin at all? CORS does not guard WebSockets, so the Origin is checked here
 * (ASVS 4.4.2): a browser's must be ours. Our own page polls without one; the browser says then
 * that it is same-origin. A request with `Authorization: Bearer` is a program's, which no page can
 * send, and its cookies count for nothing.
 */
export const allowHandshake: AllowRequest = (request, decide) => {
  check(request).then(
    () => decide(null, true),
    (error: unknown) => decide(refusalOf(error), false),
  )
}

async function check({ headers, socket }: IncomingMessage): Promise<void> {
  const { origin, host, authorization } = headers
  const isProgram = readBearer(authorization) !== undefined
  const isOwnPage = origin === undefined ? headers['sec-fetch-site'] === 'same-origin' : isOwnOrigin(origin, host)
  if (!isProgram && !isOwnPage) throw new AppError('foreign_origin')
  await takePoint('connect', clientAddress({ remoteAddress: socket.remoteAddress, headers }))
}

function refusalOf(error: unknown): string {
  if (error instanceof AppError) return error.code
  logger().error({ err: error }, 'handshake failed')
  return 'internal'
}
