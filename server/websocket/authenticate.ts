import type { ErrorCode } from '#shared/errors.ts'
import { AppError } from '#shared/errors.ts'
import { logger } from '#server/infra/logger.ts'
import type { RealtimeSocket, SocketData } from './socket-types.ts'

/** Resolves the credential of a handshake to a user and session; `undefined` if it is not valid. */
export type AuthenticateCredential = (headers: { cookieHeader?: string | undefined, authorization?: string | undefined }) => Promise<SocketData | undefined>

type Next = (error?: Error) => void

/**
 * Middleware that refuses sockets without a valid cookie or bearer token in the handshake's
 * headers, with `unauthenticated`. Tokens in the query string are ignored, because URLs end up in
 * logs (ASVS 4.4.3); so are tokens in the `auth` payload.
 */
export function authenticate(authenticateCredential: AuthenticateCredential) {
  return guard(async (socket: RealtimeSocket) => {
    const { cookie, authorization } = socket.handshake.headers
    const user = await authenticateCredential({ cookieHeader: cookie, authorization })
    if (!user) return 'unauthenticated'
    Object.assign(socket.data, user)
    return undefined
  })
}

/**
 * Makes a middleware from a check that returns an error code or throws an AppError to refuse the
 * socket. The client gets the code as `error.data.code`. An unexpected error is logged and sent as
 * `unavailable`, so that the client retries.
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

/** The connection error that the client receives. */
export function refused(code: ErrorCode): Error {
  return Object.assign(new Error(code), { data: { code } })
}
