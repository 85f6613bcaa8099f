import { serverEvents } from '#shared/contracts/events.ts'
import type { ServerEventName } from '#shared/events.ts'
import type { DomainEvent, EventPublisher, Recipients } from '#server/domain/events.ts'
import { conversationRoom, endSession, joinConversation, showReceiptsTo, leaveConversation, NO_RECEIPTS, sessionRoom, userRoom } from './rooms.ts'
import type { RealtimeServer } from './socket-types.ts'

interface Options {
  io: RealtimeServer
  /** Whether a payload that breaks its contract throws: in development and in tests. */
  validate: boolean
}

/**
 * The realtime edge of `domain/events.ts`. An event is encoded once for all of its recipients.
 * What a fact means for rooms happens with it and in its order: who joins hears of it from
 * inside, who leaves hears it last.
 */
export function createPublisher({ io, validate }: Options): EventPublisher {
  return {
    publish(event) {
      if (validate) serverEvents[event.name].payload.parse(event.payload)
      admit(io, event)
      send(io, event)
      dismiss(io, event)
    },
    showReceipts: (userId, shown) => showReceiptsTo(io, userId, shown),
  }
}

function admit(io: RealtimeServer, { name, to, payload }: DomainEvent): void {
  if (name === 'conversation:created' && 'users' in to) joinConversation(io, to.users, payload.conversationId)
  if (name === 'participant:added') joinConversation(io, [payload.participant.user.id], payload.conversationId)
}

function send(io: RealtimeServer, { name, to, except, payload }: DomainEvent): void {
  const rooms = roomsOf(to)
  // To Socket.IO, no room at all means everybody.
  if (rooms.length === 0) return
  const operator = io.to(rooms).except([...except ? [userRoom(except.user)] : [], ...isReceipt({ name, to }) ? [NO_RECEIPTS] : []])
  // Name and payload belong together by the type of the event, which `emit` cannot follow through the union.
  ;(operator.emit as (name: ServerEventName, payload: unknown) => boolean).call(operator, name, payload)
}

/** What tells others that somebody has read. A reader's own devices always hear of it. */
function isReceipt({ name, to }: Pick<DomainEvent, 'name' | 'to'>): boolean {
  return name === 'read:updated' && 'conversation' in to
}

function dismiss(io: RealtimeServer, { name, payload }: DomainEvent): void {
  if (name === 'participant:removed') leaveConversation(io, payload.userId, payload.conversationId)
  if (name === 'session:revoked') endSession(io, payload.sessionId)
}

function roomsOf(to: Recipients): string[] {
  if ('conversation' in to) return [conversationRoom(to.conversation)]
  if ('session' in to) return [sessionRoom(to.session)]
  return ('user' in to ? [to.user] : to.users).map(userRoom)
}
