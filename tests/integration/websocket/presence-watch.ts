import type { ServerEventPayload } from '#shared/events.ts'
import type { PresenceStatus } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import type { TestSocket } from '../../helpers/test-socket.ts'
import { connectSocket, eventsOf } from '../../helpers/test-socket.ts'
import { until } from '../../helpers/until.ts'
import type { TestNode } from '../../helpers/socket-nodes.ts'

export type PresenceUpdate = ServerEventPayload<'presence:updated'>

/** What a socket heard of a person, in order; the same twice in a row counts once. */
export function heardStatuses(socket: TestSocket, { userId }: Actor): PresenceStatus[] {
  return eventsOf<PresenceUpdate>(socket, 'presence:updated')
    .flatMap(({ users }) => users.filter(user => user.userId === userId))
    .map(user => user.status)
    .filter((status, index, all) => status !== all[index - 1])
}

/** Connects a user for whom the other one is offline, and records what comes next. */
export async function connectWatcher(node: TestNode, actor: Actor, other: Actor): Promise<TestSocket> {
  const socket = await connectSocket(await node.browserOf(actor))
  await until(() => heardStatuses(socket, other).at(-1) === 'offline', { what: 'the greeting' })
  return socket
}

/** Waits until every one of these nodes sees a person so. */
export async function untilSeenAs(nodes: readonly TestNode[], { userId }: Actor, status: PresenceStatus): Promise<void> {
  await until(async () => {
    const seen = await Promise.all(nodes.map(async node => (await node.presence.presenceOf([userId])).get(userId)))
    return seen.every(one => one === status)
  }, { what: `a person who is ${status}` })
}
