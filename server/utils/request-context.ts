import type { H3Event } from 'h3'

/** Data about a request that the first middlewares collect. */
export interface RequestContext {
  requestId: string
  /** The id that the client or a proxy gave the request. */
  clientRequestId?: string
  /** The client's network address, or `UNKNOWN_ADDRESS`. */
  address: string
  /** The new access token, if the browser's had expired and was renewed. */
  renewedAccessToken?: string
  /** The error that prevented the renewal, unless the session has ended: for example an outage. */
  renewalFailure?: unknown
  /** The signed-in user. Set by `requireActor`. */
  actorId?: string
}

declare module 'h3' {
  interface H3EventContext extends Partial<RequestContext> {
    requestId: string
    address: string
  }
}

/** The ids of a request for a log line. */
export function requestIds({ context }: H3Event): Pick<RequestContext, 'requestId' | 'clientRequestId'> {
  const { requestId, clientRequestId } = context
  return { requestId, ...(clientRequestId !== undefined && { clientRequestId }) }
}

/**
 * The context of the page request during which server rendering calls the API. Nitro makes such a call
 * internally and passes the outer context along. `undefined` for a network request.
 */
export function outerContext(event: H3Event): RequestContext | undefined {
  const carried = (event.node.req as { __unenv__?: Partial<RequestContext> }).__unenv__
  return typeof carried?.requestId === 'string' && typeof carried.address === 'string'
    ? { requestId: carried.requestId, address: carried.address, ...(carried.renewedAccessToken && { renewedAccessToken: carried.renewedAccessToken }) }
    : undefined
}
