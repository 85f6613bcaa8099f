import { randomUUID } from 'node:crypto'
import { defineEventHandler, getRequestHeader, setResponseHeader } from 'h3'
import { clientAddress } from '#server/utils/client-address.ts'
import { outerContext } from '#server/utils/request-context.ts'

/** What a proxy may hand over as a request id: short, and harmless in a log line. */
const WELL_FORMED = /^[\w-]{8,64}$/

/** Gives every request an id that its answer, its log lines and its audit events share. */
export default defineEventHandler((event) => {
  const given = getRequestHeader(event, 'x-request-id')
  const outer = outerContext(event)
  event.context.requestId = outer?.requestId ?? (given !== undefined && WELL_FORMED.test(given) ? given : randomUUID())
  event.context.address = outer?.address ?? clientAddress({
    remoteAddress: event.node.req.socket?.remoteAddress,
    forwardedFor: getRequestHeader(event, 'x-forwarded-for'),
  })
  setResponseHeader(event, 'X-Request-Id', event.context.requestId)
})
