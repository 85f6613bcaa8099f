import type { z } from 'zod'
import type { Contract } from './contracts/contract.ts'
import type * as contracts from './contracts/index.ts'
import type { ErrorCode, ErrorDetails } from './errors.ts'

type ContractOf<Name> = Name extends keyof typeof contracts
  ? (typeof contracts)[Name] extends Contract ? (typeof contracts)[Name] : never
  : never

/** Names of the operations that have a contract. */
export type ApiOperation = { [Name in keyof typeof contracts]: (typeof contracts)[Name] extends Contract ? Name : never }[keyof typeof contracts]

/** One part of an input: optional when the contract requires nothing in it. */
type InputPart<Key extends string, Schema extends z.ZodType> = Nothing extends z.input<Schema>
  ? { [K in Key]?: z.input<Schema> }
  : { [K in Key]: z.input<Schema> }

type Nothing = Record<never, never>

/** The input of a call: path parameters, query and body, as the contract accepts them. */
export type ApiInput<Name extends ApiOperation>
  = & InputPart<'params', ContractOf<Name>['params']>
    & InputPart<'query', ContractOf<Name>['query']>
    & InputPart<'body', ContractOf<Name>['body']>

/** The input as the last argument of a call. It is optional when nothing in it is required. */
export type ApiArguments<Name extends ApiOperation, Options = unknown> = Nothing extends ApiInput<Name>
  ? [input?: ApiInput<Name> & Options]
  : [input: ApiInput<Name> & Options]

export type ApiData<Name extends ApiOperation> = z.output<ContractOf<Name>['response']>

export interface Meta { requestId: string, durationMs: number }

/** The envelope of every response. `page.next` is the position of the next page, or null at the end. */
export interface Envelope<Data> {
  data: Data
  meta: Meta
  page?: { next: number | null }
}

export interface ErrorEnvelope {
  error: { code: ErrorCode, message: string, details?: ErrorDetails }
  meta: Meta
}
