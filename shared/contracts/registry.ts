import type { Contract } from './contract.ts'
import * as documents from './documents.ts'
import * as contracts from './index.ts'

function isContract(value: unknown): value is Contract {
  return typeof value === 'object' && value !== null && 'operation' in value && 'access' in value
}

/** Every contract of the API: what the document describes and the authorisation tests walk through. */
export const registry: readonly Contract[] = [...Object.values<unknown>(contracts), ...Object.values<unknown>(documents)].filter(isContract)
