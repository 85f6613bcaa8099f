import type { H3Event } from 'h3'

/** What the first middlewares find out about a request, for everything after them. */
export interface RequestContext {
  requestId: string
  /** The id that the client or a proxy gave the request, to find its log lines by. */
  clientRequestId?: string
  /** The client's network address, or `UNKNOWN_ADDRESS`. */
  address: string
  /** A fresh access token, when the browser's had ended and was renewed on the way in. */
  renewedAccessToken?: string
  /** Why it could not be renewed, when that says nothing about the session: the database is away. */
  renewalFailure?: unknown
  /** Whoever is signed in, once the route has asked. */
  actorId?: string
}

declare module 'h3' {
  interface H3EventContext extends Partial<RequestContext> {
    requestId: string
    address: string
  }
}

/** The ids of a request, for a log line. */
export function requestIds({ context }: H3Event): Pick<RequestContext, 'requestId' | 'clientRequestId'> {
  const { requestId, clientRequestId } = context
  return { requestId, ...(clientRequestId !== undefined && { clientRequestId }) }
}

/**
 * The context of the page request in which a server-rendered page calls the API: Nitro makes such
 * a call without a network and carries the outer context along. `undefined` for a real request.
 */
export function outerContext(event: H3Event): RequestContext | undefined {
  const carried = (event.node.req as { __unenv__?: Partial<RequestContext> }).__unenv__
  return typeof carried?.requestId === 'string' && typeof carried.address === 'string'
    ? { requestId: carried.requestId, address: carried.address, ...(carried.renewedAccessToken && { renewedAccessToken: carried.renewedAccessToken }) }
    : undefined
}
