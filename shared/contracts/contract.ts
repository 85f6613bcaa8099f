import { z } from 'zod'
import type { ErrorCode } from '../errors.ts'
import type { RateLimitName } from '../limits.ts'
import type { Method } from '../routes.ts'
import { routes } from '../routes.ts'

/**
 * Who may call an operation.
 * - `anyone`: no account needed.
 * - `user`: signed in; the session is loaded before the handler runs.
 * - `user_in_statement`: signed in; the token's signature is checked at the edge, and the
 *   domain's one SQL statement checks the session itself. Only for the hot path.
 */
export type Access = 'anyone' | 'user' | 'user_in_statement'

/** Input, response, errors and limits of one operation: the source of handlers, clients and OpenAPI. */
export interface Contract<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  operation: string
  method: Method
  path: string
  summary: string
  access: Access
  limits: readonly RateLimitName[]
  params: Params
  query: Query
  body: Body
  response: Response
  /** The HTTP statuses of success, the usual one first. */
  status: readonly [number, ...number[]]
  errors: readonly ErrorCode[]
}

export const nothing = z.strictObject({})

interface ContractInput<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType> {
  summary: string
  access: Access
  limits: readonly RateLimitName[]
  params?: P
  query?: Q
  body?: B
  response: R
  status?: readonly [number, ...number[]]
  errors?: readonly ErrorCode[]
}

/** Makes a contract for a method and path. Layers use it for their own routes. */
export function makeContract<
  R extends z.ZodType,
  P extends z.ZodType = typeof nothing,
  Q extends z.ZodType = typeof nothing,
  B extends z.ZodType = typeof nothing,
>(operation: string, [method, path]: readonly [Method, string], input: ContractInput<P, Q, B, R>): Contract<P, Q, B, R> {
  const { params = nothing, query = nothing, body = nothing, status = [200], errors = [], ...rest } = input
  return {
    ...rest,
    operation,
    method,
    path,
    params: params as P,
    query: query as Q,
    body: body as B,
    status,
    errors,
  }
}

/** Makes the contract of an operation in the table of routes. */
export function defineContract<
  R extends z.ZodType,
  P extends z.ZodType = typeof nothing,
  Q extends z.ZodType = typeof nothing,
  B extends z.ZodType = typeof nothing,
>(operation: keyof typeof routes, input: ContractInput<P, Q, B, R>): Contract<P, Q, B, R> {
  return makeContract(operation, routes[operation], input)
}
