import type { PresenceStatus } from '#shared/types.ts'
import { lateBound } from '#server/infra/late-bound.ts'

/** The port to the presence of users on all nodes. */
export interface PresenceReader {
  presenceOf(userIds: readonly string[]): Promise<ReadonlyMap<string, PresenceStatus>>
}

/** Set at boot by the realtime edge. */
export const presenceReader = lateBound<PresenceReader>('presence')

/** The users who are online or away. All others are offline. */
export async function presenceOf(userIds: readonly string[]): Promise<ReadonlyMap<string, PresenceStatus>> {
  return presenceReader.isSet() && userIds.length > 0 ? presenceReader().presenceOf(userIds) : new Map()
}
