import type { PresenceStatus } from '#shared/types.ts'
import { lateBound } from '#server/infra/late-bound.ts'

/** The port to whoever knows which people have a live connection, on any node. */
export interface PresenceReader {
  presenceOf(userIds: readonly string[]): Promise<ReadonlyMap<string, PresenceStatus>>
}

/** Set at boot by the realtime edge. */
export const presenceReader = lateBound<PresenceReader>('presence')

/** Who of these people is online or away; whoever is missing in the answer is offline. */
export async function presenceOf(userIds: readonly string[]): Promise<ReadonlyMap<string, PresenceStatus>> {
  return presenceReader.isSet() && userIds.length > 0 ? presenceReader().presenceOf(userIds) : new Map()
}
