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

/** The arguments of a handler: parsed input, and an actor who is signed in unless the route is public. */
export interface ApiCall<C extends Contract> {
  actor: Actor
  params: z.output<C['params']>
  query: z.output<C['query']>
  body: z.output<C['body']>
  event: H3Event
}

/** A handler's result with another status, or with a page cursor. */
export class ApiResponse<Data> {
  readonly data: Data
  readonly status: number | undefined
  readonly page: { next: number | null } | undefined

  constructor(data: Data, extra: { status?: number, page?: { next: number | null } } = {}) {
    this.data = data
    this.status = extra.status
    this.page = extra.page
  }
}

type Result<C extends Contract> = z.input<C['response']> | ApiResponse<z.input<C['response']>>

/**
 * Creates the handler of one operation. It checks the origin, the limits by address, the session and
 * the limits by user, parses the input by the contract, and responds in the uniform envelope. Limits
 * come first, so that a flood costs no query and no body. It fails closed: a handler for signed-in
 * users that returns without a permission check is an error.
 */
export function defineApi<C extends Contract>(contract: C, handle: (call: ApiCall<C>) => Promise<Result<C>> | Result<C>): EventHandler {
  return defineEventHandler(async (event) => {
    const startedAt = performance.now()
    try {
      refuseForeignOrigin(event)
      const actor = await identifyCaller(event, contract)
      const result = await handle({
        actor,
        event,
        params: parseInput<C['params']>(contract.params, getRouterParams(event, { decode: true }), 'params'),
        query: parseInput<C['query']>(contract.query, getQuery(event), 'query'),
        body: parseInput<C['body']>(contract.body, await readJson(event), 'body'),
      })
      if (contract.access !== 'anyone' && !actor.permissionChecked) throw new Error(`${contract.operation} responded without a permission check`)
      return envelope(event, contract, startedAt, result)
    }
    catch (error) {
      return respondWithError(event, contract.operation, startedAt, error)
    }
  })
}

/**
 * Identifies the caller and enforces the limits. A public operation has no user yet, so it enforces
 * limits by account itself.
 */
async function identifyCaller(event: H3Event, { access, limits }: Contract): Promise<Actor> {
  const anonymous = visitor(event)
  await enforceLimits(limitsPer('address', limits), anonymous)
  if (access === 'anyone') return anonymous
  const actor = await requireActor(event, access)
  await enforceLimits(limitsPer('user', limits), actor)
  return actor
}

function envelope<C extends Contract>(event: H3Event, contract: C, startedAt: number, result: Result<C>) {
  const response = result instanceof ApiResponse ? result : new ApiResponse(result)
  setResponseStatus(event, response.status ?? contract.status[0])
  setResponseHeader(event, 'Cache-Control', 'no-store')
  const meta = { requestId: event.context.requestId, durationMs: Math.round((performance.now() - startedAt) * 10) / 10 }
  return response.page ? { data: response.data, page: response.page, meta } : { data: response.data, meta }
}
