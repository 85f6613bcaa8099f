import type { ErrorCode } from '#shared/errors.ts'
import { AppError } from '#shared/errors.ts'
import { logger } from '#server/infra/logger.ts'
import type { RealtimeSocket, SocketData } from './socket-types.ts'

/** Finds out who is behind the credential of a handshake; `undefined` when nobody is. */
export type AuthenticateCredential = (headers: { cookieHeader?: string | undefined, authorization?: string | undefined }) => Promise<SocketData | undefined>

type Next = (error?: Error) => void

/**
 * The middleware that lets nobody in who is not signed in, by the cookie or Bearer token of the
 * handshake's headers. A token in the query string or in the `auth` payload is not looked at: a
 * URL ends up in logs (ASVS 4.4.3).
 */
export function authenticate(authenticateCredential: AuthenticateCredential) {
  return guard(async (socket: RealtimeSocket) => {
    const { cookie, authorization } = socket.handshake.headers
    const person = await authenticateCredential({ cookieHeader: cookie, authorization })
    if (!person) return 'unauthenticated'
    Object.assign(socket.data, person)
    return undefined
  })
}

/**
 * Makes a middleware of a check that answers with the code of its refusal, or throws an AppError.
 * The client gets the code as `error.data.code`; what was not foreseen is logged and means
 * `unavailable`: try again.
 */
export function guard(check: (socket: RealtimeSocket) => Promise<ErrorCode | undefined>) {
  return (socket: RealtimeSocket, next: Next): void => {
    check(socket).then(
      refusal => next(refusal && refused(refusal)),
      (error: unknown) => {
        if (error instanceof AppError) return next(refused(error.code))
        logger().error({ err: error }, 'socket refused')
        next(refused('unavailable'))
      },
    )
  }
}

/** The refusal of a socket as the client gets it. */
export function refused(code: ErrorCode): Error {
  return Object.assign(new Error(code), { data: { code } })
}
