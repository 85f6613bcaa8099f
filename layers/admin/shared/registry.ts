import type { Contract } from '#shared/contracts/contract.ts'
import { listAllConversations, readOverview } from './contracts.ts'

/** Every contract of the layer, for the authorisation tests and the documents. */
export const adminRegistry: readonly Contract[] = [readOverview, listAllConversations]
