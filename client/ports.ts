import type { ApiArguments, ApiData, ApiOperation } from '#shared/api-types.ts'
import type { OutboxEntry } from './outbox/outbox-entry.ts'

/** Time and random numbers. Tests pass their own. */
export interface Timers {
  /** Milliseconds since the epoch. */
  now(): number
  /** At least 0, below 1. */
  random(): number
  set(run: () => void, ms: number): Timer
}

/** Stops a timer. Does nothing when the timer has fired. */
export type Timer = () => void

export interface RequestOptions {
  /** The request outlives the page. */
  keepalive?: boolean
}

/** Calls an operation of the API. Throws `ApiError`. */
export type RequestApi = <Name extends ApiOperation>(operation: Name, ...input: ApiArguments<Name, RequestOptions>) => Promise<ApiData<Name>>

/** An outbox entry as it is stored on this device, with its author. */
export interface StoredEntry extends OutboxEntry {
  userId: string
}

/** Storage of the outbox that survives a reload. Entries are listed in the order in which they were added. */
export interface OutboxStorage {
  /** Adds an entry at the end. An entry with the same id is replaced. */
  add(entry: StoredEntry): Promise<void>
  /** Replaces an entry without changing the order. Does nothing when it was removed. */
  update(entry: StoredEntry): Promise<void>
  remove(id: string): Promise<void>
  listOf(userId: string): Promise<StoredEntry[]>
  /** Deletes the entries of other users, such as of one whose sign-out was interrupted. */
  keepOnly(userId: string): Promise<void>
  clear(): Promise<void>
}

/** Runs work while no other tab runs work under the same name. */
export type Lock = (name: string, work: () => Promise<void>) => Promise<void>
