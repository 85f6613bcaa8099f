import { randomUUID } from 'node:crypto'
import { defineEventHandler, getRequestHeader, setResponseHeader } from 'h3'
import { clientAddress } from '#server/utils/client-address.ts'
import { outerContext } from '#server/utils/request-context.ts'

/** An id that a client or proxy may give: short, and harmless in a log line. */
const WELL_FORMED = /^[\w-]{8,64}$/

/**
 * Gives every request an id that its answer, its log lines and its audit events share. It is always
 * ours, so that nobody can make two requests look like one; a client's id is logged beside it.
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
