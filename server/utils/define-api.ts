import type { EventHandler, H3Event } from 'h3'
import { defineEventHandler, getQuery, getRouterParams, setResponseHeader, setResponseStatus } from 'h3'
import type { z } from 'zod'
import type { Contract } from '#shared/contracts/contract.ts'
import { refuseForeignOrigin } from '#server/utils/origin.ts'
import { enforceLimits, limitsPer } from '#server/utils/rate-limit.ts'
import { requireActor, visitor } from '#server/utils/actor.ts'
import { readJson } from '#server/utils/read-json.ts'
import { respondWithError } from '#server/utils/respond-with-error.ts'
import { parseInput } from '#server/utils/parse-input.ts'
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
 * Makes the handler of one operation. It checks the origin, the limits of the address, the session
 * and the limits of the person, parses every part by the contract, and answers in the uniform
 * envelope. A flood is thus refused before it costs a look-up or a body. It fails closed: a handler
 * that answers a signed-in person without having asked a rule is an error, not an answer.
 */
export function defineApi<C extends Contract>(contract: C, handle: (call: ApiCall<C>) => Promise<Answer<C>> | Answer<C>): EventHandler {
  return defineEventHandler(async (event) => {
    const startedAt = performance.now()
    try {
      refuseForeignOrigin(event)
      const actor = await admit(event, contract)
      const answer = await handle({
        actor,
        event,
        params: parseInput<C['params']>(contract.params, getRouterParams(event, { decode: true }), 'params'),
        query: parseInput<C['query']>(contract.query, getQuery(event), 'query'),
        body: parseInput<C['body']>(contract.body, await readJson(event), 'body'),
      })
      if (contract.access !== 'anyone' && !actor.consulted) throw new Error(`${contract.operation} answered without asking a rule`)
      return envelope(event, contract, startedAt, answer)
    }
    catch (error) {
      return respondWithError(event, contract.operation, startedAt, error)
    }
  })
}

/**
 * Who calls, and whether they may call again so soon. Where anyone may call nobody is known yet: a
 * limit of the person whom such an operation finds is its own to take.
 */
async function admit(event: H3Event, { access, limits }: Contract): Promise<Actor> {
  const stranger = visitor(event)
  await enforceLimits(limitsPer('address', limits), stranger)
  if (access === 'anyone') return stranger
  const actor = await requireActor(event, access)
  await enforceLimits(limitsPer('user', limits), actor)
  return actor
}

function envelope<C extends Contract>(event: H3Event, contract: C, startedAt: number, answer: Answer<C>) {
  const reply = answer instanceof Reply ? answer : new Reply(answer)
  setResponseStatus(event, reply.status ?? contract.status[0])
  setResponseHeader(event, 'Cache-Control', 'no-store')
  const meta = { requestId: event.context.requestId, durationMs: Math.round((performance.now() - startedAt) * 10) / 10 }
  return reply.page ? { data: reply.data, page: reply.page, meta } : { data: reply.data, meta }
}
