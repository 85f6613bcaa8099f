import { randomUUID } from 'node:crypto'
import { defineEventHandler, getRequestHeader, setResponseHeader } from 'h3'
import { clientAddress } from '#server/utils/client-address.ts'
import { outerContext } from '#server/utils/request-context.ts'

/** Accepted ids of clients and proxies: short, and safe in a log line. */
const WELL_FORMED = /^[\w-]{8,64}$/

/**
 * Gives every request an id for its response, log lines and audit entries. The server always creates
 * it, so that no client can give two requests the same id. A client's own id is logged as well.
 */
export default defineEventHandler((event) => {
  const given = getRequestHeader(event, 'x-request-id')
  const outer = outerContext(event)
  event.context.requestId = outer?.requestId ?? randomUUID()
  if (given !== undefined && WELL_FORMED.test(given)) event.context.clientRequestId = given
  event.context.address = outer?.address ?? clientAddress({
    remoteAddress: event.node.req.socket?.remoteAddress,
    headers: event.node.req.headers,
  })
  setResponseHeader(event, 'X-Request-Id', event.context.requestId)
})
