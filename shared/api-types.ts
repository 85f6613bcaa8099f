import type { z } from 'zod'
import type { Contract } from './contracts/contract.ts'
import type * as contracts from './contracts/index.ts'
import type { ErrorCode, ErrorDetails } from './errors.ts'

type ContractOf<Name> = Name extends keyof typeof contracts
  ? (typeof contracts)[Name] extends Contract ? (typeof contracts)[Name] : never
  : never

/** Names of the operations that have a contract. */
export type ApiOperation = { [Name in keyof typeof contracts]: (typeof contracts)[Name] extends Contract ? Name : never }[keyof typeof contracts]

/** What a caller gives: path parameters, query and body, each as the contract takes it. */
export interface ApiInput<Name extends ApiOperation> {
  params?: z.input<ContractOf<Name>['params']>
  query?: z.input<ContractOf<Name>['query']>
  body?: z.input<ContractOf<Name>['body']>
}

export type ApiData<Name extends ApiOperation> = z.output<ContractOf<Name>['response']>

export interface Meta { requestId: string, durationMs: number }

/** The envelope of every answer. `page.next` is the seq to go on from, or null at the end. */
export interface Envelope<Data> {
  data: Data
  meta: Meta
  page?: { next: number | null }
}

export interface ErrorEnvelope {
  error: { code: ErrorCode, message: string, details?: ErrorDetails }
  meta: Meta
}
