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
 * Publishes events of `domain/events.ts` over Socket.IO. An event is encoded once for all
 * recipients. Rooms change together with the event: a new participant joins the room before the
 * event is sent, and a removed one leaves it after receiving the event.
 */
export function createPublisher({ io, validate }: Options): EventPublisher {
  return {
    publish(event) {
      if (validate) serverEvents[event.name].payload.parse(event.payload)
      joinRooms(io, event)
      send(io, event)
      leaveRooms(io, event)
    },
    showReceipts: (userId, shown) => showReceiptsTo(io, userId, shown),
  }
}

function joinRooms(io: RealtimeServer, { name, to, payload }: DomainEvent): void {
  if (name === 'conversation:created' && 'users' in to) joinConversation(io, to.users, payload.conversationId)
  if (name === 'participant:added') joinConversation(io, [payload.participant.user.id], payload.conversationId)
}

function send(io: RealtimeServer, { name, to, except, payload }: DomainEvent): void {
  const rooms = roomsOf(to)
  // Socket.IO sends to everyone when the list of rooms is empty.
  if (rooms.length === 0) return
  const operator = io.to(rooms).except([...except ? [userRoom(except.user)] : [], ...isReceipt({ name, to }) ? [NO_RECEIPTS] : []])
  // The event's type ties name and payload together, but `emit` cannot infer that from the union.
  ;(operator.emit as (name: ServerEventName, payload: unknown) => boolean).call(operator, name, payload)
}

/** A read marker sent to other participants. The reader's own devices always receive it. */
function isReceipt({ name, to }: Pick<DomainEvent, 'name' | 'to'>): boolean {
  return name === 'read:updated' && 'conversation' in to
}

function leaveRooms(io: RealtimeServer, { name, payload }: DomainEvent): void {
  if (name === 'participant:removed') leaveConversation(io, payload.userId, payload.conversationId)
  if (name === 'session:revoked') endSession(io, payload.sessionId)
}

function roomsOf(to: Recipients): string[] {
  if ('conversation' in to) return [conversationRoom(to.conversation)]
  if ('session' in to) return [sessionRoom(to.session)]
  return ('user' in to ? [to.user] : to.users).map(userRoom)
}
