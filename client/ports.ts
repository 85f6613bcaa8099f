import type { ApiData, ApiInput, ApiOperation } from '#shared/api-types.ts'
import type { OutboxEntry } from './outbox/outbox-entry.ts'

/** Time and chance, given from outside so that tests own them. */
export interface Timers {
  /** Milliseconds since the epoch. */
  now(): number
  /** At least 0, below 1. */
  random(): number
  set(run: () => void, ms: number): Timer
}

/** Stops a timer; harmless when it is over. */
export type Timer = () => void

export interface RequestOptions {
  /** The request outlives the page: for what is said while leaving. */
  keepalive?: boolean
}

/** Calls an operation of the API. Throws `ApiError`. */
export type RequestApi = <Name extends ApiOperation>(operation: Name, input?: ApiInput<Name> & RequestOptions) => Promise<ApiData<Name>>

/** An outbox entry as it is kept on this device; it also knows whose it is. */
export interface StoredEntry extends OutboxEntry {
  userId: string
}

/** Where the outbox survives a reload. Entries come back in the order in which they were added. */
export interface OutboxStorage {
  /** Adds an entry at the end; one with the same id moves there. */
  add(entry: StoredEntry): Promise<void>
  /** Replaces an entry in its place; nothing happens when it is gone. */
  update(entry: StoredEntry): Promise<void>
  remove(id: string): Promise<void>
  listOf(userId: string): Promise<StoredEntry[]>
  /** Forgets the entries of everybody else, such as of a person whose sign-out was cut short. */
  keepOnly(userId: string): Promise<void>
  clear(): Promise<void>
}

/** Runs work while no other tab runs work under the same name. */
export type Lock = (name: string, work: () => Promise<void>) => Promise<void>
