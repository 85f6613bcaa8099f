import type { EventHandler, H3Event } from 'h3'
import { defineEventHandler, getQuery, getRouterParams, setResponseHeader, setResponseStatus } from 'h3'
import type { z } from 'zod'
import type { Contract } from '#shared/contracts/contract.ts'
import { refuseForeignOrigin } from '#server/utils/origin.ts'
import { enforceLimits } from '#server/utils/rate-limit.ts'
import { requireActor, visitor } from '#server/utils/actor.ts'
import { readJson } from '#server/utils/read-json.ts'
import { respondWithError } from '#server/utils/respond-with-error.ts'
import { parsePart } from '#server/utils/parse-part.ts'
import type { Actor } from '#server/domain/access/actor.ts'

/** What a handler gets: parsed, limited and, unless the route is open to anyone, signed in. */
export interface ApiCall<C extends Contract> {
  actor: Actor
  params: z.output<C['params']>
  query: z.output<C['query']>
  body: z.output<C['body']>
  event: H3Event
}

/** A handler's answer when it is more than data: another status, or a page of a list. */
export class Reply<Data> {
  readonly data: Data
  readonly status: number | undefined
  readonly page: { next: number | null } | undefined

  constructor(data: Data, extra: { status?: number, page?: { next: number | null } } = {}) {
    this.data = data
    this.status = extra.status
    this.page = extra.page
  }
}

type Answer<C extends Contract> = z.input<C['response']> | Reply<z.input<C['response']>>

/**
 * Makes the handler of one operation. It checks the origin, the limits and the session, parses
 * every part by the contract, and answers in the uniform envelope. It fails closed: a handler
 * that answers a signed-in person without having asked a rule is an error, not an answer.
 */
export function defineApi<C extends Contract>(contract: C, handle: (call: ApiCall<C>) => Promise<Answer<C>> | Answer<C>): EventHandler {
  return defineEventHandler(async (event) => {
    const startedAt = performance.now()
    try {
      refuseForeignOrigin(event)
      const actor = contract.access === 'anyone' ? visitor(event) : await requireActor(event, contract.access)
      const call = {
        actor,
        event,
        params: parsePart<C['params']>(contract.params, getRouterParams(event, { decode: true }), 'params'),
        query: parsePart<C['query']>(contract.query, getQuery(event), 'query'),
        body: parsePart<C['body']>(contract.body, await readJson(event), 'body'),
      }
      await enforceLimits(event, contract.limits, { actor, body: call.body })
      const answer = await handle(call)
      if (contract.access !== 'anyone' && !actor.consulted) throw new Error(`${contract.operation} answered without asking a rule`)
      return envelope(event, contract, startedAt, answer)
    }
    catch (error) {
      return respondWithError(event, contract.operation, startedAt, error)
    }
  })
}

function envelope<C extends Contract>(event: H3Event, contract: C, startedAt: number, answer: Answer<C>) {
  const reply = answer instanceof Reply ? answer : new Reply(answer)
  setResponseStatus(event, reply.status ?? contract.status[0])
  setResponseHeader(event, 'Cache-Control', 'no-store')
  const meta = { requestId: event.context.requestId, durationMs: Math.round((performance.now() - startedAt) * 10) / 10 }
  return reply.page ? { data: reply.data, page: reply.page, meta } : { data: reply.data, meta }
}
